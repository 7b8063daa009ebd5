/*
 * check.h - what in a lexicon is allowed and yet most likely not meant.
 *
 * Takes   a compiled lexicon; what does not compile never comes here.
 * Gives   warnings in the order of the rules, each with file and line.
 * Memory  the list lives in `keep`; `scratch` is the caller's to reset. Spans
 *         point into the lexicon.
 * Threads a pure function of its arguments.
 */
#ifndef LEXICONS_CHECK_H
#define LEXICONS_CHECK_H

#include <stddef.h>

#include "corpus/text.h"
#include "lexicons/lexicon.h"
#include "lexicons/pack.h"

struct arena;
struct error;

struct warning {
	const char *why;         /* fixed English sentence, key in pipeline/messages.c */
	struct span detail;      /* the term, the theme's id */
	struct span other;       /* the other theme of a term that two have; else empty */
	struct pack_place place; /* file NULL: the lexicon as a whole */
};

struct warning_list {
	struct warning *item;
	size_t count;
	size_t capacity;
};

/* Returns 0 or ERROR_MEMORY. A lexicon without faults gives no warnings. */
int check_run(struct warning_list *out, const struct lexicon *lexicon, struct arena *keep,
	      struct arena *scratch, struct error *err);

#endif
