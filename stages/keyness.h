/*
 * keyness.h - the words that tell one group of a study's anecdotes from another.
 *
 * Takes   a collection, the words of its anecdotes, and which anecdote is in which
 *         group.
 * Gives   the words that more of the anecdotes here have than of those elsewhere,
 *         by the log-likelihood ratio (Dunning 1993; as keyness Rayson and Garside
 *         2000), counted once per anecdote, with Hardie's log ratio as the size of
 *         the effect: at least twice as often, and no chance at 5% by itself. `p` is
 *         corrected for the number of words tried (Benjamini and Hochberg 1995).
 * Memory  results live in `keep`.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_KEYNESS_H
#define STAGES_KEYNESS_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct collection;
struct content;

enum {
	/* What recurs comes back at least twice; where people look each one through (propose.h),
	 * two are a beginning. */
	KEYNESS_ANECDOTES_LEAST = 3,
	KEYNESS_DOCUMENTS_LEAST = 2, /* and is not the subject of one report */
};
/* A word whose corrected probability lies below it stands; another is tentative. */
#define KEYNESS_SIGNIFICANT 0.05

enum keyness_group { KEYNESS_OUT, KEYNESS_HERE, KEYNESS_ELSEWHERE };

struct key_word {
	uint32_t term; /* of the content */
	uint32_t anecdotes;
	uint32_t elsewhere; /* anecdotes of the other group that have it too */
	uint32_t documents;
	double g2;
	double log_ratio;
	double p; /* corrected */
};

/* Strongest first, of those that at least `least` anecdotes here have. `group` has one for each
 * anecdote; those that are out count for nothing. Returns 0, or -1 without memory. */
int keyness_run(const struct key_word **out, size_t *count, const struct collection *collection,
		const struct content *content, const enum keyness_group *group, uint32_t least,
		struct arena *keep);

#endif
