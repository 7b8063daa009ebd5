#include "stages/blend.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "corpus/error.h"
#include "stages/softmax.h"

enum {
	THEMES_MOST = BLEND_THEMES_MOST,
	NEWTON_STEPS = 25,
	UNKNOWNS_MOST = BLEND_FEATURES,
	BIAS_STEPS = 30,
};

#define SHARE_LEAST 1e-6f

const struct blend blend_default = {
	.weight = {[BLEND_MODEL] = 1,
		   [BLEND_STUDY] = 1,
		   [BLEND_POSITIVE] = 0.5f,
		   [BLEND_NEGATIVE] = 0.2f,
		   [BLEND_STRONGEST] = 0.2f},
	.intercept = 0,
	.slope = 1,
};

void blend_lexical(float out[BLEND_FEATURES], const struct lexical *lexical)
{
	out[BLEND_POSITIVE] = sqrtf(lexical->positive);
	out[BLEND_NEGATIVE] = lexical->negative;
	out[BLEND_STRONGEST] = lexical->strongest;
}

void blend_scores(float *score, const struct blend *blend, const float *feature, size_t themes)
{
	for (size_t t = 0; t < themes; t++) {
		score[t] = blend->bias[t];
		for (size_t f = 0; f < BLEND_FEATURES; f++)
			score[t] += blend->weight[f] * feature[t * BLEND_FEATURES + f];
	}
}

static void shares(float *share, const struct blend *blend, const float *feature, size_t themes)
{
	blend_scores(share, blend, feature, themes);
	softmax(share, themes);
}

static float log_odds(float share)
{
	if (share < SHARE_LEAST)
		share = SHARE_LEAST;
	if (share > 1 - SHARE_LEAST)
		share = 1 - SHARE_LEAST;
	return logf(share / (1 - share));
}

static float logistic(float x)
{
	return 1 / (1 + expf(-x));
}

void blend_apply(float *probability, const struct blend *blend, const float *feature, size_t themes)
{
	if (themes == 0)
		return;
	shares(probability, blend, feature, themes);
	for (size_t t = 0; t < themes; t++)
		probability[t] =
			logistic(blend->intercept + blend->slope * log_odds(probability[t]));
}

/* The symmetric system that a Newton step solves: `matrix` x = `right`. */
struct normal {
	double matrix[UNKNOWNS_MOST][UNKNOWNS_MOST];
	double right[UNKNOWNS_MOST];
};

/* Gaussian elimination without pivoting: the matrix is positive definite. */
static void solve(struct normal *normal, double *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++) {
			const double factor = normal->matrix[j][i] / normal->matrix[i][i];
			for (size_t k = i; k < n; k++)
				normal->matrix[j][k] -= factor * normal->matrix[i][k];
			normal->right[j] -= factor * normal->right[i];
		}
	for (size_t i = n; i-- > 0;) {
		x[i] = normal->right[i];
		for (size_t k = i + 1; k < n; k++)
			x[i] -= normal->matrix[i][k] * x[k];
		x[i] /= normal->matrix[i][i];
	}
}

static void add_choice(struct normal *normal, const struct blend_example *example,
		       const struct blend *blend, size_t themes)
{
	float share[THEMES_MOST];
	double mean[BLEND_FEATURES] = {0};
	shares(share, blend, example->feature, themes);
	for (size_t t = 0; t < themes; t++)
		for (size_t f = 0; f < BLEND_FEATURES; f++)
			mean[f] +=
				(double)share[t] * (double)example->feature[t * BLEND_FEATURES + f];
	for (size_t f = 0; f < BLEND_FEATURES; f++)
		normal->right[f] +=
			(double)example->feature[example->theme[0] * BLEND_FEATURES + f] - mean[f];
	for (size_t t = 0; t < themes; t++)
		for (size_t f = 0; f < BLEND_FEATURES; f++) {
			const double d = (double)example->feature[t * BLEND_FEATURES + f] - mean[f];
			for (size_t g = 0; g < BLEND_FEATURES; g++)
				normal->matrix[f][g] +=
					(double)share[t] * d *
					((double)example->feature[t * BLEND_FEATURES + g] -
					 mean[g]);
		}
}

static void fit_weights(struct blend *blend, const struct blend_example *example, size_t examples,
			size_t themes)
{
	memset(blend->weight, 0, sizeof blend->weight);
	memset(blend->bias, 0, sizeof blend->bias);
	for (int step = 0; step < NEWTON_STEPS; step++) {
		struct normal normal = {.right = {0}};
		for (size_t f = 0; f < BLEND_FEATURES; f++) {
			normal.matrix[f][f] = 1;
			normal.right[f] = -(double)blend->weight[f];
		}
		for (size_t i = 0; i < examples; i++)
			add_choice(&normal, &example[i], blend, themes);
		double change[UNKNOWNS_MOST];
		solve(&normal, change, BLEND_FEATURES);
		for (size_t f = 0; f < BLEND_FEATURES; f++)
			blend->weight[f] += (float)change[f];
	}
}

