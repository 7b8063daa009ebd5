/*
 * wire.h - what a reader made of a file, as bytes on their way from the process
 * that read it. Who takes them trusts them as little as the file itself: the
 * process may have been taken over by it.
 */
#ifndef PIPELINE_SANDBOX_WIRE_H
#define PIPELINE_SANDBOX_WIRE_H

#include "corpus/document.h"
#include "corpus/text.h"

struct arena;
struct error;

/* The document when `status` is 0; the error when it is ERROR_INPUT or ERROR_LIMIT. Returns 0 or
 * ERROR_MEMORY. */
int wire_put(struct span *out, int status, const struct document *document,
	     const struct error *error, struct arena *keep);

/*
 * Takes that apart: returns what `status` was, with `out` or `err` (not NULL) filled
 * in. What is in `out` points into `bytes` and `keep`. Checked are: lengths, UTF-8, order
 * and edges of blocks, kinds, and that a sentence is one of the program's own.
 * ERROR_INPUT also for bytes that wire_put does not make; ERROR_MEMORY.
 */
int wire_take(struct document *out, struct span bytes, struct arena *keep, struct error *err);

#endif
