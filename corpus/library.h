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

/* For a list of functions, CALLS(CALL): the members of a table of them, and their names. */
/* NOLINTNEXTLINE(bugprone-macro-parentheses): no name is declared in parentheses */
#define LIBRARY_MEMBER(function) __typeof__(&(function)) function;
#define LIBRARY_NAME(function) #function,

/*
 * Fills the table, a struct of pointers to functions and nothing else, with these of the library
 * and of those that it brings with it. The library stays until the program ends; asking again costs
 * next to nothing. Returns 0, or ERROR_INPUT where the machine does not have it.
 */
int library_open(void *table, const char *file, const char *const *name, size_t names,
		 struct error *err);

#endif
