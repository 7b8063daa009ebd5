/*
 * quote.h - the one place through which text of a study's people leaves in a theme
 * list or report: quotes, what surrounds them and who said them.
 */
#ifndef PIPELINE_REPORT_QUOTE_H
#define PIPELINE_REPORT_QUOTE_H

#include <stdbool.h>

#include "corpus/text.h"

struct arena;

enum {
	QUOTE_WORDS_MOST = 90,
	QUOTE_EXCERPT_BYTES = 240, /* about three lines */
};

/* As it may be shown: white space made single, and behind QUOTE_WORDS_MOST words cut with an
 * ellipsis unless `whole`. In `keep`; as it stands when memory is out. */
struct span quote_text(struct span text, bool whole, struct arena *keep);

/* A sentence as it stands inside quotation marks: those around it are taken off. */
struct span quote_sentence(struct span text, struct arena *keep);

/* Its beginning as it stands, not cut inside a character; borrowed. */
struct span quote_excerpt(struct span text);

/* A speaker's name as it may be shown. */
struct span quote_speaker(struct span name, struct arena *keep);

#endif
