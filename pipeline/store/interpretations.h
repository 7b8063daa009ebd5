/*
 * interpretations.h - what people made of the drafted perspectives: a title, and what they think
 * that it means, at least two readings that compete. Every version stays in the log of edits.
 *
 * A perspective is a cluster of themes, and clusters shift as people decide about anecdotes. What
 * was written belongs to the cluster that shares more than half of all the themes of both; since
 * clusters share no theme, there is never more than one.
 */
#ifndef PIPELINE_STORE_INTERPRETATIONS_H
#define PIPELINE_STORE_INTERPRETATIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct codebook;
struct error;
struct store;

enum {
	/* One explanation is taken for the truth. */
	READINGS = 2,
};

struct interpretation {
	struct span *theme; /* ids, behind merges; in order of bytes, each once */
	size_t themes;
	struct span title; /* empty: as it was drafted */
	struct span text[READINGS];
	int64_t version; /* number of the row */
	struct span reviewer;
	struct span edited_at;
};

struct interpretation_list {
	struct interpretation *item; /* oldest first, all versions */
	size_t count;
	size_t capacity;
	struct arena *arena;
	const struct codebook *codebook; /* borrowed */
};

/* All in `keep`; of the codebook only merges are used. */
int interpretations_load(struct interpretation_list *out, struct store *store,
			 const struct codebook *codebook, struct arena *keep, struct error *err);
/* Takes merges into account, sorts, and leaves each theme once. */
void interpretation_settle_themes(struct interpretation *reading, const struct codebook *codebook);
/* Whether it belongs to the perspective with these themes, each given once. */
bool interpretation_fits(const struct interpretation *reading, const struct span *theme,
			 size_t themes);
/* The last that fits; NULL if nobody wrote any. */
const struct interpretation *interpretations_find(const struct interpretation_list *list,
						  const struct span *theme, size_t themes);
/* Appends one, inside a transaction; `replaces` is the version before, or 0. Fills in the
 * version. */
int interpretations_put(struct store *store, struct interpretation *reading, int64_t replaces,
			struct arena *scratch, struct error *err);

#endif
