/*
 * error.h - the one error value that is carried up to the command line.
 *
 * A function that can fail returns 0, or a negative ERROR_ code with `err`
 * filled in. `err` is always the last parameter and may be NULL. The first
 * error wins: a value that already holds one is not overwritten.
 *
 * `why` is a fixed English sentence without data in it; it is the key under
 * which pipeline/messages.c finds the Dutch wording. What differs from case
 * to case (a name, a number, what was expected) goes into `detail`.
 */
#ifndef CORPUS_ERROR_H
#define CORPUS_ERROR_H

#include <stddef.h>

enum error_code {
	ERROR_NONE = 0,
	ERROR_INPUT = -1,  /* this document can't be read; the others can */
	ERROR_USAGE = -2,  /* wrong words on the command line */
	ERROR_CONFIG = -3, /* a pack or study file is broken */
	ERROR_STORE = -4,  /* the store or the disk failed */
	ERROR_MEMORY = -5,
	ERROR_LIMIT = -6, /* a named limit was passed; treated as ERROR_INPUT for documents */
	ERROR_INTERRUPTED = -7,
};

struct error {
	enum error_code code;
	const char *why;  /* static storage; NULL when code is ERROR_NONE */
	char where[256];  /* file or entry; empty if not known */
	unsigned line;    /* 1-based; 0 if not known */
	unsigned column;  /* 1-based, in code points; 0 if not known */
	char detail[256]; /* UTF-8, never cut inside a character */
};

#define ERROR_INIT                                                                                 \
	{                                                                                          \
		.code = ERROR_NONE                                                                 \
	}

/* Sets code, why and detail (printf-style, may be ""). Returns `code`, so that
 * `return error_set(err, ERROR_INPUT, "not a zip archive", "%s", name);` works. */
int error_set(struct error *err, enum error_code code, const char *why, const char *detail, ...)
	__attribute__((format(printf, 4, 5)));

/* Adds where it happened, if that is not known yet. `where` is copied, cut to fit. */
void error_at(struct error *err, const char *where, unsigned line, unsigned column);

/* Out of memory: `return error_memory(err);` */
int error_memory(struct error *err);

#ifdef __clang_analyzer__
/* The analyser reads one file at a time, and must be told that these two never return 0. */
#define error_set(err, code, ...) ((void)error_set(err, code, __VA_ARGS__), (int)(code))
#define error_memory(err) ((void)error_memory(err), (int)ERROR_MEMORY)
#endif

#endif
