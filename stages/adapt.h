/*
 * adapt.h - learn from the study's own decisions what its reviewers see
 * differently from the packs and models that they began with.
 *
 * What is learnt is added to the log-odds that packs and models give: few decisions
 * add little, and where a pack has no terms and no model they are all there is. It is
 * words and rules, and beside a trained model how frequent each theme is in the study
 * (prior.h), once decisions show that it is not even. How closely to fit the words is
 * chosen by cross-validation over whole documents; beside packs or a trained model
 * nothing is learnt unless that helps on held-out decisions by more than one standard error,
 * beside a model by more than two.
 */
#ifndef STAGES_ADAPT_H
#define STAGES_ADAPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "stages/blend.h"
#include "stages/features.h"

struct arena;
struct error;
struct vocabulary;

/* One reviewed anecdote. */
struct lesson {
	struct bag bag;
	const float
		*feature; /* themes times BLEND_FEATURES, without anything learnt from decisions */
	const uint16_t *theme; /* that the reviewer put, at least one, the main one first */
	size_t themes;
	uint32_t group; /* lessons of one document have the same */
	uint32_t story; /* those of one anecdote, by several reviewers, too; from 0 on */
};

struct adapt_estimate {
	struct blend_measure before; /* on held-out decisions: with packs and models alone */
	struct blend_measure after;  /* with what the other decisions taught */
};

/*
 * Sets *out to a model's bytes in `keep`, or to nothing when nothing helps. `blend` is how the
 * features are joined; `id` the themes' ids; `trained` whether a model was learnt from labelled
 * stories, so that the blend's curve rests on more than a study's decisions. Below ADAPT_LEAST
 * lessons nothing is learnt. Returns 0, ERROR_MEMORY or ERROR_LIMIT.
 */
enum { ADAPT_LEAST = 5 };
int adapt_learn(struct span *out, struct adapt_estimate *estimate, const struct lesson *lesson,
		size_t lessons, const struct vocabulary *vocabulary, const struct blend *blend,
		const struct span *id, size_t themes, bool trained, struct arena *keep,
		struct arena *scratch, struct error *err);

#endif
