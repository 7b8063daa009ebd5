#include "pipeline/described.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/document.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "lexicons/model.h"
#include "stages/head.h"
#include "stages/space.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"

/* One theme's name, definition and examples as a text. */
static int describe(struct span *out, const struct target *theme, struct arena *scratch)
{
	size_t most = theme->name.len + theme->definition.len + 4;
	for (size_t i = 0; i < theme->examples; i++)
		most += theme->example[i].len + 2;
	char *text = arena_alloc(scratch, most);
	if (!text)
		return -1;
	size_t len = 0;
	for (size_t i = 0; i < theme->examples + 2; i++) {
		const struct span part = i == 0   ? theme->name
					 : i == 1 ? theme->definition
						  : theme->example[i - 2];
		if (part.len > 0)
			memcpy(text + len, part.at, part.len);
		memcpy(text + len + part.len, ". ", 2);
		len += part.len + 2;
	}
	*out = (struct span){text, len};
	return 0;
}

static int make_bag(struct bag *out, struct vocabulary *vocabulary, struct span text,
		    struct arena *keep, struct arena *scratch, struct error *err)
{
	const struct block block = {.end = (uint32_t)text.len, .kind = BLOCK_STORY, .time_ms = -1};
	const struct tokenise_options options = {.tailored = true};
	const struct bag_options how = {.tail = 0};
	struct token_list tokens;
	const int status = tokenise_run(&tokens, vocabulary, &options, text, &block, 1, NULL, 0,
					keep, scratch, err);
	if (status)
		return status;
	uint32_t *seen = arena_calloc(keep, vocabulary_count(vocabulary) + 1, sizeof *seen);
	if (!seen ||
	    bag_make(out, &tokens, 0, (uint32_t)tokens.count, vocabulary, &how, seen, 1, keep))
		return error_memory(err);
	return 0;
}

static int place_themes(struct described *out, const struct lexicon *lexicon,
			struct vocabulary *vocabulary, struct error *err)
{
	struct arena texts = ARENA_INIT, scratch = ARENA_INIT;
	struct head_cache cache = HEAD_CACHE_INIT;
	int status = 0;
	for (uint16_t t = 0; status == 0 && t < lexicon_count(lexicon, TARGET_THEME); t++) {
		struct span text;
		struct bag bag;
		float norm;
		if (describe(&text, lexicon_target(lexicon, TARGET_THEME, t), &texts))
			status = error_memory(err);
		if (status == 0 && text.len <= TEXT_LIMIT)
			status = make_bag(&bag, vocabulary, text, &texts, &scratch, err);
		if (status == 0 && text.len <= TEXT_LIMIT)
			status = head_score(out->direction + (size_t)t * SPACE_DIMENSIONS, &norm,
					    out->space, &cache, &bag, vocabulary, err);
		arena_reset(&texts);
	}
	head_cache_release(&cache);
	arena_release(&texts);
	arena_release(&scratch);
	return status;
}

int described_load(struct described *out, struct span bytes, const struct lexicon *lexicon,
		   const struct language *language, struct arena *keep, struct error *err)
{
	const size_t themes = lexicon_count(lexicon, TARGET_THEME);
	out->space = model_new(bytes, err);
	if (!out->space)
		return err && err->code ? (int)err->code : ERROR_MEMORY;
	if (model_labels(out->space) != SPACE_DIMENSIONS)
		return error_set(err, ERROR_CONFIG, "not a model, or one of another version", "%s",
				 "");
	out->direction = arena_calloc(keep, themes * SPACE_DIMENSIONS, sizeof *out->direction);
	struct vocabulary *vocabulary = out->direction ? vocabulary_new(language, err) : NULL;
	if (!vocabulary)
		return error_memory(err);
	const int status = place_themes(out, lexicon, vocabulary, err);
	space_directions(out->direction, themes, true);
	vocabulary_free(vocabulary);
	return status;
}

void described_free(struct described *described)
{
	model_free(described->space);
	described->space = NULL;
}

struct model *described_aim(const struct described *described, const float *direction,
			    const struct lexicon *lexicon, struct arena *keep, struct error *err)
{
	const size_t themes = lexicon_count(lexicon, TARGET_THEME);
	struct arena scratch = ARENA_INIT;
	struct span *id = arena_alloc(&scratch, themes * sizeof *id);
	struct span bytes;
	struct model *model = NULL;
	for (size_t t = 0; id && t < themes; t++)
		id[t] = lexicon_target(lexicon, TARGET_THEME, (uint16_t)t)->id;
	if (!id)
		(void)error_memory(err);
	else if (space_aim(&bytes, described->space, direction, id, themes, keep, &scratch, err) ==
		 0)
		model = model_part(bytes, err);
	arena_release(&scratch);
	return model;
}
