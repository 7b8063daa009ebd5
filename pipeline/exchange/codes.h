/*
 * codes.h - a study's themes, kinds and roles as one tree of codes, which is how other programs
 * for qualitative analysis hold them. Kinds, roles and the two marks stand in groups of their own.
 */
#ifndef PIPELINE_EXCHANGE_CODES_H
#define PIPELINE_EXCHANGE_CODES_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/text.h"
#include "pipeline/exchange/guid.h"

struct arena;
struct codebook;
struct error;
struct lexicon;
struct markup;

enum code_kind { CODE_THEME, CODE_KIND, CODE_ROLE, CODE_MARK, CODE_GROUP, CODE_KINDS };

/* Ids of the marks: what a reviewer said that is no theme. */
#define CODE_NO_THEME "no-theme"
#define CODE_NO_ANECDOTE "no-anecdote"

struct code {
	enum code_kind kind;
	struct span id;
	struct span name; /* no two codes have the same */
	struct span definition;
	size_t parent; /* index; SIZE_MAX: stands at the top */
	struct guid guid;
};

struct codes {
	struct code *item;
	size_t count;
	size_t capacity;
	struct arena *arena;
	struct span language;
	bool failed; /* no memory */
};

struct guid code_guid(enum code_kind kind, struct span id);

/* The themes that stand, and the lexicon's kinds and roles, named in that language; views into both
 * and copies in `arena`. */
void codes_gather(struct codes *out, const struct codebook *codebook, const struct lexicon *lexicon,
		  const char *language, struct arena *arena);
/* The two marks, for projects. */
void codes_add_marks(struct codes *codes);
/* A code that decisions hold and the lexicon does not; nothing if it is there already. */
void codes_add(struct codes *codes, enum code_kind kind, struct span id);
/* The index, or SIZE_MAX. */
size_t codes_find(const struct codes *codes, enum code_kind kind, struct span id);

/* Makes the names differ; before codes_write. Returns 0 or ERROR_MEMORY. */
int codes_finish(struct codes *codes, struct error *err);
/* `<Codes>` with all of them. There must be one. */
void codes_write(struct markup *to, const struct codes *codes);

#endif
