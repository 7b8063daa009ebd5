/*
 * voices.h - who is heard in a study and who is not: people whom the study file expects, and how
 * many stories a role or a case tells.
 */
#ifndef PIPELINE_REPORT_VOICES_H
#define PIPELINE_REPORT_VOICES_H

#include "pipeline/report/overview.h"

struct study_people;

/* Somebody whom the study file expects to be heard. */
struct report_expected {
	struct span name;
	struct span role; /* as written there; empty if not given */
	struct span place;
};

/* Those of `expected` who tell no anecdote, in the overview's arena; names are compared without
 * capitals, accents and double spaces. Returns 0, or -1: no memory. */
int voices_missing(const struct report_expected **out, size_t *count, struct overview *overview,
		   const struct study_people *expected);

size_t voices_of_role(const struct collection *c, size_t role);
size_t voices_of_place(const struct collection *c, size_t place);
/* A role of the packs in which nobody tells anything. */
bool voices_no_role(const struct collection *c, size_t role);

#endif
