#include "pipeline/store/opinions.h"

#include "corpus/error.h"
#include "pipeline/store/statements.h"

int store_opinions_each(struct store *store, int64_t document, store_opinion_fn *each,
			void *context, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_OPINIONS, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, document);
	int row = 0, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_opinion opinion = {
			.anecdote = column_span(s, 0),
			.range = {(uint32_t)sqlite3_column_int64(s, 1),
				  (uint32_t)sqlite3_column_int64(s, 2)},
			.text = column_span(s, 3),
			.speaker = column_span(s, 4),
			.external = column_span(s, 5),
			.reviewer = column_span(s, 6),
			.settled = span_equal(column_span(s, 7), SPAN("settle")),
			.decided_at = column_span(s, 8),
			.status = column_span(s, 9),
			.themes = column_span(s, 10),
			.kind = column_span(s, 11),
			.role = column_span(s, 12),
			.note = column_span(s, 13),
		};
		status = each(context, &opinion, err);
	}
	if (status < 0)
		(void)sqlite3_reset(s);
	return status < 0 ? status : row;
}
