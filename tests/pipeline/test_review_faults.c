#include <dlfcn.h>
#include <sqlite3.h>

#include "tests/pipeline/review.h"
#include "tests/program.h"

/*
 * Every statement of the store that the review server asks for fails once, when it is prepared or
 * when it is run for the first time: whoever asked is told, and the same question asked again is
 * answered as if nothing had been, so that nothing was half stored.
 */

/* --- SQLite, with a place at which it fails -------------------------------------------------- */

enum fault_kind { FAULT_PREPARE, FAULT_RUN, FAULTS };

static struct {
	enum fault_kind kind;
	int asked;
	int fails; /* the number from 1 on of what fails; 0: nothing does */
} fault;

static bool strikes(enum fault_kind kind)
{
	return fault.kind == kind && ++fault.asked == fault.fails;
}

/* The function behind the one of that name here. */
static void *behind(const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);
	assert_non_null(found);
	return found;
}

int sqlite3_prepare_v3(sqlite3 *db, const char *sql, int nByte, unsigned flags,
		       sqlite3_stmt **ppStmt, const char **tail)
{
	int (*real)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **) =
		(int (*)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **,
			 const char **))behind("sqlite3_prepare_v3");
	return real(db, strikes(FAULT_PREPARE) ? "no statement" : sql, nByte, flags, ppStmt, tail);
}

static int interrupt(void *context)
{
	(void)context;
	return 1;
}

/* SQLite has ended a transaction before it looks whether it is interrupted; what has no words is
 * its own. */
static bool is_end(sqlite3_stmt *statement)
{
	const char *sql = sqlite3_sql(statement);
	return !sql || strncmp(sql, "COMMIT", 6) == 0 || strncmp(sql, "RELEASE", 7) == 0 ||
	       strncmp(sql, "ROLLBACK", 8) == 0;
}

int sqlite3_step(sqlite3_stmt *statement)
{
	int (*real)(sqlite3_stmt *) = (int (*)(sqlite3_stmt *))behind("sqlite3_step");
	const bool first = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_RUN, 0) == 0;
	if (!first || is_end(statement) || !strikes(FAULT_RUN))
		return real(statement);
	sqlite3 *db = sqlite3_db_handle(statement);
	sqlite3_progress_handler(db, 1, interrupt, NULL);
	const int status = real(statement);
	sqlite3_progress_handler(db, 0, NULL, NULL);
	return status;
}

/* --- what reviewers ask ---------------------------------------------------------------------- */

struct question {
	bool bram; /* and not Anna */
	const char *method;
	const char *path;
	const char *body;
};

static const struct question question[] = {
	{false, "GET", "/api/study", ""},
	{false, "GET", "/api/document/d1", ""},
	{false, "POST", "/api/decide", ACCEPT},
	{true, "POST", "/api/decide", CORRECT},
	{true, "GET", "/api/differences/d1", ""},
	{true, "POST", "/api/settle", CORRECT},
	{false, "GET", "/api/pairs", ""},
	{false, "GET", "/api/agreement", ""},
	{false, "GET", "/api/queue/theme", ""},
	{false, "POST", "/api/bulk",
	 "{\"anecdotes\":[{\"id\":\"a2\",\"version\":0}],\"without\":\"regels\"}"},
	{false, "POST", "/api/undo", "{}"},
	{false, "POST", "/api/redo", "{}"},
	{false, "GET", "/api/strays", ""},
	{false, "GET", "/api/codebook", ""},
	{false, "POST", "/api/theme", "{\"id\":\"\",\"nl\":\"Stroom\"}"},
	{false, "GET", "/api/themes", ""},
	{false, "GET", "/api/theme/regels", ""},
	{false, "POST", "/api/perspective",
	 "{\"themes\":[\"tijd\",\"regels\",\"geld\"],\"version\":0,\"title\":\"Wachten\","
	 "\"readings\":[\"een\",\"\"]}"},
	{false, "GET", "/api/perspectives", ""},
	{false, "GET", "/api/rounds", ""},
	{false, "GET", "/api/network", ""},
	{false, "GET", "/api/commitments", ""},
	{false, "GET", "/api/voices", ""},
	{false, "POST", "/api/name", "{\"text\":\"Roos\",\"what\":\"name\",\"version\":0}"},
	{false, "GET", "/api/names", ""},
	{false, "GET", "/api/terms", ""},
	{false, "POST", "/api/split",
	 "{\"theme\":\"regels\",\"nl\":\"Vergunning\",\"anecdotes\":[\"a1\",\"gone\"]}"},
	{false, "GET", "/api/recommendations", ""},
	{false, "POST", "/api/recommendation",
	 "{\"audience\":\"organisatie\",\"theme\":\"regels\",\"text\":\"Minder regels.\","
	 "\"status\":\"discuss\",\"version\":0}"},
	{false, "POST", "/api/shape",
	 "{\"document\":\"d1\",\"remove\":[\"a2\"],\"add\":[{\"start\":33,\"end\":40},"
	 "{\"start\":40,\"end\":61}]}"},
	{false, "POST", "/api/undo", "{}"},
	{false, "POST", "/api/redo", "{}"},
};
enum { QUESTIONS = sizeof question / sizeof *question };

static unsigned put(const struct question *one)
{
	return ask(one->bram ? f.bram : f.anna, one->method, one->path, one->body, NULL);
}

static void begin_with(enum fault_kind kind, int fails)
{
	assert_int_equal(setup(NULL), 0);
	fault.kind = kind;
	fault.asked = 0;
	fault.fails = fails;
}

static void end_whole(void)
{
	fault.fails = 0;
	assert_int_equal(teardown(NULL), 0);
}

/* How many places there are, and what is answered where nothing fails. */
static int answers(unsigned status[QUESTIONS], enum fault_kind kind)
{
	begin_with(kind, 0);
	for (size_t i = 0; i < QUESTIONS; i++) {
		status[i] = put(&question[i]);
		assert_int_equal(status[i], 200);
	}
	const int places = fault.asked;
	end_whole();
	return places;
}

static void fail_everywhere(enum fault_kind kind)
{
	enum { MORE_SANITIZED = 9 };
	unsigned status[QUESTIONS];
	const int places = answers(status, kind);
	assert_true(places > QUESTIONS);
	for (int place = 1; place <= places; place += PROGRAM_SANITIZED ? MORE_SANITIZED : 1) {
		begin_with(kind, place);
		for (size_t i = 0; i < QUESTIONS; i++) {
			const bool before = fault.asked < place;
			const unsigned said = put(&question[i]);
			if (before && fault.asked >= place && said != 500)
				fail_msg("%s: %u though a statement failed, place %d",
					 question[i].path, said, place);
			const unsigned again = said == status[i] ? said : put(&question[i]);
			if (again != status[i])
				fail_msg("%s: %u when asked again, not %u, place %d",
					 question[i].path, again, status[i], place);
		}
		assert_true(fault.asked >= place);
		end_whole();
	}
}

static void a_statement_that_cannot_be_prepared_is_told(void **state)
{
	(void)state;
	fail_everywhere(FAULT_PREPARE);
}

static void a_statement_that_fails_is_told(void **state)
{
	(void)state;
	fail_everywhere(FAULT_RUN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_statement_that_cannot_be_prepared_is_told),
		cmocka_unit_test(a_statement_that_fails_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
