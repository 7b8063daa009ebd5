#include "stages/tokenise.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/cut.h"
#include "stages/sentence.h"
#include "stages/vocabulary.h"

/* Fewer than there are on the average, so that the list is seldom copied while it grows. */
enum { BYTES_A_TOKEN = 4 };

struct work {
	struct cut_list cut;
	struct sentence_list sentences;
	const struct language *language;
	bool tailored;
	struct span text;
	const struct range *aside;
	size_t asides;
};

static int cut_piece(struct work *work, struct range piece)
{
	if (piece.start >= piece.end)
		return 0;
	return work->tailored ? cut_tailored(&work->cut, work->language, work->text, piece)
			      : cut_plain(&work->cut, work->text, piece);
}

/* The words of a block and, between them, its asides. `aside` stays at the first one not yet done.
 */
static int cut_block(struct work *work, struct range block)
{
	uint32_t at = block.start;
	while (work->asides > 0 && work->aside->end <= at)
		work->aside++, work->asides--;
	for (; work->asides > 0 && work->aside->start < block.end; work->aside++, work->asides--) {
		struct range aside = *work->aside;
		if (aside.start < at)
			aside.start = at;
		if (aside.end > block.end)
			aside.end = block.end;
		if (cut_piece(work, (struct range){at, aside.start}) != 0 ||
		    cut_aside(&work->cut, work->text, aside) != 0)
			return -1;
		at = aside.end;
		if (work->aside->end > block.end)
			break;
	}
	return cut_piece(work, (struct range){at, block.end});
}

static int do_block(struct work *work, const struct block *block, uint32_t number)
{
	const struct range range = {block->content_start, block->end};
	const size_t first = work->cut.count;
	work->cut.stops = 0;
	work->cut.after_space = true;
	if (range.start >= range.end)
		return 0;
	if (cut_block(work, range) != 0)
		return -1;
	const struct sentence_unit unit = {
		.text = {work->text.at, range.end},
		.language = work->language,
		.token = work->cut.token,
		.first = (uint32_t)first,
		.last = (uint32_t)work->cut.count,
		.stop = work->cut.stop,
		.stops = work->cut.stops,
		.block = number,
	};
	return work->tailored ? sentence_cut(&work->sentences, &unit)
			      : sentence_cut_plain(&work->sentences, &unit, range);
}

int tokenise_run(struct token_list *out, struct vocabulary *vocabulary,
		 const struct tokenise_options *options, struct span text,
		 const struct block *block, size_t blocks, const struct range *aside, size_t asides,
		 struct arena *keep, struct arena *scratch, struct error *err)
{
	*out = (struct token_list){NULL, 0, NULL, 0};
	if (text.len > TEXT_LIMIT)
		return error_set(err, ERROR_LIMIT, "the text is too long", "%zu", text.len);
	struct work work = {
		.cut.keep = keep,
		.cut.scratch = scratch,
		.sentences.keep = keep,
		.language = options->language || !vocabulary ? options->language
							     : vocabulary_language(vocabulary),
		.tailored = options->tailored,
		.text = text,
		.aside = aside,
		.asides = asides,
	};
	if (cut_reserve(&work.cut, text.len / BYTES_A_TOKEN) != 0)
		return error_memory(err);
	for (size_t i = 0; i < blocks; i++)
		if (do_block(&work, &block[i], (uint32_t)i) != 0)
			return error_memory(err);
	if (vocabulary &&
	    vocabulary_intern_tokens(vocabulary, text, work.cut.token, work.cut.count, err) != 0)
		return ERROR_MEMORY;
	*out = (struct token_list){work.cut.token, work.cut.count, work.sentences.item,
				   work.sentences.count};
	return 0;
}
