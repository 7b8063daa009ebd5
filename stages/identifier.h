/*
 * identifier.h - find what leads to a person without being a name: mail addresses, web addresses
 * and handles, phone numbers, street addresses and postcodes, dates of birth, citizen's numbers,
 * bank accounts and licence plates.
 *
 * Takes   the text and the tokens of tokenise.h, and the words of lexicons/name_class.h.
 * Gives   what was found in text order, none overlapping. A citizen's number (BSN) must pass its
 *         11-test, a bank account (IBAN, ISO 13616) its check modulo 97; a date is taken only where
 *         the words before it say that it is somebody's birth.
 * Memory  the list lives in `keep`.
 * Threads a pure function of its arguments.
 * Errors  ERROR_MEMORY.
 */
#ifndef STAGES_IDENTIFIER_H
#define STAGES_IDENTIFIER_H

#include <stdbool.h>
#include <stddef.h>

#include "stages/token.h"

struct arena;
struct error;
struct word_classes;

enum identifier_kind {
	IDENTIFIER_MAIL,
	IDENTIFIER_WEB,
	IDENTIFIER_HANDLE,
	IDENTIFIER_PHONE,
	IDENTIFIER_ADDRESS, /* street and number */
	IDENTIFIER_POSTCODE,
	IDENTIFIER_BIRTH,
	IDENTIFIER_CITIZEN, /* BSN */
	IDENTIFIER_BANK,    /* IBAN */
	IDENTIFIER_PLATE,
	IDENTIFIER_STREET, /* without a number: no secret, but names in it are no people's */
	IDENTIFIER_KINDS
};

struct identifier {
	struct range range;
	enum identifier_kind kind;
};

struct identifier_list {
	struct identifier *item;
	size_t count;
	size_t capacity;
};

int identifier_find(struct identifier_list *out, struct span text, const struct token_list *tokens,
		    const struct word_classes *classes, struct arena *keep, struct arena *scratch,
		    struct error *err);

/* Length in bytes of the number of any kind that begins at `at`, by its own check alone, and its
 * kind; 0 if there is none. What stands before is not looked at. */
size_t identifier_number(enum identifier_kind *kind, struct span text, size_t at);
/* The same of one kind. */
size_t identifier_bank(struct span text, size_t at);
size_t identifier_citizen(struct span text, size_t at);
size_t identifier_phone(struct span text, size_t at);
size_t identifier_plate(struct span text, size_t at);
size_t identifier_postcode(struct span text, size_t at);
/* 4-5-1962, 4 mei 1962, 1962-05-04. */
size_t identifier_date(struct span text, size_t at, const struct word_classes *classes);

#endif
