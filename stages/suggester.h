/*
 * suggester.h - what suggest.c works with, put together from lexicon and models. Made by
 * suggester_new; see suggest.h.
 */
#ifndef STAGES_SUGGESTER_H
#define STAGES_SUGGESTER_H

#include "lexicons/lexicon.h"
#include "stages/blend.h"
#include "stages/suggest.h"

struct suggester {
	const struct lexicon *lexicon;
	const struct model *model[SUGGEST_HEADS];
	struct model *joined;            /* of all of them, a part per head */
	uint16_t *target[SUGGEST_HEADS]; /* of each label of the model; UINT16_MAX: unknown */
	struct blend blend[SUGGEST_HEADS];
	float threshold;
};

/* What a head tells apart. */
enum target_kind suggester_kind(enum suggest_head head);

#endif
