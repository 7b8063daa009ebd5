#include "pipeline/store/decisions.h"

#include "corpus/error.h"
#include "pipeline/store/statements.h"
#include "pipeline/store/store.h"

int store_reviewer_put(struct store *store, struct span reviewer, struct error *err)
{
	char now[STORE_TIME];
	store_now(now);
	sqlite3_stmt *s = statement_of(store, STATEMENT_REVIEWER_PUT, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, reviewer);
	bind_string(s, 2, now);
	return statement_run(store, s, err);
}

static void bind_optional(sqlite3_stmt *s, int index, struct span value)
{
	if (value.len > 0)
		bind_span(s, index, value);
	else
		bind_none(s, index);
}

static void bind_decision(sqlite3_stmt *s, const struct stored_decision *d, const char *now)
{
	bind_span(s, 1, d->reviewer);
	bind_span(s, 2, d->decided_at.len > 0 ? d->decided_at : span_from(now));
	bind_string(s, 3, now);
	bind_span(s, 4, d->action);
	bind_span(s, 5, d->phase);
	bind_optional(s, 6, d->status);
	bind_span(s, 7, d->document);
	bind_span(s, 8, d->document_sha256);
	bind_span(s, 9, d->anecdote);
	bind_span(s, 10, d->quotation);
	bind_number(s, 11, d->range.start);
	bind_number(s, 12, d->range.end);
	bind_optional(s, 13, d->themes);
	bind_optional(s, 14, d->kind);
	bind_optional(s, 15, d->role);
	bind_optional(s, 16, d->note);
	bind_optional(s, 17, d->value);
	bind_span(s, 18, d->suggested);
	bind_optional(s, 19, d->batch);
	if (d->replaces > 0)
		bind_number(s, 20, d->replaces);
	else
		bind_none(s, 20);
}

int store_decision_put(struct store *store, struct stored_decision *decision, struct error *err)
{
	char now[STORE_TIME];
	store_now(now);
	int status = store_reviewer_put(store, decision->reviewer, err);
	sqlite3_stmt *s = status == 0 ? statement_of(store, STATEMENT_DECISION_PUT, err) : NULL;
	if (!s)
		return store_code(err);
	bind_decision(s, decision, now);
	status = statement_next(store, s, err);
	if (status <= 0)
		return status < 0 ? status : ERROR_STORE;
	decision->number = sqlite3_column_int64(s, 0);
	return statement_run(store, s, err);
}

int store_decisions_stray(struct store *store, store_decision_fn *each, void *context,
			  struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_DECISIONS_STRAY, err);
	if (!s)
		return store_code(err);
	int row = 0, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_decision decision = {.number = sqlite3_column_int64(s, 0),
							 .document = column_span(s, 1),
							 .reviewer = column_span(s, 2),
							 .quotation = column_span(s, 3),
							 .phase = column_span(s, 4),
							 .decided_at = column_span(s, 5),
							 .status = column_span(s, 6),
							 .themes = column_span(s, 7),
							 .kind = column_span(s, 8),
							 .role = column_span(s, 9)};
		status = each(context, &decision, err);
	}
	if (status < 0)
		(void)sqlite3_reset(s);
	return status < 0 ? status : row;
}

int store_decision_last(int64_t *out, struct store *store, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_DECISION_LAST, err);
	if (!s)
		return store_code(err);
	return statement_number(out, store, s, err);
}

int store_lessons_each(struct store *store, int64_t until, store_decision_fn *each, void *context,
		       struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_LESSONS, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, until);
	int row = 0, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_decision decision = {.document = column_span(s, 0),
							 .quotation = column_span(s, 1),
							 .themes = column_span(s, 2)};
		status = each(context, &decision, err);
	}
	if (status < 0)
		(void)sqlite3_reset(s);
	return status < 0 ? status : row;
}

/* Columns from `first` on, each into its field. */
static int copy_columns(sqlite3_stmt *s, struct span *const *field, const int *column, size_t count,
			struct arena *keep)
{
	for (size_t i = 0; i < count; i++)
		if (span_keep(field[i], column_span(s, column[i]), keep) < 0)
			return -1;
	return 0;
}

int store_decision_get(struct stored_decision *out, struct store *store, int64_t number,
		       struct arena *keep, struct error *err)
{
	*out = (struct stored_decision){.number = number};
	sqlite3_stmt *s = statement_of(store, STATEMENT_DECISION_GET, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, number);
	const int row = statement_next(store, s, err);
	if (row <= 0)
		return row < 0 ? row
			       : error_set(err, ERROR_STORE, "there is no such decision", "%lld",
					   (long long)number);
	struct span *const field[] = {&out->reviewer, &out->decided_at, &out->action, &out->phase,
				      &out->status,   &out->themes,     &out->kind,   &out->role,
				      &out->note,     &out->anecdote};
	static const int column[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
	const int status = copy_columns(s, field, column, sizeof column / sizeof column[0], keep);
	(void)sqlite3_reset(s);
	return status < 0 ? error_memory(err) : 0;
}

static int find_by(struct decision_target *out, struct store *store, enum statement statement,
		   struct span id, struct arena *keep, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, statement, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, id);
	int row = statement_next(store, s, err);
	if (row <= 0)
		return row;
	struct span *const field[] = {
		&out->id,      &out->text,     &out->kind,           &out->role,
		&out->ranking, &out->document, &out->document_sha256};
	static const int column[] = {0, 3, 4, 5, 6, 7, 8};
	out->range = (struct range){(uint32_t)sqlite3_column_int64(s, 1),
				    (uint32_t)sqlite3_column_int64(s, 2)};
	if (copy_columns(s, field, column, sizeof column / sizeof column[0], keep) < 0) {
		(void)sqlite3_reset(s);
		return error_memory(err);
	}
	row = statement_next(store, s, err);
	if (row > 0)
		(void)sqlite3_reset(s);
	return row < 0 ? row : 1 + row;
}

int store_find_anecdote(struct decision_target *out, struct store *store, struct span id,
			struct arena *keep, struct error *err)
{
	const int found = find_by(out, store, STATEMENT_ANECDOTE_BY_EXTERNAL, id, keep, err);
	return found != 0 ? found : find_by(out, store, STATEMENT_ANECDOTE_BY_ID, id, keep, err);
}
