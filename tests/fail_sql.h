/*
 * fail_sql.h - the functions behind SQLite's own of the same names, and how one of them fails. For
 * a program or library that has sqlite3_step and sqlite3_prepare_v3 of its own in front of them.
 */
#ifndef TESTS_FAIL_SQL_H
#define TESTS_FAIL_SQL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

#include "tests/fail.h"

/* A transaction that is being ended is left alone: SQLite has ended it before it looks whether it
 * is interrupted. What has no words is SQLite's own. */
static inline bool fail_sql_may(sqlite3_stmt *statement)
{
	const char *sql = sqlite3_sql(statement);
	return sql && strncmp(sql, "COMMIT", 6) != 0 && strncmp(sql, "RELEASE", 7) != 0 &&
	       strncmp(sql, "ROLLBACK", 8) != 0;
}

static inline bool fail_sql_is_first(sqlite3_stmt *statement)
{
	return sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_RUN, 0) == 0;
}

static inline int fail_sql_interrupt(void *context)
{
	(void)context;
	return 1;
}

static inline int fail_sql_step(sqlite3_stmt *statement, bool fails)
{
	int (*real)(sqlite3_stmt *) = (int (*)(sqlite3_stmt *))fail_behind("sqlite3_step");
	if (!fails)
		return real(statement);
	sqlite3 *db = sqlite3_db_handle(statement);
	sqlite3_progress_handler(db, 1, fail_sql_interrupt, NULL);
	const int status = real(statement);
	sqlite3_progress_handler(db, 0, NULL, NULL);
	return status;
}

static inline int fail_sql_prepare(sqlite3 *db, const char *sql, int bytes, unsigned flags,
				   sqlite3_stmt **statement, const char **tail, bool fails)
{
	int (*real)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **) =
		(int (*)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **,
			 const char **))fail_behind("sqlite3_prepare_v3");
	return real(db, fails ? "no statement" : sql, bytes, flags, statement, tail);
}

#endif
