#include "stages/propose.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/document.h"
#include "corpus/error.h"
#include "lexicons/cue.h"
#include "lexicons/language.h"
#include "lexicons/lexicon.h"
#include "stages/collection.h"
#include "stages/compound.h"
#include "stages/content.h"
#include "stages/match.h"
#include "stages/propose_name.h"
#include "stages/propose_place.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"

/* One thing that may be proposed: where it stands in reviewed anecdotes, and in the others. */
struct candidate {
	const struct place *seen; /* by anecdote */
	size_t places;
	const struct place *unseen;
	size_t unseen_places;
};

struct proposing {
	const struct collection *collection;
	const struct language *language;
	const struct lexicon *lexicon;
	const struct propose_names *names;
	struct vocabulary *vocabulary;
	struct match_cache *matches;
	struct token_list *tokens; /* per anecdote */
	struct hit_list *hits;     /* per reviewed anecdote */
	struct place_words words;
	struct place_list seen;
	struct place_list unseen;
	struct candidate *candidate; /* by key */
	uint64_t *key;
	size_t candidates;
	struct content content; /* reviewed anecdotes as bags of candidates, for keyness */
	struct arena *keep;
	struct arena scratch;
};

static int cut_and_match(struct proposing *p, struct error *err)
{
	const struct tokenise_options options = {.tailored = true};
	const struct collection *c = p->collection;
	int status = 0;
	for (size_t i = 0; i < c->anecdotes && status == 0; i++) {
		const struct span text = c->anecdote[i].text;
		const struct block block = {.end = (uint32_t)text.len, .time_ms = -1};
		status = tokenise_run(&p->tokens[i], p->vocabulary, &options, text, &block, 1, NULL,
				      0, &p->scratch, &p->scratch, err);
		if (status == 0 && c->anecdote[i].reviewed)
			status = match_run(&p->hits[i], p->matches, p->lexicon, p->vocabulary, text,
					   &p->tokens[i], &p->scratch, &p->scratch, err);
	}
	return status;
}

static int by_place(const void *a, const void *b)
{
	const struct place *one = a, *two = b;
	if (one->key != two->key)
		return one->key < two->key ? -1 : 1;
	if (one->anecdote != two->anecdote)
		return one->anecdote < two->anecdote ? -1 : 1;
	return one->first < two->first ? -1 : one->first > two->first;
}

static int find_places(struct proposing *p, struct place_list *list, bool reviewed)
{
	for (uint32_t i = 0; i < p->collection->anecdotes; i++)
		if (p->collection->anecdote[i].reviewed == reviewed &&
		    place_add(list, i, &p->tokens[i], p->vocabulary, &p->words, &p->scratch) < 0)
			return -1;
	if (list->count > 0)
		qsort(list->item, list->count, sizeof *list->item, by_place);
	return 0;
}

static size_t run_of(const struct place_list *list, size_t from)
{
	size_t to = from + 1;
	while (to < list->count && list->item[to].key == list->item[from].key)
		to++;
	return to - from;
}

/* In enough anecdotes of enough documents, whatever their themes. */
static bool is_spread(const struct collection *c, const struct place *place, size_t count)
{
	uint32_t anecdotes = 0, documents = 0;
	for (size_t i = 0; i < count; i++) {
		const bool same = i > 0 && place[i].anecdote == place[i - 1].anecdote;
		anecdotes += !same;
		documents += i == 0 || c->anecdote[place[i].anecdote].document !=
					       c->anecdote[place[i - 1].anecdote].document;
	}
	return anecdotes >= PROPOSE_ANECDOTES_LEAST && documents >= KEYNESS_DOCUMENTS_LEAST;
}

static int find_candidates(struct proposing *p)
{
	const struct place_list *list = &p->seen;
	size_t keys = 0;
	for (size_t i = 0; i < list->count; i += run_of(list, i))
		keys += is_spread(p->collection, &list->item[i], run_of(list, i));
	p->candidate = arena_calloc(&p->scratch, keys, sizeof *p->candidate);
	p->key = arena_calloc(&p->scratch, keys, sizeof *p->key);
	if (!p->candidate || !p->key)
		return -1;
	for (size_t i = 0, n; i < list->count; i += n) {
		n = run_of(list, i);
		if (!is_spread(p->collection, &list->item[i], n))
			continue;
		p->key[p->candidates] = list->item[i].key;
		p->candidate[p->candidates++] =
			(struct candidate){.seen = &list->item[i], .places = n};
	}
	return 0;
}

