#include "pipeline/store/sources.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/store/statements.h"
#include "pipeline/store/store.h"

int store_source_put(struct store *store, const char *name, const char *round, struct span bytes,
		     const char *sha256, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_SOURCE_PUT, err);
	if (!s)
		return store_code(err);
	char now[STORE_TIME];
	store_now(now);
	bind_string(s, 1, name);
	bind_string(s, 2, round);
	bind_bytes(s, 3, bytes);
	bind_string(s, 4, sha256);
	bind_string(s, 5, now);
	return statement_run(store, s, err);
}

int store_sources_remove(struct store *store, const char *prefix, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_SOURCES_REMOVE, err);
	if (!s)
		return store_code(err);
	bind_string(s, 1, prefix);
	return statement_run(store, s, err);
}

int store_sources(const struct stored_source **out, size_t *count, struct store *store,
		  struct arena *keep, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_SOURCES, err);
	if (!s)
		return store_code(err);
	struct stored_source *item = NULL;
	size_t n = 0, capacity = 0;
	int row;
	while ((row = statement_next(store, s, err)) > 0) {
		const struct stored_source one = {.name = column_copy(s, 0, keep),
						  .round = column_copy(s, 1, keep),
						  .size = (uint64_t)sqlite3_column_int64(s, 2),
						  .sha256 = column_copy(s, 3, keep)};
		if (!one.name || !one.round || !one.sha256 ||
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

int store_source_bytes(struct span *out, struct store *store, const char *name, struct arena *keep,
		       struct error *err)
{
	*out = (struct span){"", 0};
	sqlite3_stmt *s = statement_of(store, STATEMENT_SOURCE_BYTES, err);
	if (!s)
		return store_code(err);
	bind_string(s, 1, name);
	const int row = statement_next(store, s, err);
	if (row <= 0)
		return row;
	const struct span bytes = column_span(s, 0);
	const char *copy = arena_copy(keep, bytes.at, bytes.len);
	if (copy)
		*out = (struct span){copy, bytes.len};
	(void)sqlite3_reset(s);
	return copy ? 0 : error_memory(err);
}

int store_meta_put(struct store *store, const char *key, const char *value, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_META_PUT, err);
	if (!s)
		return store_code(err);
	bind_string(s, 1, key);
	bind_string(s, 2, value);
	return statement_run(store, s, err);
}

int store_meta_get(const char **out, struct store *store, const char *key, struct arena *keep,
		   struct error *err)
{
	*out = "";
	sqlite3_stmt *s = statement_of(store, STATEMENT_META_GET, err);
	if (!s)
		return store_code(err);
	bind_string(s, 1, key);
	const int row = statement_next(store, s, err);
	if (row <= 0)
		return row;
	*out = column_copy(s, 0, keep);
	(void)sqlite3_reset(s);
	return *out ? 0 : error_memory(err);
}
