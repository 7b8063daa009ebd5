/*
 * theme.h - the theme list: what a study's anecdotes say of each theme.
 *
 * Takes   a collection and the words of its anecdotes.
 * Gives   per theme of the collection its counts, its spread over documents, cases,
 *         tellers and roles (dispersion.h), the themes it goes together with and its most
 *         typical quotes. Every count is of anecdotes unless it says otherwise;
 *         an anecdote with two themes counts for both.
 * Memory  results live in `keep`.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_THEME_H
#define STAGES_THEME_H

#include <stddef.h>
#include <stdint.h>

#include "stages/dispersion.h"

struct arena;
struct collection;
struct content;
struct error;

enum {
	THEME_PAIRS_MOST = 5,  /* more would be a matrix, which is a picture's work */
	THEME_QUOTES_MOST = 5, /* what fits a page beside the figures */
	/* Two stories may share two themes by chance. */
	THEME_PAIR_LEAST = 2,
};

/* Another theme that is found in the same anecdotes more often than by chance. */
struct theme_pair {
	uint16_t theme;
	uint32_t both;
	double g2;   /* log-likelihood ratio */
	double npmi; /* association.h */
};

struct theme {
	uint16_t theme;
	uint32_t anecdotes;
	uint32_t reviewed; /* of these, seen by a reviewer */
	uint32_t documents;
	uint32_t places; /* cases */
	uint32_t tellers;
	const uint32_t *by_kind;      /* the last one is for an unknown kind */
	const uint32_t *by_role;      /* the last one is for an unknown role */
	const uint32_t *role_tellers; /* distinct speakers by role, likewise */
	const uint32_t *by_place;     /* likewise */
	const uint32_t *by_round;
	struct dispersion over_documents;
	struct dispersion over_places;
	struct dispersion over_tellers;
	struct dispersion over_roles;  /* sizes are the anecdotes of which the role is known */
	enum spread spread;            /* over documents */
	const struct theme_pair *pair; /* strongest first */
	size_t pairs;
	const uint32_t *quote; /* anecdotes, most typical first */
	size_t quotes;
};

struct theme_list {
	const struct theme *item; /* most anecdotes first; of equals in the pack's order */
	size_t count;             /* every theme of the collection, those without anecdotes too */
	uint32_t unlabelled;      /* anecdotes without a theme */
	uint32_t reviewed;        /* anecdotes that a reviewer has seen */
};

/* Returns 0 or ERROR_MEMORY. */
int theme_run(struct theme_list *out, const struct collection *collection,
	      const struct content *content, struct arena *keep, struct error *err);

#endif
