#include "pipeline/store/review.h"

#include "corpus/error.h"
#include "pipeline/store/statements.h"
#include "pipeline/store/store.h"

static int put_name(struct store *store, struct span reviewer, const char *now, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_REVIEWER_PUT, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, reviewer);
	bind_string(s, 2, now);
	return statement_run(store, s, err);
}

int store_link_put(struct store *store, struct span reviewer, struct span digest, struct error *err)
{
	char now[STORE_TIME];
	store_now(now);
	int status = put_name(store, reviewer, now, err);
	sqlite3_stmt *s = status == 0 ? statement_of(store, STATEMENT_LINK_REVIEWER, err) : NULL;
	if (!s)
		return store_code(err);
	bind_span(s, 1, reviewer);
	bind_span(s, 2, digest);
	status = statement_run(store, s, err);
	s = status == 0 ? statement_of(store, STATEMENT_LINK_PUT, err) : NULL;
	if (!s)
		return store_code(err);
	bind_span(s, 1, digest);
	bind_span(s, 2, reviewer);
	bind_string(s, 3, now);
	return statement_run(store, s, err);
}

/* Column `from` on of the row at hand into as many fields, copied. */
static int copy_row(sqlite3_stmt *s, int from, struct span *const *field, int count,
		    struct arena *keep)
{
	for (int i = 0; i < count; i++)
		if (span_keep(field[i], column_span(s, from + i), keep) < 0)
			return -1;
	return 0;
}

/* Ends a look-up whose row was copied. */
static int looked_up(sqlite3_stmt *s, int copied, struct error *err)
{
	(void)sqlite3_reset(s);
	return copied < 0 ? error_memory(err) : 1;
}

int store_link_find(struct span *reviewer, struct store *store, struct span digest,
		    struct arena *keep, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_LINK_FIND, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, digest);
	bind_number(s, 2, LINK_DAYS);
	const int row = statement_next(store, s, err);
	struct span *const field[] = {reviewer};
	return row <= 0 ? row : looked_up(s, copy_row(s, 0, field, 1, keep), err);
}

/* What `each` or the last step returned, with the statement put away. */
static int walked(sqlite3_stmt *s, int row, int status)
{
	if (status < 0)
		(void)sqlite3_reset(s);
	return status < 0 ? status : row;
}

int store_reviewers_each(struct store *store, bool with_link, store_reviewer_fn *each,
			 void *context, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_REVIEWERS, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, with_link);
	int row = 0, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0)
		status = each(context, column_span(s, 0), err);
	return walked(s, row, status);
}

int store_progress_each(struct store *store, int64_t document, store_progress_fn *each,
			void *context, struct error *err)
{
	sqlite3_stmt *s =
		statement_of(store, document > 0 ? STATEMENT_PROGRESS_OF : STATEMENT_PROGRESS, err);
	if (!s)
		return store_code(err);
	if (document > 0)
		bind_number(s, 1, document);
	int row = 0, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_progress progress = {.document = sqlite3_column_int64(s, 0),
							 .reviewer = column_span(s, 1),
							 .decided = sqlite3_column_int64(s, 2),
							 .of = sqlite3_column_int64(s, 3)};
		status = each(context, &progress, err);
	}
	return walked(s, row, status);
}

int store_standing_each(struct store *store, int64_t document, store_standing_fn *each,
			void *context, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_STANDING, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, document);
	int row = 0, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_standing standing = {
			.number = sqlite3_column_int64(s, 0),
			.anecdote = column_span(s, 1),
			.reviewer = column_span(s, 2),
			.settle = sqlite3_column_int(s, 3) != 0,
			.status = column_span(s, 4),
			.themes = column_span(s, 5),
			.kind = column_span(s, 6),
			.role = column_span(s, 7),
			.note = column_span(s, 8),
			.decided_at = column_span(s, 9),
			.suggested = column_span(s, 10),
			.label = column_span(s, 11),
		};
		status = each(context, &standing, err);
	}
	return walked(s, row, status);
}

