/*
 * shapes.h - what people did to where anecdotes begin and end: one operation
 * covers them all. Some passages go, others come: moving a boundary takes one and
 * brings one, splitting brings two, joining takes two, a new one takes none.
 *
 * Each is a row of the log of phase `shape`, with the passages whole in its
 * value, so that it can be turned round, and done again when a run has cut the
 * document anew.
 */
#ifndef PIPELINE_STORE_SHAPES_H
#define PIPELINE_STORE_SHAPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "pipeline/store/decisions.h"
#include "pipeline/store/documents.h"

struct arena;
struct error;
struct store;

struct shape {
	const struct span *removed; /* ids */
	size_t removals;
	const struct stored_anecdote *added; /* `suggested` is made from the ranking */
	size_t additions;
};

/*
 * Does it and appends `decision`, of which reviewer, action and document are
 * filled in. *done is false, and nothing is changed, when a passage that is to go
 * is not there or one that is to come is. Decisions find their places anew.
 * Inside a transaction.
 */
int store_shape_put(bool *done, struct store *store, struct stored_decision *decision,
		    int64_t document, const struct shape *shape, struct arena *scratch,
		    struct error *err);

/* Does a row's shape again, or backwards, as the row `decision`, of which reviewer, action,
 * batch and replaces are filled in. */
int store_shape_turn(bool *done, struct store *store, struct stored_decision *decision,
		     int64_t number, bool backwards, struct arena *scratch, struct error *err);

/* After a run: what people shaped stands again wherever its words still are. Inside a transaction.
 */
int store_shapes_apply(struct store *store, struct arena *scratch, struct error *err);

#endif
