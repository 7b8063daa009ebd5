/*
 * draft.h - what a study has to say to an audience on a theme: what goes well, what
 * gets stuck, the leads, and the recommendations that people made themselves. A
 * draft for people to decide on: nothing is in it that nobody said.
 *
 * Takes   a collection, the words of its anecdotes and its theme list.
 * Gives   per audience and theme the anecdotes that show each kind best, the
 *         sentences that recommend something to that audience, best first, and the
 *         anecdotes on which it all rests. For an audience the tellers of other
 *         roles go first: it has to hear them, it knows its own.
 * Memory  results live in `keep`.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_DRAFT_H
#define STAGES_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct collection;
struct content;
struct error;
struct theme_list;

enum {
	DRAFT_QUOTES_MOST = 3, /* of each kind: a page holds no more */
	DRAFT_SENTENCES_MOST = 5,
	/* With fewer anecdotes, and no recommendation, there is nothing to build on. */
	DRAFT_ANECDOTES_LEAST = 3,
};

struct draft_quotes {
	const uint32_t *anecdote; /* most typical first */
	size_t count;
};

struct draft {
	uint16_t audience;
	uint16_t theme;
	uint32_t anecdotes;
	uint32_t reviewed;
	const uint32_t *by_kind;
	const struct draft_quotes *kind; /* as many as the collection has kinds */
	const uint32_t *sentence;        /* recommendations, best first */
	size_t sentences;
	uint32_t sentences_found; /* also those that did not fit */
	const uint32_t *basis;    /* anecdotes it rests on, in order, each once */
	size_t bases;
	uint32_t bases_reviewed;
	bool enough;
};

struct draft_list {
	const struct draft *item; /* by audience, then as in the theme list */
	size_t count;             /* audiences times themes that have anything at all */
};

/* Returns 0 or ERROR_MEMORY. */
int draft_run(struct draft_list *out, const struct collection *collection,
	      const struct content *content, const struct theme_list *themes, struct arena *keep,
	      struct error *err);

#endif
