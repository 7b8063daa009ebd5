/*
 * lessons.h - what the decisions in the store teach, brought into the resources
 * with which a run suggests.
 */
#ifndef PIPELINE_LESSONS_H
#define PIPELINE_LESSONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stages/adapt.h"

struct error;
struct resources;
struct store;
struct study;

struct lessons_learnt {
	size_t lessons;
	bool used; /* something was learnt that helps on held-out decisions */
	struct adapt_estimate estimate;
};

/* From the decisions up to number `until`. Returns 0 or a negative ERROR_ code. Without decisions
 * nothing changes. */
int lessons_learn(struct lessons_learnt *out, struct resources *resources,
		  const struct study *study, struct store *store, int64_t until, struct error *err);

/* What they would teach, and how well, without using it. */
int lessons_estimate(struct lessons_learnt *out, const struct resources *resources,
		     struct store *store, int64_t until, struct error *err);

#endif
