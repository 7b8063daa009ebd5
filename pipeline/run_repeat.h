/*
 * run_repeat.h - whether a run can be made again here, and what is missing if not.
 */
#ifndef PIPELINE_RUN_REPEAT_H
#define PIPELINE_RUN_REPEAT_H

#include <stddef.h>
#include <stdio.h>

#include "pipeline/run_record.h"

/*
 * Holds what there is now against the record of a run, and its documents against those in the
 * folder and in the store. Says each difference on a line of `to`; `count` is how many. `now` is
 * the record of the run that is about to begin. Returns 0 or an error.
 */
int run_repeat_check(size_t *count, const struct run_record *wanted, const struct run_record *now,
		     const struct study *study, struct store *store, FILE *to,
		     struct arena *scratch, struct error *err);

#endif
