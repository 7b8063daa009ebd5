/*
 * stage.h - the stages that work on one document, and their order: the one place
 * where it stands. A new stage is a file pair, a field of `stage_work` for what it
 * adds, and a row in stage.c.
 *
 * Takes   a document as its reader left it.
 * Gives   all that the stages add, in `work`.
 * Memory  results live in `keep`; the workspace's scratch is reset between stages.
 * Threads resources may be shared; a workspace belongs to one thread.
 */
#ifndef STAGES_STAGE_H
#define STAGES_STAGE_H

#include <stddef.h>

#include "corpus/arena.h"
#include "stages/analysis.h"
#include "stages/fingerprint.h"
#include "stages/match.h"
#include "stages/structure.h"
#include "stages/token.h"
#include "stages/utterance_judge.h"

struct document;
struct error;
struct language;
struct lexicon;
struct match_cache;
struct segment_model;
struct suggest_cache;
struct suggester;
struct vocabulary;
struct word_classes;

/* What all documents share. Immutable; borrowed. */
struct stage_resources {
	const struct language *language;
	const struct word_classes *words;
	const struct lexicon *lexicon;
	const struct segment_model *segment_model;
	const struct suggester *suggester;
	struct utterance_models utterances;
};

/* What one thread needs, kept from document to document because it is a cache. */
struct stage_workspace {
	const struct stage_resources *resources;
	struct vocabulary *vocabulary;
	struct match_cache *cache;
	struct suggest_cache *suggestions;
	struct arena scratch;
};

enum {
	/* Types a vocabulary may hold before it is begun anew: with what the caches keep of each,
	 * some 50 MB. The words that matter come again within a few documents: more costs memory
	 * and the processor's caches, and saves no time. Under a power of two, so that no table
	 * doubles for the last few. */
	STAGE_TYPES_MOST = 60000,
};

struct stage_work {
	struct stage_workspace *workspace;
	struct arena *keep;
	const struct document *document;
	struct structure structure;
	struct token_list tokens;
	struct fingerprint fingerprint;
	struct hit_list hits;
	struct judgement judgement;
	struct analysis analysis;
	const float
		*roles; /* per anecdote what its words tell of the teller's; see suggest_roles */
};

struct stage {
	const char *name;
	const char *adds; /* fields of a record, for `rodedraad stage` */
	int (*run)(struct stage_work *work, struct error *err);
};

/* In order; ends with a NULL name. */
extern const struct stage stage_table[];

/* Returns 0 or ERROR_MEMORY; free with stage_workspace_release, after an error too. */
int stage_workspace_init(struct stage_workspace *workspace, const struct stage_resources *resources,
			 struct error *err);
void stage_workspace_release(struct stage_workspace *workspace);

/* Begins the work on a document: nothing added yet, its blocks as the reader left them. */
void stage_begin(struct stage_work *work, struct stage_workspace *workspace,
		 const struct document *document, struct arena *keep);

/* All stages, in order. Returns 0, ERROR_LIMIT or ERROR_MEMORY. */
int stage_document(struct stage_work *work, struct error *err);

#endif
