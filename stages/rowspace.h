/*
 * rowspace.h - few long sparse rows as rows of as many columns as there are rows.
 *
 * Weights that a penalty on their length holds back never leave the span of the rows that they are
 * fitted to (Kimeldorf and Wahba 1971, doi:10.1016/0022-247X(71)90184-3). So where there are fewer
 * rows than columns, as with some hundred decisions and all words in them, a fit to the rows in an
 * orthonormal basis of that span is the same fit, in far fewer numbers. The basis is Gram and
 * Schmidt's, by the Cholesky factor of the products of all pairs of rows.
 */
#ifndef STAGES_ROWSPACE_H
#define STAGES_ROWSPACE_H

#include <stdbool.h>

#include "stages/softmax.h"

/* Whether it pays: the products of all pairs fit in some 30 MB, and there are far more columns. */
enum { ROWSPACE_ROWS_MOST = 2000, ROWSPACE_COLUMNS_PER_ROW = 4 };
bool rowspace_pays(const struct sparse_rows *rows);

/* The same rows in that basis, as a lower triangle; in `scratch`. -1: no memory. */
int rowspace_rows(struct sparse_rows *out, const struct sparse_rows *rows, struct arena *scratch);

/* Back to a weight per column of `rows`: from `inside`, fitted to `triangle`, to `weight`, both
 * with the bias last. -1: no memory. */
int rowspace_weights(float *weight, const struct sparse_rows *rows,
		     const struct sparse_rows *triangle, const float *inside, size_t labels,
		     struct arena *scratch);

#endif
