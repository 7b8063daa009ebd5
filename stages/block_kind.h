/*
 * block_kind.h - questions, headings, captions and furniture, told by the words
 * of a block and by what stands around it.
 */
#ifndef STAGES_BLOCK_KIND_H
#define STAGES_BLOCK_KIND_H

#include "stages/structure.h"

struct block_context {
	struct span text;
	struct block *block;
	size_t blocks;
	const uint16_t *block_speaker;
	const struct speaker *speaker;
	const struct word_classes *words;
	struct arena *scratch;
};

/* Changes `kind` where the words say otherwise than the reader. */
void block_kinds(const struct block_context *context);

#endif
