#include "pipeline/store/follow_ups.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/store/statements.h"

static struct span copied(sqlite3_stmt *s, int index, struct arena *keep)
{
	const struct span value = column_span(s, index);
	const char *copy = arena_copy(keep, value.at, value.len);
	return (struct span){copy, copy ? value.len : 0};
}

static int read_passages(const struct stored_passage **out, size_t *count, struct store *store,
			 enum statement statement, int64_t document, struct arena *keep,
			 struct error *err)
{
	struct stored_passage *item = NULL;
	size_t n = 0, capacity = 0;
	sqlite3_stmt *s = statement_of(store, statement, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, document);
	int row;
	while ((row = statement_next(store, s, err)) > 0) {
		const struct stored_passage one = {
			.number = sqlite3_column_int64(s, 0),
			.range = {(uint32_t)sqlite3_column_int64(s, 1),
				  (uint32_t)sqlite3_column_int64(s, 2)},
			.text = copied(s, 3, keep),
			.status = copied(s, 4, keep),
			.score = (float)sqlite3_column_double(s, 5),
		};
		if (!one.text.at || !one.status.at ||
		    arena_grow(keep, &item, &capacity, n, n + 1, sizeof *item) < 0) {
			(void)sqlite3_reset(s);
			return error_memory(err);
		}
		item[n++] = one;
	}
	*out = item;
	*count = n;
	return row;
}

int store_passages_promised(const struct stored_passage **out, size_t *count, struct store *store,
			    int64_t document, struct arena *keep, struct error *err)
{
	return read_passages(out, count, store, STATEMENT_PASSAGES_PROMISED, document, keep, err);
}

int store_passages_outcome(const struct stored_passage **out, size_t *count, struct store *store,
			   int64_t document, struct arena *keep, struct error *err)
{
	return read_passages(out, count, store, STATEMENT_PASSAGES_OUTCOME, document, keep, err);
}

int store_follow_ups_clear(struct store *store, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_FOLLOW_UPS_CLEAR, err);
	return s ? statement_run(store, s, err) : store_code(err);
}

int store_follow_up_put(struct store *store, int64_t commitment,
			const struct stored_passage *outcome, double score, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_FOLLOW_UP_PUT, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, commitment);
	bind_number(s, 2, outcome->number);
	bind_span(s, 3, outcome->status);
	bind_real(s, 4, score);
	return statement_run(store, s, err);
}
