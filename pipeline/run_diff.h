/*
 * run_diff.h - which suggestions differ between two runs of a study, and why: the
 * document itself, or something that the records of the runs say differs.
 */
#ifndef PIPELINE_RUN_DIFF_H
#define PIPELINE_RUN_DIFF_H

#include <stdbool.h>
#include <stdio.h>

#include "pipeline/run_record.h"

enum { DIFF_BEFORE, DIFF_AFTER, DIFF_RUNS };

struct diff_label {
	bool there; /* the anecdote was found */
	const struct span *theme;
	size_t themes;
	struct span kind;
	struct span role;
};

struct diff_anecdote {
	struct span id;
	struct span excerpt; /* its beginning */
	struct diff_label label[DIFF_RUNS];
};

enum diff_state { DIFF_SAME, DIFF_CHANGED, DIFF_NEW, DIFF_GONE };

struct diff_document {
	struct span path;
	enum diff_state state;                /* of its bytes */
	const struct diff_anecdote *anecdote; /* those that differ, by text order in the one run,
						 then those that only the other has */
	size_t anecdotes;
};

struct run_diff {
	struct run_record run[DIFF_RUNS];
	const struct run_difference *cause;
	size_t causes;
	const struct diff_document *document; /* those that differ, by path */
	size_t documents;
	size_t anecdotes; /* that differ */
};

/* All in `keep`. Returns 0; ERROR_USAGE when there is no such run, or it is from before suggestions
 * were kept; ERROR_STORE; ERROR_MEMORY. */
int run_diff(struct run_diff *out, struct store *store, int64_t before, int64_t after,
	     struct arena *keep, struct error *err);

/* Write errors show in `to`. Returns 0 or ERROR_MEMORY. */
int run_diff_text(const struct run_diff *diff, FILE *to, struct error *err);
int run_diff_json(const struct run_diff *diff, FILE *to, struct error *err);

/* One difference between two records, as a line. */
void run_difference_text(const struct run_difference *difference, FILE *to);

#endif
