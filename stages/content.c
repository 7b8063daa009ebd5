#include "stages/content.h"

#include <stdlib.h>

#include "corpus/arena.h"
#include "corpus/document.h"
#include "corpus/error.h"
#include "lexicons/language.h"
#include "stages/collection.h"
#include "stages/scan.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"

/* What is counted per type of the vocabulary. */
struct tally {
	uint32_t small;   /* written with a small letter, or anyhow after the first word */
	uint32_t capital; /* with a capital where a small letter could stand */
	uint32_t term;    /* 1 + number of its term; 0: none yet */
	bool speaker;     /* is in a speaker's name */
};

struct gathering {
	const struct collection *collection;
	struct vocabulary *vocabulary;
	struct token_list *tokens; /* per anecdote */
	struct tally *tally;       /* per type */
	size_t types;
	struct arena scratch;
};

static int cut_all(struct gathering *g, uint32_t *words, struct error *err)
{
	for (size_t i = 0; i < g->collection->anecdotes; i++) {
		const struct span text = g->collection->anecdote[i].text;
		const struct block block = {.end = (uint32_t)text.len, .time_ms = -1};
		const struct tokenise_options options = {.tailored = true};
		const int status = tokenise_run(&g->tokens[i], g->vocabulary, &options, text,
						&block, 1, NULL, 0, &g->scratch, &g->scratch, err);
		if (status < 0)
			return status;
		for (size_t t = 0; t < g->tokens[i].count; t++)
			words[i] += g->tokens[i].item[t].kind <= TOKEN_NUMBER;
	}
	return 0;
}

/* The types of speakers' names exist before the table of types is made. */
static int each_name(struct gathering *g, bool mark)
{
	for (size_t i = 0; i < g->collection->anecdotes; i++) {
		struct span word;
		size_t at = 0;
		while (scan_word(&word, g->collection->anecdote[i].speaker, &at)) {
			const uint32_t type = vocabulary_intern(g->vocabulary, word);
			if (type == UINT32_MAX)
				return -1;
			if (mark)
				g->tally[type].speaker = true;
		}
	}
	return 0;
}

static void count_sentence(struct gathering *g, const struct token_list *tokens,
			   const struct sentence *sentence)
{
	bool first = true;
	for (uint32_t t = sentence->first; t < sentence->last; t++) {
		const struct token *token = &tokens->item[t];
		if (token->kind != TOKEN_WORD) {
			/* Behind a colon or a quotation mark a capital says nothing. */
			first = first || token->kind == TOKEN_PUNCTUATION;
			continue;
		}
		if ((token->flags & TOKEN_CAPITAL) == 0)
			g->tally[token->type].small++;
		else if (!first)
			g->tally[token->type].capital++;
		first = false;
	}
}

static void count_all(struct gathering *g)
{
	for (size_t i = 0; i < g->collection->anecdotes; i++)
		for (size_t s = 0; s < g->tokens[i].sentences; s++)
			count_sentence(g, &g->tokens[i], &g->tokens[i].sentence[s]);
}

static bool is_content(const struct gathering *g, const struct token *token)
{
	if (token->kind != TOKEN_WORD)
		return false;
	const struct word_type *type = vocabulary_type(g->vocabulary, token->type);
	const struct tally *tally = &g->tally[token->type];
	if (type->roles & (WORD_STOP | WORD_AUXILIARY | WORD_CLITIC | WORD_PARTICLE | WORD_CUT |
			   WORD_ABBREVIATION))
		return false;
	return !tally->speaker && tally->small > 0 && tally->capital <= tally->small &&
	       utf8_count(type->folded) >= CONTENT_LETTERS_LEAST;
}

/* Slots of a table of stems: 1 + term. */
struct stems {
	uint32_t *slot;
	size_t mask;
	const struct word_type **of; /* a type of each term */
	uint32_t *written;           /* how often its form was seen */
};

static uint32_t term_of_stem(struct stems *stems, const struct word_type *type, size_t *terms)
{
	size_t at = type->stem_hash & stems->mask;
	while (stems->slot[at] != 0) {
		const uint32_t term = stems->slot[at] - 1;
		if (span_equal(stems->of[term]->stem, type->stem))
			return term;
		at = (at + 1) & stems->mask;
	}
	stems->of[*terms] = type;
	stems->slot[at] = (uint32_t)++ * terms;
	return (uint32_t)*terms - 1;
}

static int stems_init(struct stems *out, size_t types, struct arena *scratch)
{
	size_t slots = 16;
	while (slots < types * 2)
		slots *= 2;
	out->mask = slots - 1;
	out->slot = arena_calloc(scratch, slots, sizeof *out->slot);
	out->of = arena_calloc(scratch, types, sizeof *out->of);
	out->written = arena_calloc(scratch, types, sizeof *out->written);
	return out->slot && out->of && out->written ? 0 : -1;
}

