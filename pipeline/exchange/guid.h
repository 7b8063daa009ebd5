/*
 * guid.h - GUIDs that are the same each time for the same thing.
 *
 * They are UUIDs of version 8 (RFC 9562) made from SHA-256 of what the thing is and its id, in
 * lower case without braces.
 */
#ifndef PIPELINE_EXCHANGE_GUID_H
#define PIPELINE_EXCHANGE_GUID_H

#include <stdbool.h>

#include "corpus/text.h"

enum { GUID_TEXT = 36 + 1 };

struct guid {
	char text[GUID_TEXT]; /* ends in a NUL */
};

/* `what` keeps things of different kinds with the same id apart. */
struct guid guid_of(const char *what, struct span id);
/* Of a thing that two ids make. */
struct guid guid_of_pair(const char *what, struct span one, struct span two);

/* Any case, with or without braces and white space, as written above. false: no GUID. */
bool guid_read(struct guid *out, struct span text);
bool guid_equal(const struct guid *a, const struct guid *b);

#endif
