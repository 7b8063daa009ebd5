/*
 * emit.h - write JSON whose bytes depend on nothing but the values: keys in the
 * order they are written, numbers with a fixed number of decimals, no locale.
 * (Reading is jansson's.)
 */
#ifndef PIPELINE_EMIT_H
#define PIPELINE_EMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;

/* Grows in `arena`. After a failed allocation `failed` stays set and writing does nothing more;
 * it is enough to look at it once, at the end. */
struct emitter {
	struct arena *arena;
	char *at;
	size_t len;
	size_t capacity;
	bool failed;
	bool comma; /* the next value in this list or object has one before it */
};

void emit_init(struct emitter *to, struct arena *arena);
/* Back to nothing, keeping the memory. */
void emit_clear(struct emitter *to);
struct span emit_text(const struct emitter *to);

void emit_open(struct emitter *to, char bracket);   /* '[' or '{' */
void emit_close(struct emitter *to, char bracket);  /* ']' or '}' */
void emit_key(struct emitter *to, const char *key); /* plain ASCII */
void emit_span(struct emitter *to, struct span value);
void emit_string(struct emitter *to, const char *value); /* NULL gives null */
void emit_number(struct emitter *to, int64_t value);
/* `decimals` from 0 to 6; what is no number is written as 0. */
void emit_real(struct emitter *to, double value, int decimals);
void emit_flag(struct emitter *to, bool value);
void emit_null(struct emitter *to);
/* JSON as it stands. */
void emit_raw(struct emitter *to, struct span value);
void emit_newline(struct emitter *to);

/* A key with its value; emit_field_open: with what the bracket opens. */
void emit_field(struct emitter *to, const char *key, struct span value);
void emit_field_number(struct emitter *to, const char *key, int64_t value);
void emit_field_open(struct emitter *to, const char *key, char bracket);

/* The same decimals outside JSON; returns the length. */
enum { REAL_TEXT = 48 };
size_t real_text(char out[static REAL_TEXT], double value, int decimals);

#endif
