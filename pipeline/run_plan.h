/*
 * run_plan.h - which documents a run has to look at.
 */
#ifndef PIPELINE_RUN_PLAN_H
#define PIPELINE_RUN_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/arena.h"
#include "pipeline/study.h"

struct error;
struct known_document;
struct run_options;
struct store;

/* A document to look at: little, because there may be millions. */
struct run_item {
	const struct study_entry *entry;
	const struct known_document *known; /* NULL for a new one */
	bool unchanged;                     /* the bytes have been looked at and are as they were */
};

struct run_plan {
	struct arena arena; /* owns all that follows */
	struct study_scan scan;
	struct run_item *item; /* by path */
	size_t items;
	uint64_t bytes;   /* of all items */
	size_t documents; /* with those that have not changed */
	size_t unchanged;
	const char **gone; /* paths the store knows and the folder no longer has */
	size_t gone_count;
};

/* `plan->arena` may hold things already. A file with the size and time of last time, made by the
 * same program and packs, is taken to be unchanged; one that failed is tried again. */
int run_plan_make(struct run_plan *plan, const struct study *study, struct store *store,
		  struct span made_by, const struct run_options *options, struct error *err);
void run_plan_free(struct run_plan *plan);

#endif
