/*
 * decisions.h - the append-only log of what reviewers decided, and where each
 * decision stands after texts, boundaries or packs have changed.
 */
#ifndef PIPELINE_STORE_DECISIONS_H
#define PIPELINE_STORE_DECISIONS_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct error;
struct store;

/* Empty spans are stored as NULL where the field may be absent. */
struct stored_decision {
	int64_t number; /* only on the way out */
	struct span reviewer;
	struct span decided_at; /* ISO 8601; empty: now */
	struct span action;     /* label, reject, … */
	struct span phase;      /* own, settle, import */
	struct span status;     /* accepted, corrected, rejected; empty: says nothing of that */
	struct span document;   /* id */
	struct span document_sha256;
	struct span anecdote; /* id */
	struct span quotation;
	struct range range;
	struct span themes; /* JSON array of ids; empty: not about themes */
	struct span kind;
	struct span role;
	struct span note;
	struct span value;     /* JSON */
	struct span suggested; /* JSON: what was suggested then */
	struct span batch;
	int64_t replaces; /* 0: none */
};

/* Makes the reviewer if there is none of that id. Inside a transaction. */
int store_reviewer_put(struct store *store, struct span reviewer, struct error *err);

/* Makes the reviewer if there is none of that id, and appends. */
int store_decision_put(struct store *store, struct stored_decision *decision, struct error *err);

/*
 * Places every decision that stands on no anecdote: on the one with its id; else,
 * in the same document or one with the same bytes, on the one with the same
 * words; else on the one that shares most words with the quotation, if that is
 * most of them; else on the one with the same words in a part of a large text
 * (study_part.h). What can't be placed is kept and listed. Inside a transaction.
 */
int store_decisions_anchor(struct store *store, struct arena *scratch, struct error *err);

typedef int store_decision_fn(void *context, const struct stored_decision *decision,
			      struct error *err);
/* Decisions that could not be placed, of those about one anecdote the last of each reviewer and of
 * all together. Number, document, reviewer, quotation, phase, decided_at, status, themes, kind and
 * role are filled. */
int store_decisions_stray(struct store *store, store_decision_fn *each, void *context,
			  struct error *err);

/*
 * What each reviewer said last of the themes of each anecdote that is not rejected, by document
 * and place. Only document, quotation and themes are filled. Only decisions up to number `until`
 * count.
 */
int store_lessons_each(struct store *store, int64_t until, store_decision_fn *each, void *context,
		       struct error *err);
/* Number of the last decision; 0 if there is none. */
int store_decision_last(int64_t *out, struct store *store, struct error *err);

/* The decision with that number, copied into `keep`. ERROR_STORE if there is none. */
int store_decision_get(struct stored_decision *out, struct store *store, int64_t number,
		       struct arena *keep, struct error *err);

/* What a decision is about. */
struct decision_target {
	struct span id;
	struct range range;
	struct span text;
	struct span kind;
	struct span role;
	struct span ranking; /* JSON, pack.h */
	struct span document;
	struct span document_sha256;
};

/* How many anecdotes have that id, or that id in the table they came from: 0, 1 or 2 (more). The
 * first is copied into `keep`. Negative: an error. */
int store_find_anecdote(struct decision_target *out, struct store *store, struct span id,
			struct arena *keep, struct error *err);

#endif
