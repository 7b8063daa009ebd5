#include "corpus/image.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/large.h"

/* The bytes: this head, where each pointer stands, the structure with offsets into itself for
 * pointers. */
struct head {
	uint64_t bytes; /* of the structure */
	uint64_t pointers;
};

enum { WORD = sizeof(uint64_t) };

struct placed {
	struct image_block block;
	size_t offset; /* in the image */
};

struct maker {
	struct placed *placed; /* by rising address of `one` */
	size_t blocks;
	uint32_t *pointer;
	size_t pointers;
	size_t capacity;
	char *data;
	struct arena *keep;
	struct error *err;
};

static uint64_t word_at(const char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof word);
	return word;
}

static int by_address(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	const uintptr_t one = (uintptr_t)x->block.one.at, other = (uintptr_t)y->block.one.at;
	return (one > other) - (one < other);
}

/* The last block that does not begin behind the address; NULL: none. */
static const struct placed *block_of(const struct maker *m, uint64_t address)
{
	size_t low = 0, high = m->blocks;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if ((uintptr_t)m->placed[middle].block.one.at <= address)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? &m->placed[low - 1] : NULL;
}

/* Whether the two words are one pointer into the structure, and to which byte of it. The end of a
 * block counts: an empty span may stand there. */
static bool is_pointer(const struct maker *m, uint64_t one, uint64_t other, uint64_t *to)
{
	const struct placed *at = block_of(m, one);
	if (!at)
		return false;
	const uint64_t into = one - (uintptr_t)at->block.one.at;
	*to = at->offset + into;
	return into <= at->block.one.len && other == (uintptr_t)at->block.other.at + into;
}

static int take_word(struct maker *m, uint64_t one, uint64_t other, size_t offset)
{
	uint64_t word = one;
	if (one != other) {
		if (!is_pointer(m, one, other, &word))
			return error_set(m->err, ERROR_CONFIG,
					 "not a structure that stands by itself", "%zu", offset);
		if (arena_grow(m->keep, &m->pointer, &m->capacity, m->pointers, m->pointers + 1,
			       sizeof *m->pointer) < 0)
			return error_memory(m->err);
		m->pointer[m->pointers++] = (uint32_t)offset;
	}
	memcpy(m->data + offset, &word, sizeof word);
	return 0;
}

static int take_block(struct maker *m, const struct placed *placed)
{
	const struct image_block *block = &placed->block;
	int status = 0;
	for (size_t i = 0; i < block->one.len && status == 0; i += WORD)
		status = take_word(m, word_at(block->one.at + i), word_at(block->other.at + i),
				   placed->offset + i);
	return status;
}

static int place_blocks(struct maker *m, const struct image_block *block, size_t blocks,
			size_t *bytes)
{
	m->placed = arena_calloc(m->keep, blocks, sizeof *m->placed);
	if (!m->placed)
		return error_memory(m->err);
	m->blocks = blocks;
	for (size_t i = 0; i < blocks; i++) {
		if (block[i].one.len != block[i].other.len || block[i].one.len % WORD != 0)
			return error_set(m->err, ERROR_CONFIG,
					 "not a structure that stands by itself", "%zu", *bytes);
		m->placed[i] = (struct placed){block[i], *bytes};
		*bytes += block[i].one.len;
	}
	qsort(m->placed, blocks, sizeof *m->placed, by_address);
	if (*bytes > UINT32_MAX)
		return error_set(m->err, ERROR_LIMIT, "more than an image holds", "%zu", *bytes);
	m->data = arena_alloc(m->keep, *bytes);
	return m->data ? 0 : error_memory(m->err);
}

static int by_offset(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

int image_make(struct span *out, const struct image_block *block, size_t blocks, struct arena *keep,
	       struct error *err)
{
	struct maker m = {.keep = keep, .err = err};
	size_t bytes = 0;
	int status = place_blocks(&m, block, blocks, &bytes);
	for (size_t i = 0; i < blocks && status == 0; i++)
		status = take_block(&m, &m.placed[i]);
	if (status < 0)
		return status;
	if (m.pointers > 0)
		qsort(m.pointer, m.pointers, sizeof *m.pointer, by_offset);
	const struct head head = {bytes, m.pointers};
	const size_t table = m.pointers * sizeof *m.pointer;
	char *at = arena_alloc(keep, sizeof head + table + bytes);
	if (!at)
		return error_memory(err);
	*out = (struct span){at, sizeof head + table + bytes};
	memcpy(at, &head, sizeof head);
	if (table > 0)
		memcpy(at + sizeof head, m.pointer, table);
	memcpy(at + sizeof head + table, m.data, bytes);
	return 0;
}

void *image_open(struct span bytes, struct error *err)
{
	struct head head = {0, 0};
	if (bytes.len >= sizeof head)
		memcpy(&head, bytes.at, sizeof head);
	const size_t room = bytes.len < sizeof head ? 0 : bytes.len - sizeof head;
	if (head.pointers > room / sizeof(uint32_t) || head.bytes == 0 ||
	    head.bytes != room - head.pointers * sizeof(uint32_t)) {
		(void)error_set(err, ERROR_CONFIG, "not an image", "%s", "");
		return NULL;
	}
	const char *pointer = bytes.at + sizeof head;
	char *data = large_alloc(head.bytes);
	if (!data) {
		(void)error_memory(err);
		return NULL;
	}
	memcpy(data, pointer + head.pointers * sizeof(uint32_t), head.bytes);
	for (uint64_t i = 0; i < head.pointers; i++) {
		uint32_t offset;
		memcpy(&offset, pointer + i * sizeof offset, sizeof offset);
		const uintptr_t to = (uintptr_t)data + word_at(data + offset);
		memcpy(data + offset, &to, sizeof to);
	}
	return data;
}
