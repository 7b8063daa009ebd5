#include "pipeline/store/store.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "corpus/error.h"
#include "pipeline/store/schema.h"
#include "pipeline/store/statements.h"

enum { BUSY_MS = 10000 }; /* longer than any batch of a run holds the lock */

/* WAL lets reviewers read while a run writes; in that mode FULL is what makes a commit outlive
 * a power cut, which is what "saved" on a reviewer's screen means. */
static const char *const setup = "PRAGMA foreign_keys=ON;"
				 "PRAGMA journal_mode=WAL;"
				 "PRAGMA synchronous=FULL;"
				 "PRAGMA temp_store=MEMORY;"
				 "PRAGMA cache_size=-32768;"
				 "PRAGMA trusted_schema=OFF;";

static int execute(struct store *store, const char *statements, struct error *err)
{
	if (sqlite3_exec(store->db, statements, NULL, NULL, NULL) == SQLITE_OK)
		return 0;
	return store_failed(store, err);
}

static int read_version(struct store *store, int *version, struct error *err)
{
	sqlite3_stmt *statement;
	if (sqlite3_prepare_v2(store->db, "PRAGMA user_version", -1, &statement, NULL) != SQLITE_OK)
		return store_failed(store, err);
	const bool row = sqlite3_step(statement) == SQLITE_ROW;
	*version = row ? sqlite3_column_int(statement, 0) : 0;
	const int status = row ? 0 : store_failed(store, err);
	(void)sqlite3_finalize(statement);
	return status;
}

static int set_version(struct store *store, int version, struct error *err)
{
	char *statement = sqlite3_mprintf("PRAGMA user_version=%d", version);
	if (!statement)
		return error_memory(err);
	const int status = execute(store, statement, err);
	sqlite3_free(statement);
	return status;
}

/* One step, whole or not at all. The version is read again inside the transaction: another
 * process may have taken the same step meanwhile. */
