/*
 * run.h - read the documents of a study, take them through the stages, store what
 * comes of it: only what has changed, with the same result as from nothing.
 *
 * Documents go in batches; within a batch they are spread over the threads,
 * largest first, while one thread writes the batch before, in the order of the
 * paths and in one transaction. What is interrupted keeps all whole batches, and
 * the next run goes on from there. Memory is bound by two batches.
 */
#ifndef PIPELINE_RUN_H
#define PIPELINE_RUN_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct document;
struct error;
struct resources;
struct sandbox;
struct store;
struct study;

enum {
	RUN_BATCH_DOCUMENTS = 512, /* a transaction of some ten milliseconds' writing */
	RUN_BATCH_BYTES = 2 << 20, /* of files; what is made of them takes several times that */
	RUN_FILE_MOST = 1 << 30,   /* bytes of one file; above that it is no report */
	RUN_SETTLE_SECONDS = 2,    /* a file written this short ago may change again within the
				    * grain of its time stamp: its bytes are looked at next time */
};

struct run_progress {
	size_t done; /* documents */
	size_t documents;
	uint64_t bytes_done;
	uint64_t bytes;
	const char *path; /* the document at hand */
};

struct run_duplicate {
	const char *path;
	const char *same_as;
	double similarity;
};

/* Called from one thread at a time, documents in the order of their paths; `progress` comes from
 * the first worker. Any of them may be NULL. */
struct run_listener {
	void *context;
	void (*document)(void *context, const char *path, size_t anecdotes,
			 const struct document *document);
	void (*problem)(void *context, const char *path, const struct error *what);
	void (*progress)(void *context, const struct run_progress *progress);
	void (*duplicate)(void *context, const struct run_duplicate *duplicate);
};

struct run_options {
	size_t threads;
	size_t shard; /* from 1 to shards */
	size_t shards;
	bool no_learn;                     /* for the record: nothing was learnt from decisions */
	int64_t decisions;                 /* likewise: learnt from those up to this number */
	struct sandbox *sandbox;           /* where foreign formats are read; NULL: here */
	const volatile sig_atomic_t *stop; /* becomes true when it has to end; NULL: never */
	/* Loads the resources that were only recalled, when something is to be done with them. */
	int (*load)(void *context, struct error *err);
	void *load_context;
	struct run_listener listener;
};

struct run_summary {
	size_t documents; /* in the folder and imported, in this shard */
	size_t done;      /* read in this run */
	size_t unchanged;
	size_t failed;
	size_t removed; /* no longer in the folder */
	size_t stray;   /* decisions that could not be placed */
	bool bare;      /* the sandbox had no wall around system calls */
	int64_t number; /* of the run's record */
};

/* Returns 0 (also when documents failed: see the summary); ERROR_INTERRUPTED when `stop` ended it;
 * ERROR_STORE; ERROR_MEMORY. `out` is filled in either way. */
int run_study(struct run_summary *out, const struct study *study, struct store *store,
	      const struct resources *resources, const struct run_options *options,
	      struct error *err);

#endif
