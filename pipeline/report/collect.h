/*
 * collect.h - a whole study out of its store, as the stages over the study take it
 * (stages/collection.h).
 *
 * What a reviewer decided goes before what was suggested; what a reviewer rejected
 * is left out and counted, and so is a document that is the same report as an
 * earlier one. Themes are those of the codebook as it stands: what was labelled
 * with one that has been merged since counts for the one that it went into.
 */
#ifndef PIPELINE_REPORT_COLLECT_H
#define PIPELINE_REPORT_COLLECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "stages/collection.h"

struct arena;
struct error;
struct lexicon;
struct store;

/* What somebody promised, and what a later round says became of it. */
struct collected_commitment {
	struct span id;
	struct span text;
	struct span who; /* empty if not known */
	uint32_t document;
	struct span status; /* its name; empty: no later round says */
	struct span status_id;
	struct span outcome;
	uint32_t outcome_document; /* COLLECTION_NONE if there is no outcome */
	bool revisited;            /* its case has a document of a later round */
	struct span judged;        /* id of what people say became of it; empty: nobody judged */
	struct span judged_name;   /* of that status; empty for one that is in no pack */
	struct span judge;
	struct span judged_at;
	int64_t judgement; /* version of that; 0: there never was one */
};

/* What people changed in the codebook that bears on older labels. */
struct collected_change {
	struct span from; /* the theme's name */
	uint16_t theme;   /* where its labels count now: itself when it was added */
	uint16_t parent;  /* of one that was added; INDEX_NONE if it has none */
	bool merged;      /* else added: what was decided before could not name it */
	struct span at;   /* ISO 8601 */
};

struct collected {
	struct collection collection;
	const struct collected_commitment *commitment; /* by document */
	size_t commitments;
	size_t repeated;             /* documents left out because they are there twice */
	const struct span *reviewer; /* ids of those whose decisions hold */
	size_t reviewers;
	const struct collected_change *change; /* in the codebook's order */
	size_t changes;
};

struct collect_options {
	const char *round;    /* NULL: all */
	struct span language; /* of the names of themes, kinds, roles */
	struct span reviewer; /* who looks: no more than that one may see; empty: what holds */
};

/* Everything lives in `keep`. Returns 0; ERROR_USAGE when there is no such round; ERROR_STORE;
 * ERROR_MEMORY. */
int collect_study(struct collected *out, struct store *store, const struct lexicon *lexicon,
		  const struct collect_options *options, struct arena *keep, struct error *err);

#endif
