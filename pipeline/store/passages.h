/*
 * passages.h - single anecdotes as rows and as JSON: what shapes are made of.
 */
#ifndef PIPELINE_STORE_PASSAGES_H
#define PIPELINE_STORE_PASSAGES_H

#include <stddef.h>
#include <stdint.h>

#include "pipeline/store/documents.h"

struct arena;
struct emitter;
struct error;
struct json_t;
struct store;

/* A passage whole, as a JSON object; and a list of them back again, in `arena`. -1: no memory. */
void passage_emit(struct emitter *to, const struct stored_anecdote *passage);
int passages_take(struct stored_anecdote **out, size_t *count, const struct json_t *list,
		  struct arena *arena);

/* Offsets in packed evidence (`ranking` or plain) moved by `by` bytes; in `keep`. */
int passage_shift(struct span *json, bool ranking, int64_t by, struct arena *keep,
		  struct error *err);

/* 1 with a copy in `arena`; 0 if there is none of that id; or an error. */
int passage_read(struct stored_anecdote *out, struct store *store, struct span id,
		 struct arena *arena, struct error *err);
int passage_remove(struct store *store, struct span id, struct error *err);
/* With the suggestions that its ranking names. */
int passage_insert(struct store *store, int64_t document, const struct stored_anecdote *passage,
		   struct arena *scratch, struct error *err);

#endif
