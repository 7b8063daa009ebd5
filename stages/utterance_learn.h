/*
 * utterance_learn.h - learn a model (lexicons/model.h) from labelled rows of features:
 * multinomial logistic regression (softmax.h) over features that are there or not.
 */
#ifndef STAGES_UTTERANCE_LEARN_H
#define STAGES_UTTERANCE_LEARN_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "lexicons/model.h"

struct arena;
struct error;

struct utterance_example {
	const uint32_t *feature; /* may repeat */
	size_t features;
	uint16_t label; /* index in options.label */
};

struct utterance_learning {
	const struct span *label;
	size_t labels;
	double cost; /* greater fits closer */
	unsigned rounds;
	unsigned least;                    /* examples that a feature must be in to get a weight */
	const struct model_number *number; /* written into the model as they are */
	size_t numbers;
};

/* The model's bytes, in `keep`. Returns 0, ERROR_MEMORY, or ERROR_LIMIT without examples. */
int utterance_learn(struct span *out, const struct utterance_example *example, size_t examples,
		    const struct utterance_learning *options, struct arena *keep,
		    struct arena *scratch, struct error *err);

#endif
