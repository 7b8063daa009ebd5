#include "stages/adapt.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/model.h"
#include "stages/head.h"
#include "stages/learn.h"
#include "stages/prior.h"

enum {
	FOLDS = 5,
	ROUNDS = 40,
	/* Lessons from which a curve and a threshold of the study's own are fitted: those of a
	 * trained model rest on thousands. */
	CURVE_LEAST = 40,
	CURVE_LEAST_TRAINED = 300,
};

/* From hardly anything to closely, tried in this order. */
static const double cost[] = {0.1, 0.3, 1, 3, 10};
/* Beside a model that was learnt from labelled stories. The first learns no words, only how
 * frequent each theme is. */
static const double cost_trained[] = {0, 3, 10, 30};
enum {
	COSTS = sizeof cost / sizeof *cost,
	COSTS_TRAINED = sizeof cost_trained / sizeof *cost_trained,
};
#define NOTHING (-1.0)

/* Standard errors by which the held-out loss must fall: less is luck. A trained model rests on more
 * than a study's decisions, and what they teach beside it is soon wrong. */
#define GAIN 1.0
#define GAIN_TRAINED 2.0

/* Beside packs alone the held-out loss must fall by this share: less is chance. */
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
	bool alone;   /* neither pack nor model says anything */
	float *votes; /* one per lesson: what is left of an anecdote's vote for one reviewer */
	struct arena *scratch;
	struct error *err;
};

/* What another reviewer said of an anecdote is held out with it. */
static bool held_out(const struct adapting *adapting, size_t index, unsigned fold)
{
	const struct lesson *lesson = &adapting->lesson[index];
	return (adapting->by_document ? lesson->group : lesson->story) % FOLDS == fold;
}

/* What the shares of themes add to their log-odds, by the lessons that are not held out. A pack
 * without a model of its own starts from no shares that are known. */
static void fit_prior(float *shift, const struct adapting *adapting, unsigned fold)
{
	double put[BLEND_THEMES_MOST] = {0};
	memset(shift, 0, adapting->themes * sizeof *shift);
	for (size_t i = 0; i < adapting->lessons; i++) {
		const struct lesson *lesson = &adapting->lesson[i];
		for (size_t t = 0; t < lesson->themes && !held_out(adapting, i, fold); t++)
			put[lesson->theme[t]] +=
				(double)adapting->votes[i] / (double)lesson->themes;
	}
	if (adapting->trained)
		(void)prior_fit(shift, put, adapting->themes);
}

/* An example per theme that a reviewer put, of the lessons that are not held out. */
static int gather_examples(struct example **out, size_t *examples, const struct adapting *adapting,
			   unsigned fold, const float *shift)
{
	size_t most = 0;
	for (size_t i = 0; i < adapting->lessons; i++)
		most += adapting->lesson[i].themes;
	struct example *example = arena_alloc(adapting->scratch, most * sizeof *example);
	float *base =
		arena_alloc(adapting->scratch, adapting->lessons * adapting->themes * sizeof *base);
	if (!example || !base)
		return error_memory(adapting->err);
	struct blend without = adapting->blend;
	without.weight[BLEND_STUDY] = 0;
	*examples = 0;
	for (size_t i = 0; i < adapting->lessons; i++) {
		const struct lesson *lesson = &adapting->lesson[i];
		float *offset = base + i * adapting->themes;
		blend_scores(offset, &without, lesson->feature, adapting->themes);
		for (size_t t = 0; t < adapting->themes; t++)
			offset[t] += shift[t];
		for (size_t t = 0; t < lesson->themes && !held_out(adapting, i, fold); t++)
			example[(*examples)++] = (struct example){
				.bag = lesson->bag, .label = lesson->theme[t], .offset = offset};
	}
	*out = example;
	return 0;
}

/* A model that knows no words, only how frequent the themes are. */
static int write_prior(struct span *out, const struct adapting *adapting, const float *shift,
		       const struct model_number *number, size_t numbers, struct arena *keep)
{
	const struct model_parts parts = {
		.label = adapting->id,
		.labels = adapting->themes,
		.bias = shift,
		.scale = 1,
		.number = number,
		.numbers = numbers,
	};
	return model_write(out, &parts, keep) < 0 ? error_memory(adapting->err) : 0;
}

