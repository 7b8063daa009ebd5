#include "stages/typical.h"

#include <math.h>

#include "corpus/arena.h"
#include "stages/collection.h"
#include "stages/content.h"

/* A quote of this many words is read in half a minute; a shorter one than the first is a cry. */
static const double words_least = 12, words_most = 70;
/* What is left of a candidate's worth when its document, its kind is quoted already. */
static const double same_document = 0.3, same_kind = 0.8;
/* The share of its worth that does not hang on its words. */
static const double word_free = 0.4;

static double idf(const struct content *content, uint32_t term, size_t anecdotes)
{
	return log((1 + (double)anecdotes) / (double)content->term[term].anecdotes);
}

/* Cosine of each candidate's words with the mean of all candidates. */
static void set_centrality(double *worth, double *mean, const struct collection *collection,
			   const struct content *content, const struct typical_candidate *candidate,
			   size_t candidates)
{
	double mean_square = 0;
	for (size_t i = 0; i < candidates; i++) {
		const struct content_bag *bag = &content->bag[candidate[i].anecdote];
		for (size_t t = 0; t < bag->terms; t++)
			mean[bag->term[t]] += idf(content, bag->term[t], collection->anecdotes);
	}
	for (size_t t = 0; t < content->terms; t++)
		mean_square += mean[t] * mean[t];
	for (size_t i = 0; i < candidates; i++) {
		const struct content_bag *bag = &content->bag[candidate[i].anecdote];
		double product = 0, square = 0;
		for (size_t t = 0; t < bag->terms; t++) {
			const double weight = idf(content, bag->term[t], collection->anecdotes);
			product += weight * mean[bag->term[t]];
			square += weight * weight;
		}
		worth[i] = square > 0 && mean_square > 0 ? product / sqrt(square * mean_square) : 0;
	}
}

static double length_worth(double words)
{
	if (words < words_least)
		return words / words_least;
	return words > words_most ? words_most / words : 1;
}

static double worth_now(const struct collection *collection,
			const struct typical_candidate *candidate, double worth,
			const uint32_t *chosen, size_t count)
{
	const struct collection_anecdote *one = &collection->anecdote[candidate->anecdote];
	for (size_t i = 0; i < count; i++) {
		const struct collection_anecdote *other = &collection->anecdote[chosen[i]];
		if (chosen[i] == candidate->anecdote)
			return -1;
		worth *= one->document == other->document ? same_document : 1;
		worth *= one->kind == other->kind ? same_kind : 1;
	}
	return worth;
}

static void choose(uint32_t *out, size_t *chosen, size_t most, const struct collection *collection,
		   const struct typical_candidate *candidate, const double *worth,
		   size_t candidates)
{
	while (*chosen < most && *chosen < candidates) {
		double best = -1;
		for (size_t i = 0; i < candidates; i++) {
			const double now =
				worth_now(collection, &candidate[i], worth[i], out, *chosen);
			if (now > best) {
				best = now;
				out[*chosen] = candidate[i].anecdote;
			}
		}
		if (best < 0)
			return;
		++*chosen;
	}
}

int typical_choose(uint32_t *out, size_t *chosen, size_t most, const struct collection *collection,
		   const struct content *content, const struct typical_candidate *candidate,
		   size_t candidates, struct arena *scratch)
{
	*chosen = 0;
	double *mean = arena_calloc(scratch, content->terms, sizeof *mean);
	double *worth = arena_calloc(scratch, candidates, sizeof *worth);
	if (!mean || !worth)
		return -1;
	set_centrality(worth, mean, collection, content, candidate, candidates);
	for (size_t i = 0; i < candidates; i++) {
		worth[i] = (word_free + (1 - word_free) * worth[i]) *
			   (0.5 + 0.5 * (double)candidate[i].score) *
			   length_worth(content->words[candidate[i].anecdote]);
	}
	choose(out, chosen, most, collection, candidate, worth, candidates);
	return 0;
}
