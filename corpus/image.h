/*
 * image.h - a structure with all that hangs from it as plain bytes, to be opened
 * elsewhere without being made again.
 *
 * Which of its words are pointers is found by making it twice: at different places a
 * pointer differs, and all else is the same. So no list of members has to be kept; what
 * is neither the same nor a pointer into the structure itself is an error. A pointer to what
 * stands still in the program is the same in both; it shows when another process makes the
 * bytes, as these then differ. Only for the program of the same build: the bytes hold sizes
 * and orders as the compiler chose them.
 */
#ifndef CORPUS_IMAGE_H
#define CORPUS_IMAGE_H

#include <stddef.h>

#include "corpus/text.h"

struct arena;
struct error;

/* The same block of memory in both; each a multiple of 8 bytes long, and aligned to 8. */
struct image_block {
	struct span one;
	struct span other;
};

/*
 * The structure that begins with the first block. Bytes that nobody set must be the same in both.
 * `out` is in `keep`. Returns 0, ERROR_MEMORY, ERROR_LIMIT (more than 4 GB), or ERROR_CONFIG where
 * the two differ.
 */
int image_make(struct span *out, const struct image_block *block, size_t blocks, struct arena *keep,
	       struct error *err);

/* A copy of the structure that was made so, in one piece that free() gives back. NULL with `err`:
 * ERROR_MEMORY, or ERROR_CONFIG where the bytes are no image. */
void *image_open(struct span bytes, struct error *err);

#endif
