/*
 * segment_model.h - the weights with which segment.h decides.
 *
 * Made by `make model` from the hand-labelled reports, shipped as
 * `lexicons/telling/dutch.model` and embedded. Immutable; may be shared.
 */
#ifndef STAGES_SEGMENT_MODEL_H
#define STAGES_SEGMENT_MODEL_H

#include "corpus/text.h"

struct error;
struct segment_model;

/* NULL with `err` when the bytes are no model or memory is out. The bytes need not outlive it. */
struct segment_model *segment_model_new(struct span bytes, struct error *err);
void segment_model_free(struct segment_model *model);

#endif
