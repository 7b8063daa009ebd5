#include "pipeline/store/documents.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/store/statements.h"

int store_known(struct known_documents *out, struct store *store, struct arena *keep,
		struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_KNOWN, err);
	if (!s)
		return store_code(err);
	struct known_document *item = NULL;
	size_t count = 0, capacity = 0;
	const char *made_by = ""; /* the same for nearly all: kept once */
	int status;
	while ((status = statement_next(store, s, err)) > 0) {
		if (!span_equal(column_span(s, 4), span_from(made_by)))
			made_by = column_copy(s, 4, keep);
		struct known_document one = {
			.path = column_copy(s, 0, keep),
			.sha256 = column_copy(s, 1, keep),
			.size = (uint64_t)sqlite3_column_int64(s, 2),
			.modified = sqlite3_column_int64(s, 3),
			.made_by = made_by,
			.failed = span_equal(column_span(s, 5), SPAN("failed")),
		};
		if (!one.path || !one.sha256 || !one.made_by ||
		    arena_grow(keep, &item, &capacity, count, count + 1, sizeof *item) < 0) {
			(void)sqlite3_reset(s);
			return error_memory(err);
		}
		item[count++] = one;
	}
	*out = (struct known_documents){item, count};
	return status;
}

static int put_document(struct store *store, const struct stored_document *d, int64_t *number,
			struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_DOCUMENT_PUT, err);
	if (!s)
		return store_code(err);
	const struct span text[] = {d->id, d->path, d->failed ? SPAN("failed") : SPAN("done"),
				    d->sha256};
	for (int i = 0; i < 4; i++)
		bind_span(s, i + 1, text[i]);
	bind_number(s, 5, (int64_t)d->size);
	bind_number(s, 6, d->modified);
	const struct span about[] = {d->made_by, d->round, d->case_name, d->date,  d->title,
				     d->project, d->form,  d->language,  d->format};
	for (int i = 0; i < 9; i++)
		bind_span(s, i + 7, about[i]);
	bind_number(s, 16, (int64_t)d->characters);
	bind_number(s, 17, (int64_t)d->words);
	if (d->signature.len > 0)
		bind_bytes(s, 18, d->signature);
	else
		bind_none(s, 18);
	bind_span(s, 19, d->why);
	bind_span(s, 20, d->detail);
	bind_number(s, 21, d->line);
	const int row = statement_next(store, s, err);
	if (row <= 0)
		return row < 0 ? row : ERROR_STORE;
	*number = sqlite3_column_int64(s, 0);
	return statement_run(store, s, err);
}

static int clear_document(struct store *store, int64_t number, struct error *err)
{
	static const enum statement each[] = {
		STATEMENT_ANECDOTES_REMOVE, STATEMENT_RECOMMENDATIONS_REMOVE,
		STATEMENT_COMMITMENTS_REMOVE, STATEMENT_OUTCOMES_REMOVE};
	for (size_t i = 0; i < sizeof each / sizeof each[0]; i++) {
		sqlite3_stmt *s = statement_of(store, each[i], err);
		if (!s)
			return store_code(err);
		bind_number(s, 1, number);
		const int status = statement_run(store, s, err);
		if (status < 0)
			return status;
	}
	return 0;
}

static int put_content(struct store *store, int64_t number, const struct stored_content *c,
		       struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_CONTENT_PUT, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, number);
	bind_span(s, 2, c->text);
	bind_span(s, 3, c->blocks);
	bind_span(s, 4, c->people);
	bind_span(s, 5, c->variables);
	bind_span(s, 6, c->notes);
	return statement_run(store, s, err);
}

static void bind_range(sqlite3_stmt *s, int index, struct range range)
{
	bind_number(s, index, range.start);
	bind_number(s, index + 1, range.end);
}

