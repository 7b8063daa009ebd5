/*
 * utterance_judge.h - what each utterance is for: advice, a promise, what became of a
 * promise, or none of these. recommend.h, commit.h and follow_up.h rest on it.
 *
 * Learnt by `make model` from the hand-labelled reports (utterance_learn.h).
 */
#ifndef STAGES_UTTERANCE_JUDGE_H
#define STAGES_UTTERANCE_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stages/utterance.h"
#include "stages/utterance_feature.h"

struct arena;
struct error;
struct model;

enum purpose { PURPOSE_OTHER, PURPOSE_ADVICE, PURPOSE_PROMISE, PURPOSE_OUTCOME, PURPOSES };

/* Ids of the labels of the model of purposes, in the order above. */
extern const char *const purpose_name[PURPOSES];

/* Any of them may be NULL: then nothing of that kind is found. */
struct utterance_models {
	const struct model *purpose;
	const struct model *audience; /* labels are ids of audiences */
	const struct model *status;   /* labels are ids of statuses */
};

struct judgement {
	struct utterance_list list;
	float (*purpose)[PURPOSES]; /* probabilities, per utterance; NULL without a model */
};

/* In `keep`. Returns 0 or ERROR_MEMORY. */
int utterance_judge(struct judgement *out, const struct utterance_models *models,
		    const struct reading *reading, struct arena *keep, struct arena *scratch,
		    struct error *err);

/* Probabilities of the model's labels for one row, into `score` (model_labels() numbers). */
void utterance_score(float *score, const struct model *model, const struct utterance_row *row);

/* The person named in the utterance, or else who says it; empty if neither is known. */
struct span utterance_person(const struct reading *reading, const struct utterance *u,
			     bool named_first, struct arena *scratch);

#endif
