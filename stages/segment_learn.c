#include "stages/segment_learn.h"

#include <math.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"

enum {
	MEMORY = 8,    /* pairs that L-BFGS remembers */
	HALVINGS = 30, /* of a step before the search gives up */
	SIZE = FEATURE_COUNT * SEGMENT_WEIGHTS
};

static const double impossible = -1e9;
static const double step_least = 1e-4; /* Armijo's condition */
static const double enough = 1e-7;     /* relative gain of a round that ends the search */

struct problem {
	const struct segment_sample *sample;
	size_t samples;
	const struct segment_learning *learning;
	uint8_t *used; /* per feature: whether it comes up often enough */
	double (*forward)[2];
	double (*backward)[2];
	double (*step)[SEGMENT_STEPS];
};

static double log_add(double a, double b)
{
	const double high = a > b ? a : b;
	const double low = a > b ? b : a;
	return low - high < -40 ? high : high + log1p(exp(low - high));
}

static void sum_steps(const struct problem *problem, const struct segment_sample *sample,
		      const double *w)
{
	for (size_t i = 0; i < sample->units; i++) {
		double sum[SEGMENT_WEIGHTS] = {0};
		const struct feature_row *row = &sample->row[i];
		for (size_t f = 0; f < row->count; f++)
			for (size_t k = 0; problem->used[row->id[f]] && k < SEGMENT_WEIGHTS; k++)
				sum[k] += w[row->id[f] * SEGMENT_WEIGHTS + k];
		segment_steps(problem->step[i], sum);
	}
}

/* Forward and backward sums; returns the logarithm of the partition function. */
static double sum_paths(const struct problem *problem, size_t units)
{
	double(*a)[2] = problem->forward;
	double(*b)[2] = problem->backward;
	double out = 0;
	double in = impossible;
	for (size_t i = 0; i < units; i++) {
		const double *s = problem->step[i];
		a[i][0] = log_add(out + s[STEP_STAY_OUT], in + s[STEP_END]);
		a[i][1] =
			log_add(out + s[STEP_BEGIN], in + log_add(s[STEP_GO_ON], s[STEP_RESTART]));
		out = a[i][0];
		in = a[i][1];
	}
	b[units - 1][0] = b[units - 1][1] = 0;
	for (size_t i = units - 1; i > 0; i--) {
		const double *s = problem->step[i];
		b[i - 1][0] = log_add(s[STEP_STAY_OUT] + b[i][0], s[STEP_BEGIN] + b[i][1]);
		b[i - 1][1] = log_add(s[STEP_END] + b[i][0],
				      log_add(s[STEP_GO_ON], s[STEP_RESTART]) + b[i][1]);
	}
	return log_add(out, in);
}

static enum segment_step gold_step(uint8_t before, uint8_t label)
{
	if (before == LABEL_OUT)
		return label == LABEL_OUT ? STEP_STAY_OUT : STEP_BEGIN;
	if (label == LABEL_OUT)
		return STEP_END;
	return label == LABEL_BEGIN ? STEP_RESTART : STEP_GO_ON;
}

/* How likely each step is at a unit, less 1 for the step that was right. */
static void surplus(double p[SEGMENT_STEPS], const struct problem *problem, size_t i, double total)
{
	const double out = i > 0 ? problem->forward[i - 1][0] : 0;
	const double in = i > 0 ? problem->forward[i - 1][1] : impossible;
	const double *s = problem->step[i];
	const double *b = problem->backward[i];
	p[STEP_STAY_OUT] = exp(out + s[STEP_STAY_OUT] + b[0] - total);
	p[STEP_BEGIN] = exp(out + s[STEP_BEGIN] + b[1] - total);
	p[STEP_END] = exp(in + s[STEP_END] + b[0] - total);
	p[STEP_GO_ON] = exp(in + s[STEP_GO_ON] + b[1] - total);
	p[STEP_RESTART] = exp(in + s[STEP_RESTART] + b[1] - total);
}

