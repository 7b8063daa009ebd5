/*
 * statements.h - inside the store: the connection, its prepared statements, and
 * how values get into and out of them. Nothing outside this folder includes it.
 */
#ifndef PIPELINE_STORE_STATEMENTS_H
#define PIPELINE_STORE_STATEMENTS_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct error;

enum statement {
	STATEMENT_BEGIN,
	STATEMENT_COMMIT,
	STATEMENT_PART,
	STATEMENT_PART_DONE,
	STATEMENT_META_PUT,
	STATEMENT_META_GET,
	STATEMENT_SOURCE_PUT,
	STATEMENT_SOURCES,
	STATEMENT_SOURCES_REMOVE,
	STATEMENT_SOURCE_BYTES,
	STATEMENT_KNOWN,
	STATEMENT_DOCUMENT_PUT,
	STATEMENT_DOCUMENT_TOUCH,
	STATEMENT_DOCUMENT_REMOVE,
	STATEMENT_DOCUMENT_NUMBER,
	STATEMENT_CONTENT_PUT,
	STATEMENT_ANECDOTES_REMOVE,
	STATEMENT_RECOMMENDATIONS_REMOVE,
	STATEMENT_COMMITMENTS_REMOVE,
	STATEMENT_OUTCOMES_REMOVE,
	STATEMENT_ANECDOTE_PUT,
	STATEMENT_SUGGESTION_PUT,
	STATEMENT_RECOMMENDATION_PUT,
	STATEMENT_COMMITMENT_PUT,
	STATEMENT_OUTCOME_PUT,
	STATEMENT_DOCUMENTS,
	STATEMENT_CONTENT,
	STATEMENT_ANECDOTES,
	STATEMENT_ANECDOTES_SEEN,
	STATEMENT_RECOMMENDATIONS,
	STATEMENT_COMMITMENTS,
	STATEMENT_PASSAGES_PROMISED,
	STATEMENT_PASSAGES_OUTCOME,
	STATEMENT_FOLLOW_UPS_CLEAR,
	STATEMENT_FOLLOW_UP_PUT,
	STATEMENT_JUDGEMENT,
	STATEMENT_JUDGEMENTS_LOST,
	STATEMENT_DOCUMENTS_COUNT,
	STATEMENT_SIGNATURES,
	STATEMENT_DUPLICATES_CLEAR,
	STATEMENT_DUPLICATE_PUT,
	STATEMENT_DUPLICATES,
	STATEMENT_REVIEWER_PUT,
	STATEMENT_DECISION_PUT,
	STATEMENT_DECISION_GET,
	STATEMENT_OPINIONS,
	STATEMENT_LESSONS,
	STATEMENT_DECISIONS_UNPLACED,
	STATEMENT_DECISIONS_STRAY,
	STATEMENT_ANCHOR_BY_ID,
	STATEMENT_ANCHOR_CANDIDATES,
	STATEMENT_ANCHOR_PARTS,
	STATEMENT_ANCHOR_PUT,
	STATEMENT_ANECDOTE_BY_ID,
	STATEMENT_ANECDOTE_BY_EXTERNAL,
	STATEMENT_LINK_PUT,
	STATEMENT_LINK_REVIEWER,
	STATEMENT_LINK_FIND,
	STATEMENT_REVIEWERS,
	STATEMENT_PROGRESS,
	STATEMENT_PROGRESS_OF,
	STATEMENT_STANDING,
	STATEMENT_REVIEW_TARGET,
	STATEMENT_STANDING_NUMBER,
	STATEMENT_STEPS,
	STATEMENT_STEP_GET,
	STATEMENT_STEP_BEFORE,
	STATEMENT_REVIEW_LAST,
	STATEMENT_PASSAGE,
	STATEMENT_PASSAGE_REMOVE,
	STATEMENT_PASSAGES_CLEAR,
	STATEMENT_SHAPES,
	STATEMENT_EDIT_PUT,
	STATEMENT_EDITS,
	STATEMENT_RUN_BEGIN,
	STATEMENT_RUN_END,
	STATEMENT_RUNS,
	STATEMENT_SNAPSHOT_MAKE,
	STATEMENT_SNAPSHOT_MAKE_REST,
	STATEMENT_SNAPSHOT_GONE,
	STATEMENT_SNAPSHOT_KEEP,
	STATEMENT_SNAPSHOT_END,
	STATEMENT_SNAPSHOT_BEGIN,
	STATEMENT_SNAPSHOT_CLEAR,
	STATEMENT_SNAPSHOTS,
	STATEMENT_DECISION_LAST,
	STATEMENT_COUNTS,
	STATEMENT_CHECK,
	STATEMENT_FOREIGN_KEYS,
	STATEMENTS
};

struct store {
	sqlite3 *db;
	char *path;
	sqlite3_stmt *prepared[STATEMENTS]; /* at first use */
	bool in_transaction;
	bool gathers;  /* transactions are parts of a group */
	bool in_group; /* one is open */
};

/* What went wrong last on this connection, as ERROR_STORE or ERROR_MEMORY. */
int store_failed(const struct store *store, struct error *err);

/* The code of an error that a function which returns no code has filled in. */
int store_code(const struct error *err);

/* The statement, reset and ready to be bound; NULL with `err` filled in. */
sqlite3_stmt *statement_of(struct store *store, enum statement statement, struct error *err);

/* Values are borrowed until the statement is reset. An out-of-range index is a slip in this
 * folder and shows as a failed step. */
void bind_span(sqlite3_stmt *statement, int index, struct span value);
void bind_string(sqlite3_stmt *statement, int index, const char *value); /* NULL gives NULL */
void bind_bytes(sqlite3_stmt *statement, int index, struct span value);
void bind_number(sqlite3_stmt *statement, int index, int64_t value);
void bind_real(sqlite3_stmt *statement, int index, double value);
void bind_none(sqlite3_stmt *statement, int index);

/* Runs a statement that gives no rows, and resets it. */
int statement_run(struct store *store, sqlite3_stmt *statement, struct error *err);
/* 1: there is a row; 0: no more, and the statement is reset; negative: an error, reset too. */
int statement_next(struct store *store, sqlite3_stmt *statement, struct error *err);
/* The number that a bound statement gives, which is reset; 0 for NULL or no row. Returns 0 or an
 * error. */
int statement_number(int64_t *out, struct store *store, sqlite3_stmt *statement, struct error *err);

/* Column as a span that lives until the next step; NULL gives an empty one. */
struct span column_span(sqlite3_stmt *statement, int index);
/* A copy with a NUL behind it; NULL: no memory. */
const char *column_copy(sqlite3_stmt *statement, int index, struct arena *arena);

#endif
