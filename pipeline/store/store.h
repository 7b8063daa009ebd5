/*
 * store.h - what a study knows, in one SQLite file. The only SQL is in this folder.
 *
 * Two kinds of table. Source of truth: what people brought in or decided
 * (imported stories, reviewers, the append-only logs of decisions and edits);
 * a run never changes these. Derived: what a run makes of documents, and may
 * make again at any time.
 *
 * A store belongs to one thread at a time. Functions return 0 or ERROR_STORE
 * (the disk, a locked or damaged file), ERROR_MEMORY, or what they say. What they
 * write counts once store_commit has returned 0; kill -9 before that leaves the
 * store as it was at the last commit.
 *
 * Ids are text and the same on every machine (identity.h); byte offsets are
 * offsets in the document's text as stored.
 */
#ifndef PIPELINE_STORE_STORE_H
#define PIPELINE_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct error;
struct store;

enum store_mode {
	STORE_CREATE,   /* makes the file if it is not there */
	STORE_EXISTING, /* ERROR_USAGE if it is not there */
};

/* Once, before the first store is opened: SQLite then keeps no account of its memory. Nobody asks
 * for it, and each allocation takes a lock for it. */
void store_prepare(void);

/* Brings an older store up to date; refuses a newer one (ERROR_STORE). Free with store_close. */
int store_open(struct store **out, const char *path, enum store_mode mode, struct error *err);
/* A second connection to the same file, for another thread. */
int store_open_beside(struct store **out, const struct store *store, struct error *err);
/* NULL is no error. An open transaction is rolled back. */
void store_close(struct store *store);

int store_begin(struct store *store, struct error *err);
int store_commit(struct store *store, struct error *err);
void store_rollback(struct store *store);
/* Commits if `status` is 0, else rolls back. Returns what became of it. */
int store_end(struct store *store, int status, struct error *err);

/*
 * Group commit, for who answers many at once: the disk is asked once for all. From store_gather
 * on, store_begin and store_commit bound a part of a group; each part is still whole or not at
 * all, but nothing counts before store_commit_group has returned 0. If that fails, all parts
 * since the group began are gone, and whoever did them has to be told.
 */
void store_gather(struct store *store);
/* Whether there are parts that don't count yet. */
bool store_has_group(const struct store *store);
int store_commit_group(struct store *store, struct error *err);

/* PRAGMA integrity_check and foreign_key_check; ERROR_STORE with the first complaint. */
int store_check(struct store *store, struct error *err);
/* Version of the newest schema this program knows. */
int store_schema_version(void);

/* Version of SQLite. */
const char *store_library(void);

/* Now, as the store writes it: ISO 8601 in UTC. */
enum { STORE_TIME = 24 + 1 };
void store_now(char out[static STORE_TIME]);

#endif
