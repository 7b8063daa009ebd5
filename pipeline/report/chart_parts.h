/*
 * chart_parts.h - what the pictures of chart.h are drawn with.
 */
#ifndef PIPELINE_REPORT_CHART_PARTS_H
#define PIPELINE_REPORT_CHART_PARTS_H

#include <stddef.h>
#include <stdio.h>

#include "corpus/text.h"

struct chart_words;

enum {
	CHART_WIDTH = 760,
	CHART_LETTER = 8, /* a letter of the labels is at most this wide, on average */
};

void chart_begin(FILE *to, const struct chart_words *words, int height);
void chart_end(FILE *to);

/* With an ellipsis behind `most` letters. */
void chart_short(FILE *to, struct span text, size_t most);
/* `anchor` is start, middle or end. */
void chart_label(FILE *to, int x, int y, const char *anchor, struct span text, size_t most);
void chart_rectangle(FILE *to, int x, int y, int width, int height, const char *colour);
/* A thin one, of a grid. */
void chart_line(FILE *to, int x1, int y1, int x2, int y2);

#endif
