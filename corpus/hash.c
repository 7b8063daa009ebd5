#include "corpus/hash.h"

uint64_t hash_bytes(struct span bytes)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);
	for (size_t i = 0; i < bytes.len; i++) {
		hash ^= (unsigned char)bytes.at[i];
		hash *= UINT64_C(0x100000001B3);
	}
	hash ^= hash >> 33;
	hash *= UINT64_C(0xFF51AFD7ED558CCD);
	hash ^= hash >> 33;
	hash *= UINT64_C(0xC4CEB9FE1A85EC53);
	return hash ^ hash >> 33;
}
