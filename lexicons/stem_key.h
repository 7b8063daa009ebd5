/*
 * stem_key.h - when two forms with the same stem are one word for a pack.
 *
 * Snowball's Dutch stemmer is made for finding pages: it takes `weet` and `wetten`,
 * `plat` and `plaats`, `over` and `overheid`, `eens` and `een` together. A lexicon
 * needs less. A key is the stem with two letters behind it: whether the last vowel
 * of the stem is long or short as the form is spelt (doubled, or single before one
 * consonant and a vowel: long), and which derivation was taken off (-heid, -ing,
 * -lijk, -baar, -ig, -end). A stem of less than four letters says too little: such
 * a word has no key and is known by its own form alone.
 */
#ifndef LEXICONS_STEM_KEY_H
#define LEXICONS_STEM_KEY_H

#include "corpus/text.h"

enum {
	STEM_KEY_LEAST = 4,  /* bytes of a stem that has a key */
	STEM_KEY_MOST = 256, /* a longer word has none */
	STEM_KEY_SIZE = STEM_KEY_MOST + 2,
};

/* The key of a folded word with that stem, in `buffer`; empty if it has none. */
struct span stem_key(char buffer[static STEM_KEY_SIZE], struct span folded, struct span stem);

/* The key of a compound's part: `stem` as it stands in `folded` at or behind *at, which moves on.
 */
struct span stem_key_part(char buffer[static STEM_KEY_SIZE], struct span folded, struct span stem,
			  size_t *at);

#endif
