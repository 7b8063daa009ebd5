#include "stages/repeat.h"

#include <string.h>

#include "corpus/arena.h"
#include "stages/scan.h"

enum {
	RUN = 3,              /* words of a shingle */
	SHORT_WORDS = 70,     /* a pull quote is no longer */
	SHORT_LEAST = 5,      /* and says at least so much */
	SHARE_IN_TEN = 7,     /* of its shingles stand in the other block */
	WORDS_MOST = 1000000, /* in a longer text nobody pulls quotes, and the table gets large */
};

struct shingle {
	uint64_t hash;  /* 0: free */
	uint32_t block; /* + 1: the longest block that has it and ... */
	uint32_t other; /* ... the second */
};

struct table {
	struct shingle *slot;
	size_t slots;
	const struct block *block;
	struct span text;
	uint64_t *word; /* hashes of the words of all blocks that take part */
	size_t words;
	size_t capacity;
	size_t *first; /* block i has words [first[i], first[i + 1]) */
};

static struct span content_of(const struct table *table, size_t i)
{
	return span_of(table->text,
		       (struct range){table->block[i].content_start, table->block[i].end});
}

static size_t length(const struct table *table, uint32_t index)
{
	return table->block[index - 1].end - table->block[index - 1].content_start;
}

static struct shingle *find(const struct table *table, uint64_t hash)
{
	size_t i = (size_t)(hash ^ (hash >> 29)) & (table->slots - 1);
	while (table->slot[i].hash != 0 && table->slot[i].hash != hash)
		i = (i + 1) & (table->slots - 1);
	return &table->slot[i];
}

/* Keeps the two longest blocks; of equal ones the first to come. */
static void enter(const struct table *table, uint64_t hash, uint32_t index)
{
	struct shingle *shingle = find(table, hash);
	shingle->hash = hash;
	if (shingle->block == index || shingle->other == index)
		return;
	if (shingle->block == 0 || length(table, index) > length(table, shingle->block)) {
		shingle->other = shingle->block;
		shingle->block = index;
	} else if (shingle->other == 0 || length(table, index) > length(table, shingle->other)) {
		shingle->other = index;
	}
}

/* Of the RUN words that end with word `last`; never 0. */
static uint64_t shingle_hash(const struct table *table, size_t last)
{
	uint64_t hash = 1;
	for (size_t i = last + 1 - RUN; i <= last; i++)
		hash = (hash ^ table->word[i]) * UINT64_C(0x9E3779B97F4A7C15);
	return hash | 1;
}

static bool takes_part(const struct block *block)
{
	return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_QUOTE ||
	       block->kind == BLOCK_HEADING || block->kind == BLOCK_LIST_ITEM;
}

/* The block that holds most of the shingles of block i, other than itself; how many in *shared. */
static size_t partner(const struct table *table, size_t i, size_t *shared, size_t *total)
{
	struct {
		uint32_t block;
		size_t count;
	} seen[SHORT_WORDS * 2];
	size_t partners = 0;
	*total = 0;
	for (size_t w = table->first[i] + RUN - 1; w < table->first[i + 1]; w++) {
		const struct shingle *shingle = find(table, shingle_hash(table, w));
		const uint32_t found[] = {shingle->block, shingle->other};
		++*total;
		for (size_t f = 0; f < 2; f++) {
			if (found[f] == 0 || found[f] == i + 1)
				continue;
			size_t n = 0;
			while (n < partners && seen[n].block != found[f])
				n++;
			if (n == partners) {
				seen[partners].block = found[f];
				seen[partners++].count = 0;
			}
			seen[n].count++;
		}
	}
	size_t best = 0;
	for (size_t n = 1; n < partners; n++)
		if (seen[n].count > seen[best].count)
			best = n;
	*shared = partners > 0 ? seen[best].count : 0;
	return partners > 0 ? seen[best].block - 1 : i;
}

static bool repeats(const struct table *table, size_t i)
{
	const size_t words = table->first[i + 1] - table->first[i];
	if (words < SHORT_LEAST || words > SHORT_WORDS)
		return false;
	size_t shared;
	size_t total;
	const size_t other = partner(table, i, &shared, &total);
	if (other == i || total == 0 || shared * 10 < total * SHARE_IN_TEN)
		return false;
	const size_t own = length(table, (uint32_t)i + 1);
	const size_t its = length(table, (uint32_t)other + 1);
	return its > own || (its == own && other < i);
}

/* Hash of a word, ASCII case aside, eight bytes at a time; what is left over lies in the last
 * eight. */
static uint64_t word_hash(struct span word)
{
	uint64_t hash = word.len;
	for (size_t at = 0; at < word.len; at += 8) {
		uint64_t bytes = 0;
		memcpy(&bytes, word.at + at, word.len - at < 8 ? word.len - at : 8);
		/* A letter gets the bit of small ones; of the signs in a word all have it already.
		 */
		const uint64_t other = bytes & UINT64_C(0x8080808080808080);
		bytes |= UINT64_C(0x2020202020202020) & ~(other >> 2);
		hash = (hash ^ bytes) * UINT64_C(0x9E3779B97F4A7C15);
		hash ^= hash >> 32;
	}
	return hash;
}

/* Room for the words of a text, as far as they are looked at: no two of them touch. */
static int make_room(struct table *table, struct span text, struct arena *scratch)
{
	const size_t most = WORDS_MOST + 1 - table->words;
	const size_t words = text.len / 2 + 1 < most ? text.len / 2 + 1 : most;
	return arena_grow(scratch, &table->word, &table->capacity, table->words,
			  table->words + words, sizeof(*table->word));
}

/* Reads the words of the blocks that take part; stops when there are more than WORDS_MOST. */
static int read_words(struct table *table, size_t blocks, struct arena *scratch)
{
	for (size_t i = 0; i < blocks && table->words <= WORDS_MOST; i++) {
		const struct span text = content_of(table, i);
		struct span word;
		size_t at = 0;
		table->first[i] = table->words;
		if (takes_part(&table->block[i])) {
			if (make_room(table, text, scratch) < 0)
				return -1;
			while (table->words <= WORDS_MOST && scan_word(&word, text, &at))
				table->word[table->words++] = word_hash(word);
		}
		table->first[i + 1] = table->words;
	}
	return 0;
}

int repeat_mark(struct block *block, size_t blocks, struct span text, struct arena *scratch)
{
	struct table table = {.block = block, .text = text, .slots = 64};
	table.first = arena_calloc(scratch, blocks + 1, sizeof(*table.first));
	if (!table.first || read_words(&table, blocks, scratch) < 0)
		return -1;
	if (table.words > WORDS_MOST || blocks >= UINT32_MAX)
		return 0;
	while (table.slots < table.words * 2)
		table.slots *= 2;
	table.slot = arena_calloc(scratch, table.slots, sizeof(*table.slot));
	if (!table.slot)
		return -1;
	for (size_t i = 0; i < blocks; i++)
		for (size_t w = table.first[i] + RUN - 1; w < table.first[i + 1]; w++)
			enter(&table, shingle_hash(&table, w), (uint32_t)i + 1);
	for (size_t i = 0; i < blocks; i++)
		if (takes_part(&block[i]) && repeats(&table, i))
			block[i].kind = BLOCK_FURNITURE;
	return 0;
}
