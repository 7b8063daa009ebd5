#include "pipeline/store/duplicates.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/store/statements.h"

/* At most: how many documents there are. */
static int count_documents(size_t *out, struct store *store, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_DOCUMENTS_COUNT, err);
	if (!s)
		return store_code(err);
	int64_t number;
	const int status = statement_number(&number, store, s, err);
	*out = (size_t)number;
	return status;
}

int store_signatures(const struct stored_signature **out, size_t *count, struct store *store,
		     struct arena *keep, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_SIGNATURES, err);
	if (!s)
		return store_code(err);
	/* Room for all at once: growing would leave as much again behind. */
	size_t n = 0, most = 0;
	if (count_documents(&most, store, err) < 0)
		return store_code(err);
	struct stored_signature *item = arena_calloc(keep, most, sizeof *item);
	if (!item)
		return error_memory(err);
	int row;
	while ((row = statement_next(store, s, err)) > 0) {
		struct stored_signature one = {.number = sqlite3_column_int64(s, 0),
					       .path = column_copy(s, 1, keep)};
		const struct span bytes = column_span(s, 2);
		one.fingerprint.filled = bytes.len == sizeof one.fingerprint.bin;
		if (one.fingerprint.filled)
			memcpy(one.fingerprint.bin, bytes.at, bytes.len);
		if (!one.path || n == most) {
			(void)sqlite3_reset(s);
			return error_memory(err);
		}
		item[n++] = one;
	}
	*out = item;
	*count = n;
	return row;
}

int store_duplicates_clear(struct store *store, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_DUPLICATES_CLEAR, err);
	return s ? statement_run(store, s, err) : store_code(err);
}

int store_duplicate_put(struct store *store, int64_t document, int64_t same_as, double similarity,
			struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_DUPLICATE_PUT, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, document);
	bind_number(s, 2, same_as);
	bind_real(s, 3, similarity);
	return statement_run(store, s, err);
}

int store_duplicates_each(struct store *store, store_duplicate_fn *each, void *context,
			  struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_DUPLICATES, err);
	if (!s)
		return store_code(err);
	int row = 0, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_duplicate duplicate = {
			.path = column_span(s, 0),
			.same_as = column_span(s, 1),
			.similarity = sqlite3_column_double(s, 2),
		};
		status = each(context, &duplicate, err);
	}
	if (status < 0)
		(void)sqlite3_reset(s);
	return status < 0 ? status : row;
}
