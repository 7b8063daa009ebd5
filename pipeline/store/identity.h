/*
 * identity.h - ids that are the same on every machine and in every run.
 *
 * A document is known by its path in the study folder; an anecdote by its
 * document and its text, so that its id stays while the text stands unchanged,
 * wherever in the document that is. The same text twice in one document is told
 * apart by its order.
 */
#ifndef PIPELINE_STORE_IDENTITY_H
#define PIPELINE_STORE_IDENTITY_H

#include <stddef.h>

#include "corpus/text.h"

struct arena;

enum { IDENTITY_TEXT = 16 + 1 }; /* 16 hexadecimal digits: 64 bits, and a NUL */

struct identity {
	char text[IDENTITY_TEXT];
};

void identity_document(struct identity *out, struct span path);

/* Ids for `count` passages of one document, in text order. `what` keeps the ids of an anecdote
 * and of a recommendation with the same words apart. Returns 0, or -1: no memory in `scratch`. */
int identity_passages(struct identity *out, struct span document, struct span what,
		      const struct span *text, size_t count, struct arena *scratch);

#endif
