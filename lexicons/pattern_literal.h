/*
 * pattern_literal.h - what a text must hold for a regular expression to match:
 * a few literals, of which every match has at least one. A sentence without any
 * of them need not be searched.
 */
#ifndef LEXICONS_PATTERN_LITERAL_H
#define LEXICONS_PATTERN_LITERAL_H

#include <stddef.h>

#include "corpus/text.h"

enum { PATTERN_LITERALS_MOST = 32 }; /* with more, one stands in nearly every sentence */

struct pattern_literals {
	struct span item[PATTERN_LITERALS_MOST]; /* letters as written, inside one word */
	size_t count;                            /* 0: none are certain */
};

/* Of a pattern that PCRE2 has compiled, case apart. The spans point into `regex`. Where the
 * pattern says something that this does not understand, none are certain. */
void pattern_literals(struct pattern_literals *out, struct span regex);

#endif
