/*
 * compound.h - split a compound into its parts.
 *
 * Takes   a folded word of ASCII letters, hyphens, digits and apostrophes, and the words of
 * compounds. Gives   where its parts end; the bytes of a link (stad-s-park) and of a hyphen belong
 * to the part before them. Method  the cheapest path through the word (Viterbi), where a part costs
 * the less the more words of the dictionary it begins or ends; the counts are from the dictionary
 * split by the same method (one round of expectation-maximisation; after Koehn and Knight 2003,
 * with families in a dictionary for frequencies in a corpus, and Creutz and Lagus 2002). What
 * counts:
 *   - how many words of the list each part begins or ends, and how long it is;
 *   - links (s; the e of the old spelling), and forms of known words as last parts;
 *   - prefixes that the data name (voor-wedstrijd), but not before what comes from a verb with that
 *     prefix (voor-stel, beside voorgesteld);
 *   - whether the list has the word itself, as a name, or as the maker of many compounds: the more
 *     it makes, the more it is one word (woord-en-boek; onderwijs);
 *   - a hyphen: what stands beside one and is in the list is left whole;
 *   - a form of a word that is no compound is none either (bedenk, so bedenken).
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_COMPOUND_H
#define STAGES_COMPOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "lexicons/compound_words.h"

/* Of a word with more parts than this, the rest is one part. */
enum { COMPOUND_PARTS_MOST = 12 };

/* Where each part ends, the last at word.len. Returns the number of parts; 1: not a compound. */
size_t compound_split(const struct compound_words *words, struct span word,
		      uint8_t end[COMPOUND_PARTS_MOST]);

/* Whether the first of two parts or more turns the word into its opposite (on-leesbaar,
 * niet-roker): then a search for what is behind it must not find the word. */
bool compound_is_negated(const struct compound_words *words, struct span word, const uint8_t *end);

/* A part without the hyphen behind it: what is to be stemmed. */
struct span compound_part(struct span word, const uint8_t *end, size_t part);

#endif
