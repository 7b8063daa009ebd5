/*
 * standing.h - what reviewers said last, in the memory of one request.
 */
#ifndef PIPELINE_REVIEW_STANDING_H
#define PIPELINE_REVIEW_STANDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pipeline/store/review.h"

struct arena;
struct emitter;
struct error;
struct request;
struct review;

/* Who has decided about every anecdote of a document. */
struct finishers {
	struct span *reviewer;
	size_t count;
};

struct standing_list {
	struct stored_standing *item; /* in the order of the anecdotes */
	size_t count;
};

/* Of one document; all in `keep`. */
int standing_load(struct standing_list *out, const struct review *review, int64_t document,
		  struct arena *keep, struct error *err);
/* Those of one anecdote, from *from on, which is moved behind them. */
struct standing_list standing_of(const struct standing_list *all, struct span anecdote,
				 size_t *from);

int finishers_load(struct finishers *out, const struct review *review, int64_t document,
		   struct arena *keep, struct error *err);
bool finishers_have(const struct finishers *finishers, struct span reviewer);

void standing_emit(struct emitter *to, const struct stored_standing *standing);
/* The same from a row of the log. */
void standing_emit_decision(struct emitter *to, const struct stored_decision *decision);

#endif
