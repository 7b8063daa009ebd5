/*
 * cut_word.h - the tailoring of UAX #29: where a token ends that is not just a run of ASCII
 * letters.
 */
#ifndef STAGES_CUT_WORD_H
#define STAGES_CUT_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct language;

struct cut_place {
	struct span text; /* up to the end of the piece */
	size_t at;
	const struct language *language;
	bool after_space;
	bool lower_before; /* the token before is a word in lower case */
	bool quote_open;   /* a single quotation mark has been opened and not closed */
};

struct cut_found {
	size_t end;
	uint8_t kind; /* enum token_kind */
	bool stop;    /* a sentence may end behind it */
};

/* The token that begins at `at` with a letter, a digit or an underscore. */
struct cut_found cut_word(const struct cut_place *place);

/* The token that begins at `at` with anything else but white space. */
struct cut_found cut_other(const struct cut_place *place);

/* Whether the character at `at` can be part of a word: a letter, a digit, an underscore. */
bool cut_is_word(struct span text, size_t at);

/* Bytes of the single quotation mark or apostrophe at `at`: ' ` ´ ‘ ’ ‚ ‛; 0 if there is none. */
size_t cut_apostrophe(struct span text, size_t at);

#endif
