/*
 * mend.h - put right text that was decoded with the wrong encoding.
 *
 * `ideeÃ«n` is UTF-8 read as Windows-1252; it happens with other encodings,
 * several times over, and with bytes lost on the way. Line by line, for each
 * encoding in codepage.h: the places where its bytes form UTF-8 are found, and
 * each is weighed by how likely the letter is that comes out, and how unlikely
 * what stood there; characters that the encoding leaves unexplained count
 * against it. The encoding with the best sum wins if the sum is high enough,
 * and the line is tried again until nothing is gained.
 *
 * The idea that mojibake can be undone where the result is more plausible is
 * ftfy's (R. Speer, 2012-2024); the weighing here is our own.
 */
#ifndef CORPUS_MEND_H
#define CORPUS_MEND_H

#include "corpus/text.h"

struct arena;

/*
 * `out` is the text itself when nothing had to be mended, else a new one in
 * `keep`. *count is raised by the number of places. `text` is valid UTF-8; so
 * is the result. Returns 0 or ERROR_MEMORY.
 */
int mend_text(struct span *out, struct span text, uint32_t *count, struct arena *keep,
	      struct arena *scratch);

#endif
