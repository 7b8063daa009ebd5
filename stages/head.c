#include "stages/head.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"
#include "lexicons/model.h"
#include "stages/vocabulary.h"

void head_cache_release(struct head_cache *cache)
{
	free(cache->type);
	cache->type = NULL;
	cache->types = 0;
}

enum { LENGTH, MEAN, SCORES }; /* what an entry begins with */

static size_t stride_of(const struct model *model)
{
	return SCORES + model_labels(model);
}

static int make_room(struct head_cache *cache, size_t types, size_t stride, struct error *err)
{
	if (types <= cache->types)
		return 0;
	size_t room = cache->types ? cache->types : 1024;
	while (room < types)
		room *= 2;
	float *grown = realloc(cache->type, room * stride * sizeof *grown);
	if (!grown)
		return error_memory(err);
	for (size_t i = cache->types; i < room; i++)
		grown[i * stride + LENGTH] = -1;
	cache->type = grown;
	cache->types = room;
	return 0;
}

static void work_out(float *entry, const struct model *model, const uint32_t *feature, size_t count)
{
	const size_t labels = model_labels(model);
	memset(entry, 0, (SCORES + labels) * sizeof *entry);
	model_add_all(model, feature, count, &entry[LENGTH], entry + SCORES);
	for (size_t k = 0; k < labels; k++)
		entry[MEAN] += entry[SCORES + k];
	entry[MEAN] /= (float)labels;
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

int head_prepare(struct head_cache *cache, const struct model *const *model, size_t heads,
		 const struct bag *bag, const struct vocabulary *vocabulary, struct error *err)
{
	uint32_t hash[FEATURES_PER_TYPE];
	int status = 0;
	for (size_t h = 0; h < heads && status == 0; h++)
		if (model[h])
			status = make_room(&cache[h], vocabulary_count(vocabulary),
					   stride_of(model[h]), err);
	for (size_t i = 0; i < bag->types && status == 0; i++) {
		size_t n = 0;
		for (size_t h = 0; h < heads; h++) {
			if (!model[h])
				continue;
			float *entry = cache[h].type + bag->type[i] * stride_of(model[h]);
			if (entry[LENGTH] >= 0)
				continue;
			if (n == 0)
				n = hashes_of(hash, vocabulary, bag->type[i]);
			work_out(entry, model[h], hash, n);
		}
	}
	return status;
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
	const size_t labels = model_labels(model), stride = stride_of(model);
	const int status = head_prepare(cache, &model, 1, bag, vocabulary, err);
	if (status)
		return status;
	float norm2 = 0;
	memset(score, 0, labels * sizeof *score);
	for (size_t i = 0; i < bag->types; i++) {
		const float *entry = cache->type + bag->type[i] * stride;
		norm2 += entry[LENGTH];
		for (size_t k = 0; k < labels; k++)
			score[k] += entry[SCORES + k];
	}
	add_extras(score, &norm2, model, bag);
	*norm = norm2 > 0 ? sqrtf(norm2) : 1;
	for (size_t k = 0; k < labels; k++)
		score[k] = score[k] / *norm + model_bias(model)[k];
	return 0;
}

float head_type_share(const struct model *model, const struct head_cache *cache, uint32_t type,
		      size_t label)
{
	const float *entry = cache->type + type * stride_of(model);
	return entry[SCORES + label] - entry[MEAN];
}
