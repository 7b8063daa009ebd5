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

#endif
