#include "stages/adapt.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/model.h"
#include "stages/head.h"
#include "stages/learn.h"

enum {
	FOLDS = 5,
	ROUNDS = 40,
	/* Lessons from which a curve and a threshold of the study's own are fitted: those of a
	 * trained model rest on thousands. */
	CURVE_LEAST = 40,
	CURVE_LEAST_TRAINED = 300,
};

/* From hardly anything to closely; tried in this order, and the first best is taken. */
static const double cost[] = {0.1, 0.3, 1, 3, 10};
enum { COSTS = sizeof cost / sizeof *cost };

/* Beside packs and models the held-out loss must fall by this share: less is chance. */
#define GAIN_LEAST 0.005f

/* Labels suggested for each that a reviewer put, at most: with little to go by the best F1 is that
 * of suggesting nearly everything. */
#define SAID_MOST 1.5f
#define THRESHOLD_STEP 0.025f

struct adapting {
	const struct lesson *lesson;
	size_t lessons;
	const struct vocabulary *vocabulary;
	struct blend blend; /* with weight 1 on what is learnt */
	const struct span *id;
	size_t themes;
	bool by_document;
	bool trained;
	bool alone; /* neither pack nor model says anything */
	struct arena *scratch;
	struct error *err;
};

/* What another reviewer said of an anecdote is held out with it. */
static bool held_out(const struct adapting *adapting, size_t index, unsigned fold)
{
	const struct lesson *lesson = &adapting->lesson[index];
	return (adapting->by_document ? lesson->group : lesson->story) % FOLDS == fold;
}

/* An example per theme that a reviewer put, of the lessons that are not held out. */
static int learn(struct span *out, const struct adapting *adapting, unsigned fold, double closely,
		 const struct model_number *number, size_t numbers, struct arena *keep)
{
	size_t examples = 0, most = 0;
	for (size_t i = 0; i < adapting->lessons; i++)
		most += adapting->lesson[i].themes;
	struct example *example = arena_alloc(adapting->scratch, most * sizeof *example);
	float *base =
		arena_alloc(adapting->scratch, adapting->lessons * adapting->themes * sizeof *base);
	if (!example || !base)
		return error_memory(adapting->err);
	struct blend without = adapting->blend;
	without.weight[BLEND_STUDY] = 0;
	for (size_t i = 0; i < adapting->lessons; i++) {
		const struct lesson *lesson = &adapting->lesson[i];
		float *offset = base + i * adapting->themes;
		blend_scores(offset, &without, lesson->feature, adapting->themes);
		for (size_t t = 0; t < lesson->themes && !held_out(adapting, i, fold); t++)
			example[examples++] = (struct example){
				.bag = lesson->bag, .label = lesson->theme[t], .offset = offset};
	}
	*out = (struct span){NULL, 0};
	if (examples == 0)
		return 0;
	const struct learn_options options = {
		.label = adapting->id,
		.labels = adapting->themes,
		.cost = closely,
		.rounds = ROUNDS,
		/* A few decisions say little of how frequent each theme is. */
		.hold_bias = true,
		.choice = {.view_weight = {[FEATURE_WORD] = 0.5f,
					   [FEATURE_STEM] = 1,
					   [FEATURE_CHARACTERS] = 0.3f,
					   [FEATURE_PAIR] = 0.5f,
					   [FEATURE_RULE] = 1,
					   [FEATURE_TARGET] = 1},
			   .view_least = {1, 1, 2, 2, 1, 1, 1}},
		.number = number,
		.numbers = numbers,
	};
	return learn_model(out, example, examples, adapting->vocabulary, &options, keep,
			   adapting->scratch, adapting->err);
}

/* The lesson's features with what the model adds to them. */
static int add_learnt(float *feature, const struct adapting *adapting, const struct lesson *lesson,
		      const struct model *model, struct head_cache *cache)
{
	float score[MODEL_LABELS_MOST], norm;
	memcpy(feature, lesson->feature, adapting->themes * BLEND_FEATURES * sizeof *feature);
	if (!model)
		return 0;
	const int status = head_score(score, &norm, model, cache, &lesson->bag,
				      adapting->vocabulary, adapting->err);
	for (size_t t = 0; status == 0 && t < adapting->themes; t++)
		feature[t * BLEND_FEATURES + BLEND_STUDY] = score[t];
	return status;
}

