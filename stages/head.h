/*
 * head.h - one model at work: what it says of a bag of features, with what each
 * word type adds worked out once per type.
 */
#ifndef STAGES_HEAD_H
#define STAGES_HEAD_H

#include <stddef.h>
#include <stdint.h>

#include "stages/features.h"

struct error;
struct model;
struct vocabulary;

/* Belongs to one thread; what it holds changes the time it takes and nothing else. */
struct head_cache {
	float *type; /* per type: squared length, mean score, then a score per label; length < 0:
		      * not known yet */
	size_t types;
};

#define HEAD_CACHE_INIT                                                                            \
	{                                                                                          \
		.type = NULL, .types = 0                                                           \
	}

/* Call when the vocabulary is reset, and at the end. */
void head_cache_release(struct head_cache *cache);

/*
 * Works out what the types of a bag add in each of several models (NULL: none there), making their
 * features once for all. Not needed before head_score, but several times faster than one model
 * after another. Returns 0 or ERROR_MEMORY.
 */
int head_prepare(struct head_cache *cache, const struct model *const *model, size_t heads,
		 const struct bag *bag, const struct vocabulary *vocabulary, struct error *err);

/*
 * Scores of the model's labels (log-odds up to a constant) for a bag, into `score`
 * (model_labels() numbers), and in *norm the length they were divided by. Returns 0 or
 * ERROR_MEMORY.
 */
int head_score(float *score, float *norm, const struct model *model, struct head_cache *cache,
	       const struct bag *bag, const struct vocabulary *vocabulary, struct error *err);

/* What one type added to the label before the division, above what it added to the average label;
 * for a type that was in a bag. */
float head_type_share(const struct model *model, const struct head_cache *cache, uint32_t type,
		      size_t label);

#endif
