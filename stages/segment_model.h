/*
 * segment_model.h - the weights with which segment.h decides, and the decision.
 *
 * A semi-Markov conditional random field (Sarawagi and Cohen 2004): a document is
 * cut into units outside and stretches inside, each stretch an anecdote. Each
 * feature of a unit has four weights: for being inside, for beginning, for
 * beginning right behind another anecdote, and for being outside right behind
 * one. Each feature of a stretch (its length, what it crosses) has one.
 *
 * Made by `make model` from the hand-labelled reports, shipped as
 * `lexicons/telling/dutch.model` and embedded. Immutable; may be shared.
 */
#ifndef STAGES_SEGMENT_MODEL_H
#define STAGES_SEGMENT_MODEL_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "stages/segment_feature.h"

struct arena;
struct error;

enum segment_weight { WEIGHT_INSIDE, WEIGHT_BEGIN, WEIGHT_RESTART, WEIGHT_END, SEGMENT_WEIGHTS };

struct segment_model {
	float weight[FEATURE_COUNT][SEGMENT_WEIGHTS];
};

enum segment_label { LABEL_OUT, LABEL_BEGIN, LABEL_INSIDE };

/* NULL with `err` (line, what is expected) when the bytes are no model or memory is out. The bytes
 * need not outlive it. */
struct segment_model *segment_model_new(struct span bytes, struct error *err);
void segment_model_free(struct segment_model *model);

/* The sums of a unit's weights over its features. */
typedef double segment_sums[SEGMENT_WEIGHTS];

/* The best labels of a document (Viterbi). Returns 0, or -1: no memory. */
int segment_decode(uint8_t *label, const struct segment_model *model, const struct unit_list *units,
		   struct arena *scratch);

#endif
