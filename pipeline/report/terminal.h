/*
 * terminal.h - columns of text for a terminal: cut, filled up and set to the right
 * by how wide letters are shown. Nothing that steers a terminal gets through.
 */
#ifndef PIPELINE_REPORT_TERMINAL_H
#define PIPELINE_REPORT_TERMINAL_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "corpus/text.h"

enum { TERMINAL_LEAST = 60 }; /* columns; a narrower one breaks the lines itself */

/* Of the terminal on standard output; the usual width if that is none. */
size_t terminal_width(void);

size_t terminal_columns(struct span text);

void terminal_spaces(FILE *to, size_t count);
/* Exactly `width` columns: filled up, or cut with an ellipsis. */
void terminal_cut(FILE *to, struct span text, size_t width);
/* To the right side of the column, with a space before it. */
void terminal_right(FILE *to, struct span text, size_t width);
/* The first letters of a heading that is too long for its column, to the right. */
void terminal_head(FILE *to, struct span text, size_t width);
void terminal_number(FILE *to, uint64_t value, size_t width);
void terminal_real(FILE *to, double value, int decimals, size_t width);

/* Words, broken into lines of `width` columns behind `indent` spaces. */
void terminal_wrapped(FILE *to, struct span text, size_t indent, size_t width);

#endif
