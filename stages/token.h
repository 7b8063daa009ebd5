/*
 * token.h - what the tokeniser gives and every later stage reads: tokens and
 * sentences as byte ranges of the document's text, and the vocabulary in which
 * each distinct word form is worked out once.
 */
#ifndef STAGES_TOKEN_H
#define STAGES_TOKEN_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

enum token_kind {
	TOKEN_WORD,
	TOKEN_NUMBER, /* also dates, times, amounts */
	TOKEN_PUNCTUATION,
	TOKEN_SYMBOL,  /* emoji, currency and other signs */
	TOKEN_ADDRESS, /* URL or mail address */
	TOKEN_ASIDE,   /* time code, (lacht), [onverstaanbaar]: no word of the story */
};

enum token_flag {
	TOKEN_CAPITAL = 1,      /* begins with an upper-case letter */
	TOKEN_ALL_CAPITALS = 2, /* two letters or more, all upper case */
	TOKEN_AFTER_SPACE = 4,  /* white space, or the start of a unit, stands before it */
};

struct token {
	uint32_t start; /* byte offset in the document's text */
	uint32_t type;  /* index in the vocabulary; VOCABULARY_NONE (no word at all) for an aside */
	uint16_t len;   /* bytes, at least 1; a longer run of bytes is cut into several tokens */
	uint8_t kind;   /* enum token_kind */
	uint8_t flags;  /* of enum token_flag */
};

/* A sentence never crosses a block. */
struct sentence {
	uint32_t first; /* tokens [first, last) */
	uint32_t last;
	uint32_t block; /* index of the block it stands in */
};

struct token_list {
	const struct token *item;
	size_t count;
	const struct sentence *sentence;
	size_t sentences;
};

/* By which many verb forms can be told. What comes first holds. */
enum word_ending { ENDING_GE, ENDING_EN, ENDING_TE, ENDING_T, ENDING_NONE };

/*
 * A word form as it is looked up. All spans live in the vocabulary. `part` holds
 * the stems of a compound's parts in order (`subsidieaanvraag`: subsidie, aanvraag);
 * none for a word that is not a compound.
 */
struct word_type {
	struct span folded; /* case folded, accents off, speech forms written out ('t: het) */
	struct span stem;
	const struct span *part;
	uint8_t parts;
	uint8_t flags;  /* of enum token_flag, those that the bytes alone decide */
	uint16_t roles; /* of enum word_role (lexicons/language.h), of the form as written or folded
			 */
	uint8_t ending; /* enum word_ending, of `folded` */
	uint64_t classes; /* of lexicons/word_class.h, once vocabulary_classify was called */
	uint64_t hash;    /* of `folded`: the same in every run and on every machine */
	uint64_t stem_hash;
};

#endif
