/*
 * encoding.h - from a file's bytes to UTF-8.
 *
 * A byte order mark decides; then UTF-16 is told by its zero bytes; bytes that
 * are valid UTF-8 are UTF-8. What is left is an 8-bit encoding: the candidates
 * (those that Dutch files come in, and what uchardet makes of it) are decoded
 * and the one that reads most like Western European text wins. uchardet alone
 * errs on short Dutch text, where it sees few accents.
 */
#ifndef CORPUS_ENCODING_H
#define CORPUS_ENCODING_H

#include <stdbool.h>

#include "corpus/text.h"

struct builder;

/* Whether the bytes can be text in any encoding known here: no pictures, archives, programs. */
bool encoding_is_text(struct span bytes);

/*
 * The bytes as valid UTF-8 without byte order mark, in the builder's scratch
 * memory where they had to be changed. `declared` is the name that the file
 * itself gives (a web page's charset), or NULL. A guess, and bytes that fit no
 * encoding, are noted in the builder. Returns the builder's status.
 */
int encoding_decode(struct span *out, struct span bytes, const char *declared,
		    struct builder *builder);

#endif