/* Fills feature rows of the lessons of one fold from what the other folds teach. */
static int judge_fold(float *feature, const struct adapting *adapting, unsigned fold,
		      double closely)
{
	struct arena keep = ARENA_INIT;
	struct head_cache cache = HEAD_CACHE_INIT;
	struct model *model = NULL;
	struct span bytes = {NULL, 0};
	int status = closely > 0 ? learn(&bytes, adapting, fold, closely, NULL, 0, &keep) : 0;
	if (status == 0 && bytes.len > 0) {
		model = model_new(bytes, adapting->err);
		status = model ? 0 : ERROR_MEMORY;
	}
	for (size_t i = 0; status == 0 && i < adapting->lessons; i++)
		if (held_out(adapting, i, fold))
			status = add_learnt(feature + i * adapting->themes * BLEND_FEATURES,
					    adapting, &adapting->lesson[i], model, &cache);
	head_cache_release(&cache);
	model_free(model);
	arena_release(&keep);
	arena_reset(adapting->scratch);
	return status;
}

static struct blend_measure measure(struct blend *blend, float *threshold,
				    const struct adapting *adapting,
				    const struct blend_example *example)
{
	const size_t n = adapting->lessons, themes = adapting->themes;
	*threshold = blend_threshold(blend, example, n, themes, 0);
	struct blend_measure at = blend_measure(blend, example, n, themes, *threshold);
	while (adapting->alone && at.recall > SAID_MOST * at.precision && *threshold < 1) {
		*threshold += THRESHOLD_STEP;
		at = blend_measure(blend, example, n, themes, *threshold);
	}
	return at;
}

static bool has_curve(const struct adapting *adapting)
{
	return adapting->lessons >= (size_t)(adapting->trained ? CURVE_LEAST_TRAINED : CURVE_LEAST);
}

/* What can be expected of learning this closely, each fold judged by the others. */
static int validate(struct blend_measure *out, struct blend *blend, float *threshold,
		    const struct adapting *adapting, double closely, float *feature,
		    struct blend_example *example)
{
	for (unsigned fold = 0; fold < FOLDS; fold++) {
		const int status = judge_fold(feature, adapting, fold, closely);
		if (status)
			return status;
	}
	for (size_t i = 0; i < adapting->lessons; i++)
		example[i] = (struct blend_example){feature + i * adapting->themes * BLEND_FEATURES,
						    adapting->lesson[i].theme,
						    adapting->lesson[i].themes};
	*blend = adapting->blend;
	if (has_curve(adapting))
		blend_fit_curve(blend, example, adapting->lessons, adapting->themes);
	*out = measure(blend, threshold, adapting, example);
	return 0;
}

static size_t describe(struct model_number number[3], const struct adapting *adapting,
		       const struct blend *blend, float threshold)
{
	if (!has_curve(adapting))
		return 0;
	const char *const name[] = {"curve.intercept", "curve.slope", "threshold.balanced"};
	const float value[] = {blend->intercept, blend->slope, threshold};
	for (size_t i = 0; i < 3; i++) {
		(void)snprintf(number[i].name, sizeof number[i].name, "%s", name[i]);
		number[i].value = value[i];
	}
	return 3;
}

static bool says_nothing(const struct lesson *lesson, size_t lessons, size_t themes)
{
	for (size_t i = 0; i < lessons; i++)
		for (size_t f = 0; f < themes * BLEND_FEATURES; f++)
			if (lesson[i].feature[f] != 0)
				return false;
	return true;
}

static bool several_documents(const struct lesson *lesson, size_t lessons)
{
	uint32_t last = UINT32_MAX;
	size_t documents = 0;
	for (size_t i = 0; i < lessons; i++) {
		documents += lesson[i].group != last;
		last = lesson[i].group;
	}
	return documents >= 2 * FOLDS;
}