static int number_of_term(const void *a, const void *b)
{
	const uint32_t one = *(const uint32_t *)a, two = *(const uint32_t *)b;
	return one < two ? -1 : one > two;
}

/* Sorts and takes out what stands twice. */
static size_t make_set(uint32_t *item, size_t count)
{
	qsort(item, count, sizeof *item, number_of_term);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || item[kept - 1] != item[i])
			item[kept++] = item[i];
	return kept;
}

static int fill_bag(struct content_bag *out, struct gathering *g, struct stems *stems,
		    const struct token_list *tokens, size_t *terms, struct arena *keep)
{
	uint32_t *term = arena_calloc(keep, tokens->count, sizeof *term);
	if (!term)
		return -1;
	size_t count = 0;
	for (size_t t = 0; t < tokens->count; t++) {
		const struct token *token = &tokens->item[t];
		if (!is_content(g, token))
			continue;
		struct tally *tally = &g->tally[token->type];
		if (tally->term == 0)
			tally->term =
				1 + term_of_stem(stems, vocabulary_type(g->vocabulary, token->type),
						 terms);
		term[count++] = tally->term - 1;
	}
	*out = (struct content_bag){term, make_set(term, count)};
	return 0;
}

/* The form written most often; of equals the one that sorts first, so that the order in which
 * types were met does not show. */
static int name_terms(struct content_term *term, size_t terms, const struct gathering *g,
		      struct stems *stems, struct arena *keep)
{
	for (uint32_t type = 0; type < g->types; type++) {
		const struct tally *tally = &g->tally[type];
		if (tally->term == 0)
			continue;
		struct content_term *to = &term[tally->term - 1];
		const struct span folded = vocabulary_type(g->vocabulary, type)->folded;
		const uint32_t seen = tally->small + tally->capital;
		uint32_t *most = &stems->written[tally->term - 1];
		if (to->form.len == 0 || seen > *most ||
		    (seen == *most && span_compare(folded, to->form) < 0)) {
			*most = seen;
			to->form = folded;
		}
	}
	for (size_t i = 0; i < terms; i++) {
		const char *copy = arena_copy(keep, term[i].form.at, term[i].form.len);
		if (!copy)
			return -1;
		term[i].form.at = copy;
	}
	return 0;
}

static int make_bags(struct content *out, struct gathering *g, struct arena *keep)
{
	struct stems stems;
	const size_t anecdotes = g->collection->anecdotes;
	struct content_bag *bag = arena_calloc(keep, anecdotes, sizeof *bag);
	if (!bag || stems_init(&stems, g->types, &g->scratch) < 0)
		return -1;
	for (size_t i = 0; i < anecdotes; i++)
		if (fill_bag(&bag[i], g, &stems, &g->tokens[i], &out->terms, keep) < 0)
			return -1;
	struct content_term *term = arena_calloc(keep, out->terms, sizeof *term);
	if (!term)
		return -1;
	for (size_t i = 0; i < anecdotes; i++)
		for (size_t t = 0; t < bag[i].terms; t++)
			term[bag[i].term[t]].anecdotes++;
	out->bag = bag;
	out->term = term;
	return name_terms(term, out->terms, g, &stems, keep);
}

static int gather(struct content *out, struct gathering *g, struct arena *keep, struct error *err)
{
	const size_t anecdotes = g->collection->anecdotes;
	uint32_t *words = arena_calloc(keep, anecdotes, sizeof *words);
	g->tokens = arena_calloc(&g->scratch, anecdotes, sizeof *g->tokens);
	if (!words || !g->tokens)
		return error_memory(err);
	out->words = words;
	const int status = cut_all(g, words, err);
	if (status < 0)
		return status;
	if (each_name(g, false) < 0)
		return error_memory(err);
	g->types = vocabulary_count(g->vocabulary);
	g->tally = arena_calloc(&g->scratch, g->types, sizeof *g->tally);
	if (!g->tally || each_name(g, true) < 0)
		return error_memory(err);
	count_all(g);
	return make_bags(out, g, keep) < 0 ? error_memory(err) : 0;
}

int content_run(struct content *out, const struct collection *collection,
		const struct language *language, struct arena *keep, struct error *err)
{
	*out = (struct content){.terms = 0};
	struct gathering g = {.collection = collection, .scratch = ARENA_INIT};
	g.vocabulary = vocabulary_new(language, err);
	if (!g.vocabulary)
		return error_memory(err);
	vocabulary_leave_whole(g.vocabulary);
	const int status = gather(out, &g, keep, err);
	vocabulary_free(g.vocabulary);
	arena_release(&g.scratch);
	return status;
}
