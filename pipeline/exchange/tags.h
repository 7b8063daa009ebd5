/*
 * tags.h - Taguette's codebook: a table of `tag` and `description`. A dot in a tag stands for
 * nesting: `regels.vergunning`.
 */
#ifndef PIPELINE_EXCHANGE_TAGS_H
#define PIPELINE_EXCHANGE_TAGS_H

#include <stdbool.h>

#include "corpus/text.h"

struct arena;
struct draft;
struct error;

/* Whether it is a table with these two columns. */
bool tags_fits(struct span bytes, const char *name);
/* Valid UTF-8 into the draft. Returns 0, ERROR_INPUT or ERROR_MEMORY. */
int tags_read(struct draft *draft, struct span text, struct error *err);

#endif
