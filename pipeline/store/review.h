/*
 * review.h - what the review pages ask of the store: who may come in, what each
 * reviewer's last word on an anecdote is, and what of it is settled.
 *
 * Every row of the log holds a whole state of one reviewer and one anecdote
 * (status, themes, kind, role, note), so the last row is what holds, and undoing
 * is one more row with the state from before. Rows of phase `settle` belong to
 * all reviewers together: there the last row of anybody holds.
 */
#ifndef PIPELINE_STORE_REVIEW_H
#define PIPELINE_STORE_REVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "pipeline/store/decisions.h"

struct arena;
struct error;
struct store;

enum { LINK_DAYS = 30 }; /* a link that lies about longer than a round of reviewing is dead */

/* Makes the reviewer if there is none of that name, and a link beside those there are. */
int store_link_put(struct store *store, struct span reviewer, struct span digest,
		   struct error *err);
/* Whose link that is: 1 with the reviewer in `keep`, 0 if nobody's or too old, or an error. */
int store_link_find(struct span *reviewer, struct store *store, struct span digest,
		    struct arena *keep, struct error *err);

/* Each is called with rows in a complete order; spans live until it returns. A negative result
 * ends the walk and is returned. */
typedef int store_reviewer_fn(void *context, struct span reviewer, struct error *err);
/* Those who were given a link, and those who decided anything. */
int store_reviewers_each(struct store *store, bool with_link, store_reviewer_fn *each,
			 void *context, struct error *err);

/* How far one reviewer is with one document; `of` counts its anecdotes. */
struct stored_progress {
	int64_t document; /* number */
	struct span reviewer;
	int64_t decided;
	int64_t of;
};
typedef int store_progress_fn(void *context, const struct stored_progress *progress,
			      struct error *err);
/* Of all documents and everybody who decided something in them; a document where nobody did
 * comes once, with an empty reviewer. `document` 0: all. */
int store_progress_each(struct store *store, int64_t document, store_progress_fn *each,
			void *context, struct error *err);

/* The last word of somebody on an anecdote. */
struct stored_standing {
	int64_t number; /* of the row: what a change is checked against */
	struct span anecdote;
	struct span reviewer;
	bool settle;        /* of all together */
	struct span status; /* empty: taken back */
	struct span themes; /* JSON array of ids */
	struct span kind;
	struct span role;
	struct span note;
	struct span decided_at;
	struct span suggested; /* JSON, as it was then */
	struct span label;     /* two words are the same when this is */
};
typedef int store_standing_fn(void *context, const struct stored_standing *standing,
			      struct error *err);
/* Of one document, in the order of its anecdotes, then of the rows. */
int store_standing_each(struct store *store, int64_t document, store_standing_fn *each,
			void *context, struct error *err);

/* An anecdote to decide about. */
struct review_target {
	int64_t number;
	int64_t document_number;
	struct span speaker;
	struct decision_target target;
};
/* 1 with a copy in `keep`; 0 if there is none of that id; or an error. */
int store_review_target(struct review_target *out, struct store *store, struct span id,
			struct arena *keep, struct error *err);

/* Number of the row that holds for that reviewer (or, with `settle`, for all); 0 if none. */
int store_standing_number(int64_t *out, struct store *store, int64_t anecdote, struct span reviewer,
			  bool settle, struct error *err);

/* Appends a decision that stands on that anecdote. Inside a transaction. */
int store_review_put(struct store *store, struct stored_decision *decision, int64_t anecdote,
		     struct error *err);

/* A row of a reviewer's own log, for undo. */
struct stored_step {
	int64_t number;
	struct span action;
	struct span batch;
	int64_t replaces;
};
typedef int store_step_fn(void *context, const struct stored_step *step, struct error *err);
int store_steps_each(struct store *store, struct span reviewer, store_step_fn *each, void *context,
		     struct error *err);

/* A whole row of the log in `keep`, and the anecdote that it stands on now (0: none). */
int store_step_get(struct stored_decision *out, int64_t *anecdote, struct store *store,
		   int64_t number, struct arena *keep, struct error *err);
/* Number of the row that held before `number` for the same reviewer, anecdote and phase; 0: none.
 */
int store_step_before(int64_t *out, struct store *store, int64_t number, struct error *err);

/* Document and anecdote of the reviewer's last row, in `keep`; empty if there is none. */
int store_review_last(struct span *document, struct span *anecdote, struct store *store,
		      struct span reviewer, struct arena *keep, struct error *err);

/* Number of the document with that id; 0 if there is none. */
int store_document_number(int64_t *out, struct store *store, struct span id, struct error *err);

#endif
