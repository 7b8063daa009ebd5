#include "stages/head.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"
#include "lexicons/model.h"
#include "stages/vocabulary.h"

enum {
	AHEAD = 6, /* types asked for before they are looked at */
	LINE = 16, /* numbers that come from memory together */
};

void head_cache_release(struct head_cache *cache)
{
	free(cache->type);
	cache->type = NULL;
	cache->types = 0;
}

/* A cache is of one model. */
static int make_room(struct head_cache *cache, const struct model *model, size_t types,
		     struct error *err)
{
	cache->parts = model_parts(model);
	cache->stride = 2 * cache->parts + model_scores(model);
	if (types <= cache->types)
		return 0;
	size_t room = cache->types ? cache->types : 1024;
	while (room < types)
		room *= 2;
	float *grown = realloc(cache->type, room * cache->stride * sizeof *grown);
	if (!grown)
		return error_memory(err);
	for (size_t i = cache->types; i < room; i++)
		grown[i * cache->stride] = -1;
	cache->type = grown;
	cache->types = room;
	return 0;
}

static size_t hashes_of(uint32_t out[FEATURES_PER_TYPE], const struct vocabulary *vocabulary,
			uint32_t type)
{
	struct feature feature[FEATURES_PER_TYPE];
	const size_t n = features_of_type(feature, vocabulary_type(vocabulary, type));
	for (size_t i = 0; i < n; i++)
		out[i] = feature[i].hash;
	return n;
}

/* The lengths, means and scores of a type. */
static void work_out(const struct head_cache *cache, const struct model *model,
		     const struct vocabulary *vocabulary, uint32_t type)
{
	uint32_t hash[FEATURES_PER_TYPE];
	float *entry = cache->type + type * cache->stride;
	float *mean = entry + cache->parts, *score = mean + cache->parts;
	memset(entry, 0, cache->stride * sizeof *entry);
	model_add_all(model, hash, hashes_of(hash, vocabulary, type), entry, score);
	for (size_t p = 0; p < cache->parts; p++) {
		const size_t first = model_part_first(model, p);
		const size_t labels = model_part_labels(model, p);
		for (size_t k = 0; k < labels; k++)
			mean[p] += score[first + k];
		mean[p] = labels > 0 ? mean[p] / (float)labels : 0;
	}
}

static void add_all(float *sum, const float *each, size_t count)
{
	size_t i = 0;
	for (; i + 4 <= count; i += 4) { /* as many as are added at once */
		sum[i] += each[i];
		sum[i + 1] += each[i + 1];
		sum[i + 2] += each[i + 2];
		sum[i + 3] += each[i + 3];
	}
	for (; i < count; i++)
		sum[i] += each[i];
}

static void ask_for(const float *entry, size_t numbers)
{
	for (size_t i = 0; i < numbers; i += LINE)
		__builtin_prefetch(entry + i);
}

static void add_types(float *score, float *norm2, const struct model *model,
		      const struct head_cache *cache, const struct bag *bag,
		      const struct vocabulary *vocabulary)
{
	const size_t parts = cache->parts, scores = cache->stride - 2 * parts;
	for (size_t i = 0; i < bag->types; i++) {
		if (i + AHEAD < bag->types)
			ask_for(cache->type + bag->type[i + AHEAD] * cache->stride, cache->stride);
		const float *entry = cache->type + bag->type[i] * cache->stride;
		if (entry[0] < 0)
			work_out(cache, model, vocabulary, bag->type[i]);
		add_all(norm2, entry, parts);
		add_all(score, entry + 2 * parts, scores);
	}
}

static void add_extras(float *score, float *norm2, const struct model *model, const struct bag *bag)
{
	uint32_t hash[FEATURES_PER_TYPE];
	for (size_t at = 0, n; at < bag->extras; at += n) {
		for (n = 0; n < FEATURES_PER_TYPE && at + n < bag->extras; n++)
			hash[n] = bag->extra[at + n].hash;
		model_add_all(model, hash, n, norm2, score);
	}
}

int head_score(float *score, float *norm, const struct model *model, struct head_cache *cache,
	       const struct bag *bag, const struct vocabulary *vocabulary, struct error *err)
{
	float norm2[MODEL_PARTS_MOST] = {0};
	const int status = make_room(cache, model, vocabulary_count(vocabulary), err);
	if (status)
		return status;
	memset(score, 0, model_scores(model) * sizeof *score);
	add_types(score, norm2, model, cache, bag, vocabulary);
	add_extras(score, norm2, model, bag);
	for (size_t p = 0; p < model_parts(model); p++) {
		const size_t first = model_part_first(model, p);
		norm[p] = norm2[p] > 0 ? sqrtf(norm2[p]) : 1;
		for (size_t k = first; k < first + model_part_labels(model, p); k++)
			score[k] = score[k] / norm[p] + model_bias(model)[k];
	}
	return 0;
}