static void add_gradient(const struct problem *problem, const struct feature_row *row,
			 const double p[SEGMENT_STEPS], double importance, double *gradient)
{
	const double sum[SEGMENT_WEIGHTS] = {
		[WEIGHT_INSIDE] = p[STEP_BEGIN] + p[STEP_GO_ON] + p[STEP_RESTART],
		[WEIGHT_BEGIN] = p[STEP_BEGIN] + p[STEP_RESTART],
		[WEIGHT_RESTART] = p[STEP_RESTART],
		[WEIGHT_END] = p[STEP_END],
	};
	for (size_t f = 0; f < row->count; f++)
		for (size_t k = 0; problem->used[row->id[f]] && k < SEGMENT_WEIGHTS; k++)
			gradient[row->id[f] * SEGMENT_WEIGHTS + k] += importance * sum[k];
}

/* Loss and gradient of one document. */
static double sample_loss(const struct problem *problem, const struct segment_sample *sample,
			  const double *w, double *gradient)
{
	if (sample->units == 0)
		return 0;
	sum_steps(problem, sample, w);
	const double total = sum_paths(problem, sample->units);
	double loss = total;
	uint8_t before = LABEL_OUT;
	for (size_t i = 0; i < sample->units; i++) {
		double p[SEGMENT_STEPS];
		const enum segment_step right = gold_step(before, sample->label[i]);
		surplus(p, problem, i, total);
		p[right] -= 1;
		loss -= problem->step[i][right];
		add_gradient(problem, &sample->row[i], p, sample->importance, gradient);
		before = sample->label[i];
	}
	return loss * sample->importance;
}

static double loss_of(const struct problem *problem, const double *w, double *gradient)
{
	double loss = 0;
	memset(gradient, 0, SIZE * sizeof(*gradient));
	for (size_t s = 0; s < problem->samples; s++)
		loss += sample_loss(problem, &problem->sample[s], w, gradient);
	for (size_t i = 0; i < SIZE; i++) {
		const double prior = problem->learning->prior[i % SEGMENT_WEIGHTS];
		loss += prior / 2 * w[i] * w[i];
		gradient[i] += prior * w[i];
	}
	return loss;
}

static double dot(const double *a, const double *b)
{
	double sum = 0;
	for (size_t i = 0; i < SIZE; i++)
		sum += a[i] * b[i];
	return sum;
}

static void add_scaled(double *to, double scale, const double *from)
{
	for (size_t i = 0; i < SIZE; i++)
		to[i] += scale * from[i];
}

/* The last pairs of steps and changes of gradient. */
struct history {
	double *step[MEMORY];
	double *change[MEMORY];
	double product[MEMORY];
	unsigned count; /* pairs ever */
};

/* direction = -(approximate inverse Hessian) gradient, by the two-loop recursion. */
static void find_direction(double *direction, const double *gradient, const struct history *history)
{
	double alpha[MEMORY];
	const unsigned kept = history->count < MEMORY ? history->count : MEMORY;
	memcpy(direction, gradient, SIZE * sizeof(*direction));
	for (unsigned k = 0; k < kept; k++) {
		const unsigned h = (history->count - 1 - k) % MEMORY;
		alpha[h] = dot(history->step[h], direction) / history->product[h];
		add_scaled(direction, -alpha[h], history->change[h]);
	}
	if (kept > 0) {
		const unsigned h = (history->count - 1) % MEMORY;
		const double scale =
			history->product[h] / dot(history->change[h], history->change[h]);
		for (size_t i = 0; i < SIZE; i++)
			direction[i] *= scale;
	}
	for (unsigned k = kept; k-- > 0;) {
		const unsigned h = (history->count - 1 - k) % MEMORY;
		const double beta = dot(history->change[h], direction) / history->product[h];
		add_scaled(direction, alpha[h] - beta, history->step[h]);
	}
	for (size_t i = 0; i < SIZE; i++)
		direction[i] = -direction[i];
}

struct point {
	double *w;
	double *gradient;
	double loss;
};

