/*
 * agree.h - how far people who labelled the same passages agree.
 *
 * Takes   for every unit (a passage) the category that each rater gave it, or none.
 * Gives   raw agreement, and agreement beyond chance in three ways, each with a
 *         95% confidence interval.
 * Memory  none.
 * Threads a pure function of its arguments.
 *
 * Sources. Kappa: Cohen (1960), A coefficient of agreement for nominal scales.
 * Alpha: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability. AC1:
 * Gwet (2008), Computing inter-rater reliability and its variance in the presence
 * of high agreement. The intervals: the jackknife over units (Tukey 1958; Efron &
 * Tibshirani 1993, ch. 11), which needs no chance and is the same every time.
 */
#ifndef STAGES_AGREE_H
#define STAGES_AGREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	AGREE_MISSING = -1,
	AGREE_CATEGORIES_MOST = 16, /* kinds and roles have some four; a theme is there or not */
};

struct agree_table {
	const int8_t *code; /* code[unit * raters + rater]: 0 to categories - 1, or AGREE_MISSING */
	size_t units;
	size_t raters;
	int categories; /* 2 to AGREE_CATEGORIES_MOST */
};

struct agree_figure {
	double value;
	double low; /* of the interval; the same as `high` and `value` without one */
	double high;
	bool interval; /* false: it hangs on a single unit, and nothing is said of its spread */
	bool defined;  /* false: there is too little to tell, or chance alone would agree on all */
};

struct agreement {
	size_t units; /* that two raters or more coded */
	size_t coded; /* of those, the ones to which somebody gave a category other than 0 */
	struct agree_figure raw;      /* share of pairs of raters that agree, over those units */
	struct agree_figure on_coded; /* the same over the units that are coded */
	struct agree_figure kappa;    /* only of two raters */
	struct agree_figure alpha;    /* nominal; any number of raters, values may be missing */
	struct agree_figure ac1;
};

void agree_run(struct agreement *out, const struct agree_table *table);

#endif
