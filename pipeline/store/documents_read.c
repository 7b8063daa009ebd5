#include "pipeline/store/documents.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/store/statements.h"

static struct range column_range(sqlite3_stmt *s, int index)
{
	return (struct range){(uint32_t)sqlite3_column_int64(s, index),
			      (uint32_t)sqlite3_column_int64(s, index + 1)};
}

static float column_float(sqlite3_stmt *s, int index)
{
	return (float)sqlite3_column_double(s, index);
}

/* What `each` returned, with the statement put away. */
static int walked(sqlite3_stmt *s, int row, int status)
{
	if (row > 0)
		(void)sqlite3_reset(s);
	return row < 0 ? row : status;
}

int store_documents_each(struct store *store, store_document_fn *each, void *context,
			 struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_DOCUMENTS, err);
	if (!s)
		return store_code(err);
	int row, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_document document = {
			.number = sqlite3_column_int64(s, 0),
			.id = column_span(s, 1),
			.path = column_span(s, 2),
			.failed = span_equal(column_span(s, 3), SPAN("failed")),
			.sha256 = column_span(s, 4),
			.round = column_span(s, 5),
			.case_name = column_span(s, 6),
			.date = column_span(s, 7),
			.title = column_span(s, 8),
			.project = column_span(s, 9),
			.form = column_span(s, 10),
			.language = column_span(s, 11),
			.format = column_span(s, 12),
			.characters = (uint64_t)sqlite3_column_int64(s, 13),
			.words = (uint64_t)sqlite3_column_int64(s, 14),
			.why = column_span(s, 15),
			.detail = column_span(s, 16),
			.line = (uint32_t)sqlite3_column_int64(s, 17),
		};
		status = each(context, &document, err);
	}
	return walked(s, status < 0 ? 1 : row, status);
}

/* With a reviewer: as that one may see it. */
static int walk_anecdotes(struct store *store, int64_t document, struct span reviewer,
			  store_anecdote_fn *each, void *context, struct error *err)
{
	const bool seen = reviewer.len > 0;
	sqlite3_stmt *s =
		statement_of(store, seen ? STATEMENT_ANECDOTES_SEEN : STATEMENT_ANECDOTES, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, document);
	if (seen)
		bind_span(s, 2, reviewer);
	int row, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_anecdote anecdote = {
			.id = column_span(s, 0),
			.range = column_range(s, 1),
			.text = column_span(s, 3),
			.speaker = column_span(s, 4),
			.role = column_span(s, 5),
			.role_score = column_float(s, 6),
			.kind = column_span(s, 7),
			.kind_score = column_float(s, 8),
			.kind_evidence = column_span(s, 9),
			.external = column_span(s, 10),
			.ranking = column_span(s, 11),
			.decision = sqlite3_column_int64(s, 12),
			.variables = column_span(s, 13),
		};
		status = each(context, &anecdote, err);
	}
	return walked(s, status < 0 ? 1 : row, status);
}

int store_anecdotes_each(struct store *store, int64_t document, store_anecdote_fn *each,
			 void *context, struct error *err)
{
	return walk_anecdotes(store, document, SPAN(""), each, context, err);
}

int store_anecdotes_seen(struct store *store, int64_t document, struct span reviewer,
			 store_anecdote_fn *each, void *context, struct error *err)
{
	return walk_anecdotes(store, document, reviewer, each, context, err);
}

int store_recommendations_each(struct store *store, int64_t document, store_recommendation_fn *each,
			       void *context, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_RECOMMENDATIONS, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, document);
	int row, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_recommendation recommendation = {
			.id = column_span(s, 0),
			.range = column_range(s, 1),
			.text = column_span(s, 3),
			.audience = column_span(s, 4),
			.score = column_float(s, 5),
			.speaker = column_span(s, 6),
			.anecdote = column_span(s, 7),
			.themes = column_span(s, 8),
		};
		status = each(context, &recommendation, err);
	}
	return walked(s, status < 0 ? 1 : row, status);
}

int store_commitments_each(struct store *store, int64_t document, store_commitment_fn *each,
			   void *context, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_COMMITMENTS, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, document);
	int row, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_commitment commitment = {
			.id = column_span(s, 0),
			.range = column_range(s, 1),
			.text = column_span(s, 3),
			.who = column_span(s, 4),
			.score = column_float(s, 5),
			.status = column_span(s, 6),
			.status_score = column_float(s, 7),
			.outcome_document = column_span(s, 8),
			.outcome = column_range(s, 9),
			.outcome_text = column_span(s, 11),
			.outcome_characters = column_range(s, 12),
			.judged = column_span(s, 14),
			.judge = column_span(s, 15),
			.judged_at = column_span(s, 16),
			.judgement = sqlite3_column_int64(s, 17),
		};
		status = each(context, &commitment, err);
	}
	return walked(s, status < 0 ? 1 : row, status);
}

static int copy_column(struct span *out, sqlite3_stmt *s, int index, struct arena *keep)
{
	return span_keep(out, column_span(s, index), keep);
}

int store_content_get(struct stored_content *out, struct store *store, int64_t document,
		      struct arena *keep, struct error *err)
{
	*out = (struct stored_content){.text = SPAN("")};
	sqlite3_stmt *s = statement_of(store, STATEMENT_CONTENT, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, document);
	const int row = statement_next(store, s, err);
	if (row <= 0)
		return row;
	struct span *const field[] = {&out->text, &out->blocks, &out->people, &out->variables,
				      &out->notes};
	int status = 0;
	for (int i = 0; i < 5 && status == 0; i++)
		status = copy_column(field[i], s, i, keep);
	(void)sqlite3_reset(s);
	return status < 0 ? error_memory(err) : 0;
}

int store_count(struct store_counts *out, struct store *store, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_COUNTS, err);
	if (!s)
		return store_code(err);
	const int row = statement_next(store, s, err);
	if (row <= 0)
		return row < 0 ? row : ERROR_STORE;
	uint64_t *const field[] = {&out->documents,   &out->failed,      &out->words,
				   &out->anecdotes,   &out->suggestions, &out->recommendations,
				   &out->commitments, &out->decisions};
	for (int i = 0; i < 8; i++)
		*field[i] = (uint64_t)sqlite3_column_int64(s, i);
	(void)sqlite3_reset(s);
	return 0;
}
