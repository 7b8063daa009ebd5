/*
 * judgements.h - what people say became of a commitment. Each is a row in the log of edits, and the
 * last one holds; commitments come with it (documents.h). A commitment keeps its id while its
 * words stand in its document, over all runs; of one whose words are gone the judgement stays, with
 * those words.
 */
#ifndef PIPELINE_STORE_JUDGEMENTS_H
#define PIPELINE_STORE_JUDGEMENTS_H

#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct error;
struct store;

/* Beside the statuses of the packs: no later round says anything of it. */
#define JUDGED_NOT_MENTIONED "not_mentioned"

struct stored_judgement {
	struct span commitment; /* id */
	struct span text;       /* its words; only on the way out */
	struct span status;     /* id; empty: nobody's any more, what was found holds */
	struct span reviewer;
	struct span judged_at; /* only on the way out */
	int64_t version;       /* number of the row; 0: there is none */
};

/* The last one on a commitment, in `keep`. Returns 1, or 0 when there is no such commitment, or an
 * error. */
int store_judgement_find(struct stored_judgement *out, struct store *store, struct span commitment,
			 struct arena *keep, struct error *err);
/* Appends one, inside a transaction, and fills in the version; `replaces` is the one before, with
 * the words. */
int store_judgement_put(struct store *store, struct stored_judgement *judgement,
			const struct stored_judgement *replaces, struct arena *scratch,
			struct error *err);

typedef int store_judgement_fn(void *context, const struct stored_judgement *judgement,
			       struct error *err);
/* Those that hold of commitments that are no longer there; spans live until `each` returns. */
int store_judgements_lost_each(struct store *store, store_judgement_fn *each, void *context,
			       struct error *err);

#endif
