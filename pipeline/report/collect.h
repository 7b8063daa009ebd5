/*
 * collect.h - a whole study out of its store, as the stages over the study take it
 * (stages/collection.h).
 *
 * What a reviewer decided goes before what was suggested; what a reviewer rejected
 * is left out and counted, and so is a document that is the same report as an
 * earlier one.
 */
#ifndef PIPELINE_REPORT_COLLECT_H
#define PIPELINE_REPORT_COLLECT_H

#include "corpus/text.h"
#include "stages/collection.h"

struct arena;
struct error;
struct lexicon;
struct store;

/* What somebody promised, and what a later round says became of it. */
struct collected_commitment {
	struct span text;
	struct span who; /* empty if not known */
	uint32_t document;
	struct span status; /* its name; empty: no later round says */
	struct span outcome;
};

struct collected {
	struct collection collection;
	const struct collected_commitment *commitment; /* by document */
	size_t commitments;
	size_t repeated;             /* documents left out because they are there twice */
	const struct span *reviewer; /* ids of those whose decisions hold */
	size_t reviewers;
};

struct collect_options {
	const char *round;    /* NULL: all */
	struct span language; /* of the names of themes, kinds, roles */
};

/* Everything lives in `keep`. Returns 0; ERROR_USAGE when there is no such round; ERROR_STORE;
 * ERROR_MEMORY. */
int collect_study(struct collected *out, struct store *store, const struct lexicon *lexicon,
		  const struct collect_options *options, struct arena *keep, struct error *err);

#endif
