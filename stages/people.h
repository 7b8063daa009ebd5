/*
 * people.h - the people of a document: from the list of those present, from
 * legends (`W = Wim`) and from the labels in front of what they say.
 */
#ifndef STAGES_PEOPLE_H
#define STAGES_PEOPLE_H

#include <stddef.h>
#include <stdint.h>

#include "stages/structure.h"

/* More labels than this belong to no conversation; what comes after goes without a speaker. */
enum { PEOPLE_MOST = 2000 };

struct people {
	struct speaker *speaker;
	size_t count;
	size_t capacity;
};

/* From the document's list of people and its legends. Returns 0, or -1: no memory. */
int people_list(struct people *people, const struct document *document,
		const struct word_classes *words, struct arena *keep, struct arena *scratch);

/* Whom a name or short label stands for; SPEAKER_NONE if nobody or more than one. */
uint16_t people_find(const struct people *people, struct span name, struct arena *scratch);

/* As people_find, and added when not found. SPEAKER_NONE: no memory, or PEOPLE_MOST. */
uint16_t people_add(struct people *people, struct span name, struct span role,
		    const struct word_classes *words, struct arena *keep, struct arena *scratch);

#endif
