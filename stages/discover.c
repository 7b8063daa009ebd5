#include "stages/discover.h"

#include <stdlib.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/association.h"
#include "stages/collection.h"
#include "stages/content.h"

/* A suggestion at or above it is a good fit whatever the others score. Below it the lowest quarter
 * of the study's best scores is looked through: how high a model scores differs by model. */
static const float sure = 0.5F;
/* Words of one group are found together this much more than by chance. */
static const double npmi_least = 0.25;

struct work {
	const struct collection *collection;
	const struct content *content;
	struct arena *keep;
	struct arena scratch;
	bool *searched; /* per anecdote */
	const struct key_word *key;
	size_t keys;
};

static int by_score(const void *a, const void *b)
{
	const float one = *(const float *)a, two = *(const float *)b;
	return one < two ? -1 : one > two;
}

/* The score under which an anecdote is looked through. */
static int find_border(float *out, struct work *work)
{
	const struct collection *c = work->collection;
	float *score = arena_calloc(&work->scratch, c->anecdotes, sizeof *score);
	if (!score)
		return -1;
	size_t count = 0;
	for (size_t i = 0; i < c->anecdotes; i++)
		if (!c->anecdote[i].reviewed && c->anecdote[i].labels > 0)
			score[count++] = c->anecdote[i].label[0].score;
	qsort(score, count, sizeof *score, by_score);
	const float quarter = count > 0 ? score[count / 4] : sure;
	*out = quarter < sure ? quarter : sure;
	return 0;
}

static void choose_searched(struct candidate_list *out, struct work *work)
{
	const struct collection *c = work->collection;
	for (size_t i = 0; i < c->anecdotes; i++) {
		const struct collection_anecdote *a = &c->anecdote[i];
		work->searched[i] =
			a->labels == 0 || (!a->reviewed && a->label[0].score < out->below);
		out->searched += work->searched[i];
	}
}

static int find_keys(struct work *work)
{
	const struct collection *c = work->collection;
	enum keyness_group *group = arena_calloc(&work->scratch, c->anecdotes, sizeof *group);
	if (!group)
		return -1;
	for (size_t i = 0; i < c->anecdotes; i++)
		group[i] = work->searched[i] ? KEYNESS_HERE : KEYNESS_ELSEWHERE;
	return keyness_run(&work->key, &work->keys, c, work->content, group,
			   KEYNESS_ANECDOTES_LEAST, &work->scratch);
}

static bool has_term(const struct content_bag *bag, uint32_t term)
{
	size_t low = 0, high = bag->terms;
	while (low < high) {
		const size_t middle = (low + high) / 2;
		if (bag->term[middle] < term)
			low = middle + 1;
		else
			high = middle;
	}
	return low < bag->terms && bag->term[low] == term;
}

static bool go_together(const struct work *work, const struct key_word *a, const struct key_word *b,
			uint32_t searched)
{
	struct association counts = {0, a->anecdotes, b->anecdotes, searched};
	for (size_t i = 0; i < work->collection->anecdotes; i++)
		counts.both += work->searched[i] && has_term(&work->content->bag[i], a->term) &&
			       has_term(&work->content->bag[i], b->term);
	return counts.both >= 2 && association_npmi(&counts) >= npmi_least;
}

/* The strongest word that is in no group yet, and the words that go together with it. */
static int make_group(struct candidate_theme *out, struct work *work, bool *taken, size_t first,
		      uint32_t searched)
{
	struct key_word *word = arena_calloc(work->keep, DISCOVER_WORDS_MOST, sizeof *word);
	if (!word)
		return -1;
	for (size_t k = first; k < work->keys; k++) {
		if (taken[k] ||
		    (k > first && !go_together(work, &work->key[first], &work->key[k], searched)))
			continue;
		taken[k] = true;
		if (out->words < DISCOVER_WORDS_MOST)
			word[out->words++] = work->key[k];
	}
	out->word = word;
	out->tentative = word[0].p >= KEYNESS_SIGNIFICANT;
	return 0;
}

static int find_anecdotes(struct candidate_theme *out, const struct work *work)
{
	const struct collection *c = work->collection;
	uint32_t *anecdote = arena_calloc(work->keep, c->anecdotes, sizeof *anecdote);
	if (!anecdote)
		return -1;
	for (uint32_t i = 0; i < c->anecdotes; i++) {
		bool has = false;
		for (size_t w = 0; w < out->words; w++)
			has = has || has_term(&work->content->bag[i], out->word[w].term);
		if (!work->searched[i] || !has)
			continue;
		out->documents +=
			out->anecdotes == 0 || c->anecdote[anecdote[out->anecdotes - 1]].document !=
						       c->anecdote[i].document;
		anecdote[out->anecdotes++] = i;
	}
	out->anecdote = anecdote;
	return 0;
}

static int make_groups(struct candidate_list *out, struct work *work)
{
	struct candidate_theme *group =
		arena_calloc(work->keep, DISCOVER_GROUPS_MOST, sizeof *group);
	bool *taken = arena_calloc(&work->scratch, work->keys, sizeof *taken);
	if (!group || !taken)
		return -1;
	for (size_t k = 0; k < work->keys && out->count < DISCOVER_GROUPS_MOST; k++) {
		if (taken[k])
			continue;
		struct candidate_theme *one = &group[out->count++];
		if (make_group(one, work, taken, k, out->searched) < 0 ||
		    find_anecdotes(one, work) < 0)
			return -1;
	}
	out->item = group;
	return 0;
}

int discover_run(struct candidate_list *out, const struct collection *collection,
		 const struct content *content, struct arena *keep, struct error *err)
{
	*out = (struct candidate_list){.count = 0};
	struct work work = {
		.collection = collection,
		.content = content,
		.keep = keep,
		.scratch = ARENA_INIT,
	};
	work.searched = arena_calloc(&work.scratch, collection->anecdotes, sizeof *work.searched);
	int status = work.searched ? find_border(&out->below, &work) : -1;
	if (status == 0) {
		choose_searched(out, &work);
		status = find_keys(&work);
	}
	if (status == 0)
		status = make_groups(out, &work);
	arena_release(&work.scratch);
	return status < 0 ? error_memory(err) : 0;
}
