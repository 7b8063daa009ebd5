#include "pipeline/exchange/offsets.h"

#include "corpus/arena.h"

enum { STEP = 256 };

/* Every byte that does not continue a code point begins one. */
static uint32_t count_between(struct span text, size_t from, size_t to)
{
	uint32_t count = 0;
	for (size_t i = from; i < to; i++)
		count += ((unsigned char)text.at[i] & 0xC0) != 0x80;
	return count;
}

int offsets_init(struct offsets *out, struct span text, struct arena *arena)
{
	const size_t steps = text.len / STEP + 1;
	uint32_t *count = arena_calloc(arena, steps, sizeof *count);
	if (!count)
		return -1;
	for (size_t i = 1; i < steps; i++)
		count[i] = count[i - 1] + count_between(text, (i - 1) * STEP, i * STEP);
	*out = (struct offsets){text, count};
	return 0;
}

uint32_t offsets_characters(const struct offsets *offsets, uint32_t at)
{
	const size_t end = at < offsets->text.len ? at : offsets->text.len;
	const size_t step = end / STEP;
	return offsets->count[step] + count_between(offsets->text, step * STEP, end);
}
