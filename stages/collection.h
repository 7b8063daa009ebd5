/*
 * collection.h - a whole study as the stages over the study see it: what holds
 * now, after what reviewers decided.
 *
 * Themes, kinds, roles and audiences are indexes into the collection's own
 * lists: those of the packs in their order, then what only decisions name. What
 * a reviewer rejected is not in it. Order: documents by path, anecdotes by place
 * in them. Everything is borrowed from the arena of whoever made it.
 */
#ifndef STAGES_COLLECTION_H
#define STAGES_COLLECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "stages/analysis.h"

enum { COLLECTION_NONE = UINT32_MAX };

/* A theme, kind, role or audience. */
struct collection_name {
	struct span id;
	struct span name; /* in the language of who reads it */
	struct span definition;
};

struct collection_names {
	const struct collection_name *item;
	size_t count;
};

struct collection_document {
	struct span id;
	struct span path;
	struct span title; /* the path if it has none */
	struct span date;
	uint32_t round; /* in `round` */
	uint32_t place; /* in `place`: its case; COLLECTION_NONE if it names none */
	uint64_t words;
	uint32_t first; /* anecdotes [first, last) */
	uint32_t last;
};

struct collection_label {
	uint16_t theme;
	float score; /* 1 for what a reviewer said */
	const struct evidence *evidence;
	size_t evidences;
};

struct collection_anecdote {
	struct span id;
	struct span text;
	struct span speaker; /* empty if not known */
	struct range range;  /* in the text of its document */
	uint32_t document;
	uint32_t teller; /* distinct speakers are numbered; COLLECTION_NONE if not known */
	uint16_t role;   /* INDEX_NONE if not known */
	uint16_t kind;
	float kind_score;
	bool reviewed;
	const struct collection_label *label; /* best first */
	size_t labels;
};

struct collection_recommendation {
	struct span id;
	struct span text;
	struct span speaker;
	uint32_t document;
	uint32_t anecdote; /* COLLECTION_NONE if it stands in none that holds */
	uint16_t audience;
	float score;
	const uint16_t *theme;
	size_t themes;
};

struct collection {
	struct collection_names theme;
	struct collection_names kind;
	struct collection_names role;
	struct collection_names audience;
	const struct span *round; /* ids, in order */
	size_t rounds;
	const struct span *place; /* names of cases, in order */
	size_t places;
	size_t tellers;
	const struct collection_document *document;
	size_t documents;
	const struct collection_anecdote *anecdote;
	size_t anecdotes;
	const struct collection_recommendation *recommendation;
	size_t recommendations;
	size_t rejected; /* anecdotes that are left out because a reviewer said so */
};

#endif
