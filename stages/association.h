/*
 * association.h - how much two things go together, from a table of counts.
 *
 * Of `total` items `first` have the one thing, `second` the other, `both` both.
 * All are pure functions; counts that can't be are taken as far as they can.
 */
#ifndef STAGES_ASSOCIATION_H
#define STAGES_ASSOCIATION_H

#include <stddef.h>
#include <stdint.h>

struct arena;

struct association {
	uint32_t both;
	uint32_t first;
	uint32_t second;
	uint32_t total;
};

/* Log-likelihood ratio G2 over the four cells (Dunning 1993). 0: as expected by chance. */
double association_g2(const struct association *counts);

/* Normalised pointwise mutual information (Bouma 2009): -1 never together, 0 as by chance, 1 only
 * together. */
double association_npmi(const struct association *counts);

/*
 * Binary logarithm of how many times more often `second` things come with `first` than without
 * (Hardie's log ratio). Half an item is added where one of the counts is 0.
 */
double association_log_ratio(const struct association *counts);

/* Whether they come together more often than by chance. */
int association_attracts(const struct association *counts);

/* The probability of a G2 that is this large or larger by chance: chi-square, one degree. */
double association_p(double g2);

/* Corrects `count` probabilities for being many (Benjamini and Hochberg 1995), in place. Returns 0,
 * or -1 without memory. */
int association_adjust(double *p, size_t count, struct arena *scratch);

#endif
