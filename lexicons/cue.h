/*
 * cue.h - the line in which a researcher writes what to look for.
 *
 *   vergunning            the word in any form (by stem), alone or as a part of a compound
 *   =regel                exactly this form, no stem and no compound
 *   vergunning*           begins so; *loket ends so; *wantrouw* holds it
 *   Kamer                 a capital in the cue asks for a capital in the text
 *   van het kastje        words in a row, each in any form
 *   laat ...2 los         at most two words between (`...` alone: three)
 *   niets|niks            one of these words; with spaces around or in ( )
 *   helemaal?             this word may be missing
 *   @getallen             any word or phrase of that class
 *   <getal> <woord> <naam>  a number; any word; a word with a capital inside a sentence
 *                         (<number> <word> <name>)
 *
 * A word in any form is one with the same key (stem_key.h); a stem of less than four letters has
 * none, so that `wet` is itself and `wetten` another. Parts of compounds are found from four
 * letters on. Case, accents and the kind of apostrophe make no other difference. Punctuation is
 * passed over, in the cue and in the text, as long as it stays in one sentence.
 */
#ifndef LEXICONS_CUE_H
#define LEXICONS_CUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct error;

enum cue_limits {
	CUE_ELEMENTS_MOST = 16,
	CUE_ALTERNATIVES_MOST = 32,
	CUE_GAP_MOST = 9,
	CUE_GAP_DEFAULT = 3,
	CUE_REACH_MOST = 60, /* words and gaps together; a match is a mask of 64 tokens */
	CUE_BYTES_MOST = 400,
};

enum cue_match {
	CUE_STEM,
	CUE_EXACT,
	CUE_PREFIX,
	CUE_SUFFIX,
	CUE_INFIX,
	CUE_CLASS,
	CUE_NUMBER,
	CUE_ANY,
	CUE_NAME,
};

struct cue_word {
	struct span text; /* folded, without signs; a class's name as written */
	uint8_t match;    /* enum cue_match */
	bool capital;
};

struct cue_element {
	struct cue_word *word; /* alternatives */
	size_t words;
	uint8_t gap;   /* words that may stand between the element before and this one */
	bool optional; /* never the first or the last element */
};

struct cue {
	struct cue_element *element;
	size_t elements;
	bool tokens; /* uses more than plain words, stars and gaps */
};

/* Returns 0, ERROR_CONFIG with what is wrong in `err`, or ERROR_MEMORY. In `keep`. */
int cue_parse(struct cue *out, struct span text, struct arena *keep, struct error *err);

/* Folded as words are looked up: case, accents and kinds of apostrophe off. -1: no memory. */
int cue_fold(struct span *out, struct span text, struct arena *keep);

#endif
