/*
 * arena.h - memory that is freed all at once.
 *
 * Whoever makes an arena owns it; what is taken from it lives until the arena
 * is reset or released, and is never freed one by one. Every allocation can
 * fail: NULL means out of memory and is the caller's to report.
 * An arena belongs to one thread at a time.
 *
 * Built with -DARENA_DEBUG each allocation is a malloc of its own, so that
 * AddressSanitizer and valgrind see an overrun inside the arena.
 */
#ifndef CORPUS_ARENA_H
#define CORPUS_ARENA_H

#include <stddef.h>

#include "corpus/text.h"

struct arena_chunk;

struct arena {
	struct arena_chunk *chunk; /* newest first; private */
	size_t used;               /* bytes handed out since the last reset */
};

#define ARENA_INIT                                                                                 \
	{                                                                                          \
		.chunk = NULL, .used = 0                                                           \
	}

/* `size` bytes, not cleared, aligned for any type; never NULL for size 0. NULL: no memory. */
void *arena_alloc(struct arena *arena, size_t size);

/* `count` times `size` bytes, cleared. NULL: no memory, or the product overflows. */
void *arena_calloc(struct arena *arena, size_t count, size_t size);

/* A copy of `len` bytes with a NUL behind it. NULL: no memory. */
char *arena_copy(struct arena *arena, const char *from, size_t len);

/*
 * For arrays that grow: makes room for at least `need` elements of `size` bytes
 * in *array (of *capacity elements, `count` in use), by doubling: where it stands,
 * if the arena gave nothing since and has the room. Else the old array stays valid
 * until the arena is reset. Returns 0, or -1 with nothing changed
 * when memory is out or the size overflows.
 */
int arena_grow(struct arena *arena, void *array, size_t *capacity, size_t count, size_t need,
	       size_t size);

/* Up to `most` of the stretches of memory from which it gave what it gave since the last reset,
 * newest first, into `out`. Returns how many there are. */
size_t arena_blocks(const struct arena *arena, struct span *out, size_t most);

/* Makes everything taken from the arena invalid, and keeps one chunk for what comes next. */
void arena_reset(struct arena *arena);

/* Gives all memory back; the arena is as new. */
void arena_release(struct arena *arena);

#endif
