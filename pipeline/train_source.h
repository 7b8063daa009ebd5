/*
 * train_source.h - labelled stories, read for train.h. All strings live in the arena.
 */
#ifndef PIPELINE_TRAIN_SOURCE_H
#define PIPELINE_TRAIN_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct error;
struct lexicon;

enum { LABELS_OF_STORY = 8 };

struct labelled_story {
	struct span text;
	uint16_t theme[LABELS_OF_STORY]; /* indexes in the lexicon, the main one first */
	size_t themes;
	uint16_t kind; /* INDEX_NONE if it is not given */
	uint16_t role;
	uint32_t document; /* stories with the same number come from one document */
	uint32_t source;   /* which source it was read from */
	bool report;       /* from a hand-labelled report, not from a list of stories */
};

struct labelled_stories {
	struct labelled_story *item;
	size_t count;
	size_t capacity;
	uint32_t documents;
	uint32_t sources;
};

/* Adds the stories of one file. Returns 0; ERROR_CONFIG with file and line for a line that is not
 * as train.h says or names a theme that the lexicon does not have; ERROR_MEMORY. */
int train_source_read(struct labelled_stories *stories, const char *path,
		      const struct lexicon *lexicon, struct arena *arena, struct error *err);

#endif
