/*
 * propose_name.h - what is known of words that are never proposed as terms, and which
 * word types of a study are names of people.
 *
 * A type is a name if it stands in a speaker's name or in one of the known names,
 * if the lists have it as a first name and as no other word, or if most of its
 * places in the anecdotes are in names that name_find (name.h) sees there. For
 * propose.c.
 */
#ifndef STAGES_PROPOSE_NAME_H
#define STAGES_PROPOSE_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/text.h"

struct arena;
struct collection;
struct error;
struct token_list;
struct vocabulary;
struct word_classes;

struct propose_names {
	const struct word_classes *classes; /* lexicons/name_class.h */
	const struct word_classes *telling; /* lexicons/word_class.h: words of telling, not of what
					     * is told; NULL: none */
	const struct span *known;           /* whole names: people, and what takes part */
	size_t knowns;
};

/* Sets *out to one mark for each of the first *types types, in `scratch`. `tokens` has one list
 * per anecdote. Returns 0 or ERROR_MEMORY. */
int propose_name_types(bool **out, size_t *types, const struct collection *collection,
		       const struct token_list *tokens, struct vocabulary *vocabulary,
		       const struct propose_names *names, struct arena *scratch, struct error *err);

#endif
