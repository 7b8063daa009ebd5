/*
 * follow_ups.h - commitments, the passages that may say what became of them, and
 * which belong together.
 */
#ifndef PIPELINE_STORE_FOLLOW_UPS_H
#define PIPELINE_STORE_FOLLOW_UPS_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct error;
struct store;

struct stored_passage {
	int64_t number; /* in its own table */
	struct range range;
	struct span text;
	struct span status; /* id; empty for a commitment, and where the words do not tell */
	float score;
};

/* Of one document, in text order, in `keep`. */
int store_passages_promised(const struct stored_passage **out, size_t *count, struct store *store,
			    int64_t document, struct arena *keep, struct error *err);
int store_passages_outcome(const struct stored_passage **out, size_t *count, struct store *store,
			   int64_t document, struct arena *keep, struct error *err);

int store_follow_ups_clear(struct store *store, struct error *err);
int store_follow_up_put(struct store *store, int64_t commitment,
			const struct stored_passage *outcome, double score, struct error *err);

#endif
