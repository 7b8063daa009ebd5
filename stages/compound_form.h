/*
 * compound_form.h - what an inflected word may be a form of, by the spelling of Dutch.
 *
 * Takes   a folded word and the bytes of an ending of it. Gives   the words that it may then be
 * a form of: what is left as it stands and, if the ending begins with a vowel, with one consonant
 * for two (ras-sen), with the vowel doubled that stood in an open syllable (lop-en: loop), with f
 * and s for v and z (brev-en: brief). Whether they exist is for the caller to look
 * up. Memory  the result holds the bytes. Threads  pure functions.
 */
#ifndef STAGES_COMPOUND_FORM_H
#define STAGES_COMPOUND_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/text.h"
#include "lexicons/compound_words.h"

enum compound_form_limits {
	COMPOUND_LONGEST = 64, /* bytes of a word that is looked at; what is longer is not split */
	COMPOUND_BASES_MOST = 4,
};

struct compound_base {
	char at[COMPOUND_LONGEST + 1];
	size_t len;
	size_t kept; /* so many bytes of the word itself are what is left of the base */
};

/* Writes the spellings; returns how many there are. 0 if less than three bytes or too many
 * are left. */
size_t compound_form_bases(struct compound_base out[COMPOUND_BASES_MOST], struct span word,
			   size_t ending);

/* The first of them that is a word of the list; false: none is. */
bool compound_form_known(struct compound_base *out, const struct compound_words *words,
			 struct span word, size_t ending);

/*
 * Whether the word, which begins with `prefix` bytes of prefix, belongs to a verb with that prefix:
 * aanvraag, aanvragen have aangevraagd beside them, onderzoeker has onderzoekt. Such a word comes
 * from the verb and is no compound of the prefix and a noun.
 */
bool compound_form_is_verbal(const struct compound_words *words, struct span word, size_t prefix);

#endif
