/*
 * commit.h - sentences that record what somebody promises to do in the coming period;
 * not what others should do, nor wishes.
 *
 * Takes   a reading and what each utterance is for.
 * Gives   commitments in text order: range and who.
 * Memory  the result lives in `keep`; `scratch` is the caller's to reset.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_COMMIT_H
#define STAGES_COMMIT_H

#include "stages/analysis.h"
#include "stages/utterance_judge.h"

/* Returns 0 or ERROR_MEMORY. */
int commit_run(struct analysis *analysis, const struct reading *reading,
	       const struct judgement *judgement, const struct utterance_models *models,
	       struct arena *keep, struct arena *scratch, struct error *err);

#endif
