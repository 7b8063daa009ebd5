/*
 * pdf_page.h - the lines of a PDF's pages, in the order in which they are read.
 *
 * Takes poppler's characters with their boxes and makes lines of them. The order
 * is Breuel's (High Performance Document Layout Analysis, 2003): a line goes
 * before another if it stands above it in the same column, or left of it with
 * no line between them that spans both columns; the rest follows from that.
 */
#ifndef CORPUS_PDF_PAGE_H
#define CORPUS_PDF_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/pdf_library.h"
#include "corpus/text.h"

struct arena;

/* Lengths in points, from the top left corner of the page. */
struct pdf_line {
	struct span text; /* trimmed, never empty */
	double left;
	double right;
	double top;
	double bottom;
	double size; /* of most of its letters */
	double page_height;
	bool bold;
	bool furniture; /* a running header, a footer or a page number */
	unsigned page;  /* from 1 */
};

struct pdf_lines {
	struct pdf_line *line;
	size_t count;
	size_t capacity;
};

/* Adds the lines of one page. Returns 0 or ERROR_MEMORY. */
int pdf_page_lines(struct pdf_lines *lines, const struct pdf_library *pdf, PopplerPage *page,
		   unsigned number, struct arena *arena);

/* Marks what is repeated at the edges of the pages, and page numbers. */
int pdf_mark_furniture(struct pdf_lines *lines, unsigned pages, struct arena *arena);

#endif
