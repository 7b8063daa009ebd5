/*
 * pattern_literal.h - what a text must hold for a regular expression to match:
 * sets of literals, of which every match has one, and a digit. A sentence that
 * lacks them need not be searched.
 */
#ifndef LEXICONS_PATTERN_LITERAL_H
#define LEXICONS_PATTERN_LITERAL_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/text.h"

enum { PATTERN_LITERALS_MOST = 32 }; /* with more, one stands in nearly every sentence */

/* One of these is in every match; none are certain if `count` is 0. */
struct literal_set {
	struct span item[PATTERN_LITERALS_MOST]; /* letters as written, inside one word */
	size_t count;
};

struct pattern_literals {
	struct literal_set best; /* the longest */
	struct literal_set also; /* every match has one of these, too */
	bool digit;              /* and a decimal digit of any script */
};

/* Of a pattern that PCRE2 has compiled, case apart. The spans point into `regex`. Where the
 * pattern says something that this does not understand, nothing is certain. */
void pattern_literals(struct pattern_literals *out, struct span regex);

#endif
