/*
 * import_stories.h - a table of stories that are already cut, as documents of the
 * study: one for each report that the rows come from.
 *
 * The report is what the column `source` says, else what stands before the `#` of
 * an id (`interview-3#12`), else the title; a report in two rounds is two.
 */
#ifndef PIPELINE_EXCHANGE_IMPORT_STORIES_H
#define PIPELINE_EXCHANGE_IMPORT_STORIES_H

#include <stddef.h>
#include <stdio.h>

#include "corpus/text.h"

struct arena;
struct error;
struct store;

/* Replaces what an earlier table of that name brought in. *stories is the number of rows. Returns
 * 0; ERROR_INPUT when it is no table of stories; ERROR_STORE; ERROR_MEMORY. */
int import_stories(size_t *stories, struct store *store, struct span bytes, const char *name,
		   const char *language, struct arena *arena, struct arena *scratch,
		   struct error *err);

/* A name as a part of a path: what parts folders, or says nothing, is replaced. Ends in a NUL;
 * returns the length. */
size_t import_stories_name(char *out, size_t size, struct span name);
/* A cell in quotes, and what stands behind it. */
void import_stories_cell(FILE *to, struct span value, char after);

#endif
