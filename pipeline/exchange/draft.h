/*
 * draft.h - a theme pack in the making, from somebody's codebook or dictionary, and the YAML that
 * it becomes.
 */
#ifndef PIPELINE_EXCHANGE_DRAFT_H
#define PIPELINE_EXCHANGE_DRAFT_H

#include <stddef.h>

#include "corpus/text.h"

struct arena;
struct error;

enum { DRAFT_ID_MOST = 60 }; /* bytes of an id that is made from a name; it is typed by people */

struct draft_theme {
	struct span id;
	struct span name;
	struct span definition;
	size_t parent;     /* index; SIZE_MAX: none */
	struct span *term; /* lines of lexicons/cue.h */
	size_t terms;
	size_t term_capacity;
};

struct draft {
	struct draft_theme *theme;
	size_t themes;
	size_t capacity;
	struct arena *arena;
};

void draft_init(struct draft *draft, struct arena *arena);
/* A new theme; without an id it gets one from its name that no other has. The index, or SIZE_MAX:
 * no memory. Spans must outlive the draft. */
size_t draft_theme(struct draft *draft, struct span id, struct span name);
/* 0, or -1: no memory. */
int draft_term(struct draft *draft, size_t theme, struct span term);

/* `Regels & geld` gives `regels-geld`; what has no letter or digit gives `code`. NULL: no memory.
 */
const char *draft_slug(struct span name, struct arena *arena);

/* The pack as YAML in `arena`. `language` is "nl" or "en". */
int draft_write(struct span *out, const struct draft *draft, const char *id, struct span name,
		const char *language, struct error *err);

#endif
