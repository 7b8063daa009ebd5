/*
 * stories.h - a table of stories that are already cut, a story a row.
 *
 * The first row names the columns. `id`, `text`, `round`, `title`, `speaker`,
 * `role` and `source` are known in Dutch and English (stories.c has the words);
 * every other column is a variable of the story, and one of case or date that is the
 * same in all rows is also the document's. Where no column is named as
 * text, the one with the longest contents is taken, if those are sentences.
 */
#ifndef CORPUS_STORIES_H
#define CORPUS_STORIES_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/document.h"
#include "corpus/text.h"

struct arena;
struct builder;

struct stories_row {
	struct span *cell; /* valid UTF-8 */
	size_t cells;
};

/* Makes a BLOCK_STORY of each row with a text. A table without a column of texts is ERROR_INPUT. */
int stories_read(struct document *out, const struct stories_row *row, size_t rows,
		 struct builder *builder);

/* Whether a column of that name says who tells the story; false when memory is out. */
bool stories_is_speaker(struct span name, struct arena *scratch);

#endif
