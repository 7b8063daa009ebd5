/*
 * outcome.h - passages of a document that may say what became of a promise made
 * earlier, with the status that their words tell.
 *
 * Takes   a reading and what each utterance is for.
 * Gives   outcomes in text order. In a document of a first round there are none; of
 *         one without a round, only those that are clear by themselves. Which of them
 *         answers which commitment is worked out over the study (follow_up.h).
 * Memory  the result lives in `keep`; `scratch` is the caller's to reset.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_OUTCOME_H
#define STAGES_OUTCOME_H

#include "stages/analysis.h"
#include "stages/utterance_judge.h"

/* Returns 0 or ERROR_MEMORY. */
int outcome_run(struct analysis *analysis, const struct reading *reading,
		const struct judgement *judgement, const struct utterance_models *models,
		struct arena *keep, struct arena *scratch, struct error *err);

#endif
