/*
 * train.h - learn a pack's models from labelled stories and reports, and write
 * them as files that travel with the pack.
 *
 * A source is a .jsonl file. A line is a story {"text":…, "themes":[main first],
 * "kind":…, "speaker":…} or a hand-labelled report {"id":…, "spans":[{"type":"a",
 * "start":…, "end":…, "themes":…}]} whose text is texts/ID.txt beside the file
 * (offsets in code points). How model and lexicon are weighed, and what a score
 * means as a probability, is fitted on reports that the model did not learn from:
 * whole documents at a time.
 */
#ifndef PIPELINE_TRAIN_H
#define PIPELINE_TRAIN_H

#include <stddef.h>

#include "stages/blend.h"

struct error;

enum { TRAIN_THEMES, TRAIN_KINDS, TRAIN_ROLES, TRAIN_HEADS };

/*
 * Writes themes.model, kinds.model and roles.model into the folder `output`, which must be there.
 * The same sources give the same bytes. `measure` gets TRAIN_HEADS estimates on reports that the
 * model did not learn from (0 examples where the sources hold no report). Returns 0 or a negative
 * ERROR_ code.
 */
int train_models(const char *pack, const char *language, char *const *source, size_t sources,
		 const char *output, struct blend_measure measure[TRAIN_HEADS], struct error *err);

#endif