static int find_unseen(struct proposing *p)
{
	struct place_list *list = &p->unseen;
	list->wanted = p->key;
	list->wants = p->candidates;
	if (find_places(p, list, false) < 0)
		return -1;
	size_t at = 0;
	for (size_t i = 0, n; i < list->count; i += n) {
		n = run_of(list, i);
		while (p->key[at] != list->item[i].key)
			at++;
		p->candidate[at].unseen = &list->item[i];
		p->candidate[at].unseen_places = n;
	}
	return 0;
}

/* Of each anecdote its candidates, each once, ascending since they are gone through in order. */
static int fill_bags(struct proposing *p)
{
	const size_t anecdotes = p->collection->anecdotes;
	struct content_bag *bag = arena_calloc(&p->scratch, anecdotes, sizeof *bag);
	uint32_t **term = arena_calloc(&p->scratch, anecdotes, sizeof *term);
	if (!bag || !term)
		return -1;
	for (int filling = 0; filling < 2; filling++) {
		for (size_t i = 0; i < anecdotes && filling; i++) {
			term[i] = arena_calloc(&p->scratch, bag[i].terms, sizeof **term);
			if (!term[i])
				return -1;
			bag[i] = (struct content_bag){.term = term[i]};
		}
		for (size_t k = 0; k < p->candidates; k++) {
			const struct place *place = p->candidate[k].seen;
			for (size_t i = 0; i < p->candidate[k].places; i++) {
				const uint32_t at = place[i].anecdote;
				if (i > 0 && place[i - 1].anecdote == at)
					continue;
				if (filling)
					term[at][bag[at].terms] = (uint32_t)k;
				bag[at].terms++;
			}
		}
	}
	p->content = (struct content){.terms = p->candidates, .bag = bag};
	return 0;
}

static bool has_label(const struct collection_anecdote *a, uint16_t theme)
{
	for (size_t i = 0; i < a->labels; i++)
		if (a->label[i].theme == theme)
			return true;
	return false;
}

static bool is_hit(const struct proposing *p, const struct place *place, uint16_t theme)
{
	const struct hit_list *hits = &p->hits[place->anecdote];
	for (size_t i = hit_list_from(hits, place->first);
	     i < hits->count && hits->item[i].first < place->last; i++) {
		const struct rule *rule = lexicon_rule(p->lexicon, hits->item[i].rule);
		if (rule->target_kind == TARGET_THEME && rule->target == theme &&
		    hits->item[i].last <= place->last)
			return true;
	}
	return false;
}

/* Whether rules of the theme, for it or against it, find most of these places already. */
static bool is_known(const struct proposing *p, const struct candidate *candidate, uint16_t theme)
{
	size_t hits = 0;
	for (size_t i = 0; i < candidate->places; i++)
		hits += is_hit(p, &candidate->seen[i], theme);
	return 2 * hits >= candidate->places;
}

/* Every reviewed anecdote with `a` has `b` too, somewhere in the same words. */
static bool is_within(const struct candidate *a, const struct candidate *b)
{
	bool overlap = false;
	size_t k = 0;
	for (size_t i = 0; i < a->places; i++) {
		const struct place *place = &a->seen[i];
		while (k < b->places && b->seen[k].anecdote < place->anecdote)
			k++;
		if (k == b->places || b->seen[k].anecdote != place->anecdote)
			return false;
		for (size_t o = k; o < b->places && b->seen[o].anecdote == place->anecdote; o++)
			overlap = overlap || (b->seen[o].first < place->last &&
					      place->first < b->seen[o].last);
	}
	return overlap;
}

/* As it is written where a cue's word would be: a compound's part as it stands in the compound. */
static struct span form_of(const struct proposing *p, const struct place *place, uint32_t token)
{
	const struct token *at = &p->tokens[place->anecdote].item[token];
	const struct span folded = vocabulary_type(p->vocabulary, at->type)->folded;
	const struct compound_words *words = language_words(p->language);
	uint8_t end[COMPOUND_PARTS_MOST];
	if (place->part == 0 || !words || compound_split(words, folded, end) < place->part)
		return folded;
	return compound_part(folded, end, place->part - 1);
}

/* Of the places of one word the one with the plainest form: whole rather than a part, short. */
static const struct place *plainest(const struct proposing *p, const struct candidate *candidate)
{
	const struct place *best = &candidate->seen[0];
	for (size_t i = 1; i < candidate->places; i++) {
		const struct place *place = &candidate->seen[i];
		const struct span one = form_of(p, place, place->first);
		const struct span two = form_of(p, best, best->first);
		if ((place->part == 0) != (best->part == 0) ? place->part == 0
		    : one.len != two.len                    ? one.len < two.len
							    : span_compare(one, two) < 0)
			best = place;
	}
	return best;
}

