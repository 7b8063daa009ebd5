/*
 * pdf_rows.h - from the words on a PDF's page to its lines.
 *
 * Words on one baseline make a row. A row is cut where a gutter runs: a strip
 * without words that goes on through the rows above and below. A wide blank in
 * justified text is no gutter, since in the rows around it there are words.
 */
#ifndef CORPUS_PDF_ROWS_H
#define CORPUS_PDF_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/text.h"

struct arena;

struct pdf_word {
	struct span text;
	double left;
	double right;
	double top;
	double bottom;
	double size;
	bool bold;
};

/* Words [first, end) of the sorted list are a line. */
struct pdf_run {
	size_t first;
	size_t end;
};

/*
 * Sorts `word` into rows and gives the lines among them, from the top, rows from
 * the left; in `arena`. Returns 0 or ERROR_MEMORY.
 */
int pdf_rows(struct pdf_run **run, size_t *runs, struct pdf_word *word, size_t words,
	     struct arena *arena);

#endif
