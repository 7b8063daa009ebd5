/*
 * offsets.h - byte offsets as code points, which is what other programs count in.
 */
#ifndef PIPELINE_EXCHANGE_OFFSETS_H
#define PIPELINE_EXCHANGE_OFFSETS_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;

struct offsets {
	struct span text;
	const uint32_t *count; /* code points before each step of bytes */
};

/* `text` must outlive it; the table lives in `arena`. Returns 0, or -1: no memory. */
int offsets_init(struct offsets *out, struct span text, struct arena *arena);

/* Code points before byte `at`; of the whole text if `at` lies behind it. */
uint32_t offsets_characters(const struct offsets *offsets, uint32_t at);

#endif
