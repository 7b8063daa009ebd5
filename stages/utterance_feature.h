/*
 * utterance_feature.h - what a model sees of an utterance, the same when it is learnt
 * and when it is used: its words, stems and pairs; the shape of its beginning; cues
 * of the lexicon and where they stand; its place; what announces it; its neighbours.
 *
 * A feature is a 32-bit hash, the same in every run and on every machine. None depends
 * on who is called what: names give way to a sign for a name.
 */
#ifndef STAGES_UTTERANCE_FEATURE_H
#define STAGES_UTTERANCE_FEATURE_H

#include <stddef.h>
#include <stdint.h>

#include "stages/utterance.h"

enum { UTTERANCE_FEATURES_MOST = 700 }; /* of a longer sentence the later ones are left out */

struct utterance_row {
	uint32_t feature[UTTERANCE_FEATURES_MOST];
	size_t count;
};

enum utterance_view {
	UTTERANCE_VIEW_PURPOSE, /* advice, promise, outcome or none of these */
	UTTERANCE_VIEW_AUDIENCE,
	UTTERANCE_VIEW_STATUS, /* what became of a promise */
};

void utterance_features(struct utterance_row *out, enum utterance_view view,
			const struct reading *reading, const struct utterance_list *list, size_t i);

#endif
