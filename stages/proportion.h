/*
 * proportion.h - two shares held against each other, fit for small numbers.
 *
 * Intervals are at 95%. That of one share is Wilson's score interval (Wilson 1927);
 * that of a difference puts two of them together (Newcombe 1998, Interval
 * estimation for the difference between independent proportions, Statistics in
 * Medicine 17, method 10, without continuity correction). Tests are two-sided and
 * exact. All are pure functions; a share of nothing is 0 and says nothing.
 */
#ifndef STAGES_PROPORTION_H
#define STAGES_PROPORTION_H

#include <stdint.h>

/* `count` of `total`. */
struct proportion {
	uint32_t count;
	uint32_t total;
};

struct interval {
	double low;
	double high;
};

double proportion_share(struct proportion one);

struct interval proportion_interval(struct proportion one);

/* Of the share of `after` less that of `before`: between -1 and 1. */
struct interval proportion_change(struct proportion before, struct proportion after);

/* Fisher's exact test: the probability of all tables with the same sums that are as likely as this
 * one or less (as R's fisher.test). */
double proportion_fisher(struct proportion before, struct proportion after);

/* The sign test, which for pairs of yes and no is McNemar's exact test: of up + down pairs that
 * differ, by chance half go either way (as R's binom.test). */
double proportion_sign(uint32_t up, uint32_t down);

#endif
