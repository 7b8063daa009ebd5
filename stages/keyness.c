#include "stages/keyness.h"

#include <stdbool.h>
#include <stdlib.h>

#include "corpus/arena.h"
#include "stages/association.h"
#include "stages/collection.h"
#include "stages/content.h"

/* Twice as often as elsewhere. */
static const double effect_least = 1;

/* Per term. */
struct counts {
	uint32_t *here;
	uint32_t *elsewhere;
	uint32_t *documents; /* of the anecdotes here */
	uint32_t *last;      /* 1 + the last of these */
	uint32_t least;      /* anecdotes here that a word needs */
};

static void count_anecdote(struct counts *counts, const struct content_bag *bag, bool here,
			   uint32_t document)
{
	for (size_t t = 0; t < bag->terms; t++) {
		const uint32_t term = bag->term[t];
		if (!here) {
			counts->elsewhere[term]++;
			continue;
		}
		counts->here[term]++;
		/* Anecdotes stand in the order of their documents. */
		counts->documents[term] += counts->last[term] != document + 1;
		counts->last[term] = document + 1;
	}
}

static int by_keyness(const void *a, const void *b)
{
	const struct key_word *one = a, *two = b;
	if (one->g2 < two->g2 || one->g2 > two->g2)
		return one->g2 > two->g2 ? -1 : 1;
	return one->term < two->term ? -1 : one->term > two->term;
}

static bool is_key(const struct key_word *word)
{
	return word->log_ratio >= effect_least && association_p(word->g2) < KEYNESS_SIGNIFICANT;
}

/* All words that are frequent enough, with their probabilities. */
static size_t try_words(struct key_word *word, double *p, const struct counts *counts, size_t terms,
			uint32_t here, uint32_t total)
{
	size_t tried = 0;
	for (uint32_t t = 0; t < terms; t++) {
		if (counts->here[t] < counts->least ||
		    counts->documents[t] < KEYNESS_DOCUMENTS_LEAST)
			continue;
		const struct association table = {counts->here[t], here,
						  counts->here[t] + counts->elsewhere[t], total};
		const double g2 = association_attracts(&table) ? association_g2(&table) : 0;
		p[tried] = association_p(g2);
		word[tried++] = (struct key_word){
			.term = t,
			.anecdotes = counts->here[t],
			.elsewhere = counts->elsewhere[t],
			.documents = counts->documents[t],
			.g2 = g2,
			.log_ratio = association_log_ratio(&table),
		};
	}
	return tried;
}

static int choose_words(struct key_word *word, size_t *count, double *p, size_t tried,
			struct arena *scratch)
{
	if (association_adjust(p, tried, scratch) < 0)
		return -1;
	*count = 0;
	for (size_t i = 0; i < tried; i++) {
		word[i].p = p[i];
		if (is_key(&word[i]))
			word[(*count)++] = word[i];
	}
	qsort(word, *count, sizeof *word, by_keyness);
	return 0;
}

static int find_words(struct key_word *word, size_t *count, const struct collection *collection,
		      const struct content *content, const enum keyness_group *group,
		      uint32_t least, struct arena *scratch)
{
	const size_t terms = content->terms;
	struct counts counts = {
		.here = arena_calloc(scratch, terms, sizeof *counts.here),
		.elsewhere = arena_calloc(scratch, terms, sizeof *counts.elsewhere),
		.documents = arena_calloc(scratch, terms, sizeof *counts.documents),
		.last = arena_calloc(scratch, terms, sizeof *counts.last),
		.least = least,
	};
	double *p = arena_calloc(scratch, terms, sizeof *p);
	if (!counts.here || !counts.elsewhere || !counts.documents || !counts.last || !p)
		return -1;
	uint32_t here = 0, total = 0;
	for (size_t i = 0; i < collection->anecdotes; i++) {
		if (group[i] == KEYNESS_OUT)
			continue;
		here += group[i] == KEYNESS_HERE;
		total++;
		count_anecdote(&counts, &content->bag[i], group[i] == KEYNESS_HERE,
			       collection->anecdote[i].document);
	}
	const size_t tried = try_words(word, p, &counts, terms, here, total);
	return choose_words(word, count, p, tried, scratch);
}

int keyness_run(const struct key_word **out, size_t *count, const struct collection *collection,
		const struct content *content, const enum keyness_group *group, uint32_t least,
		struct arena *keep)
{
	struct arena scratch = ARENA_INIT;
	struct key_word *word = arena_calloc(keep, content->terms, sizeof *word);
	const int status =
		word ? find_words(word, count, collection, content, group, least, &scratch) : -1;
	arena_release(&scratch);
	*out = word;
	return status;
}