static void fit_biases(struct blend *blend, const struct blend_example *example, size_t examples,
		       size_t themes, float prior)
{
	float put[THEMES_MOST] = {0};
	for (size_t i = 0; i < examples; i++)
		put[example[i].theme[0]]++;
	for (int step = 0; step < BIAS_STEPS; step++) {
		float expected[THEMES_MOST] = {0}, share[THEMES_MOST];
		for (size_t i = 0; i < examples; i++) {
			shares(share, blend, example[i].feature, themes);
			for (size_t t = 0; t < themes; t++)
				expected[t] += share[t];
		}
		for (size_t t = 0; t < themes; t++)
			blend->bias[t] += logf((put[t] + prior) / (expected[t] + prior));
	}
}

static bool has_theme(const struct blend_example *example, size_t theme)
{
	for (size_t i = 0; i < example->themes; i++)
		if (example->theme[i] == theme)
			return true;
	return false;
}

/* Logistic regression of "a reader put it" on the share's log-odds. */
void blend_fit_curve(struct blend *blend, const struct blend_example *example, size_t examples,
		     size_t themes)
{
	blend->intercept = 0;
	blend->slope = 1;
	for (int step = 0; step < NEWTON_STEPS; step++) {
		struct normal normal = {.matrix = {{1e-3, 0}, {0, 1e-3}}};
		for (size_t i = 0; i < examples; i++) {
			float share[THEMES_MOST];
			shares(share, blend, example[i].feature, themes);
			for (size_t t = 0; t < themes; t++) {
				const double x = (double)log_odds(share[t]);
				const double p = (double)logistic(blend->intercept +
								  blend->slope * (float)x);
				const double miss = has_theme(&example[i], t) - p;
				normal.right[0] += miss;
				normal.right[1] += miss * x;
				normal.matrix[0][0] += p * (1 - p);
				normal.matrix[0][1] += p * (1 - p) * x;
				normal.matrix[1][1] += p * (1 - p) * x * x;
			}
		}
		normal.matrix[1][0] = normal.matrix[0][1];
		double change[UNKNOWNS_MOST];
		solve(&normal, change, 2);
		blend->intercept += (float)change[0];
		blend->slope += (float)change[1];
	}
}

int blend_fit(struct blend *blend, const struct blend_example *example, size_t examples,
	      size_t themes, float prior, struct error *err)
{
	if (themes > THEMES_MOST)
		return error_set(err, ERROR_LIMIT, "too many labels for one model", "%zu", themes);
	fit_weights(blend, example, examples, themes);
	fit_biases(blend, example, examples, themes, prior);
	blend_fit_curve(blend, example, examples, themes);
	return 0;
}

struct counts {
	size_t right;
	size_t said;
	size_t put;
	size_t first;
	size_t first_3;
	double loss;
};

static void count_example(struct counts *counts, const struct blend *blend,
			  const struct blend_example *example, size_t themes, float threshold)
{
	float probability[THEMES_MOST];
	blend_apply(probability, blend, example->feature, themes);
	size_t top = 0;
	for (size_t t = 1; t < themes; t++)
		if (probability[t] > probability[top])
			top = t;
	size_t above = 0; /* themes more probable than the main one */
	for (size_t t = 0; t < themes; t++)
		above += probability[t] > probability[example->theme[0]];
	counts->first += above == 0;
	counts->first_3 += above < 3;
	for (size_t t = 0; t < themes; t++) {
		const bool put = has_theme(example, t);
		counts->loss -= log((double)(put ? probability[t] : 1 - probability[t]) + 1e-6);
		const bool said = t == top || probability[t] >= threshold;
		counts->said += said;
		counts->put += put;
		counts->right += said && put;
	}
}

static float ratio(size_t part, size_t whole)
{
	return whole ? (float)part / (float)whole : 0;
}

struct blend_measure blend_measure(const struct blend *blend, const struct blend_example *example,
				   size_t examples, size_t themes, float threshold)
{
	struct counts counts = {0};
	for (size_t i = 0; i < examples; i++)
		count_example(&counts, blend, &example[i], themes, threshold);
	return (struct blend_measure){
		.examples = examples,
		.precision = ratio(counts.right, counts.said),
		.recall = ratio(counts.right, counts.put),
		.f1 = ratio(2 * counts.right, counts.said + counts.put),
		.first = ratio(counts.first, examples),
		.first_3 = ratio(counts.first_3, examples),
		.loss = (float)(counts.loss / (double)(examples ? examples : 1)),
	};
}

float blend_threshold(const struct blend *blend, const struct blend_example *example,
		      size_t examples, size_t themes, float precision)
{
	float best = 0.5f, best_f1 = -1;
	for (float threshold = 0.05f; threshold < 0.95f; threshold += 0.025f) {
		const struct blend_measure measure =
			blend_measure(blend, example, examples, themes, threshold);
		if (precision > 0 && measure.precision >= precision)
			return threshold;
		if (measure.f1 > best_f1) {
			best_f1 = measure.f1;
			best = threshold;
		}
	}
	return best;
}
