/*
 * stem.h - the stem of a folded word, as libstemmer (Snowball) has it, for Dutch after Porter and
 * for most words by stem_dutch.h, which is quicker. One stemmer belongs to one thread.
 */
#ifndef STAGES_STEM_H
#define STAGES_STEM_H

#include "corpus/text.h"

struct arena;
struct error;
struct stemmer;

/* `name` as libstemmer knows it ("dutch"); "" gives a stemmer that leaves words as they are. Free
 * with stemmer_free (NULL is no error). NULL with `err` filled in when there is none of that name.
 */
struct stemmer *stemmer_new(const char *name, struct error *err);
void stemmer_free(struct stemmer *stemmer);

/* The stem of a word that language_fold() gave: in `keep`, or the beginning of the word itself
 * where nothing else changes. Returns 0, or -1 when memory is out. */
int stemmer_run(struct span *out, struct stemmer *stemmer, struct span folded, struct arena *keep);

#endif
