/*
 * lines.h - cut plain text into blocks by the form of its lines.
 *
 * Paragraphs end at empty lines. In text that was wrapped at some width the
 * lines of a paragraph belong together; in text that was not, each line is a
 * paragraph. List items, headings (numbered, in capitals, underlined, or a
 * short line on top of a paragraph), time codes and lines that begin with a
 * speaker's label are blocks of their own. Linear in the length of the text.
 */
#ifndef CORPUS_LINES_H
#define CORPUS_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/text.h"

struct builder;

/*
 * Adds blocks for the bytes [start, end) of the builder's text. `soft`: line ends
 * mean nothing by themselves; only labels, markers and time codes begin a block.
 */
void lines_cut(struct builder *builder, size_t start, size_t end, bool soft);

/* Length of a section number (`2.1 `, `3. `) at the beginning of a heading; 0 if there is none. */
size_t lines_section(struct span heading);

/*
 * Length in bytes of a list marker at the beginning of the line (`- `, `• `,
 * `3. `, `b) `) with the white space behind it; 0 if there is none.
 */
size_t lines_marker(struct span line);

/* Length of a label such as `Fatima: ` or `Spreker 3 (inwoner): ` at the beginning, with the
 * colon; 0 if there is none. */
size_t lines_label(struct span line);

/*
 * Length of a time code such as `[00:12:41]`, `(12:41)` or `00:12:41.300` at
 * the beginning, and its time; 0 if there is none.
 */
size_t lines_time(struct span line, int64_t *time_ms);

#endif
