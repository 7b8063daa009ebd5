/*
 * duplicates.h - which documents are the same report.
 */
#ifndef PIPELINE_STORE_DUPLICATES_H
#define PIPELINE_STORE_DUPLICATES_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "stages/fingerprint.h"

struct arena;
struct error;
struct store;

struct stored_signature {
	int64_t number; /* of the document */
	const char *path;
	struct fingerprint fingerprint;
};

/* Of all documents that have one, by path; in `keep`. */
int store_signatures(const struct stored_signature **out, size_t *count, struct store *store,
		     struct arena *keep, struct error *err);

int store_duplicates_clear(struct store *store, struct error *err);
int store_duplicate_put(struct store *store, int64_t document, int64_t same_as, double similarity,
			struct error *err);

struct stored_duplicate {
	struct span path;
	struct span same_as; /* the earlier one */
	double similarity;
};

/* In the order of their paths. A negative result of `each` ends the walk and is returned. */
typedef int store_duplicate_fn(void *context, const struct stored_duplicate *duplicate,
			       struct error *err);
int store_duplicates_each(struct store *store, store_duplicate_fn *each, void *context,
			  struct error *err);

#endif
