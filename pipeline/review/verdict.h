/*
 * verdict.h - what somebody says of an anecdote: read from a request, held
 * against what was suggested, and appended to the log.
 */
#ifndef PIPELINE_REVIEW_VERDICT_H
#define PIPELINE_REVIEW_VERDICT_H

#include <stdbool.h>

#include "pipeline/store/codebook.h"
#include "pipeline/review/review.h"
#include "pipeline/store/review.h"

struct verdict {
	struct span without; /* with `as_suggested`: a theme to leave out; empty: none */
	bool rejected;       /* not an anecdote */
	bool as_suggested;   /* themes, kind and role are whatever is suggested */
	struct span theme[REQUEST_THEMES_MOST]; /* ids in byte order, each once */
	size_t themes;
	struct span kind;
	struct span role;
	struct span note;
};

/* From an object with `rejected`, `themes`, `kind`, `role`, `note`. Returns NULL, or why it can't
 * be taken, as a key of the message table. Spans point into `from`. */
const char *verdict_read(struct verdict *out, const json_t *from, const struct review *review,
			 const struct codebook *codebook);

/* Under what name and heading a verdict is written. */
struct verdict_heading {
	struct span reviewer;
	struct span phase;  /* own, settle */
	struct span action; /* label, settle, bulk */
	struct span batch;  /* empty if it stands alone */
};

/* Appends it, inside a transaction. */
int verdict_put(struct stored_decision *out, struct review *review,
		const struct review_target *anecdote, const struct verdict *verdict,
		const struct verdict_heading *heading, const struct codebook *codebook,
		struct arena *arena, struct error *err);

#endif
