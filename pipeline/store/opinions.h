/*
 * opinions.h - what each reviewer thinks of each anecdote now: the last row of the log, for
 * those who hand it on.
 */
#ifndef PIPELINE_STORE_OPINIONS_H
#define PIPELINE_STORE_OPINIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "corpus/text.h"

struct error;
struct store;

struct stored_opinion {
	struct span anecdote; /* id */
	struct range range;   /* bytes in the document's text */
	struct span text;
	struct span speaker;
	struct span external; /* empty if none */
	struct span reviewer;
	bool settled; /* of all reviewers together; `reviewer` is who wrote it down */
	struct span decided_at;
	struct span status; /* accepted, corrected, rejected */
	struct span themes; /* JSON array of ids; empty: says nothing of them */
	struct span kind;
	struct span role;
	struct span note;
};

/* Spans live until it returns. A negative result ends the walk and is returned. */
typedef int store_opinion_fn(void *context, const struct stored_opinion *opinion,
			     struct error *err);

/* Of one document, in the order of its anecdotes, then by reviewer; what was taken back is left
 * out. */
int store_opinions_each(struct store *store, int64_t document, store_opinion_fn *each,
			void *context, struct error *err);

#endif
