/*
 * markup.h - write XML: escaping is libxml2's, and what XML 1.0 can't hold (most control
 * characters) is left out.
 */
#ifndef PIPELINE_EXCHANGE_MARKUP_H
#define PIPELINE_EXCHANGE_MARKUP_H

#include <libxml/xmlwriter.h>
#include <stdbool.h>

#include "corpus/arena.h"
#include "corpus/text.h"

struct error;

/* After the first failure, which can only be lack of memory, nothing more is done. */
struct markup {
	xmlTextWriterPtr writer;
	xmlBufferPtr buffer;
	struct arena scratch;
	bool failed;
};

/* Begins a document with its root element. End with markup_release, after a failure too. */
void markup_init(struct markup *to, const char *root, const char *space);
void markup_release(struct markup *to);

void markup_open(struct markup *to, const char *name);
void markup_close(struct markup *to);
void markup_attribute(struct markup *to, const char *name, struct span value);
void markup_number(struct markup *to, const char *name, uint32_t value);
/* An element with nothing but text in it. */
void markup_element(struct markup *to, const char *name, struct span text);
/* Ends the document; the bytes live until markup_release. Returns 0 or ERROR_MEMORY. */
int markup_finish(struct span *out, struct markup *to, struct error *err);

#endif
