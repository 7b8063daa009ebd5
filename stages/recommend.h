/*
 * recommend.h - sentences in which somebody says what should change or be done.
 *
 * Takes   a reading, its anecdotes, and what each utterance is for; what suggests
 *         themes (suggest.h), which may be NULL.
 * Gives   recommendations in text order: range, audience (who has to act), who
 *         says it, the anecdote it stands in, its themes.
 * Memory  the result lives in `keep`; `scratch` is the caller's to reset.
 * Threads a pure function of its arguments; the cache belongs to one thread.
 */
#ifndef STAGES_RECOMMEND_H
#define STAGES_RECOMMEND_H

#include "stages/analysis.h"
#include "stages/suggest.h"
#include "stages/utterance_judge.h"

/* Returns 0 or ERROR_MEMORY. */
int recommend_run(struct analysis *analysis, const struct reading *reading,
		  const struct judgement *judgement, const struct utterance_models *models,
		  const struct suggester *suggester, struct suggest_cache *cache,
		  struct arena *keep, struct arena *scratch, struct error *err);

#endif
