/*
 * space.h - a space of words: what is told in the same stories lies in the same
 * direction, so that a theme's description speaks for words that it does not hold.
 *
 * Latent semantic analysis (Deerwester et al. 1990,
 * doi:10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9) of labelled stories
 * whose labels are not looked at. A space is a model (lexicons/model.h) whose labels are
 * its dimensions, so head_score gives the place of a bag in it.
 */
#ifndef STAGES_SPACE_H
#define STAGES_SPACE_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/text.h"

struct arena;
struct bag;
struct error;
struct model;
struct vocabulary;

enum { SPACE_DIMENSIONS = 100 };

/* The space's bytes, in `keep`; the same bags give the same bytes. Returns 0, ERROR_MEMORY, or
 * ERROR_LIMIT when there are fewer words than dimensions. */
int space_learn(struct span *out, const struct bag *const *bag, size_t bags,
		const struct vocabulary *vocabulary, struct arena *keep, struct arena *scratch,
		struct error *err);

/* From the places of the themes' descriptions, SPACE_DIMENSIONS numbers each, to directions, each
 * as long as the others; `centre`: what all have in common is taken away. */
void space_directions(float *place, size_t themes, bool centre);

/* Log-odds of each theme, up to a constant, for a place. */
void space_scores(float *score, const float *direction, const float *place, size_t themes);

/*
 * A model with a label per theme, in `keep`: each word of the space speaks for the themes in whose
 * direction it lies. Returns 0 or ERROR_MEMORY.
 */
int space_aim(struct span *out, const struct model *space, const float *direction,
	      const struct span *id, size_t themes, struct arena *keep, struct arena *scratch,
	      struct error *err);

#endif
