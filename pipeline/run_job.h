/*
 * run_job.h - one document of a run: from its bytes to the store's rows. What a
 * worker thread does.
 */
#ifndef PIPELINE_RUN_JOB_H
#define PIPELINE_RUN_JOB_H

#include <stdbool.h>

#include "corpus/arena.h"
#include "corpus/digest.h"
#include "corpus/error.h"
#include "pipeline/sandbox/sandbox.h"
#include "pipeline/store/documents.h"
#include "pipeline/study.h"
#include "stages/stage.h"

enum run_outcome {
	RUN_WAITING, /* to be done; at the end: the run was interrupted before */
	RUN_DONE,
	RUN_UNCHANGED, /* the bytes are as they were */
	RUN_FAILED,
};

/* The slot of one document of a batch; a worker writes its own slot only. */
struct run_job {
	struct study_entry entry;
	struct span bytes;
	enum run_outcome outcome;
	char sha256[DIGEST_TEXT];
	const struct document *document; /* of one that is done */
	struct store_rows rows;
	struct error error;
};

/* What all jobs share. */
struct run_setting {
	const struct study *study;
	struct span made_by; /* digest of all that makes a result, but for the bytes */
	int64_t settled;     /* files changed after this may change again unseen */
};

/* What belongs to one thread. */
struct run_worker {
	struct stage_workspace workspace;
	struct arena keep[2]; /* results of this batch and of the one being written */
	struct arena bytes;   /* the file at hand */
	struct arena found;   /* what the stages found in it */
	struct arena scratch;
	struct sandbox_reader reader; /* of foreign formats */
};

struct run_item;

/* A slot for the document, waiting, or with what looking at it has shown. */
void run_job_begin(struct run_job *job, const struct run_item *item,
		   const struct run_setting *setting);

/* Looks at the bytes only, and notes whether they are those of last time. */
void run_job_look(struct run_item *item, const struct run_setting *setting,
		  struct run_worker *worker);

/* Fills the outcome of a job that waits; results live in `keep`. */
void run_job_do(struct run_job *job, const struct run_setting *setting, struct run_worker *worker,
		struct arena *keep);

#endif
