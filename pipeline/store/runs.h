/*
 * runs.h - the record of every run: with what it was made, and what came of it.
 */
#ifndef PIPELINE_STORE_RUNS_H
#define PIPELINE_STORE_RUNS_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct error;
struct store;

struct stored_run {
	int64_t number;
	struct span started; /* ISO 8601, UTC */
	struct span finished;
	struct span outcome;    /* running, done, interrupted, failed; merging: see merge.h */
	struct span program;    /* version */
	struct span libraries;  /* JSON: name to version */
	struct span lexicon;    /* digests: of the packs, */
	struct span model;      /* of packs, language and models together, */
	struct span study;      /* of the study file */
	struct span parameters; /* JSON, see run_record.h */
	struct span documents_digest;
	uint64_t documents;
	uint64_t done;
	uint64_t failed;
	uint64_t removed;
	uint64_t anecdotes; /* only on the way out */
};

/* Writes the row of a run that begins; its number comes back in `run`. */
int store_run_begin(struct store *store, struct stored_run *run, struct error *err);
/* Writes outcome, documents_digest and counts, and the time. */
int store_run_end(struct store *store, const struct stored_run *run, struct error *err);

typedef int store_run_fn(void *context, const struct stored_run *run, struct error *err);
int store_runs_each(struct store *store, store_run_fn *each, void *context, struct error *err);

#endif
