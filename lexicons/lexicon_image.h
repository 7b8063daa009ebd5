/*
 * lexicon_image.h - a lexicon as it is once it is compiled, to be opened in no time.
 *
 * Made while building, of the packs that most studies use as they are; see corpus/image.h
 * for what such bytes are good for.
 */
#ifndef LEXICONS_LEXICON_IMAGE_H
#define LEXICONS_LEXICON_IMAGE_H

#include "corpus/text.h"

struct arena;
struct error;
struct lexicon;

/*
 * Both are compiled from the same packs, in memory that was zero when it was given out, and can
 * only be freed afterwards. `out` is in `keep`. Returns 0, ERROR_MEMORY, or ERROR_CONFIG where they
 * have a pattern: the code of one can't be kept.
 */
int lexicon_image_make(struct span *out, const struct lexicon *one, const struct lexicon *other,
		       struct arena *keep, struct error *err);

/* A lexicon like those that the image was made of; free with lexicon_free. NULL with `err`:
 * ERROR_MEMORY, or ERROR_CONFIG where the bytes are no image. */
struct lexicon *lexicon_image_open(struct span bytes, struct error *err);

#endif
