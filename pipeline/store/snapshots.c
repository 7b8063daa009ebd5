#include "pipeline/store/snapshots.h"

#include "corpus/error.h"
#include "pipeline/store/statements.h"

int store_snapshot_make(struct store *store, struct span document_id, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_SNAPSHOT_MAKE, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, document_id);
	return statement_run(store, s, err);
}

int store_snapshot_take(struct store *store, int64_t run, struct error *err)
{
	static const struct {
		enum statement statement;
		bool of_run;
	} step[] = {
		/* An interrupted run may have noted what is gone by now. */
		{STATEMENT_SNAPSHOT_GONE, false}, {STATEMENT_SNAPSHOT_MAKE_REST, false},
		{STATEMENT_SNAPSHOT_KEEP, false}, {STATEMENT_SNAPSHOT_END, true},
		{STATEMENT_SNAPSHOT_BEGIN, true}, {STATEMENT_SNAPSHOT_CLEAR, false},
	};
	for (size_t i = 0; i < sizeof step / sizeof step[0]; i++) {
		sqlite3_stmt *s = statement_of(store, step[i].statement, err);
		if (!s)
			return store_code(err);
		if (step[i].of_run)
			bind_number(s, 1, run);
		const int status = statement_run(store, s, err);
		if (status < 0)
			return status;
	}
	return 0;
}

int store_snapshots_each(struct store *store, int64_t run, store_snapshot_fn *each, void *context,
			 struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_SNAPSHOTS, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, run);
	int row = 0, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_snapshot snapshot = {
			.path = column_span(s, 0),
			.sha256 = column_span(s, 1),
			.labels = column_span(s, 2),
		};
		status = each(context, &snapshot, err);
	}
	if (status < 0)
		(void)sqlite3_reset(s);
	return status < 0 ? status : row;
}
