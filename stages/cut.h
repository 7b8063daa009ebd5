/*
 * cut.h - the tokeniser's first step: where each token begins and ends, and of what kind it is.
 *
 * Takes   a piece of text; nothing outside it is looked at.
 * Gives   tokens without types, and the places where a sentence may end, for sentence.h.
 * Memory  tokens grow in `keep`, stops in `scratch`; both are the caller's between calls.
 */
#ifndef STAGES_CUT_H
#define STAGES_CUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "stages/token.h"

struct arena;
struct language;

enum cut_stop_kind {
	CUT_MARK,       /* behind this token: a terminator, or an abbreviation */
	CUT_BLANK_LINE, /* before this token: a blank line */
	CUT_CAPITAL, /* before this token: a capital behind a word, with no mark between, or a sign
			behind a number */
};

/* A place where a sentence may end. */
struct cut_stop {
	uint32_t token;
	enum cut_stop_kind kind;
};

struct cut_list {
	struct token *token;
	size_t count;
	size_t capacity;
	struct cut_stop *stop;
	size_t stops;
	size_t stop_capacity;
	struct arena *keep;    /* where tokens grow */
	struct arena *scratch; /* where stops grow */
	bool after_space; /* white space, or the start of a unit, stands before the next token */
};

/* Makes room for so many tokens at once. Returns 0; -1: no memory. */
int cut_reserve(struct cut_list *list, size_t tokens);

/* Cuts text[range] with the tailoring for Dutch and English. Returns 0; -1: no memory. */
int cut_tailored(struct cut_list *list, const struct language *language, struct span text,
		 struct range range);

/* The same without any of the short ways, at a tenth of the speed: what a test compares with. */
int cut_tailored_slowly(struct cut_list *list, const struct language *language, struct span text,
			struct range range);

/* Cuts text[range] after UAX #29 as it stands. */
int cut_plain(struct cut_list *list, struct span text, struct range range);

/* Adds text[range] as an aside. */
int cut_aside(struct cut_list *list, struct span text, struct range range);

#endif
