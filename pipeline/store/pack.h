/*
 * pack.h - from what the stages found to the store's rows, and back.
 *
 * The JSON in the rows, fields in this order:
 *   blocks    [[kind, level, start, content_start, end, page, speaker, role,
 *               time_ms, time_end_ms, external], …]
 *   people    [[name, role], …]          variables [[name, value], …]
 *   notes     [[what, detail, count], …]
 *   evidence  [[start, end, by, weight], …]      heaviest first
 *   ranking   [[theme, score, suggested, evidence], …]      best first; without the last two
 *             where nothing is suggested or shown
 * Kinds of block are written as words (block_kind_name).
 */
#ifndef PIPELINE_STORE_PACK_H
#define PIPELINE_STORE_PACK_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/document.h"
#include "pipeline/store/documents.h"
#include "stages/analysis.h"

struct arena;
struct error;
struct emitter;
struct json_t;
struct lexicon;

enum { SCORE_DECIMALS = 4 };

/* What is packed. `analysis` and `lexicon` may be NULL: then there are no passages. */
struct pack_input {
	struct span path;
	const struct document *document;
	const struct block *block; /* as the stages left them */
	size_t blocks;
	const struct analysis *analysis;
	const struct lexicon *lexicon;
};

/* Fills everything but document.sha256, size, modified, made_by, words and signature. Views into
 * the document where it can, which outlives the analysis; the rest in `keep`. Returns 0 or
 * ERROR_MEMORY. */
int pack_rows(struct store_rows *out, const struct pack_input *input, struct arena *keep,
	      struct arena *scratch, struct error *err);

const char *block_kind_name(enum block_kind kind);
/* BLOCK_KINDS if there is none of that name. */
enum block_kind block_kind_find(struct span name);

void pack_block(struct emitter *to, const struct block *block);
void pack_evidence(struct emitter *to, const struct evidence *evidence, size_t count);

struct unpacked_theme {
	struct span id;
	float score;
	bool suggested;
	const struct evidence *evidence;
	size_t evidences;
};

/* Strings are copied into `keep`. ERROR_STORE when it is not what was packed. */
int unpack_ranking(const struct unpacked_theme **out, size_t *count, struct span json,
		   struct arena *keep, struct error *err);
int unpack_evidence(const struct evidence **out, size_t *count, struct span json,
		    struct arena *keep, struct error *err);
int unpack_blocks(const struct block **out, size_t *count, struct span json, struct arena *keep,
		  struct error *err);
int unpack_people(struct person **out, size_t *count, struct span json, struct arena *keep,
		  struct error *err);
/* A JSON array of ids, as decisions and recommendations name their themes. */
int unpack_ids(const struct span **out, size_t *count, struct span json, struct arena *keep,
	       struct error *err);

/* What is suggested, as a decision keeps it: {"themes": [[id, score], …], "kind": …, "role": …}.
 * `at` NULL: no memory. */
struct span pack_suggested(const struct unpacked_theme *ranking, size_t count, struct span kind,
			   struct span role, struct arena *keep);

/* The same from JSON lists that are parsed already. -1: no memory. */
int unpack_evidence_list(const struct evidence **out, size_t *count, const struct json_t *list,
			 struct arena *keep);
int unpack_block_list(const struct block **out, size_t *count, const struct json_t *list,
		      struct arena *keep);

#endif
