/*
 * tree.h - YAML as a tree of nodes that know their lines.
 *
 * Takes   the bytes of a YAML file in UTF-8, one document.
 * Gives   scalars (as written, never turned into numbers or dates), lists and
 *         maps. Anchors and aliases are refused: a pack needs none, and they
 *         are how a small file becomes a huge one. A term such as `*loos`
 *         looks like an alias to YAML; the error says to quote it.
 * Memory  the tree and its text live in `keep`; the bytes may go.
 */
#ifndef LEXICONS_TREE_H
#define LEXICONS_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/text.h"

struct arena;
struct error;

enum tree_limits {
	TREE_DEPTH_MOST = 24,      /* a pack is five deep; deeper is a mistake or an attack */
	TREE_NODES_MOST = 1000000, /* of some 100 bytes each */
	TREE_KEYS_MOST = 5000,     /* of one map; each is compared with those before it */
};

enum tree_kind { TREE_SCALAR, TREE_LIST, TREE_MAP };

/* A map's entries are its children, each with `key`; a list's children have none. */
struct tree {
	enum tree_kind kind;
	unsigned line;   /* 1-based */
	unsigned column; /* 1-based, in code points */
	struct span key;
	unsigned key_line;
	struct span scalar;
	struct tree *first;
	struct tree *next;
	struct tree *last; /* of the children; for appending */
	size_t children;
};

/* Returns 0, ERROR_CONFIG with line, column and what is wrong, or ERROR_MEMORY.
 * A file without content gives *out NULL. */
int tree_read(struct tree **out, struct span bytes, struct arena *keep, struct error *err);

/* The value under that key of a map, or NULL. */
const struct tree *tree_get(const struct tree *map, const char *key);

/* "a text", "a list", "a map": for messages. */
const char *tree_kind_name(enum tree_kind kind);

#endif
