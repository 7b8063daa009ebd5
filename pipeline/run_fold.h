/*
 * run_fold.h - what is worked out over the whole study, once its documents are in
 * the store: the same report present twice, what became of what was promised, and where
 * each decision stands now.
 */
#ifndef PIPELINE_RUN_FOLD_H
#define PIPELINE_RUN_FOLD_H

#include <stdbool.h>

#include <stddef.h>

#include "corpus/digest.h"

struct error;
struct language;
struct run_listener;
struct store;

/* `listener` may be NULL. `changed`: a document came, went or was read anew since this was last
 * done; if not, what became of promises stands as it is stored. Writes in one transaction. */
int run_fold(struct store *store, const struct language *language, bool changed,
	     const struct run_listener *listener, struct error *err);

/* How many decisions could not be placed. */
int run_fold_stray(size_t *out, struct store *store, struct error *err);

/* One digest of all documents: paths and bytes, in order. */
int run_fold_digest(char out[static DIGEST_TEXT], struct store *store, struct error *err);

#endif
