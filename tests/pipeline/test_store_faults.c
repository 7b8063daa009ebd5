#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/program.h"

/*
 * A statement or a write of the store that fails, at places that lie evenly over all that a command
 * asks for, or at each: the command says so with status 3 or gives the whole result, and the store
 * is sound and goes on from there to the same bytes.
 */
#define HEALS                                                                                      \
	"heals() { test \"$(sqlite3 s/rodedraad.db 'PRAGMA integrity_check')\" = ok && "           \
	"$R run s --quiet && $R export s | cmp - want.jsonl; }; "                                  \
	"fresh() { rm -f s/rodedraad.db* && cp want.db s/rodedraad.db; }; "

/* A study `s` of what lies in rounds of the sample, with what it gives; half of it in one.db. */
#define MAKE                                                                                       \
	"make() { mkdir -p $1/s && ( cd $1 && shift && for file in $*; do "                        \
	"mkdir -p s/${file%%/*} && cp $TOP/corpus/sample/stad/$file s/${file%%/*}/ || exit; done " \
	"&& "                                                                                      \
	"touch -d '1 hour ago' s/*/* && $R run s --quiet --shard 1/2 --db one.db && "              \
	"$R run s --quiet && $R export s > want.jsonl && cp s/rodedraad.db want.db && "            \
	"$R export s --format qdpx --with-suggestions --output s.qdpx && test -s want.jsonl ); "   \
	"}; "

static int setup(void **state)
{
	if (program_setup(state) != 0)
		return -1;
	const char *library = getenv("FAIL_STORE_LIBRARY");
	if (library && *library)
		(void)program_shell("mkdir small && ln -s \"$TOP/$FAIL_STORE_LIBRARY\" fail.so && "
				    "ln -s ../fail.so small/");
	return program_shell(MAKE "cd $TOP/corpus/sample/stad && all=$(ls ronde-*/*) && cd - && "
				  "make . $all && make small ronde-1/09* ronde-2/10*");
}

/* More places than any command has. */
enum { EVERYWHERE = 1000 };

/* What tests/fail_store.c lets fail, at `places` places of `command` in a folder that has been set
 * up; `after` is looked at behind each. */
static void fail_in(const char *folder, const char *what, const char *command, const char *before,
		    const char *after, int places)
{
	if (PROGRAM_SANITIZED || program_shell("test -e fail.so") != 0)
		skip();
	const int status = program_shell(
		HEALS "cd %s && %s; %s=0 FAIL_COUNT=$PWD/count LD_PRELOAD=$PWD/fail.so %s > "
		      "want.out 2> err "
		      "|| exit "
		      "90; total=$(cat count); test $total -gt 0 || exit 94; i=0; "
		      "places=%d; test $places -lt $total || places=$total; "
		      "while [ $i -lt $places ]; do i=$((i + 1)); "
		      "n=$((total * i / (places + 1) + 1)); %s; "
		      "%s=$n LD_PRELOAD=$PWD/fail.so timeout 60 %s > out 2> err; "
		      "status=$?; case $status in 0) ;; 3) test -s err || exit 91 ;; "
		      "*) echo \"$n of $total: status $status\"; cat err; exit 92 ;; esac; "
		      "%s || { echo \"$n of $total, status $status: not whole\"; exit 93; }; done",
		folder, before, what, command, places, before, what, command, after);
	if (status != 0)
		fail_msg("%s in %s: %d", what, command, status);
}

static void fail_at(const char *what, const char *command, const char *before, const char *after,
		    int places)
{
	fail_in(".", what, command, before, after, places);
}

#define WHOLE "{ test $status -ne 0 || cmp out want.out; } && cmp s/rodedraad.db want.db"

static void a_run_from_nothing_survives_a_statement_that_fails(void **state)
{
	(void)state;
	fail_at("FAIL_STEP", "$R run s --quiet --threads 1", "rm -f s/rodedraad.db*", "heals", 30);
}

static void a_run_that_finds_changes_survives_a_statement_that_fails(void **state)
{
	(void)state;
	fail_at("FAIL_STEP", "$R run s --quiet --threads 1 --no-learn",
		"fresh; touch -d '1 hour ago' s/ronde-2/*; sqlite3 s/rodedraad.db \"update "
		"document "
		"set sha256='' where rowid in (select rowid from document limit 3)\"",
		"heals", 20);
}

