/*
 * recall.h - the resources of a study by their names and digests alone, as the run before
 * recorded them. Loading them takes longer than seeing that no document has changed.
 *
 * A run records the digest of all that its resources were made from (its inputs). With the same
 * inputs they are the same again, and what the record says of them holds.
 */
#ifndef PIPELINE_RECALL_H
#define PIPELINE_RECALL_H

#include <stdbool.h>
#include <stdint.h>

struct error;
struct resources;
struct store;
struct study;

/*
 * Fills in the inputs of `out`, and, if the last run had the same and came to its end, its digests
 * and parts; it is then recalled, but not loaded. `learn` and `decisions` as a run has them.
 * Returns 0 or an error; free `out` with resources_free in any case.
 */
int recall_resources(struct resources *out, const struct study *study, struct store *store,
		     bool learn, int64_t decisions, struct error *err);

#endif
