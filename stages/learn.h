/*
 * learn.h - learn a model (lexicons/model.h) from labelled bags of features.
 *
 * Each feature weighs by how rare it is (tf-idf over the examples, each type
 * counted once), rows are scaled to unit length by the types in them, and
 * multinomial logistic regression is fitted to them (softmax.h).
 */
#ifndef STAGES_LEARN_H
#define STAGES_LEARN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "lexicons/model.h"
#include "stages/learn_rows.h"

struct arena;
struct error;
struct vocabulary;

struct example {
	struct bag bag;
	uint16_t label;      /* index in options.label */
	const float *offset; /* log-odds per label that are known already; NULL: none. All examples
			      * of one call have them, or none. */
	float counts;        /* for how many examples it counts; 0: for one */
};

struct learn_options {
	const struct span *label;
	size_t labels;
	double cost;
	unsigned rounds;
	bool hold_bias;    /* softmax.h */
	const float *bias; /* written instead of the fitted ones; NULL: these */
	struct feature_choice choice;
	const struct model_number *number; /* written into the model as they are */
	size_t numbers;
};

/*
 * The model's bytes, in `keep`. The bags' types are those of `vocabulary`. Uses much scratch memory
 * (some 20 numbers per feature and label). Returns 0, ERROR_MEMORY, or ERROR_LIMIT when there are
 * no examples or too many labels.
 */
int learn_model(struct span *out, const struct example *example, size_t examples,
		const struct vocabulary *vocabulary, const struct learn_options *options,
		struct arena *keep, struct arena *scratch, struct error *err);

#endif
