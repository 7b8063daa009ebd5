#include "pipeline/store/runs.h"

#include "corpus/error.h"
#include "pipeline/store/statements.h"
#include "pipeline/store/store.h"

int store_run_begin(struct store *store, struct stored_run *run, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_RUN_BEGIN, err);
	if (!s)
		return store_code(err);
	char now[STORE_TIME];
	store_now(now);
	bind_string(s, 1, now);
	const struct span value[] = {run->program, run->libraries, run->lexicon,
				     run->model,   run->study,     run->parameters};
	for (int i = 0; i < 6; i++)
		bind_span(s, i + 2, value[i]);
	const int row = statement_next(store, s, err);
	if (row <= 0)
		return row < 0 ? row : ERROR_STORE;
	run->number = sqlite3_column_int64(s, 0);
	return statement_run(store, s, err);
}

int store_run_end(struct store *store, const struct stored_run *run, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_RUN_END, err);
	if (!s)
		return store_code(err);
	char now[STORE_TIME];
	store_now(now);
	bind_number(s, 1, run->number);
	bind_string(s, 2, now);
	bind_span(s, 3, run->outcome);
	bind_number(s, 4, (int64_t)run->documents);
	bind_number(s, 5, (int64_t)run->done);
	bind_number(s, 6, (int64_t)run->failed);
	bind_number(s, 7, (int64_t)run->removed);
	bind_span(s, 8, run->documents_digest);
	return statement_run(store, s, err);
}

int store_runs_each(struct store *store, store_run_fn *each, void *context, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_RUNS, err);
	if (!s)
		return store_code(err);
	int row = 0, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_run run = {
			.number = sqlite3_column_int64(s, 0),
			.started = column_span(s, 1),
			.finished = column_span(s, 2),
			.outcome = column_span(s, 3),
			.program = column_span(s, 4),
			.lexicon = column_span(s, 5),
			.model = column_span(s, 6),
			.study = column_span(s, 7),
			.documents_digest = column_span(s, 8),
			.documents = (uint64_t)sqlite3_column_int64(s, 9),
			.done = (uint64_t)sqlite3_column_int64(s, 10),
			.failed = (uint64_t)sqlite3_column_int64(s, 11),
			.anecdotes = (uint64_t)sqlite3_column_int64(s, 12),
			.libraries = column_span(s, 13),
			.parameters = column_span(s, 14),
		};
		status = each(context, &run, err);
	}
	if (status < 0)
		(void)sqlite3_reset(s);
	return status < 0 ? status : row;
}
