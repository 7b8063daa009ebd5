/*
 * cell.h - a cell of a table in CSV (RFC 4180).
 *
 * What a spreadsheet would take for a formula and carry out gets an apostrophe
 * before it.
 */
#ifndef PIPELINE_CELL_H
#define PIPELINE_CELL_H

#include <stdio.h>

#include "corpus/text.h"

/* `after` is the separator, or '\n', which ends the row with CR LF. */
void cell_put(FILE *to, struct span value, char after);

#endif
