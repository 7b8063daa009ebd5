/*
 * hash.h - a hash of bytes that is the same in every run and on every machine, so that it may be
 * stored and compared: FNV-1a over 64 bits, then the finisher of MurmurHash3 (both public domain)
 * because tables take their slot from the low bits. Not for bytes that an enemy chooses; tables
 * that hold such bytes bound their probing or their size.
 */
#ifndef CORPUS_HASH_H
#define CORPUS_HASH_H

#include <stdint.h>

#include "corpus/text.h"

uint64_t hash_bytes(struct span bytes);

/* The same byte by byte, for all beginnings of a word in one pass: hash_end(state) is hash_bytes of
 * the bytes added since HASH_BEGIN. */
#define HASH_BEGIN UINT64_C(0xCBF29CE484222325)

static inline uint64_t hash_add(uint64_t state, char byte)
{
	return (state ^ (unsigned char)byte) * UINT64_C(0x100000001B3);
}

static inline uint64_t hash_end(uint64_t state)
{
	state ^= state >> 33;
	state *= UINT64_C(0xFF51AFD7ED558CCD);
	state ^= state >> 33;
	state *= UINT64_C(0xC4CEB9FE1A85EC53);
	return state ^ state >> 33;
}

#endif