static int append(struct span *out, size_t *capacity, struct span text, struct arena *keep)
{
	char *at = (char *)out->at;
	if (arena_grow(keep, &at, capacity, out->len, out->len + text.len + 1, 1) < 0)
		return -1;
	memcpy(at + out->len, text.at, text.len);
	*out = (struct span){at, out->len + text.len};
	return 0;
}

static int write_cue(struct span *out, const struct proposing *p, const struct candidate *candidate)
{
	const enum place_form form = place_form(candidate->seen[0].key);
	const struct place *place =
		form == PLACE_WORD ? plainest(p, candidate) : &candidate->seen[0];
	const struct token *token = p->tokens[place->anecdote].item;
	size_t capacity = 0;
	int status = 0;
	*out = (struct span){NULL, 0};
	for (uint32_t t = place->first; t < place->last && status == 0; t++) {
		const bool inside = t > place->first && t + 1 < place->last;
		if (token[t].kind != TOKEN_WORD || (form == PLACE_PAIR && inside))
			continue;
		if (out->len > 0)
			status = append(out, &capacity,
					form == PLACE_PAIR ? SPAN(" ... ") : SPAN(" "), p->keep);
		if (status == 0)
			status = append(out, &capacity, form_of(p, place, t), p->keep);
	}
	return status;
}

/* Words that a pack's author would have to write otherwise are left out. */
static bool is_plain_cue(struct span cue, struct arena *scratch)
{
	struct cue parsed;
	return cue.len > 0 && cue.len <= CUE_BYTES_MOST && cue.at[0] != '#' &&
	       !memchr(cue.at, '\t', cue.len) && !memchr(cue.at, '=', cue.len) &&
	       cue_parse(&parsed, cue, scratch, NULL) == 0 && !parsed.tokens;
}

static struct proposed_spot spot_of(const struct proposing *p, const struct place *place,
				    uint32_t first, uint32_t last)
{
	const struct token *token = p->tokens[place->anecdote].item;
	return (struct proposed_spot){place->anecdote, token[first].start,
				      token[last - 1].start + token[last - 1].len};
}

/* Anecdotes that nobody reviewed, without the theme, and where in them it is found. */
static int find_new(struct proposed_term *out, const struct proposing *p,
		    const struct candidate *candidate, uint16_t theme)
{
	uint32_t *anecdote = arena_calloc(p->keep, candidate->unseen_places, sizeof *anecdote);
	struct proposed_spot *spot =
		arena_calloc(p->keep, 2 * candidate->unseen_places, sizeof *spot);
	if (!anecdote || !spot)
		return -1;
	for (size_t i = 0; i < candidate->unseen_places; i++) {
		const struct place *place = &candidate->unseen[i];
		if (has_label(&p->collection->anecdote[place->anecdote], theme))
			continue;
		if (out->anecdotes == 0 || anecdote[out->anecdotes - 1] != place->anecdote)
			anecdote[out->anecdotes++] = place->anecdote;
		const bool pair = place_form(place->key) == PLACE_PAIR;
		spot[out->spots++] =
			spot_of(p, place, place->first, pair ? place->first + 1 : place->last);
		if (pair)
			spot[out->spots++] = spot_of(p, place, place->last - 1, place->last);
	}
	out->anecdote = anecdote;
	out->spot = spot;
	return 0;
}

static float weight_of(const struct key_word *key)
{
	const double whole = round(key->log_ratio);
	return (float)(whole < 1 ? 1 : whole > PROPOSE_WEIGHT_MOST ? PROPOSE_WEIGHT_MOST : whole);
}

static int make_term(struct proposed_term *out, const struct proposing *p,
		     const struct key_word *key, uint16_t theme)
{
	static const enum propose_form form[] = {
		[PLACE_WORD] = PROPOSE_WORD,   [PLACE_TWO] = PROPOSE_PHRASE,
		[PLACE_PAIR] = PROPOSE_PAIR,   [PLACE_THREE] = PROPOSE_PHRASE,
		[PLACE_FOUR] = PROPOSE_PHRASE,
	};
	const struct candidate *candidate = &p->candidate[key->term];
	*out = (struct proposed_term){
		.form = form[place_form(candidate->seen[0].key)],
		.weight = weight_of(key),
		.key = *key,
	};
	return write_cue(&out->cue, p, candidate) < 0 ? -1 : find_new(out, p, candidate, theme);
}

/* Whether a stronger one says it already. */
static bool is_said(const struct proposing *p, const struct proposed_theme *theme,
		    const struct candidate *candidate)
{
	for (size_t i = 0; i < theme->terms; i++) {
		const struct candidate *other = &p->candidate[theme->term[i].key.term];
		if (is_within(candidate, other))
			return true;
	}
	return false;
}

