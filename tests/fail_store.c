/*
 * Loaded before SQLite and the C library (LD_PRELOAD), makes the store fail at one place:
 * FAIL_STEP=n interrupts the n-th step of a statement, FAIL_FIRST=n the n-th of those steps that
 * are a statement's first, FAIL_PREPARE=n refuses the n-th statement that is prepared, FAIL_WRITE=n
 * lets the n-th write, sync or truncation that SQLite asks for fail as a full or broken disk does,
 * and all after it too. With 0 nothing fails; the number asked for is then written to the file
 * FAIL_COUNT when the program ends.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/fail_sql.h"

struct place {
	const char *name;
	atomic_long asked;
	long fails; /* -1: not counted, 0: only counted */
};

enum what { STEP, FIRST, PREPARE, WRITE, PLACES };

static struct place place[PLACES] = {
	[STEP] = {.name = "FAIL_STEP", .fails = -1},
	[FIRST] = {.name = "FAIL_FIRST", .fails = -1},
	[PREPARE] = {.name = "FAIL_PREPARE", .fails = -1},
	[WRITE] = {.name = "FAIL_WRITE", .fails = -1},
};

__attribute__((constructor)) static void begin(void)
{
	for (int i = 0; i < PLACES; i++) {
		const char *nth = getenv(place[i].name);
		place[i].fails = nth ? strtol(nth, NULL, 10) : -1;
	}
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("FAIL_COUNT");
	char line[32];
	int counted = 0;
	while (counted < PLACES && place[counted].fails != 0)
		counted++;
	if (counted == PLACES || !path)
		return;
	const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	const int len = snprintf(line, sizeof line, "%ld\n", atomic_load(&place[counted].asked));
	if (file < 0 || write(file, line, (size_t)len) != len)
		_exit(99);
	(void)close(file);
}

static bool is_turn(enum what what)
{
	return place[what].fails >= 0 &&
	       atomic_fetch_add(&place[what].asked, 1) + 1 == place[what].fails;
}

/* --- statements ---------------------------------------------------------------------------------
 */

int sqlite3_step(sqlite3_stmt *statement)
{
	const bool first = fail_sql_is_first(statement);
	const bool fails = fail_sql_may(statement) && (is_turn(STEP) || (first && is_turn(FIRST)));
	return fail_sql_step(statement, fails);
}

int sqlite3_prepare_v3(sqlite3 *db, const char *sql, int nByte, unsigned flags,
		       sqlite3_stmt **ppStmt, const char **tail)
{
	return fail_sql_prepare(db, sql, nByte, flags, ppStmt, tail, is_turn(PREPARE));
}

/* --- the disk -----------------------------------------------------------------------------------
 */

static bool refuse_write(void)
{
	struct place *written = &place[WRITE];
	if (written->fails < 0)
		return false;
	const long now = atomic_fetch_add(&written->asked, 1) + 1;
	errno = now % 2 ? ENOSPC : EIO;
	return written->fails > 0 && now >= written->fails;
}

/* The C library's header names the parameters as only it may.
 * NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
ssize_t pwrite64(int file, const void *bytes, size_t len, off64_t at)
{
	ssize_t (*real)(int, const void *, size_t, off64_t) =
		(ssize_t(*)(int, const void *, size_t, off64_t))fail_behind("pwrite64");
	return refuse_write() ? -1 : real(file, bytes, len, at);
}

int fdatasync(int file)
{
	int (*real)(int) = (int (*)(int))fail_behind("fdatasync");
	return refuse_write() ? -1 : real(file);
}

int ftruncate64(int file, off64_t len)
{
	int (*real)(int, off64_t) = (int (*)(int, off64_t))fail_behind("ftruncate64");
	return refuse_write() ? -1 : real(file, len);
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