static int migrate_one(struct store *store, int *version, struct error *err)
{
	int status = execute(store, "BEGIN IMMEDIATE", err);
	if (status < 0)
		return status;
	const int from = *version;
	status = read_version(store, version, err);
	if (status == 0 && *version == from) {
		status = execute(store, schema_migrations[from], err);
		if (status == 0)
			status = set_version(store, from + 1, err);
		*version = from + 1;
	}
	if (status == 0)
		status = execute(store, "COMMIT", err);
	if (status < 0)
		(void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	return status;
}

static int migrate(struct store *store, struct error *err)
{
	int version = 0;
	int status = read_version(store, &version, err);
	if (status == 0 && version > schema_version) {
		status = error_set(err, ERROR_STORE,
				   "this store was made by a newer version of the program",
				   "%d > %d", version, schema_version);
		error_at(err, store->path, 0, 0);
	}
	while (status == 0 && version < schema_version)
		status = migrate_one(store, &version, err);
	return status;
}

void store_prepare(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

int store_open(struct store **out, const char *path, enum store_mode mode, struct error *err)
{
	*out = NULL;
	if (mode == STORE_EXISTING && access(path, F_OK) != 0) {
		error_set(err, ERROR_USAGE, "there is no store here yet; use `run` first", "%s",
			  "");
		error_at(err, path, 0, 0);
		return ERROR_USAGE;
	}
	struct store *store = calloc(1, sizeof *store);
	if (!store || !(store->path = strdup(path))) {
		free(store);
		return error_memory(err);
	}
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE |
			  (mode == STORE_CREATE ? SQLITE_OPEN_CREATE : 0);
	int status = sqlite3_open_v2(path, &store->db, flags, NULL) == SQLITE_OK
			     ? 0
			     : store_failed(store, err);
	if (status == 0) {
		(void)sqlite3_busy_timeout(store->db, BUSY_MS);
		status = execute(store, setup, err);
	}
	if (status == 0)
		status = migrate(store, err);
	if (status < 0) {
		store_close(store);
		return status;
	}
	*out = store;
	return 0;
}

int store_open_beside(struct store **out, const struct store *store, struct error *err)
{
	return store_open(out, store->path, STORE_EXISTING, err);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	store_rollback(store);
	if (store->in_group && !sqlite3_get_autocommit(store->db))
		(void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	for (size_t i = 0; i < STATEMENTS; i++)
		(void)sqlite3_finalize(store->prepared[i]);
	(void)sqlite3_close(store->db);
	free(store->path);
	free(store);
}

static int run(struct store *store, enum statement statement, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, statement, err);
	return s ? statement_run(store, s, err) : store_code(err);
}

/* A part of the group, in a transaction around all parts. A full or failing disk makes SQLite
 * roll that back by itself, parts that were done before included. */
static int begin_part(struct store *store, struct error *err)
{
	int status = 0;
	if (!store->in_group)
		status = run(store, STATEMENT_BEGIN, err);
	else if (sqlite3_get_autocommit(store->db))
		status = error_set(err, ERROR_STORE, "the store failed", "%s", "");
	store->in_group |= status == 0;
	return status < 0 ? status : run(store, STATEMENT_PART, err);
}

int store_begin(struct store *store, struct error *err)
{
	const int status =
		store->gathers ? begin_part(store, err) : run(store, STATEMENT_BEGIN, err);
	store->in_transaction = status == 0;
	return status;
}

int store_commit(struct store *store, struct error *err)
{
	const int status = run(store, store->gathers ? STATEMENT_PART_DONE : STATEMENT_COMMIT, err);
	if (status < 0)
		store_rollback(store);
	store->in_transaction = false;
	return status;
}

void store_rollback(struct store *store)
{
	static const char part[] = "ROLLBACK TO part; RELEASE part";
	if (store->db && store->in_transaction && !sqlite3_get_autocommit(store->db))
		(void)sqlite3_exec(store->db, store->gathers ? part : "ROLLBACK", NULL, NULL, NULL);
	store->in_transaction = false;
}

int store_end(struct store *store, int status, struct error *err)
{
	if (status == 0)
		return store_commit(store, err);
	store_rollback(store);
	return status;
}

void store_gather(struct store *store)
{
	store->gathers = true;
}

bool store_has_group(const struct store *store)
{
	return store->in_group;
}

int store_commit_group(struct store *store, struct error *err)
{
	if (!store->in_group)
		return 0;
	store->in_group = false;
	if (sqlite3_get_autocommit(store->db))
		return error_set(err, ERROR_STORE, "the store failed", "%s", "");
	const int status = run(store, STATEMENT_COMMIT, err);
	if (status < 0 && !sqlite3_get_autocommit(store->db))
		(void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	return status;
}

int store_check(struct store *store, struct error *err)
{
	sqlite3_stmt *statement = statement_of(store, STATEMENT_CHECK, err);
	if (!statement || statement_next(store, statement, err) < 0)
		return ERROR_STORE;
	const struct span says = column_span(statement, 0);
	int status = 0;
	if (!span_equal(says, SPAN("ok")))
		status = error_set(err, ERROR_STORE, "this file is no store, or it is damaged",
				   "%.*s", (int)says.len, says.at);
	(void)sqlite3_reset(statement);
	statement = status == 0 ? statement_of(store, STATEMENT_FOREIGN_KEYS, err) : NULL;
	if (!statement)
		return status;
	const int row = statement_next(store, statement, err);
	if (row > 0) {
		const struct span table = column_span(statement, 0);
		status = error_set(err, ERROR_STORE, "this file is no store, or it is damaged",
				   "%.*s", (int)table.len, table.at);
		(void)sqlite3_reset(statement);
	}
	return row < 0 ? row : status;
}

int store_schema_version(void)
{
	return schema_version;
}

const char *store_library(void)
{
	return sqlite3_libversion();
}

void store_now(char out[static STORE_TIME])
{
	const time_t now = time(NULL);
	struct tm utc;
	(void)gmtime_r(&now, &utc);
	if (strftime(out, STORE_TIME, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
		out[0] = '\0';
}
