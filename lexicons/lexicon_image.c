#include "lexicons/lexicon_image.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/image.h"
#include "lexicons/compiled.h"

/* The lexicon itself without its arena, which an image has no need of, and then what the arena
 * gave. */
static struct image_block *blocks_of(const struct lexicon *one, const struct lexicon *other,
				     size_t *blocks, struct arena *keep)
{
	const size_t most = arena_blocks(&one->arena, NULL, 0);
	struct span *part = arena_calloc(keep, 2 * most, sizeof *part);
	struct image_block *block = arena_calloc(keep, most + 1, sizeof *block);
	struct lexicon *bare = arena_alloc(keep, 2 * sizeof *bare);
	if (!part || !block || !bare || arena_blocks(&other->arena, NULL, 0) != most)
		return NULL;
	memcpy(&bare[0], one, sizeof *one);
	memcpy(&bare[1], other, sizeof *other);
	bare[0].arena = bare[1].arena = (struct arena)ARENA_INIT;
	bare[0].symbols.arena = bare[1].symbols.arena = NULL;
	block[0] = (struct image_block){{(const char *)&bare[0], sizeof *bare},
					{(const char *)&bare[1], sizeof *bare}};
	(void)arena_blocks(&one->arena, part, most);
	(void)arena_blocks(&other->arena, part + most, most);
	for (size_t i = 0; i < most; i++)
		block[i + 1] = (struct image_block){part[i], part[most + i]};
	*blocks = most + 1;
	return block;
}

int lexicon_image_make(struct span *out, const struct lexicon *one, const struct lexicon *other,
		       struct arena *keep, struct error *err)
{
	for (size_t i = 0; i < one->rules; i++)
		if (one->rule[i].code)
			return error_set(err, ERROR_CONFIG, "a pattern can't be kept in an image",
					 "%.*s", (int)one->rule[i].text.len, one->rule[i].text.at);
	size_t blocks = 0;
	const struct image_block *block = blocks_of(one, other, &blocks, keep);
	return block ? image_make(out, block, blocks, keep, err) : error_memory(err);
}

struct lexicon *lexicon_image_open(struct span bytes, struct error *err)
{
	return image_open(bytes, err);
}
