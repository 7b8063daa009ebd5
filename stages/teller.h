/*
 * teller.h - those who may tell an anecdote: the people of the document, and
 * others whom the text lets speak (`Truus vertelt`), with the role that the text
 * gives them (`wethouder Bloemhof`, `Remco Schaap, verkeerskundige`).
 */
#ifndef STAGES_TELLER_H
#define STAGES_TELLER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stages/segment.h"

enum {
	TELLERS_MOST = 200,    /* of one document; those who come up later go unnamed */
	TELLER_WORDS_MOST = 6, /* of a name that are looked for */
};

struct teller {
	struct span name;
	struct span word[TELLER_WORDS_MOST];
	size_t words;
	char initials[TELLER_WORDS_MOST];
	uint64_t role_class; /* bits of WORD_CIVIL, WORD_GOVERNOR, WORD_INITIATOR; 0: not known */
	bool interviewer;
};

struct teller_list {
	struct teller *item;
	size_t count;
	size_t listed; /* the first so many are the speakers of the structure, in the same order */
};

/* In `scratch`. Returns 0, or -1: no memory. */
int teller_list_make(struct teller_list *out, const struct reading *reading, struct arena *scratch);

enum { TELLER_NONE = UINT32_MAX };

/* Whom a token names; TELLER_NONE if nobody. `*owner` tells whether it is a possessive. */
uint32_t teller_named(const struct teller_list *tellers, struct span token, bool *owner);

/* Classes of a token's word. */
uint64_t teller_classes(const struct reading *reading, const struct token *token);

#endif
