/*
 * disguise.h - a copy of a store in which texts are replaced and everything that points into them
 * points at the same words as before: so that whatever reads a store can hand on a study without
 * its names, and no form of output has to know of it.
 *
 * The copy lives in memory, or in a file of SQLite's own without a name when it is large, and is
 * gone when it is closed. The original is only read.
 */
#ifndef PIPELINE_STORE_DISGUISE_H
#define PIPELINE_STORE_DISGUISE_H

#include <stdbool.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct error;
struct store;

/* How texts are replaced. `document` is a number in the store; 0 stands for none in particular.
 * What comes back lives in the arena, or until the next call; a NULL `at` says that memory is out
 * or the store failed. */
struct disguise {
	void *context;
	/* The range of the document's text, replaced. */
	struct span (*part)(void *context, int64_t document, struct range range,
			    struct arena *arena);
	/* Where an offset in the document's text has gone; inside of what was replaced to its
	 * start, or its end. */
	uint32_t (*place)(void *context, int64_t document, uint32_t at, bool end);
	/* A text that is no range of the document: a speaker, a title, a note. */
	struct span (*words)(void *context, int64_t document, struct span text,
			     struct arena *arena);
	/* A path in the study folder. */
	struct span (*path)(void *context, int64_t document, struct span path, struct arena *arena);
};

/* Returns 0, ERROR_STORE or ERROR_MEMORY. Free with store_close. */
int store_disguise(struct store **out, struct store *from, const struct disguise *disguise,
		   struct error *err);

#endif
