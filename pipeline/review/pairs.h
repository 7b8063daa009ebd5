/*
 * pairs.h - documents that two people or more have done, and what they said there.
 *
 * Nobody sees what another said of a document before both have decided about all
 * of it; `pairs_each` keeps that rule for every page that compares.
 */
#ifndef PIPELINE_REVIEW_PAIRS_H
#define PIPELINE_REVIEW_PAIRS_H

#include <stddef.h>
#include <stdint.h>

#include "pipeline/review/standing.h"
#include "pipeline/store/documents.h"

struct request;

/* One anecdote and what those who have done its document said of it. */
struct pair_unit {
	const struct stored_anecdote *anecdote; /* lives until the call returns */
	struct standing_list said;              /* of finishers, and what was settled */
	const struct stored_standing *settled;  /* NULL if nothing was settled together */
	bool differs;                           /* two of them do not say the same */
};

struct pair_document {
	const struct stored_document *document; /* lives until the call returns */
	struct finishers finishers;
};

struct pairs_visitor {
	/* Called for each document that I and another have done; anecdotes follow. May be NULL. */
	int (*document)(void *context, const struct pair_document *document, struct error *err);
	int (*unit)(void *context, const struct pair_unit *unit, struct error *err);
	void *context;
};

/* `only` is the id of one document; empty: all. */
int pairs_each(const struct review *review, const struct request *request, struct span only,
	       const struct pairs_visitor *visitor, struct error *err);

#endif
