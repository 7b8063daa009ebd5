/*
 * blend.h - join what a model and what the lexicon say of each theme into one
 * calibrated probability per theme.
 *
 * The joint score of a theme is a weighted sum of a few features; a softmax over
 * the themes gives its share; and a logistic curve over the share's log-odds gives
 * the probability that a reader would put the label (Platt 1999). The weights of
 * both are fitted on examples that the model did not learn from.
 */
#ifndef STAGES_BLEND_H
#define STAGES_BLEND_H

#include <stddef.h>
#include <stdint.h>

struct error;

enum { BLEND_THEMES_MOST = 256 };

/* Added to a model's probability before its logarithm; all that a target gets that the model has
 * not got. */
#define BLEND_LEAST 1e-6f

enum blend_feature {
	BLEND_MODEL, /* log of the model's probability */
	BLEND_STUDY, /* what the model learnt from the study's own decisions adds to the log-odds */
	BLEND_POSITIVE, /* square root of the sum of weights of different rules that speak for it */
	BLEND_NEGATIVE, /* sum of those that speak against it */
	BLEND_STRONGEST, /* the greatest weight of one rule */
	BLEND_FEATURES
};

struct blend {
	float weight[BLEND_FEATURES];
	float bias[BLEND_THEMES_MOST]; /* added to each theme's score */
	float intercept;               /* of the logistic curve */
	float slope;
};

/* What the lexicon says of one theme. */
struct lexical {
	float positive;
	float negative;
	float strongest;
};

/* Used where nothing was fitted: the lexicon alone, or equal parts. */
extern const struct blend blend_default;

/* Sets out[BLEND_POSITIVE], [BLEND_NEGATIVE] and [BLEND_STRONGEST]. */
void blend_lexical(float out[BLEND_FEATURES], const struct lexical *lexical);

/* Joint log-odds of each theme, up to a constant: what blend_apply begins with. */
void blend_scores(float *score, const struct blend *blend, const float *feature, size_t themes);

/* `feature` holds BLEND_FEATURES numbers per theme; probability gets one per theme. */
void blend_apply(float *probability, const struct blend *blend, const float *feature,
		 size_t themes);

/* One example to fit on. */
struct blend_example {
	const float *feature;  /* themes times BLEND_FEATURES */
	const uint16_t *theme; /* that a reader put, at least one, the main one first */
	size_t themes;
};

/*
 * Fits weights by Newton's method (conditional logit, a ridge of 1 keeps it from running off), then
 * the biases, so that each theme is expected as often as it is put (proportional fitting, Deming
 * and Stephan 1940, with `prior` examples per theme that hold it back), then the curve. Features
 * that are 0 everywhere keep weight 0. Returns 0, or ERROR_LIMIT for more than BLEND_THEMES_MOST
 * themes.
 */
int blend_fit(struct blend *blend, const struct blend_example *example, size_t examples,
	      size_t themes, float prior, struct error *err);

/* Fits the curve alone, for the weights that the blend has. */
void blend_fit_curve(struct blend *blend, const struct blend_example *example, size_t examples,
		     size_t themes);

struct blend_measure {
	size_t examples;
	float precision; /* of the labels suggested, over all examples */
	float recall;
	float f1;
	float first;   /* share of examples whose main theme is the most probable one */
	float first_3; /* whose main theme is among the three most probable */
	float loss;    /* cross-entropy of the probabilities, summed over themes, per example */
};

/* How well the blend does on examples when the most probable theme and those above the threshold
 * are suggested. */
struct blend_measure blend_measure(const struct blend *blend, const struct blend_example *example,
				   size_t examples, size_t themes, float threshold);

/*
 * The threshold on the probability with the best micro F1 on the examples, when the most probable
 * theme is always suggested (`precision` 0), or the lowest with at least that precision.
 */
float blend_threshold(const struct blend *blend, const struct blend_example *example,
		      size_t examples, size_t themes, float precision);

#endif
