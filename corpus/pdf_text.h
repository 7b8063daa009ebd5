/*
 * pdf_text.h - from lines on pages to running text: what the body looks like,
 * what is a heading, and how two lines are joined.
 */
#ifndef CORPUS_PDF_TEXT_H
#define CORPUS_PDF_TEXT_H

#include <stdbool.h>

#include "corpus/pdf_page.h"

struct builder;

enum { PDF_HEADINGS_MOST = 6 };

struct pdf_style {
	double size;  /* of the running text's letters */
	double pitch; /* from one line of it to the next */
	bool bold;
	double heading[PDF_HEADINGS_MOST]; /* sizes above it, the largest first; 0 behind the last
					    */
	struct span all; /* every line, apart by LF: the words this document knows */
};

/* Returns 0 or ERROR_MEMORY. */
int pdf_style_measure(struct pdf_style *style, const struct pdf_lines *lines, struct arena *arena);

/* Whether more than a line's distance is between two lines of a column. */
bool pdf_gap(const struct pdf_style *style, const struct pdf_line *above,
	     const struct pdf_line *line);

/* Heading level of a paragraph, or 0. */
unsigned pdf_heading_level(const struct pdf_style *style, double size, bool bold, size_t lines,
			   size_t bytes, struct span text);

/*
 * Adds a line to the builder's block. A hyphen at the end of the line before is
 * taken out when it only broke a word: not before a capital or `en`/`of`, nor
 * where the document has the word with its hyphen elsewhere.
 */
void pdf_join(struct builder *builder, const struct pdf_style *style, bool first, struct span line);

#endif
