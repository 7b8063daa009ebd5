/*
 * embedded.h - the packs, models and page files that travel inside the program.
 *
 * The table is made by the Makefile from the files named in EMBEDDED; a name is
 * the file's path in the source tree. It is constant and may be shared.
 */
#ifndef PIPELINE_EMBEDDED_H
#define PIPELINE_EMBEDDED_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/text.h"

struct embedded_file {
	const char *name;  /* NULL ends the table */
	const char *bytes; /* a NUL byte follows, not counted in `size` */
	size_t size;
	const char *digest; /* as digest_of gives it */
};

extern const struct embedded_file embedded_files[];

/* The file of that name; NULL if there is none. */
const struct embedded_file *embedded_at(const char *name);
/* Its bytes. false, and an empty span, if there is none. */
bool embedded_find(struct span *out, const char *name);

#endif
