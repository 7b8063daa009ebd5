/*
 * run_record.h - with what a run was made, so that it can be made again: program,
 * libraries, packs, models, study file, and what was learnt from decisions.
 *
 * The record's parameters are JSON: {"build", "shard", "shards", "resources",
 * "inputs", "learn", "learnt", "decisions", "parts": [[name, digest], …]}.
 */
#ifndef PIPELINE_RUN_RECORD_H
#define PIPELINE_RUN_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct error;
struct resources;
struct store;
struct stored_run;
struct study;

struct run_part {
	struct span name;
	struct span digest; /* or version, of a library */
};

struct run_record {
	int64_t number; /* 0: not a run yet */
	struct span program;
	struct span build;
	struct span study; /* digest of the study file */
	const struct run_part *library;
	size_t libraries;
	const struct run_part *part; /* files of packs and models */
	size_t parts;
	bool learn;            /* from decisions */
	struct span learnt;    /* digest; empty if nothing was learnt */
	struct span inputs;    /* digest, see recall.h; empty in older stores */
	struct span resources; /* digest of all that was loaded */
	struct span lexicon;   /* digest of the packs */
	int64_t decisions;     /* learnt from those up to this number */
	size_t shard;          /* of `shards` */
	size_t shards;
	bool kept;  /* what it suggested was kept; not so in older stores */
	bool ended; /* neither interrupted nor failed */
};

/* As a run that begins now would be recorded. Views into the study and the resources; the rest in
 * `keep`. Returns 0 or ERROR_MEMORY. */
int run_record_now(struct run_record *out, const struct study *study,
		   const struct resources *resources, bool learn, int64_t decisions,
		   struct arena *keep, struct error *err);

/* Its parameters as JSON, in `keep`; empty without memory. */
struct span run_record_parameters(const struct run_record *record, size_t shard, size_t shards,
				  struct arena *keep);

/* The run of that number, in `keep`; ERROR_USAGE if there is none. */
int run_record_find(struct run_record *out, struct store *store, int64_t number, struct arena *keep,
		    struct error *err);

/* The last run, in `keep`; its number is 0 if there is none. */
int run_record_last(struct run_record *out, struct store *store, struct arena *keep,
		    struct error *err);

struct run_difference {
	const char *what;   /* key of the message table */
	const char *id;     /* for other programs */
	struct span name;   /* of a part or library; empty otherwise */
	struct span before; /* empty: was not there */
	struct span after;
};

/* What differs between two records, in `keep`. Returns 0 or ERROR_MEMORY. */
int run_record_differences(const struct run_difference **out, size_t *count,
			   const struct run_record *before, const struct run_record *after,
			   struct arena *keep, struct error *err);

#endif
