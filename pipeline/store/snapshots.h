/*
 * snapshots.h - what each run suggested, kept for as long as the store lives: a row
 * for each document and each time that something changed in it.
 *
 * `labels` is JSON: [[id, first 80 letters, [theme, …], kind, role], …], a list for
 * each anecdote in text order, as the program suggested it and before what people
 * decided.
 */
#ifndef PIPELINE_STORE_SNAPSHOTS_H
#define PIPELINE_STORE_SNAPSHOTS_H

#include <stdint.h>

#include "corpus/text.h"

struct error;
struct store;

struct stored_snapshot {
	struct span path;
	struct span sha256;
	struct span labels;
};

/* Notes what a document suggests, right after it was put into the store and while its rows are at
 * hand: for store_snapshot_take. Without it that looks for itself. Inside a transaction. */
int store_snapshot_make(struct store *store, struct span document_id, struct error *err);

/* Keeps what the documents are now as what this run suggested. Looks only at those that were read
 * again or went away. Inside a transaction. */
int store_snapshot_take(struct store *store, int64_t run, struct error *err);

typedef int store_snapshot_fn(void *context, const struct stored_snapshot *snapshot,
			      struct error *err);
/* Those that held when that run ended, by path; spans live until `each` returns. */
int store_snapshots_each(struct store *store, int64_t run, store_snapshot_fn *each, void *context,
			 struct error *err);

#endif
