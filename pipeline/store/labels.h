/*
 * labels.h - labels out of the store, counted for the theme that they count for
 * now: what names a theme that has been merged since is a label of the one that it
 * went into, and two that became one are one.
 */
#ifndef PIPELINE_STORE_LABELS_H
#define PIPELINE_STORE_LABELS_H

#include <stddef.h>

#include "corpus/text.h"
#include "pipeline/store/pack.h"

struct arena;
struct codebook;
struct error;

/* As unpack_ranking. Of two that became one the better score holds, with the evidence of both. */
int labels_ranking(const struct unpacked_theme **out, size_t *count,
		   const struct codebook *codebook, struct span json, struct arena *keep,
		   struct error *err);
/* As unpack_ids; an empty text is an empty list. */
int labels_ids(const struct span **out, size_t *count, const struct codebook *codebook,
	       struct span json, struct arena *keep, struct error *err);

#endif
