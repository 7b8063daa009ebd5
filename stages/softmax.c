#include "stages/softmax.h"

#include <math.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/rowspace.h"

enum {
	MEMORY = 6,    /* pairs of steps that L-BFGS remembers */
	HALVINGS = 20, /* of a step before the search gives up */
	ABREAST = 8,   /* numbers that a loop takes at a time */
	LABELS_MOST = 256,
};

#define ARMIJO 1e-4
#define ENOUGH 1e-5 /* relative gain of a step below which the fit is done */

struct fit {
	const struct sparse_rows *rows;
	const uint16_t *label;
	const float *offset;
	const struct softmax_options *options;
	size_t size; /* weights and biases */
};

void softmax(float *score, size_t n)
{
	float most = score[0];
	for (size_t i = 1; i < n; i++)
		if (score[i] > most)
			most = score[i];
	float sum = 0;
	for (size_t i = 0; i < n; i++) {
		score[i] = expf(score[i] - most);
		sum += score[i];
	}
	for (size_t i = 0; i < n; i++)
		score[i] /= sum;
}

/* In as many sums as a processor can keep up side by side, in an order that is the same on all. */
static double dot(const float *a, const float *b, size_t n)
{
	double part[ABREAST] = {0};
	double sum = 0;
	size_t i = 0;
	for (; i + ABREAST <= n; i += ABREAST)
		for (size_t j = 0; j < ABREAST; j++)
			part[j] += (double)a[i + j] * (double)b[i + j];
	for (; i < n; i++)
		sum += (double)a[i] * (double)b[i];
	for (size_t j = 0; j < ABREAST; j++)
		sum += part[j];
	return sum;
}

/* `to` and `from` are apart, and the inner loop has a fixed length: it becomes a few instructions.
 */
static void add_scaled(float *restrict to, float scale, const float *restrict from, size_t n)
{
	size_t i = 0;
	for (; i + ABREAST <= n; i += ABREAST)
		for (size_t j = 0; j < ABREAST; j++)
			to[i + j] += scale * from[i + j];
	for (; i < n; i++)
		to[i] += scale * from[i];
}

/* Loss of one row; adds its gradient. */
static double row_loss(const struct fit *fit, const float *weight, float *gradient, size_t row)
{
	const size_t labels = fit->options->labels;
	const struct sparse_rows *rows = fit->rows;
	float score[LABELS_MOST];
	memcpy(score, weight + rows->columns * labels, labels * sizeof *score);
	if (fit->offset)
		for (size_t k = 0; k < labels; k++)
			score[k] += fit->offset[row * labels + k];
	for (size_t e = rows->start[row]; e < rows->start[row + 1]; e++) {
		add_scaled(score, rows->value[e], weight + rows->column[e] * labels, labels);
	}
	softmax(score, labels);
	const double loss = -log((double)score[fit->label[row]] + 1e-30);
	const float counts = fit->options->counts ? fit->options->counts[row] : 1;
	score[fit->label[row]] -= 1;
	for (size_t k = 0; k < labels; k++)
		score[k] *= counts;
	for (size_t e = rows->start[row]; e < rows->start[row + 1]; e++) {
		add_scaled(gradient + rows->column[e] * labels, rows->value[e], score, labels);
	}
	for (size_t k = 0; k < labels; k++)
		gradient[rows->columns * labels + k] += score[k];
	return counts * loss;
}

static double loss_and_gradient(const struct fit *fit, const float *weight, float *gradient)
{
	const size_t penalised =
		fit->options->hold_bias ? fit->size : fit->rows->columns * fit->options->labels;
	memset(gradient, 0, fit->size * sizeof *gradient);
	double loss = 0;
	for (size_t row = 0; row < fit->rows->rows; row++)
		loss += row_loss(fit, weight, gradient, row);
	loss += dot(weight, weight, penalised) / (2 * fit->options->cost);
	add_scaled(gradient, (float)(1 / fit->options->cost), weight, penalised);
	return loss;
}

/* The last steps (s) and changes of gradient (y), oldest first from `oldest`. */
struct history {
	float *s[MEMORY];
	float *y[MEMORY];
	double rho[MEMORY];
	size_t oldest;
	size_t count;
};

/* The two-loop recursion: turns the gradient in `direction` into a step downhill. */
static void downhill(const struct history *history, float *direction, size_t n)
{
	double alpha[MEMORY];
	for (size_t i = history->count; i-- > 0;) {
		const size_t h = (history->oldest + i) % MEMORY;
		alpha[i] = history->rho[h] * dot(history->s[h], direction, n);
		add_scaled(direction, (float)-alpha[i], history->y[h], n);
	}
	if (history->count > 0) {
		const size_t h = (history->oldest + history->count - 1) % MEMORY;
		const double gamma = 1 / (history->rho[h] * dot(history->y[h], history->y[h], n));
		for (size_t i = 0; i < n; i++)
			direction[i] *= (float)gamma;
	}
	for (size_t i = 0; i < history->count; i++) {
		const size_t h = (history->oldest + i) % MEMORY;
		const double beta = history->rho[h] * dot(history->y[h], direction, n);
		add_scaled(direction, (float)(alpha[i] - beta), history->s[h], n);
	}
	for (size_t i = 0; i < n; i++)
		direction[i] = -direction[i];
}

