/*
 * softmax.h - fit multinomial logistic regression (maximum entropy) to sparse rows.
 *
 * Minimises the negative log-likelihood plus |w|^2 / (2 cost) over weights and
 * free biases with L-BFGS (Liu and Nocedal 1989, doi:10.1007/BF01589116) and a
 * backtracking line search. One thread, fixed order: the same rows give the same
 * weights, to the bit, on machines whose floating point follows IEEE 754.
 */
#ifndef STAGES_SOFTMAX_H
#define STAGES_SOFTMAX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct error;

/* Row i has the entries [start[i], start[i + 1]). */
struct sparse_rows {
	size_t rows;
	size_t columns;
	const size_t *start; /* rows + 1 */
	const uint32_t *column;
	const float *value;
};

struct softmax_options {
	size_t labels;
	double cost;         /* greater fits closer */
	unsigned rounds;     /* at most this many L-BFGS steps */
	bool hold_bias;      /* biases are held back as weights are; else they are free */
	const float *counts; /* how many rows each row counts for; NULL: one each */
};

/*
 * `label` holds each row's label. `offset` is NULL, or rows times labels log-odds that are added
 * before the softmax (what another model says already). `weight` gets (columns + 1) times labels
 * numbers, those of one column together; the last column is the bias. Returns 0 or ERROR_MEMORY.
 */
int softmax_fit(float *weight, const struct sparse_rows *rows, const uint16_t *label,
		const float *offset, const struct softmax_options *options, struct arena *scratch,
		struct error *err);

/* Turns n scores into probabilities, in place. */
void softmax(float *score, size_t n);

#endif
