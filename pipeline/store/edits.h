/*
 * edits.h - the append-only log of what people changed in the codebook. Each row
 * holds the whole state of its target, so the last one is what holds.
 */
#ifndef PIPELINE_STORE_EDITS_H
#define PIPELINE_STORE_EDITS_H

#include <stdint.h>

#include "corpus/text.h"

struct error;
struct store;

struct stored_edit {
	int64_t number; /* only on the way out */
	struct span reviewer;
	struct span edited_at; /* only on the way out */
	struct span subject;   /* `theme` */
	struct span target;    /* its id */
	struct span action;    /* add, change, undo */
	struct span value;     /* JSON: its state from now on */
	int64_t replaces;      /* 0: none. Only on the way in */
};

/* Inside a transaction. The reviewer must exist. */
int store_edit_put(struct store *store, struct stored_edit *edit, struct error *err);

typedef int store_edit_fn(void *context, const struct stored_edit *edit, struct error *err);
/* Oldest first; spans live until `each` returns. */
int store_edits_each(struct store *store, struct span subject, store_edit_fn *each, void *context,
		     struct error *err);

#endif
