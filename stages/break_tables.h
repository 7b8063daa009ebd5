/*
 * break_tables.h - the Word_Break and Sentence_Break properties of Unicode 15, for break.c.
 * The tables are made by break_tables.py, which numbers the classes in the order they have here.
 */
#ifndef STAGES_BREAK_TABLES_H
#define STAGES_BREAK_TABLES_H

#include <stdint.h>

enum word_class {
	WB_OTHER,
	WB_CR,
	WB_LF,
	WB_NEWLINE,
	WB_EXTEND,
	WB_ZWJ,
	WB_REGIONAL,
	WB_FORMAT,
	WB_KATAKANA,
	WB_HEBREW,
	WB_LETTER,
	WB_SINGLE_QUOTE,
	WB_DOUBLE_QUOTE,
	WB_MID_NUM_LET,
	WB_MID_LETTER,
	WB_MID_NUM,
	WB_NUMERIC,
	WB_EXTEND_NUM_LET,
	WB_SPACE,
	WB_PICTOGRAPHIC,
	WB_LETTER_PICTOGRAPHIC, /* ALetter and Extended_Pictographic: the letter i in a ring, say */
};

enum sentence_class {
	SB_OTHER,
	SB_CR,
	SB_LF,
	SB_EXTEND,
	SB_SEP,
	SB_FORMAT,
	SB_SP,
	SB_LOWER,
	SB_UPPER,
	SB_OLETTER,
	SB_NUMERIC,
	SB_ATERM,
	SB_SCONTINUE,
	SB_STERM,
	SB_CLOSE,
};

enum { BREAK_BLOCK = 128 };

extern const uint8_t break_word_class[];
extern const uint8_t break_sentence_class[];
extern const uint8_t break_index[];
extern const uint8_t break_block[][BREAK_BLOCK];

/* The number of the pair of classes of a code point up to U+10FFFF. */
static inline uint8_t break_pair(uint32_t code)
{
	return break_block[break_index[code / BREAK_BLOCK]][code % BREAK_BLOCK];
}

static inline enum word_class break_word(uint32_t code)
{
	return (enum word_class)break_word_class[break_pair(code)];
}

static inline enum sentence_class break_sentence(uint32_t code)
{
	return (enum sentence_class)break_sentence_class[break_pair(code)];
}

#endif