static int put_suggestions(struct store *store, const struct stored_anecdote *a, struct error *err)
{
	const int64_t number = sqlite3_last_insert_rowid(store->db);
	for (size_t i = 0; i < a->suggestions; i++) {
		sqlite3_stmt *s = statement_of(store, STATEMENT_SUGGESTION_PUT, err);
		if (!s)
			return store_code(err);
		bind_number(s, 1, number);
		bind_span(s, 2, a->suggested[i].id);
		bind_real(s, 3, (double)a->suggested[i].score);
		const int status = statement_run(store, s, err);
		if (status < 0)
			return status;
	}
	return 0;
}

int store_anecdote_put(struct store *store, int64_t number, const struct stored_anecdote *a,
		       struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_ANECDOTE_PUT, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, a->id);
	bind_number(s, 2, number);
	bind_range(s, 3, a->range);
	bind_span(s, 5, a->text);
	bind_span(s, 6, a->speaker);
	bind_span(s, 7, a->role);
	bind_real(s, 8, (double)a->role_score);
	bind_span(s, 9, a->kind);
	bind_real(s, 10, (double)a->kind_score);
	bind_span(s, 11, a->kind_evidence);
	if (a->external.len > 0)
		bind_span(s, 12, a->external);
	else
		bind_none(s, 12);
	bind_span(s, 13, a->ranking);
	bind_span(s, 14, a->variables);
	const int status = statement_run(store, s, err);
	return status < 0 ? status : put_suggestions(store, a, err);
}

static int put_recommendation(struct store *store, int64_t number,
			      const struct stored_recommendation *r, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_RECOMMENDATION_PUT, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, r->id);
	bind_number(s, 2, number);
	bind_range(s, 3, r->range);
	bind_span(s, 5, r->text);
	bind_span(s, 6, r->audience);
	bind_real(s, 7, (double)r->score);
	bind_span(s, 8, r->speaker);
	if (r->anecdote.len > 0)
		bind_span(s, 9, r->anecdote);
	else
		bind_none(s, 9);
	bind_span(s, 10, r->themes);
	return statement_run(store, s, err);
}

static int put_commitment(struct store *store, int64_t number, const struct stored_commitment *c,
			  struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_COMMITMENT_PUT, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, c->id);
	bind_number(s, 2, number);
	bind_range(s, 3, c->range);
	bind_span(s, 5, c->text);
	bind_span(s, 6, c->who);
	bind_real(s, 7, (double)c->score);
	return statement_run(store, s, err);
}

static int put_outcome(struct store *store, int64_t number, const struct stored_outcome *o,
		       struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_OUTCOME_PUT, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, number);
	bind_range(s, 2, o->range);
	bind_span(s, 4, o->text);
	bind_span(s, 5, o->status);
	bind_real(s, 6, (double)o->score);
	return statement_run(store, s, err);
}

int store_document_put(struct store *store, const struct store_rows *rows, struct error *err)
{
	int64_t number = 0;
	int status = put_document(store, &rows->document, &number, err);
	if (status == 0)
		status = clear_document(store, number, err);
	if (status == 0)
		status = put_content(store, number, &rows->content, err);
	for (size_t i = 0; i < rows->anecdotes && status == 0; i++)
		status = store_anecdote_put(store, number, &rows->anecdote[i], err);
	for (size_t i = 0; i < rows->recommendations && status == 0; i++)
		status = put_recommendation(store, number, &rows->recommendation[i], err);
	for (size_t i = 0; i < rows->commitments && status == 0; i++)
		status = put_commitment(store, number, &rows->commitment[i], err);
	for (size_t i = 0; i < rows->outcomes && status == 0; i++)
		status = put_outcome(store, number, &rows->outcome[i], err);
	return status;
}

int store_document_touch(struct store *store, struct span id, int64_t modified, uint64_t size,
			 struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_DOCUMENT_TOUCH, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, id);
	bind_number(s, 2, modified);
	bind_number(s, 3, (int64_t)size);
	return statement_run(store, s, err);
}

int store_document_remove(struct store *store, const char *path, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_DOCUMENT_REMOVE, err);
	if (!s)
		return store_code(err);
	bind_string(s, 1, path);
	return statement_run(store, s, err);
}
