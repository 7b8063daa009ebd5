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
static const double step_least = 1e-4;  /* Armijo's condition */
static const double negligible = 1e-12; /* a probability that adds nothing */
static const double enough = 1e-7;      /* relative gain of a round that ends the search */

struct problem {
	const struct segment_sample *sample;
	size_t samples;
	const struct segment_learning *learning;
	uint8_t *used; /* per feature: whether it comes up often enough */
	/* Of the document at hand, per place between two units: sums over all ways to come there,
	 * and over all ways to go on from there, outside or behind an anecdote that ends there. */
	double (*forward)[2];
	double (*backward)[2];
	double *inside;         /* weights for being inside of all units before */
	segment_sums *sum;      /* per unit: of its weights */
	segment_sums *expected; /* per unit: surplus of what is expected over what is labelled */
	double *surplus;        /* per place: change of the probability of being inside */
	/* Per unit and length: the weight of the stretch that begins there. */
	double (*span)[SPAN_UNITS_MOST];
	uint16_t (*span_id)[SPAN_UNITS_MOST][SPAN_FEATURES];
};

static double log_add(double a, double b)
{
	const double high = a > b ? a : b;
	const double low = a > b ? b : a;
	return low - high < -40 ? high : high + log1p(exp(low - high));
}

static size_t longest_from(size_t units, size_t i)
{
	return units - i < SPAN_UNITS_MOST ? units - i : SPAN_UNITS_MOST;
}

static void sum_weights(const struct problem *problem, const struct segment_sample *sample,
			const double *w)
{
	problem->inside[0] = 0;
	for (size_t i = 0; i < sample->units; i++) {
		const struct feature_row *row = &sample->row[i];
		double *sum = problem->sum[i];
		for (size_t k = 0; k < SEGMENT_WEIGHTS; k++)
			sum[k] = 0;
		for (size_t f = 0; f < row->count; f++)
			for (size_t k = 0; problem->used[row->id[f]] && k < SEGMENT_WEIGHTS; k++)
				sum[k] += w[row->id[f] * SEGMENT_WEIGHTS + k];
		problem->inside[i + 1] = problem->inside[i] + sum[WEIGHT_INSIDE];
		for (size_t n = 0; n < longest_from(sample->units, i); n++) {
			uint16_t *id = problem->span_id[i][n];
			segment_span_features(id, sample->list, i, i + n + 1);
			problem->span[i][n] = sum[WEIGHT_BEGIN];
			for (size_t f = 0; f < SPAN_FEATURES; f++)
				problem->span[i][n] += w[id[f] * SEGMENT_WEIGHTS + WEIGHT_INSIDE];
		}
	}
}

/* What the stretch of n + 1 units from i adds, come from outside. */
static double span_of_units(const struct problem *problem, size_t i, size_t n)
{
	return problem->span[i][n] + problem->inside[i + n + 1] - problem->inside[i];
}

/* Forward and backward sums; returns the logarithm of the partition function. */
static double sum_paths(const struct problem *problem, size_t units)
{
	double(*a)[2] = problem->forward;
	double(*b)[2] = problem->backward;
	for (size_t i = 0; i <= units; i++)
		a[i][0] = a[i][1] = b[i][0] = b[i][1] = impossible;
	a[0][0] = 0;
	for (size_t i = 0; i < units; i++) {
		const double start = log_add(a[i][0], a[i][1] + problem->sum[i][WEIGHT_RESTART]);
		a[i + 1][0] = log_add(a[i][0], a[i][1] + problem->sum[i][WEIGHT_END]);
		for (size_t n = 0; n < longest_from(units, i); n++)
			a[i + n + 1][1] =
				log_add(a[i + n + 1][1], start + span_of_units(problem, i, n));
	}
	b[units][0] = b[units][1] = 0;
	for (size_t i = units; i-- > 0;) {
		double span = impossible;
		for (size_t n = 0; n < longest_from(units, i); n++)
			span = log_add(span, span_of_units(problem, i, n) + b[i + n + 1][1]);
		b[i][0] = log_add(b[i + 1][0], span);
		b[i][1] = log_add(problem->sum[i][WEIGHT_END] + b[i + 1][0],
				  problem->sum[i][WEIGHT_RESTART] + span);
	}
	return log_add(a[units][0], a[units][1]);
}

static void add_to(double *gradient, size_t feature, enum segment_weight weight, double amount)
{
	gradient[feature * SEGMENT_WEIGHTS + weight] += amount;
}

/* Adds what is expected of all stretches: their own features to the gradient, where they begin and
 * what they cover to `sum` and `surplus`. */
