/*
 * chart.h - the report's pictures, as SVG.
 *
 * Drawn by hand and not with cairo: its SVG has glyphs for letters, which a screen
 * reader can't read and a browser can't find, and its bytes differ by version.
 * Each picture has a title and a description in words; nothing hangs on colour
 * alone. Write errors show in `to`.
 */
#ifndef PIPELINE_REPORT_CHART_H
#define PIPELINE_REPORT_CHART_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "corpus/text.h"

struct chart_words {
	const char *id; /* ASCII, one of a kind on the page */
	struct span title;
	struct span description;
};

/* `value` has rows times columns numbers, row by row. */
struct chart_table {
	const struct span *row;
	size_t rows;
	const struct span *column;
	size_t columns;
	const uint32_t *value;
};

/* A bar for each row, cut into the columns, which a legend names. */
void chart_bars(FILE *to, const struct chart_words *words, const struct chart_table *table);

/* A square for each number, darker for more. */
void chart_heat(FILE *to, const struct chart_words *words, const struct chart_table *table);

/* A numbered point, with a shape for its class. */
struct chart_point {
	unsigned number;
	double x; /* at least 0 */
	double y; /* from 0 to 1 */
	size_t shape;
	struct span name;
	const char *link; /* where it leads: fit for an attribute as it is */
	size_t leader;    /* filled in: the point whose label has its number */
};

struct chart_axes {
	struct span x;
	struct span y;
	const struct span *shape; /* what the shapes stand for */
	size_t shapes;
};

void chart_scatter(FILE *to, const struct chart_words *words, const struct chart_axes *axes,
		   struct chart_point *point, size_t points);

#endif
