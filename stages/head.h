/*
 * head.h - a model, or several joined, at work: what it says of a bag of features, with what each
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
	float *type; /* per type: per part a squared length and a mean score, then all scores; the
		      * first length < 0: not known yet */
	size_t types;
	size_t parts;  /* of the model */
	size_t stride; /* numbers per type */
};

#define HEAD_CACHE_INIT                                                                            \
	{                                                                                          \
		.type = NULL, .types = 0, .parts = 0, .stride = 0                                  \
	}

/* Call when the vocabulary is reset, and at the end. */
void head_cache_release(struct head_cache *cache);

/*
 * Scores of the labels of all parts of the model (log-odds up to a constant) for a bag, into
 * `score` (model_scores() numbers), and per part in norm[] the length they were divided by. Returns
 * 0 or ERROR_MEMORY.
 */
int head_score(float *score, float *norm, const struct model *model, struct head_cache *cache,
	       const struct bag *bag, const struct vocabulary *vocabulary, struct error *err);

/* What one type added to a score of a part before the division, above what it added to the average
 * one of that part; for a type that was in a bag. `score` counts over all parts. */
static inline float head_type_share(const struct head_cache *cache, uint32_t type, size_t part,
				    size_t score)
{
	const float *entry = cache->type + type * cache->stride;
	return entry[2 * cache->parts + score] - entry[cache->parts + part];
}

#endif
