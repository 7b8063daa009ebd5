/*
 * sentence.h - where sentences end among the tokens of one block.
 *
 * Takes   tokens with byte ranges and kinds (types are not looked at) and the places where a
 * sentence may end, both from cut.h. Gives   sentences in order, which together hold all the
 * tokens. Memory  the list grows in `keep`.
 */
#ifndef STAGES_SENTENCE_H
#define STAGES_SENTENCE_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "stages/cut.h"
#include "stages/token.h"

struct arena;
struct language;

enum sentence_limits {
	/* Words without any punctuation after which a stretch is taken to be speech that nobody has
	 * punctuated, and is cut at the words the language names for it... */
	SENTENCE_UNPUNCTUATED = 40,
	/* ...but leaving pieces of no less than this. */
	SENTENCE_PIECE_LEAST = 10,
};

struct sentence_list {
	struct sentence *item;
	size_t count;
	size_t capacity;
	struct arena *keep;
};

/* The tokens [first, last) and the stops [stop, stops) of one block. Returns 0; -1: no memory. */
struct sentence_unit {
	struct span text; /* up to the end of the block */
	const struct language *language;
	const struct token *token;
	uint32_t first;
	uint32_t last;
	const struct cut_stop *stop;
	size_t stops;
	uint32_t block;
};

int sentence_cut(struct sentence_list *out, const struct sentence_unit *unit);

/* The same after UAX #29 as it stands; `range` is the text of the unit. */
int sentence_cut_plain(struct sentence_list *out, const struct sentence_unit *unit,
		       struct range range);

#endif
