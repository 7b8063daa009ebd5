/*
 * segment_unit.h - the sentences of a document with what can be measured in
 * each: the units that are inside an anecdote or not.
 *
 * Sentences of furniture, captions and asides are left out: an anecdote runs on
 * across a time code or a pull quote. Stories that are already cut are left out
 * too.
 */
#ifndef STAGES_SEGMENT_UNIT_H
#define STAGES_SEGMENT_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lexicons/word_class.h"
#include "stages/segment.h"

enum unit_sign {
	UNIT_ASKS = 1, /* ends with a question mark */
	UNIT_EXCLAIMS = 2,
	UNIT_STOPS = 4,   /* ends with any sign that ends a sentence */
	UNIT_QUOTES = 8,  /* holds a quotation mark */
	UNIT_OPENS = 16,  /* begins with one */
	UNIT_INSIDE = 32, /* begins within a quotation that was opened before */
	UNIT_NUMBER = 64,
	UNIT_NAME = 128,    /* a capital inside the sentence */
	UNIT_ADDRESS = 256, /* mail or web address, phone number */
	UNIT_ELLIPSIS = 512,
	UNIT_LOWER = 1024, /* begins with a small letter */
	UNIT_COLON = 2048, /* a colon inside */
	UNIT_SIGNS = 12
};

/* Whom a unit begins with. */
enum unit_opening { OPENING_NONE, OPENING_SAME_NAME, OPENING_OTHER_NAME, OPENING_NEW_NAME };

enum { UNIT_CONTENT_MOST = 20 }; /* words of content that are kept of a unit */
enum { UNIT_PLAIN_MOST = 24 };   /* words without a subject that are kept of a unit */

struct unit {
	uint32_t first_word;             /* hash */
	uint32_t plain[UNIT_PLAIN_MOST]; /* hashes of words that carry no subject */
	uint8_t plain_words;
	uint32_t content[UNIT_CONTENT_MOST]; /* hashes of stems and names */
	uint8_t contents;
	uint64_t content_bits;   /* unit_bit() of each of them: tells most words that are none */
	bool opens_with_content; /* the first word is one of them */
	uint32_t name;           /* hash of the first name; 0: none */
	uint32_t first;          /* tokens [first, last) */
	uint32_t last;
	uint32_t block; /* index in unit_list.block */
	uint16_t signs; /* of enum unit_sign */
	uint16_t words;
	uint64_t first_classes; /* of the first word */
	uint8_t count[WORD_CLASSES];
	uint8_t shared;    /* words of content that one of the three units before has too */
	uint8_t bridge;    /* words of content that the three units before share with the three from
			      here */
	uint8_t opening;   /* enum unit_opening */
	uint8_t old_names; /* names that came up in the three units before, and those that did not
			    */
	uint8_t new_names;
};

static inline uint64_t unit_bit(uint32_t content)
{
	return UINT64_C(1) << content % 64;
}

/* What the last heading or question before a block is about. */
enum unit_section { SECTION_NONE, SECTION_PLAIN, SECTION_QUESTION, SECTION_FACTS, SECTION_ADVICE };

struct unit_block {
	uint32_t index; /* in the structure */
	uint32_t first; /* units [first, last) */
	uint32_t last;
	uint32_t words;
	uint32_t count[WORD_CLASSES];
	uint16_t speaker;
	uint8_t kind;
	uint8_t section; /* enum unit_section */
	uint8_t since;   /* blocks since that heading or question, at most 9 */
	bool asker;      /* the interviewer speaks */
	bool gap;        /* an empty line stands before it */
	bool open;       /* breaks off without a closing sign */
	bool asks;       /* ends with a question mark */
	bool quoted;     /* begins with a quotation mark */
};

enum unit_style { STYLE_PROSE, STYLE_TALK, STYLE_NOTES, STYLES };

struct unit_list {
	struct unit *item;
	size_t count;
	uint32_t *words_before; /* words of the units before each; count + 1 numbers */
	struct unit_block *block;
	size_t blocks;
	enum unit_style style;
	bool unpunctuated; /* most sentences end without a sign: recognised speech */
};

/* In `scratch`. Returns 0, or -1: no memory. */
int unit_list_make(struct unit_list *out, const struct reading *reading, struct arena *scratch);

#endif
