/*
 * model.h - the weights of one linear model over hashed features: for each
 * feature how much it says (phi) and what it adds to each label's score.
 *
 * Features are 32-bit hashes (stages/features.h); two that collide share a row.
 * Several models over the same features may be joined into one of several parts, in which
 * a feature is looked up once for all. Immutable once made, so any number of threads may share it.
 */
#ifndef LEXICONS_MODEL_H
#define LEXICONS_MODEL_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct error;
struct model;

enum {
	MODEL_LABELS_MOST = 256,
	MODEL_PARTS_MOST = 4,
	MODEL_SCORES_MOST = MODEL_PARTS_MOST * MODEL_LABELS_MOST,
	MODEL_NUMBERS_MOST = 320, /* the labels' own and some 20 more */
};

/* Weights are kept in eight bits: `weight[label] * scale` is added per unit of phi. */
struct model_row {
	uint32_t feature;
	float phi;
	const int8_t *weight; /* one per label */
};

/* A named number that travels with the weights (`blend.model`, `threshold`). */
struct model_number {
	char name[32];
	float value;
};

/* What a model is made of; see model_write. */
struct model_parts {
	const struct span *label; /* ids, in the order of the weights */
	size_t labels;
	const float *bias; /* one per label */
	float scale;
	const struct model_row *row; /* by rising feature, no feature twice */
	size_t rows;
	const struct model_number *number;
	size_t numbers;
};

/* NULL with `err` when the bytes are no model, or of another version, or memory is out. The bytes
 * need not outlive the call. Free with model_free (NULL is no error). */
struct model *model_new(struct span bytes, struct error *err);
void model_free(struct model *model);

/* The same, for model_join only: no feature is found in it. Nothing is copied, so the bytes have to
 * outlive it. */
struct model *model_part(struct span bytes, struct error *err);

/*
 * The models as the parts of one; NULL among them is a part that says nothing. They may be freed
 * afterwards. It has no labels or numbers of its own. NULL when memory is out. Free with
 * model_free.
 */
struct model *model_join(const struct model *const *part, size_t parts, struct error *err);

/* How many parts there are (1 unless joined); how many scores in all; where those of a part begin.
 * A part has as many as it has labels. */
size_t model_parts(const struct model *model);
size_t model_scores(const struct model *model);
size_t model_part_first(const struct model *model, size_t part);
size_t model_part_labels(const struct model *model, size_t part);

size_t model_labels(const struct model *model);
struct span model_label(const struct model *model, size_t index);
/* One per score. */
const float *model_bias(const struct model *model);

/* The rows of a model that is not joined, by rising feature; the weights are the model's own. */
size_t model_rows(const struct model *model);
struct model_row model_row_at(const struct model *model, size_t index);
float model_scale(const struct model *model);

/* Adds the feature's squared phi to norm2[0..parts) and phi times its weights to score[0..scores).
 * Does nothing for a feature that the model does not know. Returns whether it knows it. */
int model_add(const struct model *model, uint32_t feature, float *norm2, float *score);

/* model_add for each of them in turn, the waits for memory overlapping. */
void model_add_all(const struct model *model, const uint32_t *feature, size_t count, float *norm2,
		   float *score);

/* The named number, or `otherwise` if the model does not have it. */
float model_number(const struct model *model, const char *name, float otherwise);

/* The file's bytes in `keep`: the same parts give the same bytes everywhere. -1: no memory. */
int model_write(struct span *out, const struct model_parts *parts, struct arena *keep);

#endif