static void expect_spans(const struct problem *problem, size_t units, double total,
			 double importance, double *gradient, segment_sums *expected)
{
	for (size_t i = 0; i < units; i++) {
		const double out = problem->forward[i][0];
		const double in = problem->forward[i][1] + problem->sum[i][WEIGHT_RESTART];
		for (size_t n = 0; n < longest_from(units, i); n++) {
			const double rest = span_of_units(problem, i, n) +
					    problem->backward[i + n + 1][1] - total;
			const double from_out = exp(out + rest);
			const double from_in = exp(in + rest);
			const double p = from_out + from_in;
			if (p < negligible)
				continue;
			expected[i][WEIGHT_BEGIN] += p;
			expected[i][WEIGHT_RESTART] += from_in;
			problem->surplus[i] += p;
			problem->surplus[i + n + 1] -= p;
			for (size_t f = 0; f < SPAN_FEATURES; f++)
				add_to(gradient, problem->span_id[i][n][f], WEIGHT_INSIDE,
				       importance * p);
		}
		expected[i][WEIGHT_END] = exp(problem->forward[i][1] + problem->sum[i][WEIGHT_END] +
					      problem->backward[i + 1][0] - total);
	}
}

/* Takes away what the labels say; returns their score. */
static double subtract_gold(const struct problem *problem, const struct segment_sample *sample,
			    double *gradient, segment_sums *expected)
{
	double score = 0;
	uint8_t before = LABEL_OUT;
	for (size_t i = 0; i < sample->units;) {
		size_t end = i + 1;
		if (sample->label[i] == LABEL_OUT) {
			if (before != LABEL_OUT) {
				expected[i][WEIGHT_END] -= 1;
				score += problem->sum[i][WEIGHT_END];
			}
			before = LABEL_OUT;
			i = end;
			continue;
		}
		while (end < sample->units && sample->label[end] == LABEL_INSIDE &&
		       end - i < SPAN_UNITS_MOST)
			end++;
		expected[i][WEIGHT_BEGIN] -= 1;
		if (before != LABEL_OUT) {
			expected[i][WEIGHT_RESTART] -= 1;
			score += problem->sum[i][WEIGHT_RESTART];
		}
		problem->surplus[i] -= 1;
		problem->surplus[end] += 1;
		score += span_of_units(problem, i, end - i - 1);
		for (size_t f = 0; f < SPAN_FEATURES; f++)
			add_to(gradient, problem->span_id[i][end - i - 1][f], WEIGHT_INSIDE,
			       -sample->importance);
		before = LABEL_INSIDE;
		i = end;
	}
	return score;
}

/* Loss and gradient of one document. */
static double sample_loss(const struct problem *problem, const struct segment_sample *sample,
			  const double *w, double *gradient)
{
	segment_sums *expected = problem->expected;
	if (sample->units == 0)
		return 0;
	memset(expected, 0, sample->units * sizeof(*expected));
	memset(problem->surplus, 0, (sample->units + 1) * sizeof(*problem->surplus));
	sum_weights(problem, sample, w);
	const double total = sum_paths(problem, sample->units);
	expect_spans(problem, sample->units, total, sample->importance, gradient, expected);
	const double gold = subtract_gold(problem, sample, gradient, expected);
	double inside = 0;
	for (size_t i = 0; i < sample->units; i++) {
		const struct feature_row *row = &sample->row[i];
		inside += problem->surplus[i];
		expected[i][WEIGHT_INSIDE] = inside;
		for (size_t f = 0; f < row->count; f++)
			for (size_t k = 0; problem->used[row->id[f]] && k < SEGMENT_WEIGHTS; k++)
				add_to(gradient, row->id[f], (enum segment_weight)k,
				       sample->importance * expected[i][k]);
	}
	return (total - gold) * sample->importance;
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
	problem->forward = arena_calloc(scratch, longest + 1, sizeof(*problem->forward));
	problem->backward = arena_calloc(scratch, longest + 1, sizeof(*problem->backward));
	problem->inside = arena_calloc(scratch, longest + 1, sizeof(*problem->inside));
	problem->surplus = arena_calloc(scratch, longest + 1, sizeof(*problem->surplus));
	problem->sum = arena_calloc(scratch, longest, sizeof(*problem->sum));
	problem->expected = arena_calloc(scratch, longest, sizeof(*problem->expected));
	problem->span = arena_calloc(scratch, longest, sizeof(*problem->span));
	problem->span_id = arena_calloc(scratch, longest, sizeof(*problem->span_id));
	return problem->forward && problem->backward && problem->inside && problem->surplus &&
			       problem->sum && problem->expected && problem->span &&
			       problem->span_id
		       ? 0
		       : -1;
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
