#include "stages/rowspace.h"

#include <math.h>
#include <string.h>

#include "corpus/arena.h"

/* What is left of a row's square when what the rows before it say is taken away; below this share
 * it says nothing new but rounding errors. */
#define NEW_LEAST 1e-8

enum { ABREAST = 4 }; /* rows that are multiplied at a time */

bool rowspace_pays(const struct sparse_rows *rows)
{
	return rows->rows <= ROWSPACE_ROWS_MOST &&
	       rows->columns / ROWSPACE_COLUMNS_PER_ROW >= rows->rows;
}

/* Entry 0 of a row of the triangle. */
static size_t row_at(size_t row)
{
	return row * (row + 1) / 2;
}

/* In two sums side by side. */
static double dot(const double *a, const double *b, size_t n)
{
	double even = 0, odd = 0;
	size_t i = 0;
	for (; i + 2 <= n; i += 2) {
		even += a[i] * b[i];
		odd += a[i + 1] * b[i + 1];
	}
	double sum = even + odd;
	for (; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

/* The rows from `first` on, at most ABREAST of them, each in its own lane of a column. */
static void spread_out(float (*spread)[ABREAST], const struct sparse_rows *rows, size_t first,
		       size_t count, bool clear)
{
	for (size_t lane = 0; lane < count; lane++)
		for (size_t e = rows->start[first + lane]; e < rows->start[first + lane + 1]; e++)
			spread[rows->column[e]][lane] =
				clear ? 0 : spread[rows->column[e]][lane] + rows->value[e];
}

/* Products of some rows with those before them and with themselves. Walking a row's columns is what
 * takes time, so each row is walked once for all lanes. `spread` is all 0, and is so again. */
static void multiply(double *all, const struct sparse_rows *rows, size_t first, size_t count,
		     float (*spread)[ABREAST])
{
	spread_out(spread, rows, first, count, false);
	for (size_t i = 0; i < first + count; i++) {
		double sum[ABREAST] = {0};
		for (size_t e = rows->start[i]; e < rows->start[i + 1]; e++)
			for (size_t lane = 0; lane < ABREAST; lane++)
				sum[lane] +=
					(double)(spread[rows->column[e]][lane] * rows->value[e]);
		for (size_t lane = i < first ? 0 : i - first; lane < count; lane++)
			all[row_at(first + lane) + i] = sum[lane];
	}
	spread_out(spread, rows, first, count, true);
}

/* One row of the Cholesky factor; 0 on the diagonal where a row says nothing new. */
static void factor(double *all, size_t row)
{
	double *at = all + row_at(row);
	const double whole = at[row];
	for (size_t i = 0; i < row; i++) {
		const double *before = all + row_at(i);
		at[i] = before[i] > 0 ? (at[i] - dot(at, before, i)) / before[i] : 0;
	}
	const double left = whole - dot(at, at, row);
	at[row] = left > whole * NEW_LEAST ? sqrt(left) : 0;
}

int rowspace_rows(struct sparse_rows *out, const struct sparse_rows *rows, struct arena *scratch)
{
	const size_t n = rows->rows, entries = row_at(n);
	double *all = arena_alloc(scratch, entries * sizeof *all);
	float(*spread)[ABREAST] = arena_calloc(scratch, rows->columns, sizeof *spread);
	size_t *start = arena_alloc(scratch, (n + 1) * sizeof *start);
	uint32_t *column = arena_alloc(scratch, entries * sizeof *column);
	float *value = arena_alloc(scratch, entries * sizeof *value);
	if (!all || !spread || !start || !column || !value)
		return -1;
	for (size_t row = 0; row < n; row++) {
		if (row % ABREAST == 0)
			multiply(all, rows, row, n - row < ABREAST ? n - row : ABREAST, spread);
		factor(all, row);
		start[row] = row_at(row);
		for (size_t i = 0; i <= row; i++) {
			column[start[row] + i] = (uint32_t)i;
			value[start[row] + i] = (float)all[start[row] + i];
		}
	}
	start[n] = entries;
	*out = (struct sparse_rows){n, n, start, column, value};
	return 0;
}

/* How much of each row, for one label: the basis vectors that `inside` counts, each as a sum of
 * rows. */
static void solve(double *share, const struct sparse_rows *triangle, const float *inside,
		  size_t labels)
{
	for (size_t i = 0; i < triangle->rows; i++)
		share[i] = (double)inside[i * labels];
	for (size_t i = triangle->rows; i-- > 0;) {
		const float *at = triangle->value + row_at(i);
		share[i] = at[i] > 0 ? share[i] / (double)at[i] : 0;
		for (size_t j = 0; j < i; j++)
			share[j] -= share[i] * (double)at[j];
	}
}

int rowspace_weights(float *weight, const struct sparse_rows *rows,
		     const struct sparse_rows *triangle, const float *inside, size_t labels,
		     struct arena *scratch)
{
	double *share = arena_alloc(scratch, rows->rows * sizeof *share);
	if (!share)
		return -1;
	memset(weight, 0, rows->columns * labels * sizeof *weight);
	memcpy(weight + rows->columns * labels, inside + triangle->columns * labels,
	       labels * sizeof *weight);
	for (size_t k = 0; k < labels; k++) {
		solve(share, triangle, inside + k, labels);
		for (size_t row = 0; row < rows->rows; row++)
			for (size_t e = rows->start[row]; e < rows->start[row + 1]; e++)
				weight[rows->column[e] * labels + k] +=
					(float)share[row] * rows->value[e];
	}
	return 0;
}