int store_review_target(struct review_target *out, struct store *store, struct span id,
			struct arena *keep, struct error *err)
{
	*out = (struct review_target){.number = 0};
	sqlite3_stmt *s = statement_of(store, STATEMENT_REVIEW_TARGET, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, id);
	const int row = statement_next(store, s, err);
	if (row <= 0)
		return row;
	struct decision_target *target = &out->target;
	target->range = (struct range){(uint32_t)sqlite3_column_int64(s, 1),
				       (uint32_t)sqlite3_column_int64(s, 2)};
	out->number = sqlite3_column_int64(s, 10);
	out->document_number = sqlite3_column_int64(s, 11);
	struct span *const id_field[] = {&target->id};
	struct span *const field[] = {&target->text,    &target->kind,     &target->role,
				      &target->ranking, &target->document, &target->document_sha256,
				      &out->speaker};
	int copied = copy_row(s, 0, id_field, 1, keep);
	if (copied == 0)
		copied = copy_row(s, 3, field, 7, keep);
	return looked_up(s, copied, err);
}

int store_standing_number(int64_t *out, struct store *store, int64_t anecdote, struct span reviewer,
			  bool settle, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_STANDING_NUMBER, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, anecdote);
	bind_span(s, 2, reviewer);
	bind_number(s, 3, settle);
	return statement_number(out, store, s, err);
}

int store_review_put(struct store *store, struct stored_decision *decision, int64_t anecdote,
		     struct error *err)
{
	const int status = store_decision_put(store, decision, err);
	sqlite3_stmt *s = status == 0 ? statement_of(store, STATEMENT_ANCHOR_PUT, err) : NULL;
	if (!s)
		return store_code(err);
	bind_number(s, 1, decision->number);
	bind_number(s, 2, anecdote);
	bind_number(s, 3, 1);
	return statement_run(store, s, err);
}

int store_steps_each(struct store *store, struct span reviewer, store_step_fn *each, void *context,
		     struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_STEPS, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, reviewer);
	int row = 0, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_step step = {.number = sqlite3_column_int64(s, 0),
						 .action = column_span(s, 1),
						 .batch = column_span(s, 2),
						 .replaces = sqlite3_column_int64(s, 3)};
		status = each(context, &step, err);
	}
	return walked(s, row, status);
}

int store_step_get(struct stored_decision *out, int64_t *anecdote, struct store *store,
		   int64_t number, struct arena *keep, struct error *err)
{
	*out = (struct stored_decision){.number = number};
	sqlite3_stmt *s = statement_of(store, STATEMENT_STEP_GET, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, number);
	const int row = statement_next(store, s, err);
	if (row <= 0)
		return row < 0 ? row
			       : error_set(err, ERROR_STORE, "there is no such decision", "%lld",
					   (long long)number);
	struct span *const field[] = {&out->reviewer, &out->action,    &out->phase,
				      &out->status,   &out->document,  &out->document_sha256,
				      &out->anecdote, &out->quotation, &out->themes,
				      &out->kind,     &out->role,      &out->note,
				      &out->value,    &out->suggested, &out->batch};
	out->range = (struct range){(uint32_t)sqlite3_column_int64(s, 15),
				    (uint32_t)sqlite3_column_int64(s, 16)};
	out->replaces = sqlite3_column_int64(s, 17);
	*anecdote = sqlite3_column_int64(s, 18);
	const int got = looked_up(s, copy_row(s, 0, field, 15, keep), err);
	return got < 0 ? got : 0;
}

int store_step_before(int64_t *out, struct store *store, int64_t number, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_STEP_BEFORE, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, number);
	return statement_number(out, store, s, err);
}

int store_review_last(struct span *document, struct span *anecdote, struct store *store,
		      struct span reviewer, struct arena *keep, struct error *err)
{
	*document = *anecdote = SPAN("");
	sqlite3_stmt *s = statement_of(store, STATEMENT_REVIEW_LAST, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, reviewer);
	const int row = statement_next(store, s, err);
	struct span *const field[] = {document, anecdote};
	const int got = row <= 0 ? row : looked_up(s, copy_row(s, 0, field, 2, keep), err);
	return got < 0 ? got : 0;
}

int store_document_number(int64_t *out, struct store *store, struct span id, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_DOCUMENT_NUMBER, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, id);
	return statement_number(out, store, s, err);
}
