#include "corpus/hash.h"

uint64_t hash_bytes(struct span bytes)
{
	uint64_t state = HASH_BEGIN;
	for (size_t i = 0; i < bytes.len; i++)
		state = hash_add(state, bytes.at[i]);
	return hash_end(state);
}
