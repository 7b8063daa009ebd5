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
		grown[i * stride] = -1;
	cache->type = grown;
	cache->types = room;
	return 0;
}

static void work_out(float *entry, const struct model *model, const struct word_type *type)
{
	struct feature feature[FEATURES_PER_TYPE];
	memset(entry, 0, (model_labels(model) + 1) * sizeof *entry);
	const size_t n = features_of_type(feature, type);
	for (size_t i = 0; i < n; i++)
		model_prefetch(model, feature[i].hash);
	for (size_t i = 0; i < n; i++)
		(void)model_add(model, feature[i].hash, entry, entry + 1);
}

int head_score(float *score, float *norm, const struct model *model, struct head_cache *cache,
	       const struct bag *bag, const struct vocabulary *vocabulary, struct error *err)
{
	const size_t labels = model_labels(model), stride = labels + 1;
	const int status = make_room(cache, vocabulary_count(vocabulary), stride, err);
	if (status)
		return status;
	float norm2 = 0;
	memset(score, 0, labels * sizeof *score);
	for (size_t i = 0; i < bag->extras; i++)
		model_prefetch(model, bag->extra[i].hash);
	for (size_t i = 0; i < bag->types; i++) {
		float *entry = cache->type + bag->type[i] * stride;
		if (entry[0] < 0)
			work_out(entry, model, vocabulary_type(vocabulary, bag->type[i]));
		norm2 += entry[0];
		for (size_t k = 0; k < labels; k++)
			score[k] += entry[1 + k];
	}
	for (size_t i = 0; i < bag->extras; i++)
		(void)model_add(model, bag->extra[i].hash, &norm2, score);
	*norm = norm2 > 0 ? sqrtf(norm2) : 1;
	for (size_t k = 0; k < labels; k++)
		score[k] = score[k] / *norm + model_bias(model)[k];
	return 0;
}

const float *head_type_score(const struct model *model, const struct head_cache *cache,
			     uint32_t type)
{
	return cache->type + type * (model_labels(model) + 1) + 1;
}
