/*
 * json.h - JSON into jansson's tree, and nothing but all of it.
 *
 * jansson 2.14 drops the byte at hand when memory runs out in the middle of a string, and goes on
 * as if nothing had happened: past the end of the heap when it was the quotation mark. Here it is
 * left as soon as memory is out.
 */
#ifndef CORPUS_JSON_H
#define CORPUS_JSON_H

#include <jansson.h>

#include "corpus/text.h"

struct error;

/*
 * The value that the text is, with jansson's decoding flags. NULL when it is no JSON, with what is
 * wrong in `problem` (NULL allowed) and `err` left as it is; or when memory is out, which `err`
 * then says. json_decref what comes back. Any thread.
 */
json_t *json_parse(struct span text, size_t flags, json_error_t *problem, struct error *err);

/* The bytes of a string, which live as long as the value; empty if it is none, or NULL. */
struct span json_span(const json_t *value);

#endif