static int learn(struct span *out, const struct adapting *adapting, unsigned fold, double closely,
		 const struct model_number *number, size_t numbers, struct arena *keep)
{
	float shift[BLEND_THEMES_MOST];
	struct example *example = NULL;
	size_t examples = 0;
	fit_prior(shift, adapting, fold);
	if (closely <= 0)
		return write_prior(out, adapting, shift, number, numbers, keep);
	const int status = gather_examples(&example, &examples, adapting, fold, shift);
	*out = (struct span){NULL, 0};
	if (status || examples == 0)
		return status;
	const struct learn_options options = {
		.label = adapting->id,
		.labels = adapting->themes,
		.cost = closely,
		.rounds = ROUNDS,
		/* Beside a model shares come from fit_prior, and a free bias takes up what else
		 * the few decisions say of them; alone they are all that is known of shares. */
		.hold_bias = !adapting->trained,
		.bias = adapting->trained ? shift : NULL,
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
	int status = closely < 0 ? 0 : learn(&bytes, adapting, fold, closely, NULL, 0, &keep);
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

/* By how many standard errors over the lessons the held-out loss falls. */
static double fall_in_errors(const struct adapting *adapting, const float *before,
			     const float *after)
{
	const size_t lessons = adapting->lessons;
	double sum = 0, squares = 0;
	for (size_t i = 0; i < lessons; i++) {
		const double gain = (double)before[i] - (double)after[i];
		sum += gain;
		squares += gain * gain;
	}
	const double n = (double)lessons, mean = sum / n;
	const double variance = (squares - n * mean * mean) / (n > 1 ? n - 1 : 1);
	return variance > 0 ? mean / sqrt(variance / n) : 0;
}

/* Whether to learn closely enough for this loss. */
static bool is_wanted(const struct adapting *adapting, const float *before, const float *after,
		      float fall)
{
	if (adapting->alone) /* any gain is one */
		return fall > 0;
	const double errors = fall_in_errors(adapting, before, after);
	return adapting->trained ? errors > GAIN_TRAINED : errors > GAIN && fall >= GAIN_LEAST;
}

static void lose(float *loss, const struct adapting *adapting, struct blend *blend, float threshold,
		 const struct blend_example *example)
{
	for (size_t i = 0; i < adapting->lessons; i++)
		loss[i] = blend_measure(blend, &example[i], 1, adapting->themes, threshold).loss;
}

/* What validation found of learning this closely. */
struct trial {
	double closely;
	struct blend blend;
	float threshold;
	struct blend_measure measure;
	float *loss; /* of each lesson */
};

static int try_cost(struct trial *trial, const struct adapting *adapting, double closely,
		    float *feature, struct blend_example *example)
{
	trial->closely = closely;
	const int status = validate(&trial->measure, &trial->blend, &trial->threshold, adapting,
				    closely, feature, example);
	if (status == 0)
		lose(trial->loss, adapting, &trial->blend, trial->threshold, example);
	return status;
}

/* The trial to go by, in `best`, and what was measured without learning. */
static int choose_cost(struct trial *best, struct blend_measure *without,
		       const struct adapting *adapting, struct arena *keep)
{
	const size_t row = adapting->themes * BLEND_FEATURES;
	const size_t costs = adapting->trained ? COSTS_TRAINED : COSTS;
	float *feature = arena_alloc(keep, adapting->lessons * row * sizeof *feature);
	struct blend_example *example = arena_alloc(keep, adapting->lessons * sizeof *example);
	struct trial now = {.loss = arena_alloc(keep, adapting->lessons * sizeof(float))};
	float *first = arena_alloc(keep, adapting->lessons * sizeof *first);
	best->loss = arena_alloc(keep, adapting->lessons * sizeof(float));
	if (!feature || !example || !now.loss || !first || !best->loss)
		return error_memory(adapting->err);
	int status = try_cost(best, adapting, NOTHING, feature, example);
	*without = best->measure;
	if (status == 0)
		memcpy(first, best->loss, adapting->lessons * sizeof *first);
	for (size_t c = 0; status == 0 && c < costs; c++) {
		status = try_cost(&now, adapting, (adapting->trained ? cost_trained : cost)[c],
				  feature, example);
		const float fall = 1 - now.measure.loss / best->measure.loss;
		if (status ||
		    !is_wanted(adapting, adapting->trained ? best->loss : first, now.loss, fall))
			continue;
		const struct trial last = *best;
		*best = now;
		now.loss = last.loss;
	}
	return status;
}

/* One vote for each anecdote, shared by the reviewers who judged it. */
static int share_votes(struct adapting *adapting, struct arena *keep)
{
	const size_t lessons = adapting->lessons;
	uint32_t *reviewers = arena_calloc(keep, lessons, sizeof *reviewers);
	adapting->votes = arena_alloc(keep, lessons * sizeof *adapting->votes);
	if (!reviewers || !adapting->votes)
		return error_memory(adapting->err);
	for (size_t i = 0; i < lessons; i++)
		reviewers[adapting->lesson[i].story]++;
	for (size_t i = 0; i < lessons; i++)
		adapting->votes[i] = 1 / (float)reviewers[adapting->lesson[i].story];
	return 0;
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
				    NULL,
				    scratch,
				    err};
	adapting.blend.weight[BLEND_STUDY] = 1;
	memset(estimate, 0, sizeof *estimate);
	*out = (struct span){NULL, 0};
	if (lessons < ADAPT_LEAST || themes < 2)
		return 0;
	if (themes > BLEND_THEMES_MOST)
		return error_set(err, ERROR_LIMIT, "too many labels for one model", "%zu", themes);
	struct trial best;
	int status = share_votes(&adapting, keep);
	if (status == 0)
		status = choose_cost(&best, &estimate->before, &adapting, keep);
	if (status)
		return status;
	estimate->after = best.measure;
	if (best.closely < 0)
		return 0;
	struct model_number number[3];
	const size_t numbers = describe(number, &adapting, &best.blend, best.threshold);
	status = learn(out, &adapting, FOLDS, best.closely, number, numbers, keep);
	arena_reset(scratch);
	return status;
}