static void a_run_survives_a_disk_that_fails(void **state)
{
	(void)state;
	fail_at("FAIL_WRITE", "$R run s --quiet --threads 1", "rm -f s/rodedraad.db*",
		"{ test ! -s s/rodedraad.db || heals; }", 16);
}

static void a_merge_survives_a_statement_or_a_disk_that_fails(void **state)
{
	(void)state;
	fail_at("FAIL_STEP", "$R merge s one.db", "fresh", "heals", 16);
	fail_at("FAIL_WRITE", "$R merge s one.db", "fresh", "heals", 10);
}

static void an_import_survives_a_statement_or_a_disk_that_fails(void **state)
{
	(void)state;
	const char *sound = "test \"$(sqlite3 s/rodedraad.db 'PRAGMA integrity_check')\" = ok";
	/* What counts writes beside the study, which the walls of an import do not let it. */
	fail_at("FAIL_STEP", "$R import s s.qdpx --no-sandbox", "fresh; rm -rf s/lexicons", sound,
		20);
	fail_at("FAIL_WRITE", "$R import s s.qdpx --no-sandbox", "fresh; rm -rf s/lexicons", sound,
		10);
}

static void what_only_reads_says_that_a_statement_failed(void **state)
{
	(void)state;
	static const char *const command[] = {
		"$R export s",
		"$R export s --format csv",
		"$R export s --format quanteda",
		"$R export s --format narrafirma --with-suggestions",
		"$R themes s --format json",
		"$R compare s --format json",
		"$R commitments s --format json",
		"$R perspectives s --format json",
		"$R questions s --format json",
		"$R names s --format csv",
		"$R network s --format graphml",
		"$R export s --pseudonyms",
		"$R runs s",
		"$R diff s 1 1 --format json",
	};
	for (size_t i = 0; i < sizeof command / sizeof command[0]; i++)
		fail_at("FAIL_STEP", command[i], "fresh", WHOLE, 8);
}

/* On two reports, where each statement can be tried. */
static void every_statement_of_what_writes_may_fail(void **state)
{
	(void)state;
	static const char *const what[] = {"FAIL_PREPARE", "FAIL_FIRST"};
	for (size_t i = 0; i < 2; i++) {
		fail_in("small", what[i], "$R run s --quiet --threads 1",
			"fresh; touch -d '1 hour ago' s/ronde-2/*; sqlite3 s/rodedraad.db "
			"\"update document set sha256=''\"",
			"heals", EVERYWHERE);
		fail_in("small", what[i], "$R merge s one.db", "fresh", "heals", EVERYWHERE);
		fail_in("small", what[i], "$R import s s.qdpx --no-sandbox",
			"fresh; rm -rf s/lexicons",
			"test \"$(sqlite3 s/rodedraad.db 'PRAGMA integrity_check')\" = ok",
			EVERYWHERE);
	}
}

static void every_statement_of_what_only_reads_may_fail(void **state)
{
	(void)state;
	static const char *const what[] = {"FAIL_PREPARE", "FAIL_FIRST"};
	static const char *const command[] = {
		"$R export s --format csv",
		"$R export s --pseudonyms",
		"$R themes s --format json",
		"$R compare s --format json",
		"$R commitments s --format json",
		"$R names s --format csv",
		"$R network s --format graphml",
		"$R questions s --format json",
		"$R runs s",
		"$R diff s 1 1 --format json",
	};
	for (size_t i = 0; i < sizeof command / sizeof command[0]; i++)
		for (size_t k = 0; k < 2; k++)
			fail_in("small", what[k], command[i], "fresh", WHOLE, EVERYWHERE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_from_nothing_survives_a_statement_that_fails),
		cmocka_unit_test(a_run_that_finds_changes_survives_a_statement_that_fails),
		cmocka_unit_test(a_run_survives_a_disk_that_fails),
		cmocka_unit_test(a_merge_survives_a_statement_or_a_disk_that_fails),
		cmocka_unit_test(an_import_survives_a_statement_or_a_disk_that_fails),
		cmocka_unit_test(what_only_reads_says_that_a_statement_failed),
		cmocka_unit_test(every_statement_of_what_writes_may_fail),
		cmocka_unit_test(every_statement_of_what_only_reads_may_fail),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
