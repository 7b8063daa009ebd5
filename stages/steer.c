#include "stages/steer.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/adapt.h"
#include "stages/softmax.h"
#include "stages/space.h"

/* As many decisions as a description weighs; from simulated reviews, on a wide plateau. */
#define DESCRIPTION 3.0f

/* What others said of the same anecdote stays with it. */
static bool left_out(const struct lesson *lesson, unsigned without)
{
	return lesson->story % STEER_FOLDS == without;
}

static void to_unit(float *out, const float *place)
{
	float square = 0;
	for (size_t k = 0; k < SPACE_DIMENSIONS; k++)
		square += place[k] * place[k];
	for (size_t k = 0; k < SPACE_DIMENSIONS; k++)
		out[k] = square > 0 ? place[k] / sqrtf(square) : 0;
}

/* What all reviewed anecdotes have in common says nothing of any theme. */
static void find_mean(float mean[SPACE_DIMENSIONS], const float *place, const struct lesson *lesson,
		      size_t lessons, unsigned without)
{
	float count = 0, unit[SPACE_DIMENSIONS];
	memset(mean, 0, SPACE_DIMENSIONS * sizeof *mean);
	for (size_t i = 0; i < lessons; i++) {
		if (left_out(&lesson[i], without))
			continue;
		to_unit(unit, place + i * SPACE_DIMENSIONS);
		for (size_t k = 0; k < SPACE_DIMENSIONS; k++)
			mean[k] += unit[k];
		count++;
	}
	for (size_t k = 0; k < SPACE_DIMENSIONS && count > 0; k++)
		mean[k] /= count;
}

void steer_directions(float *out, const float *direction, const float *place,
		      const struct lesson *lesson, size_t lessons, size_t themes, unsigned without)
{
	float mean[SPACE_DIMENSIONS], unit[SPACE_DIMENSIONS];
	find_mean(mean, place, lesson, lessons, without);
	for (size_t t = 0; t < themes; t++) {
		float *to = out + t * SPACE_DIMENSIONS;
		to_unit(to, direction + t * SPACE_DIMENSIONS);
		for (size_t k = 0; k < SPACE_DIMENSIONS; k++)
			to[k] *= DESCRIPTION;
	}
	for (size_t i = 0; i < lessons; i++) {
		if (left_out(&lesson[i], without))
			continue;
		to_unit(unit, place + i * SPACE_DIMENSIONS);
		for (size_t t = 0; t < lesson[i].themes; t++)
			for (size_t k = 0; k < SPACE_DIMENSIONS; k++)
				out[lesson[i].theme[t] * SPACE_DIMENSIONS + k] += unit[k] - mean[k];
	}
	space_directions(out, themes, false);
}

static void say(float *feature, const float *direction, const float *place, size_t themes)
{
	float share[BLEND_THEMES_MOST];
	space_scores(share, direction, place, themes);
	softmax(share, themes);
	for (size_t t = 0; t < themes; t++)
		feature[t * BLEND_FEATURES + BLEND_MODEL] = logf(share[t] + BLEND_LEAST);
}

int steer_features(float *const *feature, const float *direction, const float *place,
		   const struct lesson *lesson, size_t lessons, size_t themes,
		   struct arena *scratch, struct error *err)
{
	float *turned = arena_alloc(scratch, SPACE_DIMENSIONS * themes * sizeof *turned);
	if (!turned)
		return error_memory(err);
	for (unsigned fold = 0; fold < STEER_FOLDS; fold++) {
		steer_directions(turned, direction, place, lesson, lessons, themes, fold);
		for (size_t i = 0; i < lessons; i++)
			if (left_out(&lesson[i], fold))
				say(feature[i], turned, place + i * SPACE_DIMENSIONS, themes);
	}
	return 0;
}
