/* entity.h - the character references of HTML. */
#ifndef CORPUS_ENTITY_H
#define CORPUS_ENTITY_H

#include <stddef.h>

#include "corpus/text.h"

/*
 * The character of a reference (`&eacute;`, `&#233;`, `&#xE9;`) at the beginning
 * of `text`, as UTF-8 in `out`; in *used the bytes that the reference takes.
 * Returns the bytes written; 0, with nothing used, if it is no reference.
 */
size_t entity_decode(struct span text, char out[4], size_t *used);

#endif