static int choose_terms(struct proposed_theme *out, struct proposing *p, const struct key_word *key,
			size_t keys)
{
	const struct span id = p->collection->theme.item[out->theme].id;
	const uint16_t known = lexicon_find(p->lexicon, TARGET_THEME, id);
	struct proposed_term *term = arena_calloc(p->keep, PROPOSE_MOST, sizeof *term);
	if (!term)
		return -1;
	out->term = term;
	for (size_t i = 0; i < keys; i++) {
		const struct candidate *candidate = &p->candidate[key[i].term];
		/* What most often means something else is no term of it. */
		if (key[i].anecdotes <= key[i].elsewhere || is_known(p, candidate, known) ||
		    is_said(p, out, candidate))
			continue;
		if (out->terms == PROPOSE_MOST) {
			out->left_out++;
			continue;
		}
		if (make_term(&term[out->terms], p, &key[i], out->theme) < 0)
			return -1;
		out->terms += is_plain_cue(term[out->terms].cue, &p->scratch);
	}
	return 0;
}

static int propose_theme(struct proposed_theme *out, struct proposing *p, uint16_t theme)
{
	const struct collection *c = p->collection;
	enum keyness_group *group = arena_calloc(&p->scratch, c->anecdotes, sizeof *group);
	const struct key_word *key;
	size_t keys;
	*out = (struct proposed_theme){.theme = theme};
	if (!group)
		return -1;
	for (size_t i = 0; i < c->anecdotes; i++) {
		if (!c->anecdote[i].reviewed)
			continue;
		const bool here = has_label(&c->anecdote[i], theme);
		group[i] = here ? KEYNESS_HERE : KEYNESS_ELSEWHERE;
		out->reviewed += here;
	}
	if (out->reviewed < PROPOSE_ANECDOTES_LEAST)
		return 0;
	if (keyness_run(&key, &keys, c, &p->content, group, PROPOSE_ANECDOTES_LEAST, &p->scratch) <
	    0)
		return -1;
	return choose_terms(out, p, key, keys);
}

static int propose_all(struct proposed_list *out, struct proposing *p)
{
	const size_t themes = p->collection->theme.count;
	struct proposed_theme *theme = arena_calloc(p->keep, themes, sizeof *theme);
	if (!theme)
		return -1;
	for (size_t t = 0; t < themes; t++) {
		if (propose_theme(&theme[out->count], p, (uint16_t)t) < 0)
			return -1;
		out->count += theme[out->count].terms > 0;
	}
	out->item = theme;
	out->tried = p->candidates;
	return 0;
}

static int propose(struct proposed_list *out, struct proposing *p, const struct content *content,
		   struct error *err)
{
	const size_t anecdotes = p->collection->anecdotes;
	p->tokens = arena_calloc(&p->scratch, anecdotes, sizeof *p->tokens);
	p->hits = arena_calloc(&p->scratch, anecdotes, sizeof *p->hits);
	if (!p->tokens || !p->hits)
		return error_memory(err);
	bool *name = NULL;
	size_t types = 0;
	int status = cut_and_match(p, err);
	if (status == 0)
		status = propose_name_types(&name, &types, p->collection, p->tokens, p->vocabulary,
					    p->names, &p->scratch, err);
	if (status < 0)
		return status;
	if (place_words_make(&p->words, p->vocabulary, content, name, types, p->names->telling,
			     &p->scratch) < 0 ||
	    find_places(p, &p->seen, true) < 0 || find_candidates(p) < 0 || find_unseen(p) < 0 ||
	    fill_bags(p) < 0 || propose_all(out, p) < 0)
		return error_memory(err);
	return 0;
}

int propose_run(struct proposed_list *out, const struct collection *collection,
		const struct content *content, const struct language *language,
		const struct lexicon *lexicon, const struct propose_names *names,
		struct arena *keep, struct error *err)
{
	struct proposing p = {
		.collection = collection,
		.language = language,
		.lexicon = lexicon,
		.names = names,
		.keep = keep,
		.scratch = ARENA_INIT,
	};
	*out = (struct proposed_list){.count = 0};
	for (size_t i = 0; i < collection->anecdotes; i++)
		out->reviewed += collection->anecdote[i].reviewed;
	if (out->reviewed == 0)
		return 0;
	p.vocabulary = vocabulary_new(language, err);
	p.matches = p.vocabulary ? match_cache_new(lexicon, err) : NULL;
	const int status = p.matches ? propose(out, &p, content, err) : error_memory(err);
	match_cache_free(p.matches);
	vocabulary_free(p.vocabulary);
	arena_release(&p.scratch);
	return status;
}
