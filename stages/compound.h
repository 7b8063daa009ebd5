/*
 * compound.h - split a compound into its parts.
 *
 * Takes   a folded word of ASCII letters, hyphens, digits and apostrophes, and the words of
 * compounds. Gives   where its parts end; the bytes of a link (stad-s-park) and of a hyphen belong
 * to the part before them. Method  the cheapest path through the word (Viterbi), where a part costs
 * the less the more words of the dictionary it begins or ends; the counts are from the dictionary
 * split by the same method (one round of expectation-maximisation; after Koehn and Knight 2003,
 * with families in a dictionary for frequencies in a corpus, and Creutz and Lagus 2002). A form of
 * a simple word (boek-en) is no compound. Threads a pure function of its arguments.
 */
#ifndef STAGES_COMPOUND_H
#define STAGES_COMPOUND_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "lexicons/compound_words.h"

enum compound_split_limits {
	COMPOUND_PARTS_MOST = 12, /* of a word with more, the rest is one part */
	COMPOUND_LONGEST = 64,    /* bytes of a piece; what is longer is not split */
};

/* Where each part ends, the last at word.len. Returns the number of parts; 1: not a compound. */
size_t compound_split(const struct compound_words *words, struct span word,
		      uint8_t end[COMPOUND_PARTS_MOST]);

/* A part without the hyphen behind it: what is to be stemmed. */
struct span compound_part(struct span word, const uint8_t *end, size_t part);

#endif
