/*
 * commitments.h - what was promised, by whom, and what a later round says became of
 * it: a list to check with each case.
 */
#ifndef PIPELINE_REPORT_COMMITMENTS_H
#define PIPELINE_REPORT_COMMITMENTS_H

#include "pipeline/report/overview.h"

/*
 * What became of it as people judged, else as was found: the status's name, or in words that a
 * later round speaks of it without telling, that none does, or that the case was not visited again.
 * Its id is the status's, or `mentioned`, `not_mentioned`, `not_visited`.
 */
struct span commitment_state(const struct collected_commitment *commitment);
struct span commitment_state_id(const struct collected_commitment *commitment);
/* The same as found, whatever people said. */
struct span commitment_found(const struct collected_commitment *commitment);

/* The number of its case; the number of cases for those of documents that name none. */
uint32_t commitment_place(const struct collection *c,
			  const struct collected_commitment *commitment);

struct emitter;
/* All of them under the key `commitments` of an object that is open, those of a case together; a
 * failed allocation shows in `to`. */
void commitments_emit_list(struct emitter *to, struct overview *overview);

extern const struct overview_format commitment_formats[];

#endif
