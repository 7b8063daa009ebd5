/*
 * name.h - find the names of people in a document.
 *
 * Takes   tokens and sentences of tokenise.h, the words of lexicons/name_class.h, names that are
 *         known (people present, speakers) and names to leave alone.
 * Gives   the names in text order, each with its parts. A capitalised word is a name when a sum of
 *         weights says so (the linear form of a logistic model, weights set by hand in
 *         name_score.c): what lists and the dictionary say of the word, what stands around it
 *         here, and how it is written elsewhere in the document.
 * Memory  the list lives in `keep`; `scratch` is the caller's to reset.
 * Threads a pure function of its arguments, but for the vocabulary, which is one thread's.
 * Errors  ERROR_MEMORY.
 */
#ifndef STAGES_NAME_H
#define STAGES_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "stages/token.h"

struct arena;
struct error;
struct vocabulary;
struct word_classes;

/* A name as it stands in the text. The range leaves out titles and the s of a genitive. */
struct name {
	struct range range;
	struct span initials; /* `A.B.`; each part is empty if it is not there */
	struct span given;
	struct span family; /* with its particles */
	bool titled;        /* mevrouw, dhr. or an office stands before it */
	float score;        /* of its surest word, in log odds; above 0 */
};

struct name_list {
	const struct name *item;
	size_t count;
};

struct name_input {
	struct span text;
	const struct token_list *tokens;
	struct vocabulary *vocabulary;
	const struct word_classes *classes;
	const struct span *known; /* whole names, in any form; the surer the list, the better */
	size_t knowns;
	const struct span *kept; /* names that are no secret */
	size_t kept_count;
};

int name_find(struct name_list *out, const struct name_input *input, struct arena *keep,
	      struct arena *scratch, struct error *err);

#endif
