/*
 * fingerprint.h - a short signature by which the same report is known again: as
 * another format, with another header, or as a later version.
 *
 * Takes   tokens and vocabulary of one document.
 * Gives   FINGERPRINT_BINS minima of the hashes of all runs of five word stems:
 *         one-permutation min-wise hashing (Li, Owen, Zhang 2012). The share of
 *         bins that two documents have alike estimates the Jaccard similarity of
 *         their runs. A document with fewer words than a run has none.
 * Threads a pure function of its arguments; allocates nothing.
 */
#ifndef STAGES_FINGERPRINT_H
#define STAGES_FINGERPRINT_H

#include <stdbool.h>
#include <stdint.h>

#include "stages/token.h"

struct vocabulary;

enum {
	FINGERPRINT_BINS = 64, /* a standard error of .05 at a similarity of .8 */
	FINGERPRINT_RUN = 5,   /* words: shorter runs are common phrases */
};

struct fingerprint {
	bool filled; /* false: too few words to tell */
	uint32_t bin[FINGERPRINT_BINS];
};

void fingerprint_run(struct fingerprint *out, const struct token_list *tokens,
		     const struct vocabulary *vocabulary);

/* 0 to 1; 0 if one of them is not filled. */
double fingerprint_similarity(const struct fingerprint *a, const struct fingerprint *b);

#endif
