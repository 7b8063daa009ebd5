/*
 * digest.h - SHA-256 of bytes, in hexadecimal: what makes two inputs "the same".
 *
 * Used for documents, packs, models and settings, so that a run knows what has
 * changed and a record says what it was made from.
 */
#ifndef CORPUS_DIGEST_H
#define CORPUS_DIGEST_H

#include <nettle/sha2.h>
#include <stdint.h>

#include "corpus/text.h"

enum { DIGEST_TEXT = 64 + 1 }; /* 64 hexadecimal digits, lower case, and a NUL */

struct digest {
	struct sha256_ctx context; /* private */
};

void digest_init(struct digest *digest);
void digest_add(struct digest *digest, struct span bytes);
/* Adds the length before the bytes, so that ("ab", "c") differs from ("a", "bc"). */
void digest_add_field(struct digest *digest, struct span field);
void digest_add_number(struct digest *digest, uint64_t number);
/* The digest of all that was added; `digest` is then as new. */
void digest_end(struct digest *digest, char out[static DIGEST_TEXT]);

/* All at once. */
void digest_of(char out[static DIGEST_TEXT], struct span bytes);

#endif
