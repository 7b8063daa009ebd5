#include "stages/dilemma.h"

#include <math.h>
#include <stdbool.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/collection.h"
#include "stages/content.h"
#include "stages/theme.h"
#include "stages/typical.h"

/* What is left of a pair's worth. */
static const double same_document = 0.5, same_teller = 0.5, taken_already = 0.3;
/* The share of its worth that does not hang on words that both have. */
static const double word_free = 0.02;

struct side {
	uint32_t anecdote[DILEMMA_CANDIDATES_MOST]; /* most typical first */
	size_t count;
};

struct work {
	const struct collection *c;
	const struct content *content;
	struct typical_candidate *candidate;
	bool *taken; /* anecdotes of an earlier dilemma */
	struct arena scratch;
};

static uint16_t find_kind(const struct collection *c, struct span id)
{
	for (uint16_t i = 0; i < c->kind.count; i++)
		if (span_equal(c->kind.item[i].id, id))
			return i;
	return INDEX_NONE;
}

static double idf(const struct work *work, uint32_t term)
{
	return log((1 + (double)work->c->anecdotes) / (double)work->content->term[term].anecdotes);
}

static double square_of(const struct work *work, const struct content_bag *bag)
{
	double sum = 0;
	for (size_t i = 0; i < bag->terms; i++)
		sum += idf(work, bag->term[i]) * idf(work, bag->term[i]);
	return sum;
}

/* Keeps the rarest words, rarest first; of equals the earlier. */
static void name_word(struct dilemma *out, const struct content *content, uint32_t term)
{
	size_t at = out->words;
	while (at > 0 && content->term[term].anecdotes < content->term[out->word[at - 1]].anecdotes)
		at--;
	if (at == DILEMMA_WORDS_MOST)
		return;
	if (out->words < DILEMMA_WORDS_MOST)
		out->words++;
	for (size_t i = out->words - 1; i > at; i--)
		out->word[i] = out->word[i - 1];
	out->word[at] = term;
}

/* Fills in nearness and words. */
static void measure(struct dilemma *pair, const struct work *work)
{
	const struct content_bag *a = &work->content->bag[pair->success];
	const struct content_bag *b = &work->content->bag[pair->bottleneck];
	double product = 0;
	for (size_t i = 0, j = 0; i < a->terms && j < b->terms;) {
		if (a->term[i] != b->term[j]) {
			if (a->term[i] < b->term[j])
				i++;
			else
				j++;
			continue;
		}
		product += idf(work, a->term[i]) * idf(work, a->term[i]);
		name_word(pair, work->content, a->term[i]);
		i++;
		j++;
	}
	const double squares = square_of(work, a) * square_of(work, b);
	pair->nearness = squares > 0 ? fmin(1, product / sqrt(squares)) : 0;
}

static double worth_of(const struct dilemma *pair, const struct work *work)
{
	const struct collection_anecdote *a = &work->c->anecdote[pair->success];
	const struct collection_anecdote *b = &work->c->anecdote[pair->bottleneck];
	double worth = word_free + pair->nearness;
	if (a->document == b->document)
		worth *= same_document;
	if (a->teller == b->teller && a->teller != COLLECTION_NONE)
		worth *= same_teller;
	if (work->taken[pair->success] || work->taken[pair->bottleneck])
		worth *= taken_already;
	return worth;
}

static int find_side(struct side *out, struct work *work, uint16_t theme, uint16_t kind)
{
	size_t count = 0;
	for (uint32_t i = 0; i < work->c->anecdotes; i++) {
		const struct collection_anecdote *a = &work->c->anecdote[i];
		for (size_t l = 0; l < a->labels && a->kind == kind; l++)
			if (a->label[l].theme == theme)
				work->candidate[count++] =
					(struct typical_candidate){i, a->label[l].score};
	}
	const int status =
		typical_choose(out->anecdote, &out->count, DILEMMA_CANDIDATES_MOST, work->c,
			       work->content, work->candidate, count, &work->scratch);
	arena_reset(&work->scratch);
	return status;
}

/* The pair of most worth; of equals the more typical. False: one of the sides is empty. */
static bool choose_pair(struct dilemma *out, const struct work *work, const struct side *success,
			const struct side *bottleneck)
{
	double most = -1;
	for (size_t s = 0; s < success->count; s++) {
		for (size_t b = 0; b < bottleneck->count; b++) {
			struct dilemma pair = {.theme = out->theme,
					       .success = success->anecdote[s],
					       .bottleneck = bottleneck->anecdote[b]};
			measure(&pair, work);
			const double worth = worth_of(&pair, work);
			if (worth <= most)
				continue;
			most = worth;
			*out = pair;
		}
	}
	return most >= 0;
}

static void turn_round(struct dilemma *item, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		const struct dilemma first = item[i];
		item[i] = item[count - 1 - i];
		item[count - 1 - i] = first;
	}
}

/* The theme with fewest stories, and so least choice, goes first. */
static int choose_all(struct dilemma_list *out, struct dilemma *item, struct work *work,
		      const struct theme_list *themes)
{
	const uint16_t well = find_kind(work->c, SPAN("succes"));
	const uint16_t stuck = find_kind(work->c, SPAN("knelpunt"));
	if (well == INDEX_NONE || stuck == INDEX_NONE)
		return 0;
	for (size_t i = themes->count; i-- > 0;) {
		struct dilemma *one = &item[out->count];
		struct side success, bottleneck;
		*one = (struct dilemma){.theme = themes->item[i].theme};
		if (find_side(&success, work, one->theme, well) < 0 ||
		    find_side(&bottleneck, work, one->theme, stuck) < 0)
			return -1;
		if (!choose_pair(one, work, &success, &bottleneck))
			continue;
		work->taken[one->success] = work->taken[one->bottleneck] = true;
		out->count++;
	}
	turn_round(item, out->count);
	return 0;
}

int dilemma_run(struct dilemma_list *out, const struct collection *collection,
		const struct content *content, const struct theme_list *themes, struct arena *keep,
		struct error *err)
{
	struct work work = {.c = collection, .content = content, .scratch = ARENA_INIT};
	struct dilemma *item = arena_calloc(keep, themes->count + 1, sizeof *item);
	work.candidate = arena_calloc(keep, collection->anecdotes + 1, sizeof *work.candidate);
	work.taken = arena_calloc(keep, collection->anecdotes + 1, sizeof *work.taken);
	*out = (struct dilemma_list){.item = item};
	const int status =
		item && work.candidate && work.taken ? choose_all(out, item, &work, themes) : -1;
	arena_release(&work.scratch);
	return status < 0 ? error_memory(err) : 0;
}
