/*
 * timing.h - when a passage was said: the time codes of the blocks (cues of subtitles, turns of a
 * transcript) that it lies in.
 */
#ifndef PIPELINE_STORE_TIMING_H
#define PIPELINE_STORE_TIMING_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct block;
struct emitter;
struct error;

/* The blocks of one document that have a time, by their place. */
struct timing {
	const struct block *block;
	size_t blocks;
};

/* Milliseconds from the beginning of the recording; -1 where it is not known. */
struct passage_time {
	int64_t start_ms;
	int64_t end_ms;
};

enum { CLOCK_TEXT = 32 };

/* `blocks` as the store has them (pack.h). Lives in `keep`. Returns 0, ERROR_STORE when it is not
 * what was packed, or ERROR_MEMORY. */
int timing_load(struct timing *out, struct span blocks, struct arena *keep, struct error *err);

/* From the beginning of the first block that the passage lies in to the end of the last. */
struct passage_time timing_of(const struct timing *timing, struct range passage);

/* Writes `00:01:05`, with nothing for -1. The length. */
size_t timing_clock(char out[static CLOCK_TEXT], int64_t ms);

/* The keys `time_ms` and `time_end_ms`, each only where it is known. */
void timing_emit(struct emitter *to, const struct timing *timing, struct range passage);

#endif
