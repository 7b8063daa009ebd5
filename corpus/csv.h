/*
 * csv.h - tables as text: cells with commas, semicolons, tabs or bars between
 * them, after RFC 4180 and what spreadsheets make of it (`sep=;`).
 */
#ifndef CORPUS_CSV_H
#define CORPUS_CSV_H

#include <stddef.h>

#include "corpus/stories.h"
#include "corpus/text.h"

struct arena;

struct csv_rows {
	struct stories_row *row;
	size_t count;
};

/* All rows of valid UTF-8 text; cells are views into it, or live in `arena`. The separator is told
 * from the text. Returns 0 or ERROR_MEMORY. */
int csv_read(struct csv_rows *out, struct span text, struct arena *arena);

#endif
