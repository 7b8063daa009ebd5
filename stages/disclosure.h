/*
 * disclosure.h - what in a document says who somebody is: names of people (name.h) and what leads
 * to them (identifier.h), in one list.
 *
 * Takes   a document with its structure and tokens. The people of the structure (those present,
 *         those who speak) are names that are known.
 * Gives   ranges of the text in order, none overlapping. A street without a number is none.
 * Memory  the list lives in `keep`; `scratch` is the caller's to reset.
 * Threads a pure function of its arguments, but for the vocabulary, which is one thread's.
 * Errors  ERROR_MEMORY.
 */
#ifndef STAGES_DISCLOSURE_H
#define STAGES_DISCLOSURE_H

#include "stages/identifier.h"
#include "stages/name.h"
#include "stages/structure.h"

struct disclosure {
	struct range range;
	const struct name *name; /* NULL: an identifier */
	enum identifier_kind kind;
};

struct disclosure_list {
	const struct disclosure *item;
	size_t count;
};

struct disclosure_input {
	struct span text;
	const struct structure *structure;
	const struct token_list *tokens;
	struct vocabulary *vocabulary;
	const struct word_classes *classes; /* lexicons/name_class.h */
	const struct span *known;           /* names, and names to leave alone */
	size_t knowns;
	const struct span *kept;
	size_t kept_count;
};

int disclosure_find(struct disclosure_list *out, const struct disclosure_input *input,
		    struct arena *keep, struct arena *scratch, struct error *err);

#endif
