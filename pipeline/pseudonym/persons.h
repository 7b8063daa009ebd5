/*
 * persons.h - which names in a study are one person's, and what that person is called instead.
 *
 * Sure are: the same whole name, through the whole study; a first name, a family name or one with
 * initials, where one person alone in the document is called so, or else in the case that the
 * document belongs to. A bare name that is nobody's in that way is one person, all through the
 * study.
 */
#ifndef PIPELINE_PSEUDONYM_PERSONS_H
#define PIPELINE_PSEUDONYM_PERSONS_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;

enum person_kind { PERSON_UNKNOWN, PERSON_INITIATOR, PERSON_CIVIL, PERSON_GOVERNOR, PERSON_KINDS };

struct mention {
	struct span initials; /* folded; each part is empty if it is not there */
	struct span given;
	struct span family;
	int64_t document;
	struct span group; /* the case; empty: none */
	enum person_kind kind;
	uint32_t person; /* what persons_join gives */
};

struct pseudonym_person {
	enum person_kind kind;
	uint32_t number; /* among those of its kind, from 1, as they come */
	uint32_t first;  /* its first mention */
	uint32_t times;
};

struct persons {
	struct pseudonym_person *item;
	size_t count;
};

/* Fills `person` of each mention. Persons live in `keep`. Returns 0, or -1: no memory. */
int persons_join(struct persons *out, struct mention *mention, size_t mentions, struct arena *keep,
		 struct arena *scratch);

#endif
