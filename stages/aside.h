/*
 * aside.h - what stands in brackets and is nobody's words: time codes, (lacht),
 * [onverstaanbaar], (?).
 */
#ifndef STAGES_ASIDE_H
#define STAGES_ASIDE_H

#include <stddef.h>

#include "corpus/text.h"

struct arena;
struct word_classes;

enum { ASIDE_BYTES_MOST = 80 }; /* a longer one says something */

/*
 * Length of the aside at the beginning of `text`, brackets included; 0 if there is none.
 * Square brackets hold a time, a word of the class aside, or at most two words; round ones a time
 * or begin with a word of that class.
 */
size_t aside_length(struct span text, const struct word_classes *words, struct arena *scratch);

#endif
