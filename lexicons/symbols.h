/*
 * symbols.h - what can be asked of a single word, each question numbered once.
 *
 * A symbol is a stem, an exact form, a beginning, an end, an inside, a part of a
 * compound, a digit, or a group of other symbols. Rules are written in symbols; of each
 * word type it is worked out once which symbols it satisfies.
 * Threads may share a table once nothing is added any more.
 */
#ifndef LEXICONS_SYMBOLS_H
#define LEXICONS_SYMBOLS_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;

enum symbol_kind {
	SYMBOL_STEM, /* by stem_key.h */
	SYMBOL_EXACT,
	SYMBOL_PREFIX,
	SYMBOL_SUFFIX,
	SYMBOL_INFIX,
	SYMBOL_PART,  /* the same of one part of a compound */
	SYMBOL_DIGIT, /* a decimal digit of any script; its text is empty */
	SYMBOL_GROUP,
	SYMBOL_KINDS
};

enum symbol_limits {
	SYMBOL_NONE = INT32_MAX,
	SYMBOL_WORD_MOST = 200, /* a longer type is no word; affixes are not looked up in it */
};

struct symbol {
	struct span text; /* empty for a group */
	uint8_t kind;
	uint32_t first_group; /* first edge to a group it belongs to, or SYMBOL_NONE */
	uint32_t next;        /* an affix: the next one of the same chain, or SYMBOL_NONE */
};

struct symbol_edge {
	uint32_t group;
	uint32_t next;
};

/* The tag is from the hash of the symbol's text: it turns nearly all other words away. */
struct symbol_slot {
	uint32_t tag;
	uint32_t index; /* SYMBOL_NONE: free */
};

enum {
	SYMBOL_MARKS = 1 << 15,  /* five bits of each of three bytes */
	SYMBOL_CHAINS = 1 << 12, /* of affixes, by the lower bits of their marks; and one more for
				  * those that are shorter */
};

struct symbols {
	struct arena *arena;
	struct symbol *item;
	size_t count;
	size_t capacity;
	struct symbol_edge *edge;
	size_t edges;
	size_t edge_capacity;
	struct symbol_slot *slot; /* open addressing */
	size_t slots;             /* a power of two */
	/* One bit for each symbol, by few of its bytes: most words are turned away by it. */
	uint64_t marks[SYMBOL_KINDS][SYMBOL_MARKS / 64];
	uint32_t *chain[SYMBOL_KINDS]; /* first of each, or SYMBOL_NONE; NULL: no affixes of the
					* kind */
};

struct symbol_list {
	uint32_t *item; /* ascending, each once */
	size_t count;
	size_t capacity;
};

/* 0, or -1: no memory. Everything lives in the arena. */
int symbols_init(struct symbols *symbols, struct arena *arena);

/* The number of that symbol, made if it is new; the text is copied. SYMBOL_NONE: no memory. */
uint32_t symbols_add(struct symbols *symbols, enum symbol_kind kind, struct span text);
uint32_t symbols_group(struct symbols *symbols);
/* A word that satisfies `member` satisfies `group`. 0, or -1: no memory. */
int symbols_join(struct symbols *symbols, uint32_t group, uint32_t member);

/* All symbols that a word satisfies; the list grows in `arena`. 0, or -1: no memory. */
int symbols_of(const struct symbols *symbols, struct symbol_list *out, struct span folded,
	       struct span stem, const struct span *part, size_t parts, struct arena *arena);

#endif
