/*
 * refi_stories.h - texts of a project that the study does not have: each coded passage becomes a
 * story that is already cut.
 */
#ifndef PIPELINE_EXCHANGE_REFI_STORIES_H
#define PIPELINE_EXCHANGE_REFI_STORIES_H

#include "pipeline/exchange/refi_say.h"

/* Passages that share half of the text that they cover together are one story. `index` is the
 * source's place in the project, and tells sources of one name apart. */
int refi_as_stories(struct refi_work *work, const struct refi_source *source, size_t index,
		    struct span raw, const struct range *range);

#endif