static void remember(struct history *history, const float *step, const float *old_gradient,
		     const float *gradient, size_t n)
{
	const size_t h = (history->oldest + history->count) % MEMORY;
	for (size_t i = 0; i < n; i++) {
		history->s[h][i] = step[i];
		history->y[h][i] = gradient[i] - old_gradient[i];
	}
	const double curvature = dot(history->s[h], history->y[h], n);
	if (curvature < 1e-10)
		return;
	history->rho[h] = 1 / curvature;
	if (history->count < MEMORY)
		history->count++;
	else
		history->oldest = (history->oldest + 1) % MEMORY;
}

struct workspace {
	float *gradient;
	float *trial;
	float *trial_gradient;
	float *direction;
	struct history history;
};

static int make_workspace(struct workspace *work, size_t n, struct arena *scratch)
{
	float **vector[] = {&work->gradient, &work->trial, &work->trial_gradient, &work->direction};
	for (size_t i = 0; i < sizeof vector / sizeof *vector; i++)
		if (!(*vector[i] = arena_calloc(scratch, n, sizeof(float))))
			return -1;
	work->history = (struct history){.oldest = 0};
	for (size_t i = 0; i < MEMORY; i++) {
		work->history.s[i] = arena_calloc(scratch, n, sizeof(float));
		work->history.y[i] = arena_calloc(scratch, n, sizeof(float));
		if (!work->history.s[i] || !work->history.y[i])
			return -1;
	}
	return 0;
}

/* Goes along the direction until the loss falls enough; the new loss, or the old one when stuck. */
static double search(const struct fit *fit, float *weight, double loss, struct workspace *work)
{
	const size_t n = fit->size;
	const double slope = dot(work->gradient, work->direction, n);
	double step = 1;
	if (work->history.count == 0)
		step = 1 / (1 + sqrt(dot(work->gradient, work->gradient, n)));
	for (int i = 0; i < HALVINGS; i++, step /= 2) {
		memcpy(work->trial, weight, n * sizeof *weight);
		add_scaled(work->trial, (float)step, work->direction, n);
		const double now = loss_and_gradient(fit, work->trial, work->trial_gradient);
		if (now > loss + ARMIJO * step * slope)
			continue;
		for (size_t j = 0; j < n; j++)
			work->direction[j] = work->trial[j] - weight[j];
		remember(&work->history, work->direction, work->gradient, work->trial_gradient, n);
		memcpy(weight, work->trial, n * sizeof *weight);
		memcpy(work->gradient, work->trial_gradient, n * sizeof *weight);
		return now;
	}
	return loss;
}

static int fit_whole(float *weight, const struct fit *fit, struct arena *scratch)
{
	struct workspace work;
	if (make_workspace(&work, fit->size, scratch))
		return -1;
	memset(weight, 0, fit->size * sizeof *weight);
	double loss = loss_and_gradient(fit, weight, work.gradient);
	for (unsigned round = 0; round < fit->options->rounds; round++) {
		memcpy(work.direction, work.gradient, fit->size * sizeof *weight);
		downhill(&work.history, work.direction, fit->size);
		const double now = search(fit, weight, loss, &work);
		const double gain = (loss - now) / (fabs(loss) + 1);
		loss = now;
		if (gain < ENOUGH)
			break;
	}
	return 0;
}

static int fit_in_span(float *weight, const struct fit *fit, struct arena *scratch)
{
	const size_t labels = fit->options->labels;
	struct sparse_rows triangle;
	struct fit inside = *fit;
	inside.rows = &triangle;
	inside.size = (fit->rows->rows + 1) * labels;
	float *found = arena_alloc(scratch, inside.size * sizeof *found);
	if (!found || rowspace_rows(&triangle, fit->rows, scratch) < 0 ||
	    fit_whole(found, &inside, scratch) < 0)
		return -1;
	return rowspace_weights(weight, fit->rows, &triangle, found, labels, scratch);
}

int softmax_fit(float *weight, const struct sparse_rows *rows, const uint16_t *label,
		const float *offset, const struct softmax_options *options, struct arena *scratch,
		struct error *err)
{
	if (options->labels == 0 || options->labels > LABELS_MOST)
		return error_set(err, ERROR_LIMIT, "too many labels for one model", "%zu",
				 options->labels);
	const struct fit fit = {rows, label, offset, options,
				(rows->columns + 1) * options->labels};
	const int status = rowspace_pays(rows) ? fit_in_span(weight, &fit, scratch)
					       : fit_whole(weight, &fit, scratch);
	return status < 0 ? error_memory(err) : 0;
}
