/*
 * decide.h - take down a decision that was made elsewhere.
 */
#ifndef PIPELINE_EXCHANGE_DECIDE_H
#define PIPELINE_EXCHANGE_DECIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/text.h"
#include "pipeline/store/decisions.h"

struct arena;
struct error;
struct store;

enum { DECIDE_THEMES_MOST = 64 }; /* on one anecdote; more is no labelling */

struct decide {
	struct span reviewer;
	struct span decided_at; /* empty: now */
	bool settled;           /* of all reviewers together */
	bool rejected;          /* not an anecdote */
	bool no_themes_said;    /* it is not about themes */
	const struct span *theme;
	size_t themes;
	struct span kind;
	struct span role;
	struct span note;
};

/* Puts it in the log with what was suggested then. It is accepted if it is what was suggested,
 * else corrected. Inside a transaction. */
int decide_put(struct store *store, const struct decide *decide,
	       const struct decision_target *target, struct arena *scratch, struct error *err);

#endif
