#include "tests/fail_sql.h"
#include "tests/pipeline/review.h"
#include "tests/program.h"

/*
 * Every statement of the store that the review server asks for fails once, when it is prepared or
 * when it is run for the first time, and memory is out once at every place that asks for some:
 * whoever asked is told, and the same question asked again is answered as if nothing had been, so
 * that nothing was half stored.
 */

enum fault_kind { FAULT_PREPARE, FAULT_RUN, FAULT_MEMORY };

static struct {
	enum fault_kind kind;
	bool armed; /* a question is being answered */
	int asked;
	int fails; /* the number from 1 on of what fails; 0: nothing does */
} fault;

static bool strikes(enum fault_kind kind)
{
	return fault.kind == kind && ++fault.asked == fault.fails;
}

/* --- SQLite, with a place at which it fails -------------------------------------------------- */

int sqlite3_prepare_v3(sqlite3 *db, const char *sql, int nByte, unsigned flags,
		       sqlite3_stmt **ppStmt, const char **tail)
{
	return fail_sql_prepare(db, sql, nByte, flags, ppStmt, tail, strikes(FAULT_PREPARE));
}

int sqlite3_step(sqlite3_stmt *statement)
{
	const bool fails =
		fail_sql_is_first(statement) && fail_sql_may(statement) && strikes(FAULT_RUN);
	return fail_sql_step(statement, fails);
}

/* --- memory that is out, by who asks for it --------------------------------------------------- */

/* A place fails so often in the answer to one question: it may be where several things are kept. */
enum { TIMES_A_PLACE = 3, PLACES = 1 << 12 };

static struct place {
	const void *code; /* NULL: free */
	int times;
} seen[PLACES];

static void forget_places(void)
{
	memset(seen, 0, sizeof seen);
}

static bool out_of_memory(const void *code)
{
	if (!fault.armed || fault.kind != FAULT_MEMORY)
		return false;
	size_t at = ((uintptr_t)code >> 1) % PLACES;
	while (seen[at].code && seen[at].code != code)
		at = (at + 1) % PLACES;
	seen[at].code = code;
	return seen[at].times++ < TIMES_A_PLACE && strikes(FAULT_MEMORY);
}

/* The linker puts each __wrap_x in the place of x, and x in that of __real_x.
 * NOLINTBEGIN(bugprone-reserved-identifier) */
void *__real_arena_alloc(struct arena *arena, size_t size);
void *__wrap_arena_alloc(struct arena *arena, size_t size);
void *__wrap_arena_alloc(struct arena *arena, size_t size)
{
	return out_of_memory(__builtin_return_address(0)) ? NULL : __real_arena_alloc(arena, size);
}

void *__real_arena_calloc(struct arena *arena, size_t count, size_t size);
void *__wrap_arena_calloc(struct arena *arena, size_t count, size_t size);
void *__wrap_arena_calloc(struct arena *arena, size_t count, size_t size)
{
	return out_of_memory(__builtin_return_address(0)) ? NULL
							  : __real_arena_calloc(arena, count, size);
}

char *__real_arena_copy(struct arena *arena, const char *from, size_t len);
char *__wrap_arena_copy(struct arena *arena, const char *from, size_t len);
char *__wrap_arena_copy(struct arena *arena, const char *from, size_t len)
{
	return out_of_memory(__builtin_return_address(0)) ? NULL
							  : __real_arena_copy(arena, from, len);
}

int __real_arena_grow(struct arena *arena, void *array, size_t *capacity, size_t count, size_t need,
		      size_t size);
int __wrap_arena_grow(struct arena *arena, void *array, size_t *capacity, size_t count, size_t need,
		      size_t size);
int __wrap_arena_grow(struct arena *arena, void *array, size_t *capacity, size_t count, size_t need,
		      size_t size)
{
	return out_of_memory(__builtin_return_address(0))
		       ? -1
		       : __real_arena_grow(arena, array, capacity, count, need, size);
}

