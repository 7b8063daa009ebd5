/*
 * scan.h - words of a stretch of text before there are tokens.
 *
 * Labels, headings and roles have to be read before the tokeniser can know
 * where the words of a block begin. A word here is a run of letters, digits and
 * the signs ' ’ - . inside it; that is all these few need.
 */
#ifndef STAGES_SCAN_H
#define STAGES_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct word_classes;

/* Bytes of the longest word that is looked up; a longer one is in no class. */
enum { SCAN_WORD_MOST = 60 };

/* The next word at or behind *at, which moves behind it. false: no more words. */
bool scan_word(struct span *word, struct span text, size_t *at);

size_t scan_count(struct span text);

/* Classes of a word as written. Folding takes `scratch`; 0 when memory is out. */
uint64_t scan_classes(const struct word_classes *classes, struct span word, struct arena *scratch);

/* The same for any word of `text`, and for the first. */
uint64_t scan_any(const struct word_classes *classes, struct span text, struct arena *scratch);
uint64_t scan_first(const struct word_classes *classes, struct span text, struct arena *scratch);

/* Equal but for case and accents. */
bool scan_equal(struct span a, struct span b, struct arena *scratch);

/* Hash of a word, ASCII case aside. */
uint64_t scan_hash(struct span word);

/* Whether the text begins, ends with a quotation mark; the last code point that is no quotation
 * mark or bracket, 0 for none. */
bool scan_opens_quote(struct span text);
uint32_t scan_last_sign(struct span text);

bool scan_is_upper(struct span word); /* first letter */

#endif