/* Goes along the direction until the loss falls enough. false: it doesn't. */
static bool search(const struct problem *problem, const struct point *from, struct point *to,
		   const double *direction, double first)
{
	const double slope = dot(from->gradient, direction);
	double length = first;
	for (unsigned i = 0; i < HALVINGS && slope < 0; i++, length /= 2) {
		memcpy(to->w, from->w, SIZE * sizeof(*to->w));
		add_scaled(to->w, length, direction);
		to->loss = loss_of(problem, to->w, to->gradient);
		if (to->loss <= from->loss + step_least * length * slope)
			return true;
	}
	return false;
}

static void remember(struct history *history, const struct point *from, const struct point *to)
{
	const unsigned h = history->count % MEMORY;
	for (size_t i = 0; i < SIZE; i++) {
		history->step[h][i] = to->w[i] - from->w[i];
		history->change[h][i] = to->gradient[i] - from->gradient[i];
	}
	history->product[h] = dot(history->step[h], history->change[h]);
	history->count += history->product[h] > 0;
}

static void minimise(const struct problem *problem, struct point *now, struct point *next,
		     struct history *history, double *direction)
{
	now->loss = loss_of(problem, now->w, now->gradient);
	for (unsigned round = 0; round < problem->learning->rounds; round++) {
		find_direction(direction, now->gradient, history);
		const double length = sqrt(dot(now->gradient, now->gradient));
		if (length == 0 ||
		    !search(problem, now, next, direction, round == 0 ? 1 / length : 1))
			return;
		remember(history, now, next);
		const double gain = now->loss - next->loss;
		const struct point last = *now;
		*now = *next;
		*next = last;
		if (gain < enough * now->loss)
			return;
	}
}

static int set_up(struct problem *problem, struct arena *scratch)
{
	size_t longest = 1;
	uint32_t *count = arena_calloc(scratch, FEATURE_COUNT, sizeof(*count));
	problem->used = arena_calloc(scratch, FEATURE_COUNT, sizeof(*problem->used));
	if (!count || !problem->used)
		return -1;
	for (size_t s = 0; s < problem->samples; s++) {
		const struct segment_sample *sample = &problem->sample[s];
		if (sample->units > longest)
			longest = sample->units;
		for (size_t i = 0; i < sample->units; i++)
			for (size_t f = 0; f < sample->row[i].count; f++)
				count[sample->row[i].id[f]]++;
	}
	for (size_t f = 0; f < FEATURE_COUNT; f++)
		problem->used[f] = count[f] >= problem->learning->least;
	problem->forward = arena_calloc(scratch, longest, sizeof(*problem->forward));
	problem->backward = arena_calloc(scratch, longest, sizeof(*problem->backward));
	problem->step = arena_calloc(scratch, longest, sizeof(*problem->step));
	return problem->forward && problem->backward && problem->step ? 0 : -1;
}

static double *vector(struct arena *scratch)
{
	return arena_calloc(scratch, SIZE, sizeof(double));
}

int segment_learn(struct segment_model *model, const struct segment_sample *sample, size_t samples,
		  const struct segment_learning *learning, struct arena *scratch, struct error *err)
{
	struct problem problem = {.sample = sample, .samples = samples, .learning = learning};
	struct history history = {.count = 0};
	struct point now = {.w = vector(scratch), .gradient = vector(scratch)};
	struct point next = {.w = vector(scratch), .gradient = vector(scratch)};
	double *direction = vector(scratch);
	bool memory = now.w && now.gradient && next.w && next.gradient && direction;
	for (size_t h = 0; h < MEMORY; h++) {
		history.step[h] = vector(scratch);
		history.change[h] = vector(scratch);
		memory = memory && history.step[h] && history.change[h];
	}
	if (!memory || set_up(&problem, scratch) < 0)
		return error_memory(err);
	minimise(&problem, &now, &next, &history, direction);
	for (size_t f = 0; f < FEATURE_COUNT; f++)
		for (size_t k = 0; k < SEGMENT_WEIGHTS; k++)
			model->weight[f][k] = (float)now.w[f * SEGMENT_WEIGHTS + k];
	return 0;
}
