/*
 * content.h - the words of a study's anecdotes that say what they are about.
 *
 * Takes   a collection and its language.
 * Gives   each distinct stem once, without stop words, numbers, names and words of
 *         fewer than three letters; and per anecdote the distinct ones in it. A
 *         name is a word that is not seen in small letters, or more often with a
 *         capital where it does not begin a sentence; or (part of) a speaker's name.
 * Memory  results live in `keep`.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_CONTENT_H
#define STAGES_CONTENT_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct collection;
struct error;
struct language;

enum { CONTENT_LETTERS_LEAST = 3 };

struct content_term {
	struct span form;   /* as written most often, in small letters */
	uint32_t anecdotes; /* that have it */
};

struct content_bag {
	const uint32_t *term; /* ascending */
	size_t terms;
};

struct content {
	const struct content_term *term; /* by first appearance */
	size_t terms;
	const struct content_bag *bag; /* one per anecdote of the collection */
	const uint32_t *words;         /* words and numbers per anecdote, stop words too */
};

/* Returns 0, ERROR_MEMORY or ERROR_LIMIT. */
int content_run(struct content *out, const struct collection *collection,
		const struct language *language, struct arena *keep, struct error *err);

#endif
