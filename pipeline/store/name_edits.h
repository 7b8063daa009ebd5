/*
 * name_edits.h - what people say of names and addresses that are to be replaced in what is handed
 * on: this is one that was missed, that is none. Rows in the log of edits; of each wording the last
 * one holds. They never go out with a store that is disguised (disguise.h).
 */
#ifndef PIPELINE_STORE_NAME_EDITS_H
#define PIPELINE_STORE_NAME_EDITS_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct error;
struct store;

/* What a wording means, by their ids. */
#define NAME_PERSON "name"
#define NAME_ADDRESS "address" /* or a number: as it stands there, letter by letter */
#define NAME_KEPT "keep"       /* no secret */

struct name_edit {
	struct span text;  /* as it is written */
	struct span means; /* empty: nothing any more */
	struct span reviewer;
	int64_t version; /* number of the row */
};

struct name_edit_list {
	struct name_edit
		*item; /* in the order in which they were first named; the last word on each */
	size_t count;
	size_t capacity;
	struct arena *arena;
};

/* All in `keep`. */
int name_edits_load(struct name_edit_list *out, struct store *store, struct arena *keep,
		    struct error *err);
/* NULL if nobody said anything of it. */
const struct name_edit *name_edits_find(const struct name_edit_list *list, struct span text);
/* Appends one, inside a transaction; `replaces` is the version before, or 0. Fills in the
 * version. */
int name_edits_put(struct store *store, struct name_edit *edit, int64_t replaces,
		   struct arena *scratch, struct error *err);

#endif
