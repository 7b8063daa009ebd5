/*
 * refi_codes.h - what the codes of a project mean in this study.
 */
#ifndef PIPELINE_EXCHANGE_REFI_CODES_H
#define PIPELINE_EXCHANGE_REFI_CODES_H

#include "pipeline/exchange/codes.h"
#include "pipeline/exchange/draft.h"
#include "pipeline/exchange/refi.h"

struct error;
struct import_job;

/* A code of the project as the study knows it: the same GUID, or a name that differs from its
 * name or id in case, accents and punctuation only. `kind` CODE_GROUP: nothing to decide about. */
struct refi_target {
	enum code_kind kind;
	struct span id;
};

/* A target for each code, in the job's arena; codes that the study does not know become themes of
 * the draft, and with `all` those that it does know too. Returns 0 or ERROR_MEMORY. */
int refi_codes(struct refi_target **out, struct draft *draft, const struct refi *refi,
	       const struct import_job *job, bool all, struct error *err);

/* The index of the code with that GUID, or SIZE_MAX. */
size_t refi_code_find(const struct refi *refi, const struct guid *guid);

#endif
