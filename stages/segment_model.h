/*
 * segment_model.h - the weights with which segment.h decides, and the decision.
 *
 * A conditional random field (Lafferty, McCallum and Pereira 2001) over the
 * units of a document with two states, outside and inside an anecdote, and two
 * ways to go from inside to inside: on with the same, or a new one begins. Each
 * feature has four weights: for being inside, for beginning, for beginning right
 * behind another, and for being outside right behind one.
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

/* From one unit to the next. The first unit comes from outside. */
enum segment_step { STEP_STAY_OUT, STEP_BEGIN, STEP_END, STEP_GO_ON, STEP_RESTART, SEGMENT_STEPS };

enum segment_label { LABEL_OUT, LABEL_BEGIN, LABEL_INSIDE };

/* NULL with `err` (line, what is expected) when the bytes are no model or memory is out. The bytes
 * need not outlive it. */
struct segment_model *segment_model_new(struct span bytes, struct error *err);
void segment_model_free(struct segment_model *model);

/* What each step costs or gains at a unit, from the sums of its weights. */
void segment_steps(double step[SEGMENT_STEPS], const double sum[SEGMENT_WEIGHTS]);

/* The best labels of a document (Viterbi). Returns 0, or -1: no memory. */
int segment_decode(uint8_t *label, const struct segment_model *model, const struct unit_list *units,
		   struct arena *scratch);

#endif
