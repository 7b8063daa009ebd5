#include "pipeline/store/edits.h"

#include "corpus/error.h"
#include "pipeline/store/statements.h"
#include "pipeline/store/store.h"

int store_edit_put(struct store *store, struct stored_edit *edit, struct error *err)
{
	char now[STORE_TIME];
	store_now(now);
	sqlite3_stmt *s = statement_of(store, STATEMENT_EDIT_PUT, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, edit->reviewer);
	bind_string(s, 2, now);
	bind_span(s, 3, edit->subject);
	bind_span(s, 4, edit->target);
	bind_span(s, 5, edit->action);
	bind_span(s, 6, edit->value);
	if (edit->replaces > 0)
		bind_number(s, 7, edit->replaces);
	else
		bind_none(s, 7);
	const int row = statement_next(store, s, err);
	if (row <= 0)
		return row < 0 ? row : ERROR_STORE;
	edit->number = sqlite3_column_int64(s, 0);
	return statement_run(store, s, err);
}

int store_edits_each(struct store *store, struct span subject, store_edit_fn *each, void *context,
		     struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_EDITS, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, subject);
	int row = 0, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_edit edit = {
			.number = sqlite3_column_int64(s, 0),
			.reviewer = column_span(s, 1),
			.edited_at = column_span(s, 2),
			.subject = subject,
			.target = column_span(s, 3),
			.action = column_span(s, 4),
			.value = column_span(s, 5),
		};
		status = each(context, &edit, err);
	}
	if (status < 0)
		(void)sqlite3_reset(s);
	return status < 0 ? status : row;
}
