/* front_matter.h - the YAML between `---` lines at the top of a Markdown file. */
#ifndef CORPUS_FRONT_MATTER_H
#define CORPUS_FRONT_MATTER_H

#include <stddef.h>

#include "corpus/text.h"

struct builder;

/*
 * Stores what the front matter says as metadata. Returns how many bytes it
 * takes; 0, and nothing stored, if there is none or it is no YAML.
 */
size_t front_matter_read(struct builder *builder, struct span text);

#endif
