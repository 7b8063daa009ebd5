/*
 * documents.h - the store's documents and what was found in them.
 *
 * A `rows` value is one document as it goes into the store and comes out of it:
 * themes, kinds and roles by their ids, lists that are only read whole as JSON.
 * pack.h makes one from the stages' results and takes the JSON apart again.
 */
#ifndef PIPELINE_STORE_DOCUMENTS_H
#define PIPELINE_STORE_DOCUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "pipeline/store/identity.h"

struct arena;
struct error;
struct store;

/* What the store knows of a file, to see whether it has changed. Strings end in a NUL. */
struct known_document {
	const char *path;
	const char *sha256;
	const char *made_by; /* digest of program, packs, model and settings */
	uint64_t size;
	int64_t modified; /* nanoseconds since 1970; 0: look at the bytes */
	bool failed;
};

struct known_documents {
	const struct known_document *item; /* by path */
	size_t count;
};

struct stored_document {
	int64_t number; /* in this store only */
	struct span id;
	struct span path;
	bool failed;
	struct span sha256;
	uint64_t size;
	int64_t modified;
	struct span made_by;
	struct span round;
	struct span case_name;
	struct span date;
	struct span title;
	struct span project;
	struct span form;
	struct span language;
	struct span format;
	uint64_t characters; /* code points of the text */
	uint64_t words;
	struct span signature; /* bytes; empty if there is none */
	struct span why;       /* of a document that failed: as in struct error */
	struct span detail;
	uint32_t line;
};

/* Lists as JSON, see pack.h. */
struct stored_content {
	struct span text;
	struct span blocks;
	struct span people;
	struct span variables;
	struct span notes;
};

struct stored_theme {
	struct span id;
	float score;
};

struct stored_anecdote {
	struct span id;
	struct range range;
	struct span text;
	struct span speaker;
	struct span role; /* id */
	float role_score;
	struct span kind; /* id */
	float kind_score;
	struct span kind_evidence;            /* JSON */
	struct span external;                 /* empty if none */
	struct span variables;                /* JSON: [[name, value], …] of an imported story */
	struct span ranking;                  /* JSON */
	const struct stored_theme *suggested; /* only on the way in */
	size_t suggestions;
	int64_t decision; /* the one that holds now; 0 if none. Only on the way out. */
};

struct stored_recommendation {
	struct span id;
	struct range range;
	struct span text;
	struct span audience;
	float score;
	struct span speaker;
	struct span anecdote; /* id; empty if none */
	struct span themes;   /* JSON array of ids */
};

struct stored_commitment {
	struct span id;
	struct range range;
	struct span text;
	struct span who;
	float score;
	/* What became of it; only on the way out. `status` empty: no later round says. */
	struct span status;
	float status_score;
	struct span outcome_document;
	struct range outcome;
	struct range outcome_characters; /* the same in code points */
	struct span outcome_text;
	/* What people say became of it (judgements.h); empty: nobody judged. */
	struct span judged;
	struct span judge;
	struct span judged_at;
	int64_t judgement; /* version of that; 0: there never was one */
};

struct stored_outcome {
	struct range range;
	struct span text;
	struct span status; /* empty if the passage alone does not tell */
	float score;
};

struct store_rows {
	struct stored_document document;
	struct stored_content content;
	const struct stored_anecdote *anecdote;
	size_t anecdotes;
	const struct stored_recommendation *recommendation;
	size_t recommendations;
	const struct stored_commitment *commitment;
	size_t commitments;
	const struct stored_outcome *outcome;
	size_t outcomes;
};

int store_known(struct known_documents *out, struct store *store, struct arena *keep,
		struct error *err);

/* Replaces all that was known of the document. A failed one keeps its row and nothing else. */
int store_document_put(struct store *store, const struct store_rows *rows, struct error *err);
/* One anecdote more in the document of that number. */
int store_anecdote_put(struct store *store, int64_t number, const struct stored_anecdote *anecdote,
		       struct error *err);
/* The same bytes under a new time stamp. */
int store_document_touch(struct store *store, struct span id, int64_t modified, uint64_t size,
			 struct error *err);
int store_document_remove(struct store *store, const char *path, struct error *err);

/*
 * Walks: each row is given to `each`, in a complete order (documents by path,
 * passages by place). Spans live until `each` returns. A negative result of
 * `each` ends the walk and is returned.
 */
typedef int store_document_fn(void *context, const struct stored_document *document,
			      struct error *err);
typedef int store_anecdote_fn(void *context, const struct stored_anecdote *anecdote,
			      struct error *err);
typedef int store_recommendation_fn(void *context,
				    const struct stored_recommendation *recommendation,
				    struct error *err);
typedef int store_commitment_fn(void *context, const struct stored_commitment *commitment,
				struct error *err);

int store_documents_each(struct store *store, store_document_fn *each, void *context,
			 struct error *err);
int store_anecdotes_each(struct store *store, int64_t document, store_anecdote_fn *each,
			 void *context, struct error *err);
/* As that reviewer may see it: nobody learns what another said of a document before both have
 * decided about all of it. */
int store_anecdotes_seen(struct store *store, int64_t document, struct span reviewer,
			 store_anecdote_fn *each, void *context, struct error *err);
int store_recommendations_each(struct store *store, int64_t document, store_recommendation_fn *each,
			       void *context, struct error *err);
int store_commitments_each(struct store *store, int64_t document, store_commitment_fn *each,
			   void *context, struct error *err);

/* Text and lists of one document, copied into `keep`. All empty for one that failed. */
int store_content_get(struct stored_content *out, struct store *store, int64_t document,
		      struct arena *keep, struct error *err);

struct store_counts {
	uint64_t documents;
	uint64_t failed;
	uint64_t words;
	uint64_t anecdotes;
	uint64_t suggestions;
	uint64_t recommendations;
	uint64_t commitments;
	uint64_t decisions;
};
int store_count(struct store_counts *out, struct store *store, struct error *err);

#endif
