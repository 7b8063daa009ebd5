#include "stages/space.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/model.h"
#include "stages/learn_rows.h"

enum {
	DIMENSIONS = SPACE_DIMENSIONS,
	ROUNDS = 8, /* by then the span no longer moves */
	STORIES_LEAST = 4,
};

/* How much a story's direction says of its theme, in log-odds: from stories with known themes and
 * the themes' definitions. */
#define SHARPNESS 20.0f

/* The same numbers everywhere (Marsaglia's xorshift). */
static float next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state & 1 ? 1.0f : -1.0f;
}

static double dot(const float *a, const float *b, size_t n)
{
	double sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += (double)a[i] * (double)b[i];
	return sum;
}

/* Gram and Schmidt's, twice over each vector, or rounding would show. */
static void orthonormalise(float *basis, size_t columns)
{
	for (size_t k = 0; k < DIMENSIONS; k++) {
		float *vector = basis + k * columns;
		for (size_t other = 0; other < 2 * k; other++) {
			const float *before = basis + other % k * columns;
			const float by = (float)dot(vector, before, columns);
			for (size_t c = 0; c < columns; c++)
				vector[c] -= by * before[c];
		}
		const float length = (float)sqrt(dot(vector, vector, columns));
		for (size_t c = 0; c < columns && length > 0; c++)
			vector[c] /= length;
	}
}

/* The vector times the rows, and back. `to` is not `vector`. */
static void there_and_back(float *to, const float *vector, const struct sparse_rows *rows)
{
	memset(to, 0, rows->columns * sizeof *to);
	for (size_t i = 0; i < rows->rows; i++) {
		float along = 0;
		for (size_t e = rows->start[i]; e < rows->start[i + 1]; e++)
			along += rows->value[e] * vector[rows->column[e]];
		for (size_t e = rows->start[i]; e < rows->start[i + 1]; e++)
			to[rows->column[e]] += along * rows->value[e];
	}
}

/* The span of the rows' greatest singular vectors, by subspace iteration (Golub and Van Loan,
 * Matrix Computations, 8.2.4); which basis it gets makes no difference to any angle. */
static float *find_span(const struct sparse_rows *rows, struct arena *scratch)
{
	const size_t columns = rows->columns;
	float *basis = arena_alloc(scratch, DIMENSIONS * columns * sizeof *basis);
	float *next = arena_alloc(scratch, columns * sizeof *next);
	uint32_t state = 1;
	if (!basis || !next)
		return NULL;
	for (size_t i = 0; i < DIMENSIONS * columns; i++)
		basis[i] = next_random(&state);
	for (int round = 0; round < ROUNDS; round++) {
		for (size_t k = 0; k < DIMENSIONS; k++) {
			there_and_back(next, basis + k * columns, rows);
			memcpy(basis + k * columns, next, columns * sizeof *next);
		}
		orthonormalise(basis, columns);
	}
	return basis;
}

static int write_space(struct span *out, const struct learn_rows *rows, const float *basis,
		       struct arena *keep, struct arena *scratch)
{
	const size_t columns = rows->rows.columns;
	struct span label[DIMENSIONS];
	char name[DIMENSIONS][8];
	const float bias[DIMENSIONS] = {0};
	float *weight = arena_alloc(scratch, columns * DIMENSIONS * sizeof *weight);
	if (!weight)
		return -1;
	for (size_t k = 0; k < DIMENSIONS; k++) {
		const int len = snprintf(name[k], sizeof name[k], "%zu", k + 1);
		label[k] = (struct span){name[k], (size_t)len};
		for (size_t c = 0; c < columns; c++)
			weight[c * DIMENSIONS + k] = basis[k * columns + c];
	}
	struct model_parts parts = {.label = label, .labels = DIMENSIONS, .bias = bias};
	return learn_quantise(&parts, rows->column, columns, weight, scratch) ||
			       model_write(out, &parts, keep)
		       ? -1
		       : 0;
}

int space_learn(struct span *out, const struct bag *const *bag, size_t bags,
		const struct vocabulary *vocabulary, struct arena *keep, struct arena *scratch,
		struct error *err)
{
	const struct feature_choice choice = {
		.view_weight = {[FEATURE_STEM] = 1},
		.view_least = {[FEATURE_STEM] = STORIES_LEAST},
		/* What every tenth story holds is of no subject. */
		.most = (unsigned)(bags / 10 + 1),
	};
	struct learn_rows rows;
	if (learn_rows_make(&rows, bag, bags, vocabulary, &choice, scratch))
		return error_memory(err);
	if (!rows.column || rows.rows.columns < DIMENSIONS)
		return error_set(err, ERROR_LIMIT, "nothing to learn from", "%s", "no words");
	const float *basis = find_span(&rows.rows, scratch);
	if (!basis || write_space(out, &rows, basis, keep, scratch))
		return error_memory(err);
	return 0;
}

void space_directions(float *place, size_t themes, bool centre)
{
	float mean[DIMENSIONS] = {0};
	for (size_t t = 0; centre && t < themes; t++)
		for (size_t k = 0; k < DIMENSIONS; k++)
			mean[k] += place[t * DIMENSIONS + k] / (float)themes;
	for (size_t t = 0; t < themes; t++) {
		float *direction = place + t * DIMENSIONS;
		for (size_t k = 0; k < DIMENSIONS; k++)
			direction[k] -= mean[k];
		const float length = (float)sqrt(dot(direction, direction, DIMENSIONS));
		for (size_t k = 0; k < DIMENSIONS && length > 0; k++)
			direction[k] *= SHARPNESS / length;
	}
}

void space_scores(float *score, const float *direction, const float *place, size_t themes)
{
	for (size_t t = 0; t < themes; t++)
		score[t] = (float)dot(direction + t * DIMENSIONS, place, DIMENSIONS);
}

int space_aim(struct span *out, const struct model *space, const float *direction,
	      const struct span *id, size_t themes, struct arena *keep, struct arena *scratch,
	      struct error *err)
{
	const size_t rows = model_rows(space);
	const float scale = model_scale(space);
	struct learn_column *column = arena_alloc(scratch, (rows + 1) * sizeof *column);
	float *weight = arena_alloc(scratch, (rows * themes + 1) * sizeof *weight);
	const float *bias = arena_calloc(scratch, themes + 1, sizeof *bias);
	if (!column || !weight || !bias)
		return error_memory(err);
	for (size_t i = 0; i < rows; i++) {
		const struct model_row row = model_row_at(space, i);
		float place[DIMENSIONS];
		for (size_t k = 0; k < DIMENSIONS; k++)
			place[k] = scale * (float)row.weight[k];
		column[i] = (struct learn_column){row.feature, row.phi};
		for (size_t t = 0; t < themes; t++)
			weight[i * themes + t] =
				(float)dot(direction + t * DIMENSIONS, place, DIMENSIONS);
	}
	struct model_parts parts = {.label = id, .labels = themes, .bias = bias};
	return learn_quantise(&parts, column, rows, weight, scratch) ||
			       model_write(out, &parts, keep)
		       ? error_memory(err)
		       : 0;
}
