/*
 * ids.h - the store's JSON lists of ids.
 */
#ifndef PIPELINE_EXCHANGE_IDS_H
#define PIPELINE_EXCHANGE_IDS_H

#include <stddef.h>

#include "corpus/text.h"

struct arena;
struct error;

/* `["regels","tijd"]`, in `keep`; an empty text is an empty list. Returns 0, ERROR_STORE when it
 * is no list of texts, or ERROR_MEMORY. */
int ids_read(const struct span **out, size_t *count, struct span json, struct arena *keep,
	     struct error *err);

#endif
