/*
 * pack_reader.h - what the files that read a pack share. For lexicons/pack*.c alone.
 */
#ifndef LEXICONS_PACK_READER_H
#define LEXICONS_PACK_READER_H

#include "corpus/digest.h"
#include "lexicons/pack.h"

struct arena;
struct tree;

struct pack_reader {
	struct pack *pack;
	struct arena *keep;
	struct error *err;
	pack_load *load;
	void *context;
	struct digest digest;
	size_t files;
	unsigned depth;   /* of includes */
	const char *file; /* the one being read */
};

/* Sets the error with file and line; `shown` becomes its detail. Returns ERROR_CONFIG. */
int pack_fail(struct pack_reader *r, unsigned line, unsigned column, const char *why,
	      struct span shown);

/* A text in the pack's arena, NFC, so that views into files can go. */
int pack_copy(struct pack_reader *r, struct span *out, struct span text);

int pack_read_map(struct pack_reader *r, const struct tree *root);
int pack_read_table(struct pack_reader *r, struct span bytes);
int pack_read_negation(struct pack_reader *r, const struct tree *map);
/* A list of cues, or a map from weight to list; appended behind *last. */
struct pack_cue_list {
	struct pack_cue **first;
	struct pack_cue **last;
	float weight;   /* of a cue that does not say */
	bool exclusion; /* and no weights are allowed */
};
int pack_read_cues(struct pack_reader *r, const struct tree *node, struct pack_cue_list list);
int pack_read_patterns(struct pack_reader *r, const struct tree *node, struct pack_cue_list list);
int pack_read_weight(struct pack_reader *r, const struct tree *node, struct span text, float *out);
/* Weights are a decimal number of at most PACK_WEIGHT_MOST; not strtod, which knows locales. */
bool pack_weight_parse(struct span text, float *out);

/* Reads an included file of that name as a part of the pack. */
int pack_include(struct pack_reader *r, const struct tree *node);

/* The target with that id, made if it is new. NULL: error set. */
struct pack_target *pack_target_at(struct pack_reader *r, enum target_kind kind, struct span id,
				   unsigned line);
/* A new cue at the end of the list. NULL: error set. */
struct pack_cue *pack_cue_add(struct pack_reader *r, struct pack_cue_list list, struct span text,
			      unsigned line);

/* Which key this is; -1 with an error that names the nearest one. Names end with NULL. */
int pack_key(struct pack_reader *r, const struct tree *entry, const char *const *names);
/* Fails unless the node is of that kind (enum tree_kind). */
int pack_expect(struct pack_reader *r, const struct tree *node, int kind);

#endif
