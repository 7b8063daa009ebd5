/*
 * proposals.h - what people made of the drafted recommendations: their words and
 * how far they are, per audience and theme. Every version stays in the log of
 * edits; the last one holds.
 */
#ifndef PIPELINE_STORE_PROPOSALS_H
#define PIPELINE_STORE_PROPOSALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct codebook;
struct error;
struct store;

/* Statuses, by their ids. */
#define PROPOSAL_DRAFT "draft"
#define PROPOSAL_DISCUSS "discuss"
#define PROPOSAL_ADOPTED "adopted"
#define PROPOSAL_DROPPED "dropped"

struct proposal {
	struct span audience; /* id */
	struct span theme;    /* id of the theme that it is about now, behind merges */
	struct span text;     /* empty: as it was drafted */
	struct span status;
	int64_t version; /* number of the row */
	struct span reviewer;
	struct span edited_at;
	bool holds; /* no later one is about the same */
};

struct proposal_list {
	struct proposal *item; /* oldest first, all versions */
	size_t count;
	size_t capacity;
	struct arena *arena;
	const struct codebook *codebook; /* borrowed */
};

bool proposal_status_known(struct span status);

/* All in `keep`; of the codebook only merges are used. */
int proposals_load(struct proposal_list *out, struct store *store, const struct codebook *codebook,
		   struct arena *keep, struct error *err);
/* The one that holds; NULL if nobody wrote any. */
const struct proposal *proposals_find(const struct proposal_list *list, struct span audience,
				      struct span theme);
/* Appends one, inside a transaction; `replaces` is the version before, or 0. Fills in the
 * version. */
int proposals_put(struct store *store, struct proposal *proposal, int64_t replaces,
		  struct arena *scratch, struct error *err);

#endif
