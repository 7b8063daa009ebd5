/*
 * library.h - a shared library that is only loaded when something needs it.
 *
 * The libraries that read and draw PDFs bring some fifty others with them, which would take more
 * than half of the time in which the program starts.
 */
#ifndef CORPUS_LIBRARY_H
#define CORPUS_LIBRARY_H

#include <stddef.h>

struct error;

/* A function of the library, and where a pointer to it stands in a table. */
struct library_call {
	const char *name;
	size_t offset;
};

/*
 * Fills the table with the functions of the library and of those that it brings with it. The
 * library stays until the program ends; asking again costs next to nothing. Returns 0, or
 * ERROR_INPUT where the machine does not have it.
 */
int library_open(void *table, const char *file, const struct library_call *call, size_t calls,
		 struct error *err);

#endif
