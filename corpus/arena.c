#include "corpus/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	CHUNK_FIRST = 64 * 1024,
	CHUNK_MOST = 8 * 1024 * 1024, /* doubling stops here: a bigger step only wastes memory */
};

struct arena_chunk {
	struct arena_chunk *next;
	size_t size; /* bytes in data */
	size_t used;
	alignas(max_align_t) char data[];
};

static size_t round_up(size_t size)
{
	const size_t unit = alignof(max_align_t);
	return (size + unit - 1) / unit * unit;
}

static struct arena_chunk *chunk_new(struct arena *arena, size_t size)
{
	struct arena_chunk *chunk = malloc(sizeof *chunk + size);
	if (!chunk)
		return NULL;
	chunk->next = arena->chunk;
	chunk->size = size;
	chunk->used = 0;
	arena->chunk = chunk;
	return chunk;
}

static size_t next_chunk_size(const struct arena *arena, size_t need)
{
#ifdef ARENA_DEBUG
	(void)arena;
	return need;
#else
	size_t size = arena->chunk ? arena->chunk->size * 2 : CHUNK_FIRST;
	if (size > CHUNK_MOST)
		size = CHUNK_MOST;
	return size < need ? need : size;
#endif
}

void *arena_alloc(struct arena *arena, size_t size)
{
	if (size > SIZE_MAX / 4)
		return NULL;
	const size_t need = round_up(size ? size : 1);
	struct arena_chunk *chunk = arena->chunk;
	if (!chunk || chunk->size - chunk->used < need) {
		chunk = chunk_new(arena, next_chunk_size(arena, need));
		if (!chunk)
			return NULL;
	}
	void *at = chunk->data + chunk->used;
	chunk->used += need;
	arena->used += need;
	return at;
}

void *arena_calloc(struct arena *arena, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		return NULL;
	void *at = arena_alloc(arena, count * size);
	if (at)
		memset(at, 0, count * size);
	return at;
}

char *arena_copy(struct arena *arena, const char *from, size_t len)
{
	if (len == SIZE_MAX)
		return NULL;
	char *at = arena_alloc(arena, len + 1);
	if (!at)
		return NULL;
	if (len > 0)
		memcpy(at, from, len);
	at[len] = '\0';
	return at;
}

/* Whether the array of `size` bytes, the last that the arena gave, could be made larger where it
 * stands: nothing is copied, and nothing left behind until the next reset. */
static bool extend(struct arena *arena, const void *array, size_t size, size_t wanted)
{
#ifdef ARENA_DEBUG
	(void)arena, (void)array, (void)size, (void)wanted;
	return false;
#else
	struct arena_chunk *chunk = arena->chunk;
	if (!chunk || size == 0 || wanted > SIZE_MAX / 4)
		return false;
	const size_t have = round_up(size), more = round_up(wanted) - have;
	if (have > chunk->used || chunk->data + (chunk->used - have) != (const char *)array ||
	    chunk->size - chunk->used < more)
		return false;
	chunk->used += more;
	arena->used += more;
	return true;
#endif
}

int arena_grow(struct arena *arena, void *array, size_t *capacity, size_t count, size_t need,
	       size_t size)
{
	if (need <= *capacity)
		return 0;
	size_t more = *capacity ? *capacity : 16;
	while (more < need) {
		if (more > SIZE_MAX / 2)
			return -1;
		more *= 2;
	}
	if (more > SIZE_MAX / size)
		return -1;
	void *old;
	memcpy(&old, array, sizeof old); /* `array` is the address of a typed pointer */
	if (extend(arena, old, *capacity * size, more * size)) {
		*capacity = more;
		return 0;
	}
	void *grown = arena_alloc(arena, more * size);
	if (!grown)
		return -1;
	if (count > 0)
		memcpy(grown, old, count * size);
	memcpy(array, &grown, sizeof grown);
	*capacity = more;
	return 0;
}

size_t arena_blocks(const struct arena *arena, struct span *out, size_t most)
{
	size_t count = 0;
	for (const struct arena_chunk *chunk = arena->chunk; chunk; chunk = chunk->next, count++)
		if (count < most)
			out[count] = (struct span){chunk->data, chunk->used};
	return count;
}

void arena_reset(struct arena *arena)
{
#ifdef ARENA_DEBUG
	arena_release(arena);
#else
	struct arena_chunk *keep = arena->chunk;
	if (!keep)
		return;
	arena->chunk = keep->next;
	arena_release(arena);
	/* A chunk made for one giant document must not stay for all the small ones. */
	if (keep->size > CHUNK_MOST) {
		free(keep);
		return;
	}
	keep->next = NULL;
	keep->used = 0;
	arena->chunk = keep;
#endif
}

void arena_release(struct arena *arena)
{
	struct arena_chunk *chunk = arena->chunk;
	while (chunk) {
		struct arena_chunk *next = chunk->next;
		free(chunk);
		chunk = next;
	}
	arena->chunk = NULL;
	arena->used = 0;
}
