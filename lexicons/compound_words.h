/*
 * compound_words.h - the words that compounds are made of, with how readily each begins or ends
 * one.
 *
 * Made at build time by pipeline/tools/compound_words.c from the list of the package wdutch; a view
 * of bytes that are embedded in the program, immutable, and shared by all threads. Words are folded
 * (language_fold).
 *
 * The bytes: a header of 6 numbers (magic, slots, inflections, links, prefixes, negations:
 * little-endian, 32 bits), so many endings, each with a NUL behind it, padding to 4 bytes, and the
 * slots of a hash table: of each word 22 bits of its hash and its two levels. Two words that share
 * those bits are taken for one; of a million look-ups of words that are not there one or two find
 * something. Behind the slots stand:
 *   - of each slot two bytes: where the parts of its word end, as stages/compound.h finds them;
 *   - one bit for each value of the first 21 bits of a hash: whether any word has it;
 *   - one bit for each value of the first 20 bits of a hash: whether the first 5 or 7 letters of
 * any word have it. The bits stay in a cache that the table is too large for. They spare the look
 * at it for three of four words that are not there, and the rest of a text in which no word begins
 * so.
 */
#ifndef LEXICONS_COMPOUND_WORDS_H
#define LEXICONS_COMPOUND_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct error;

enum compound_limits {
	COMPOUND_MAGIC = 0x34574352, /* RCW4 */
	COMPOUND_BOUND = 0, /* the level of what ends compounds and is no word by itself: -talig */
	COMPOUND_RAREST = 14, /* the level of a word that the list has in no compound */
	COMPOUND_NEVER = 15,  /* the level of a word that cannot stand there */
	COMPOUND_ENDINGS_MOST = 128,
	COMPOUND_INFLECTIONS_MOST = 64,
	COMPOUND_LAST_BYTES = 32, /* letters are told apart by their low five bits */
	COMPOUND_SEEN_BITS = 21,
	COMPOUND_SEEN_BYTES = (1 << COMPOUND_SEEN_BITS) / 8,
	COMPOUND_BEGIN_BITS = 20,
	COMPOUND_BEGIN_BYTES = (1 << COMPOUND_BEGIN_BITS) / 8,
	COMPOUND_CUTS = 2,       /* bytes of each slot: where the first parts end, 0 behind them */
	COMPOUND_NOT_CUT = 0xFF, /* the first of them where it has not been worked out */
};

struct compound_words {
	const unsigned char *slot; /* 4 bytes each */
	uint32_t mask;
	const unsigned char *cut;   /* COMPOUND_CUTS of each slot */
	const unsigned char *seen;  /* COMPOUND_SEEN_BYTES */
	const unsigned char *begin; /* COMPOUND_BEGIN_BYTES */
	/* Endings that make a form of a word and no compound (boek-en), then the links between
	 * parts (stad-s-park), prefixes of nouns and adjectives (voor-wedstrijd), and first parts
	 * that negate (on-, niet-). */
	struct span ending[COMPOUND_ENDINGS_MOST];
	size_t inflections;
	size_t links;
	size_t prefixes;
	size_t negations;
	uint64_t inflected[COMPOUND_LAST_BYTES]; /* bits: the inflections with that last letter */
};

/* Levels of cost: 0 for what stands there in a thousand words and more, 1.6 up for each time it is
 * e times rarer. */
struct compound_word {
	bool known; /* a word of the list: not only a form that begins compounds */
	bool name;  /* written with a capital */
	uint8_t first;
	uint8_t last;
};

/* `bytes` are borrowed. Returns 0 or ERROR_CONFIG when they are not such a file. */
int compound_words_open(struct compound_words *out, struct span bytes, struct error *err);

struct span compound_words_prefix(const struct compound_words *words, size_t i);
struct span compound_words_negation(const struct compound_words *words, size_t i);

/* known false and both levels COMPOUND_NEVER if the word is not there. */
struct compound_word compound_words_find(const struct compound_words *words, struct span word);

/* The same by the word's hash_bytes. */
struct compound_word compound_words_find_hash(const struct compound_words *words, uint64_t hash);

/* The slot of the word with that hash_bytes; UINT32_MAX: it is not there. */
uint32_t compound_words_slot(const struct compound_words *words, uint64_t hash);

/*
 * Where the parts of a word of the list end, the last at word.len, if that was worked out when the
 * file was made. Returns how many there are, COMPOUND_CUTS + 1 at most; 0: not known.
 */
size_t compound_words_parts(const struct compound_words *words, struct span word, uint8_t *end);

/* The bit of a hash among those of whole words. */
static inline size_t compound_words_bit(uint64_t hash)
{
	return (size_t)(hash >> (64 - COMPOUND_SEEN_BITS));
}

/* false: no word with that hash is there. */
static inline bool compound_words_seen(const struct compound_words *words, uint64_t hash)
{
	const size_t bit = compound_words_bit(hash);
	return (words->seen[bit / 8] >> bit % 8 & 1) != 0;
}

/* Of so many first letters there is a bit. */
static inline bool compound_words_has_begin(size_t len)
{
	return len == 5 || len == 7;
}

static inline size_t compound_words_begin_bit(uint64_t hash)
{
	return (size_t)(hash >> (64 - COMPOUND_BEGIN_BITS));
}

/* false: no word begins with the `len` letters that have that hash. */
static inline bool compound_words_may_begin(const struct compound_words *words, size_t len,
					    uint64_t hash)
{
	const size_t bit = compound_words_begin_bit(hash);
	return !compound_words_has_begin(len) || (words->begin[bit / 8] >> bit % 8 & 1) != 0;
}

/* Asks the memory for what compound_words_find_hash will look at. */
static inline void compound_words_prefetch(const struct compound_words *words, uint64_t hash)
{
	if (compound_words_seen(words, hash))
		__builtin_prefetch(words->slot + (size_t)((uint32_t)hash & words->mask) * 4);
}

/* The inflections that the word ends in, one bit each. */
uint64_t compound_words_inflections(const struct compound_words *words, struct span word);

/* Takes the next of them from `left`. False: there are no more. */
bool compound_words_next(struct span *ending, const struct compound_words *words, uint64_t *left);

/* What a slot holds for a word, and where it would like to stand: for the tool that makes the file.
 */
uint32_t compound_words_pack(struct span word, struct compound_word value, uint32_t *place);

#endif
