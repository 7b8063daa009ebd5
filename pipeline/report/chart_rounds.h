/*
 * chart_rounds.h - pictures of two rounds side by side. As in chart.h: words for
 * who can't see them, and nothing that hangs on colour alone.
 */
#ifndef PIPELINE_REPORT_CHART_ROUNDS_H
#define PIPELINE_REPORT_CHART_ROUNDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "corpus/text.h"

struct chart_words;

enum { CHART_BEFORE, CHART_AFTER, CHART_SIDES };

/* A share, from 0 to 1, in both rounds. */
struct chart_slope {
	struct span name;
	double share[CHART_SIDES];
	bool clear; /* a change that stands: drawn bold */
};

struct chart_slopes {
	struct span side[CHART_SIDES]; /* what the rounds are called */
	struct span clear;             /* what the bold lines are */
	struct span unclear;
	const struct chart_slope *item;
	size_t count;
};

/* A line for each from its share in the one round to that in the other. Labels keep apart. Returns
 * 0, or -1 without memory. */
int chart_slope(FILE *to, const struct chart_words *words, const struct chart_slopes *slopes);

/* The same for each theme in a field of its own, with a thin line for each of its parts. */
struct chart_panel {
	struct chart_slope all;
	const double (*part)[CHART_SIDES]; /* shares of the parts that are in both rounds */
	size_t parts;
};

struct chart_panels {
	struct span side[CHART_SIDES];
	struct span all; /* what the bold line is */
	struct span part;
	const struct chart_panel *item;
	size_t count;
};

void chart_multiples(FILE *to, const struct chart_words *words, const struct chart_panels *panels);

#endif
