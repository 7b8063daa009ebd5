#include "pipeline/report/names.h"

#include "corpus/arena.h"
#include "corpus/hash.h"

enum { SLOTS_FIRST = 64 };

static size_t slot_of(const struct names *names, struct span text)
{
	size_t at = hash_bytes(text) & (names->slots - 1);
	while (names->slot[at] != 0 && !span_equal(names->item[names->slot[at] - 1], text))
		at = (at + 1) & (names->slots - 1);
	return at;
}

static int grow(struct names *names)
{
	const size_t slots = names->slots > 0 ? names->slots * 2 : SLOTS_FIRST;
	uint32_t *slot = arena_calloc(names->arena, slots, sizeof *slot);
	if (!slot)
		return -1;
	names->slot = slot;
	names->slots = slots;
	for (uint32_t i = 0; i < names->count; i++)
		slot[slot_of(names, names->item[i])] = i + 1;
	return 0;
}

uint32_t names_find(const struct names *names, struct span text)
{
	if (names->slots == 0)
		return UINT32_MAX;
	return names->slot[slot_of(names, text)] - 1;
}

uint32_t names_add(struct names *names, struct span text)
{
	if (names->count * 2 >= names->slots && grow(names) < 0)
		return UINT32_MAX;
	const size_t at = slot_of(names, text);
	if (names->slot[at] != 0)
		return names->slot[at] - 1;
	const char *copy = arena_copy(names->arena, text.at, text.len);
	if (!copy || arena_grow(names->arena, &names->item, &names->capacity, names->count,
				names->count + 1, sizeof *names->item) < 0)
		return UINT32_MAX;
	names->item[names->count] = (struct span){copy, text.len};
	names->slot[at] = (uint32_t)++names->count;
	return (uint32_t)names->count - 1;
}
