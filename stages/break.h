/*
 * break.h - word and sentence boundaries after UAX #29 (Unicode 15) as it stands, without
 * tailoring.
 *
 * Takes any bytes; a malformed byte counts as U+FFFD. Offsets are bytes. `at` is a boundary and
 * less than text.len; what is given is the next boundary, at most text.len. Pure functions.
 */
#ifndef STAGES_BREAK_H
#define STAGES_BREAK_H

#include <stddef.h>

#include "corpus/text.h"

size_t break_word_next(struct span text, size_t at);
size_t break_sentence_next(struct span text, size_t at);

#endif
