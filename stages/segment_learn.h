/*
 * segment_learn.h - fit the weights of segment_model.h to labelled documents.
 *
 * Maximises the conditional likelihood with a Gaussian prior by L-BFGS (Liu and
 * Nocedal 1989). The objective is convex, so the result does not depend on where
 * it starts; one thread, fixed order, so that it is the same every time.
 */
#ifndef STAGES_SEGMENT_LEARN_H
#define STAGES_SEGMENT_LEARN_H

#include <stddef.h>
#include <stdint.h>

#include "stages/segment_model.h"

/* A labelled document: the features of its units, and the label of each. */
struct segment_sample {
	const struct unit_list *list;
	struct feature_row *row;
	uint8_t *label; /* enum segment_label; an anecdote's first unit has LABEL_BEGIN */
	size_t units;
	double importance; /* 1: counts as it is */
};

struct segment_learning {
	double prior[SEGMENT_WEIGHTS]; /* precision of the Gaussian: larger keeps weights smaller */
	unsigned rounds;               /* at most */
	unsigned least;                /* features that come up in fewer units get no weight */
};

/* Sets all weights. Returns 0 or ERROR_MEMORY. */
int segment_learn(struct segment_model *model, const struct segment_sample *sample, size_t samples,
		  const struct segment_learning *learning, struct arena *scratch,
		  struct error *err);

#endif
