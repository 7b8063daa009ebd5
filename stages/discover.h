/*
 * discover.h - candidate themes that the packs do not have: what recurs in the
 * anecdotes that no theme fits well.
 *
 * Takes   a collection and the words of its anecdotes.
 * Gives   groups of key words of the badly fitting anecdotes against the others
 *         (keyness.h): a group without a word that stands is `tentative`.
 *         Words that are found in the same anecdotes go into one group.
 * Memory  results live in `keep`.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_DISCOVER_H
#define STAGES_DISCOVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stages/keyness.h"

struct arena;
struct collection;
struct content;
struct error;

enum {
	DISCOVER_WORDS_MOST = 6,   /* in a group's name */
	DISCOVER_GROUPS_MOST = 10, /* what a team can look through */
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
