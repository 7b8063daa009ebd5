/*
 * described.h - a codebook of themes that are described and have no words of their
 * own: what the descriptions say in the space of words (stages/space.h).
 */
#ifndef PIPELINE_DESCRIBED_H
#define PIPELINE_DESCRIBED_H

#include "corpus/text.h"

struct arena;
struct error;
struct language;
struct lexicon;
struct model;

struct described {
	struct model *space;
	float *direction; /* of each theme; SPACE_DIMENSIONS numbers */
};

/* From the space's bytes and the themes' names, definitions and examples; directions live in
 * `keep`. Returns 0 or a negative ERROR_ code. Free with described_free, after an error too. */
int described_load(struct described *out, struct span bytes, const struct lexicon *lexicon,
		   const struct language *language, struct arena *keep, struct error *err);
void described_free(struct described *described);

/* The model of themes for these directions, for model_join only; its bytes live in `keep`. NULL
 * with `err`. */
struct model *described_aim(const struct described *described, const float *direction,
			    const struct lexicon *lexicon, struct arena *keep, struct error *err);

#endif
