/*
 * repeat.h - passages that stand in a document twice: pull quotes, leads that are
 * repeated, running headers that the reader did not see.
 */
#ifndef STAGES_REPEAT_H
#define STAGES_REPEAT_H

#include <stddef.h>

#include "corpus/document.h"

struct arena;

/*
 * Marks as BLOCK_FURNITURE each short block whose words stand, for the greater part
 * in the same order, in one other block that is longer; of two that are alike the
 * later. Told by shared runs of three words (shingles; Broder 1997). Returns 0, or
 * -1: no memory.
 */
int repeat_mark(struct block *block, size_t blocks, struct span text, struct arena *scratch);

#endif
