/*
 * history.h - a reviewer's own log as a stack: what undoing and redoing are about.
 *
 * The log holds steps, undos and redos in the order in which they were made.
 * Rows with the same batch are one step.
 */
#ifndef PIPELINE_REVIEW_HISTORY_H
#define PIPELINE_REVIEW_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pipeline/store/review.h"

struct arena;

/* Rows [first, end) of the log are one step. */
struct step {
	size_t first;
	size_t end;
};

struct history {
	const struct stored_step *row;
	const struct step *done; /* what can be undone, the last one first to go */
	size_t dones;
	const struct step *undone; /* what can be redone, the last one first to come back */
	size_t undones;
};

/* `row` is the log, oldest first, and is borrowed. Returns 0, or -1: no memory in `keep`. */
int history_read(struct history *out, const struct stored_step *row, size_t rows,
		 struct arena *keep);

#endif
