/*
 * discover.h - candidate themes that the packs do not have: what recurs in the
 * anecdotes that no theme fits well.
 *
 * Takes   a collection and the words of its anecdotes.
 * Gives   groups of key words. A word is key when more of the badly fitting
 *         anecdotes have it than of the others, by the log-likelihood ratio (Dunning
 *         1993; as keyness Rayson and Garside 2000), counted once per anecdote, with
 *         Hardie's log ratio as the size of the effect. The probabilities are
 *         corrected for the number of words tried (Benjamini and Hochberg 1995): a
 *         group without a word that stands that is `tentative`.
 *         Words that are found in the same anecdotes go into one group.
 * Memory  results live in `keep`.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_DISCOVER_H
#define STAGES_DISCOVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct collection;
struct content;
struct error;

enum {
	DISCOVER_ANECDOTES_LEAST = 3, /* what recurs comes back at least twice */
	DISCOVER_DOCUMENTS_LEAST = 2, /* and is not the subject of one report */
	DISCOVER_WORDS_MOST = 6,      /* in a group's name */
	DISCOVER_GROUPS_MOST = 10,    /* what a team can look through */
};

struct key_word {
	uint32_t term; /* of the content */
	uint32_t anecdotes;
	uint32_t elsewhere; /* anecdotes that fit a theme well and have it too */
	uint32_t documents;
	double g2;
	double log_ratio;
	double p; /* corrected */
};

struct candidate_theme {
	const struct key_word *word; /* strongest first */
	size_t words;
	const uint32_t *anecdote; /* in order: badly fitting ones with one of the words */
	size_t anecdotes;
	uint32_t documents;
	bool tentative;
};

struct candidate_list {
	const struct candidate_theme *item; /* strongest first */
	size_t count;
	uint32_t searched; /* anecdotes that no theme fits well */
	float below;       /* the score under which a suggestion is no good fit */
};

/* Returns 0 or ERROR_MEMORY. */
int discover_run(struct candidate_list *out, const struct collection *collection,
		 const struct content *content, struct arena *keep, struct error *err);

#endif
