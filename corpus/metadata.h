/*
 * metadata.h - what a document says about itself, in header lines at its
 * beginning, front matter or document properties.
 */
#ifndef CORPUS_METADATA_H
#define CORPUS_METADATA_H

#include <stdbool.h>

#include "corpus/metadata_words.h"
#include "corpus/text.h"

struct arena;
struct builder;

/*
 * Stores a value under a key as people write it (`Datum gesprek`, `participants`),
 * in Dutch or English; a later value takes the place of an earlier one. False,
 * and nothing stored, when the key is not known.
 */
bool metadata_set(struct builder *builder, struct span key, struct span value);

/* The same; a key that is not known becomes a variable. */
void metadata_set_any(struct builder *builder, struct span key, struct span value);

/* What people name by such a key; FIELD_ADJUNCT too when the key is not known, or memory is out. */
enum metadata_field metadata_field_of(struct span key, struct arena *scratch);

/*
 * Recognises the header lines among the first blocks (`Datum: 19 maart 2024`):
 * they become blocks of kind BLOCK_METADATA and fill the metadata. Without a
 * title, the heading that the document begins with is its title.
 */
void metadata_from_blocks(struct builder *builder);

/*
 * ISO 8601 (`2024-03-19`, `2024-03`) of a date as people write it in Dutch or
 * English, in `keep`; the text itself when it can't be understood.
 * Returns 0 or ERROR_MEMORY.
 */
int metadata_date(struct span *iso, struct span text, struct arena *keep);

#endif
