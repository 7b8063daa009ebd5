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

/*
 * What holds of an anecdote for that reviewer: what was settled together (`settled`), else what
 * they said last, else what is suggested. Spans live in `arena`.
 */
int verdict_now(struct verdict *out, bool *settled, struct review *review,
		const struct review_target *anecdote, struct span reviewer,
		const struct codebook *codebook, struct arena *arena, struct error *err);
/* Puts one theme in the place of another, or beside the others if that is not there. */
void verdict_replace(struct verdict *verdict, struct span theme, struct span by);

/* Under what name and heading a verdict is written. */
struct verdict_heading {
	struct span reviewer;
	struct span phase;  /* own, settle */
	struct span action; /* label, settle, bulk, split */
	struct span batch;  /* empty if it stands alone */
};

/* Appends it, inside a transaction. */
int verdict_put(struct stored_decision *out, struct review *review,
		const struct review_target *anecdote, const struct verdict *verdict,
		const struct verdict_heading *heading, const struct codebook *codebook,
		struct arena *arena, struct error *err);

#endif
