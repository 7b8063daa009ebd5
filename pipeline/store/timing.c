#include "pipeline/store/timing.h"

#include <inttypes.h>
#include <stdio.h>

#include "corpus/arena.h"
#include "corpus/document.h"
#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/store/pack.h"

int timing_load(struct timing *out, struct span blocks, struct arena *keep, struct error *err)
{
	const struct block *all;
	size_t count;
	*out = (struct timing){.block = NULL};
	if (blocks.len == 0)
		return 0;
	const int status = unpack_blocks(&all, &count, blocks, keep, err);
	if (status < 0)
		return status;
	struct block *timed = arena_calloc(keep, count, sizeof *timed);
	if (!timed)
		return error_memory(err);
	for (size_t i = 0; i < count; i++)
		if (all[i].time_ms >= 0)
			timed[out->blocks++] = all[i];
	out->block = timed;
	return 0;
}

/* The first block that ends behind `at`. */
static size_t find_block(const struct timing *timing, uint32_t at)
{
	size_t low = 0, high = timing->blocks;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (timing->block[middle].end > at)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

struct passage_time timing_of(const struct timing *timing, struct range passage)
{
	struct passage_time time = {-1, -1};
	for (size_t i = find_block(timing, passage.start);
	     i < timing->blocks && timing->block[i].start < passage.end; i++) {
		if (time.start_ms < 0)
			time.start_ms = timing->block[i].time_ms;
		time.end_ms = timing->block[i].time_end_ms;
	}
	return time;
}

size_t timing_clock(char out[static CLOCK_TEXT], int64_t ms)
{
	const int64_t seconds = ms / 1000;
	out[0] = '\0';
	if (ms < 0)
		return 0;
	return (size_t)snprintf(out, CLOCK_TEXT, "%02" PRId64 ":%02d:%02d", seconds / 3600,
				(int)(seconds / 60 % 60), (int)(seconds % 60));
}

void timing_emit(struct emitter *to, const struct timing *timing, struct range passage)
{
	const struct passage_time time = timing_of(timing, passage);
	if (time.start_ms >= 0) {
		emit_field_number(to, "time_ms", time.start_ms);
	}
	if (time.end_ms >= 0) {
		emit_field_number(to, "time_end_ms", time.end_ms);
	}
}
