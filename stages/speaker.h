/*
 * speaker.h - who tells an anecdote, and in what role.
 *
 * Takes   a reading, and anecdotes with their range and what segment.h knows of
 *         the speaker; if there is a model that tells roles from the text alone,
 *         its probabilities.
 * Gives   speaker, role and role_score of each anecdote: from the turn's label,
 *         from who is said to speak in the text, from the list of people, from
 *         what speakers say about themselves.
 * Memory  names are views into the document's text; `scratch` is the caller's to reset.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_SPEAKER_H
#define STAGES_SPEAKER_H

#include "stages/analysis.h"
#include "stages/segment.h"

/*
 * `role_given` is NULL, or holds per anecdote the probability of each role of the
 * lexicon (anecdotes times lexicon_count(TARGET_ROLE) numbers). Returns 0 or ERROR_MEMORY.
 */
int speaker_run(struct analysis *analysis, const struct reading *reading, const float *role_given,
		struct arena *keep, struct arena *scratch, struct error *err);

#endif