int __real_span_keep(struct span *out, struct span from, struct arena *keep);
int __wrap_span_keep(struct span *out, struct span from, struct arena *keep);
int __wrap_span_keep(struct span *out, struct span from, struct arena *keep)
{
	return out_of_memory(__builtin_return_address(0)) ? -1 : __real_span_keep(out, from, keep);
}
/* NOLINTEND(bugprone-reserved-identifier) */

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

static struct response put(const struct question *one)
{
	struct request request =
		request_of(one->method, one->path, one->body, one->bram ? f.bram : f.anna);
	struct response response;
	forget_places();
	fault.armed = true;
	routes_answer(&f.review, &request, &response);
	fault.armed = false;
	return response;
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

/* What is answered where nothing fails. */
static struct {
	unsigned status;
	char *body;
} wanted[QUESTIONS];

/* But for figures: there are times and secrets among them. */
static bool is_wanted(size_t i, const struct response *said)
{
	bool same = said->status == wanted[i].status && said->body.len == strlen(wanted[i].body);
	for (size_t at = 0; same && at < said->body.len; at++) {
		const char a = said->body.at[at], b = wanted[i].body[at];
		same = a == b || (a >= '0' && a <= '9' && b >= '0' && b <= '9');
	}
	return same;
}

/* How many places there are where something can fail. */
static int answers(enum fault_kind kind)
{
	begin_with(kind, 0);
	for (size_t i = 0; i < QUESTIONS; i++) {
		const struct response said = put(&question[i]);
		assert_int_equal(said.status, 200);
		wanted[i].status = said.status;
		free(wanted[i].body);
		wanted[i].body = strndup(said.body.at, said.body.len);
		assert_non_null(wanted[i].body);
	}
	const int places = fault.asked;
	end_whole();
	return places;
}

static void fail_at(enum fault_kind kind, int place)
{
	begin_with(kind, place);
	for (size_t i = 0; i < QUESTIONS; i++) {
		const bool before = fault.asked < place;
		const struct response said = put(&question[i]);
		const bool told = said.status == 500;
		const bool bore_it = kind == FAULT_MEMORY && is_wanted(i, &said);
		if (before && fault.asked >= place && !told && !bore_it)
			fail_msg("%s: %u though something failed, place %d: %.*s", question[i].path,
				 said.status, place, (int)said.body.len, said.body.at);
		const unsigned again =
			said.status == wanted[i].status ? said.status : put(&question[i]).status;
		if (again != wanted[i].status)
			fail_msg("%s: %u when asked again, not %u, place %d", question[i].path,
				 again, wanted[i].status, place);
	}
	assert_true(fault.asked >= place);
	end_whole();
}

/* How far the places are apart that are tried, but for a build that counts coverage. */
enum { STATEMENTS_APART = PROGRAM_SANITIZED ? 9 : 1, MEMORY_APART = PROGRAM_SANITIZED ? 61 : 13 };

static void fail_everywhere(enum fault_kind kind, int apart)
{
#ifdef EVERY_PLACE
	apart = 1;
#endif
	const int places = answers(kind);
	assert_true(places > QUESTIONS);
	for (int place = 1; place <= places; place += apart)
		fail_at(kind, place);
}

static void a_statement_that_cannot_be_prepared_is_told(void **state)
{
	(void)state;
	fail_everywhere(FAULT_PREPARE, STATEMENTS_APART);
}

static void a_statement_that_fails_is_told(void **state)
{
	(void)state;
	fail_everywhere(FAULT_RUN, STATEMENTS_APART);
}

static void memory_that_is_out_is_told(void **state)
{
	(void)state;
	fail_everywhere(FAULT_MEMORY, MEMORY_APART);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_statement_that_cannot_be_prepared_is_told),
		cmocka_unit_test(a_statement_that_fails_is_told),
		cmocka_unit_test(memory_that_is_out_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