/* Whether the held-out loss falls by more than its standard error over the lessons: less is luck.
 * Where nothing else says anything, any gain is one. */
static bool is_better(const struct adapting *adapting, const float *before, const float *after)
{
	const size_t lessons = adapting->lessons;
	double sum = 0, squares = 0;
	for (size_t i = 0; i < lessons; i++) {
		const double gain = (double)before[i] - (double)after[i];
		sum += gain;
		squares += gain * gain;
	}
	const double n = (double)lessons, mean = sum / n;
	if (adapting->alone)
		return mean > 0;
	const double variance = (squares - n * mean * mean) / (n > 1 ? n - 1 : 1);
	return mean > 0 && mean * mean > variance / n;
}

static void lose(float *loss, const struct adapting *adapting, struct blend *blend, float threshold,
		 const struct blend_example *example)
{
	for (size_t i = 0; i < adapting->lessons; i++)
		loss[i] = blend_measure(blend, &example[i], 1, adapting->themes, threshold).loss;
}

static int choose_cost(double *best, struct adapt_estimate *estimate, struct blend *blend,
		       float *threshold, const struct adapting *adapting, struct arena *keep)
{
	const size_t row = adapting->themes * BLEND_FEATURES;
	float *feature = arena_alloc(keep, adapting->lessons * row * sizeof *feature);
	struct blend_example *example = arena_alloc(keep, adapting->lessons * sizeof *example);
	float *loss = arena_alloc(keep, adapting->lessons * sizeof *loss);
	float *loss_now = arena_alloc(keep, adapting->lessons * sizeof *loss_now);
	if (!feature || !example || !loss || !loss_now)
		return error_memory(adapting->err);
	*best = 0;
	int status = validate(&estimate->before, blend, threshold, adapting, 0, feature, example);
	estimate->after = estimate->before;
	if (status == 0)
		lose(loss, adapting, blend, *threshold, example);
	for (size_t c = 0; status == 0 && c < COSTS; c++) {
		struct blend_measure now;
		struct blend fitted;
		float at;
		status = validate(&now, &fitted, &at, adapting, cost[c], feature, example);
		const float gain_least = adapting->alone ? 0 : GAIN_LEAST;
		if (status || now.loss > estimate->after.loss * (1 - gain_least))
			continue;
		lose(loss_now, adapting, &fitted, at, example);
		if (!is_better(adapting, loss, loss_now))
			continue;
		estimate->after = now;
		*best = cost[c];
		*blend = fitted;
		*threshold = at;
	}
	return status;
}

int adapt_learn(struct span *out, struct adapt_estimate *estimate, const struct lesson *lesson,
		size_t lessons, const struct vocabulary *vocabulary, const struct blend *blend,
		const struct span *id, size_t themes, bool trained, struct arena *keep,
		struct arena *scratch, struct error *err)
{
	struct adapting adapting = {lesson,
				    lessons,
				    vocabulary,
				    *blend,
				    id,
				    themes,
				    several_documents(lesson, lessons),
				    trained,
				    !trained && says_nothing(lesson, lessons, themes),
				    scratch,
				    err};
	adapting.blend.weight[BLEND_STUDY] = 1;
	memset(estimate, 0, sizeof *estimate);
	*out = (struct span){NULL, 0};
	if (lessons < ADAPT_LEAST || themes < 2)
		return 0;
	if (themes > BLEND_THEMES_MOST)
		return error_set(err, ERROR_LIMIT, "too many labels for one model", "%zu", themes);
	double closely = 0;
	float threshold = 0;
	struct blend fitted;
	int status = choose_cost(&closely, estimate, &fitted, &threshold, &adapting, keep);
	if (status || closely <= 0)
		return status;
	struct model_number number[3];
	const size_t numbers = describe(number, &adapting, &fitted, threshold);
	status = learn(out, &adapting, FOLDS, closely, number, numbers, keep);
	arena_reset(scratch);
	return status;
}
