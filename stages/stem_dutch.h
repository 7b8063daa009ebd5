/*
 * stem_dutch.h - Porter's stemmer for Dutch, as Snowball's "dutch" has it, for words of ASCII.
 *
 * Every new word is stemmed, and nothing that is done with a word once costs as much: this takes a
 * tenth of the instructions of libstemmer, whose generic steps it writes out. For words with other
 * letters, and where the library stems otherwise (stem.c asks it), the library stays.
 * Source: M. Porter, http://snowball.tartarus.org/algorithms/dutch/stemmer.html.
 */
#ifndef STAGES_STEM_DUTCH_H
#define STAGES_STEM_DUTCH_H

#include <stddef.h>

/* Stems word[0, len) in place; gives the length of the stem, which is never longer. */
size_t stem_dutch(char *word, size_t len);

#endif
