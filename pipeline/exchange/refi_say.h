/*
 * refi_say.h - what the coders of a project say of its passages, put together for each anecdote.
 */
#ifndef PIPELINE_EXCHANGE_REFI_SAY_H
#define PIPELINE_EXCHANGE_REFI_SAY_H

#include <stddef.h>

#include "pipeline/exchange/refi_codes.h"
#include "pipeline/store/decisions.h"

struct arena;
struct error;
struct import_job;
struct import_summary;

struct refi_work {
	const struct import_job *job;
	struct import_summary *out;
	struct refi *refi;
	const struct refi_target *target; /* for each code */
	struct span *reviewer;            /* for each user; see refi_reviewers */
	struct arena *scratch;            /* of one source */
	struct error *err;
};

/* Names for the users, no two the same; in the job's arena. */
int refi_reviewers(struct refi_work *work);

/*
 * Takes down what was said of the passages of one source. `place` has for each selection the index
 * of the anecdote in `anecdote` it is about, or SIZE_MAX: it is passed over. All codings of one
 * coder on one anecdote are one decision.
 */
int refi_say(struct refi_work *work, const struct refi_source *source, const size_t *place,
	     const struct decision_target *anecdote);

#endif
