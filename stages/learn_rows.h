/*
 * learn_rows.h - bags of features as the rows of a sparse matrix, and weights of
 * its columns as the rows of a model: what all learning from words begins and ends with.
 */
#ifndef STAGES_LEARN_ROWS_H
#define STAGES_LEARN_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "stages/features.h"
#include "stages/softmax.h"

struct arena;
struct model_parts;
struct vocabulary;

struct feature_choice {
	float view_weight[FEATURE_VIEWS];   /* 0: that view is left out */
	unsigned view_least[FEATURE_VIEWS]; /* bags a feature must be in to count */
	unsigned most;                      /* bags it may be in; 0: any number */
};

struct learn_column {
	uint32_t hash; /* of the feature */
	float phi;     /* how much it says: tf-idf, each type counted once */
};

struct learn_rows {
	struct sparse_rows rows;           /* of unit length by the types in them */
	const struct learn_column *column; /* by rising hash; NULL: no words at all */
};

/* In `scratch`. Returns 0, or -1 without memory. */
int learn_rows_make(struct learn_rows *out, const struct bag *const *bag, size_t bags,
		    const struct vocabulary *vocabulary, const struct feature_choice *choice,
		    struct arena *scratch);

/* Sets scale and rows of the parts, which have as many labels as `weight` has numbers per column.
 * Weights are kept in eight bits; features that round to nothing keep their phi: they still count
 * in the length of a row. In `scratch`. Returns 0, or -1 without memory. */
int learn_quantise(struct model_parts *parts, const struct learn_column *column, size_t columns,
		   const float *weight, struct arena *scratch);

#endif
