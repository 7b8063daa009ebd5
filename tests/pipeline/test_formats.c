#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/program.h"

/* One report, transcript or table in each form it may come in, under tests/pipeline/formats. */
static int same_in(const char *name, int documents, int anecdotes)
{
	return program_shell("rm -rf study && cp -r \"$TOP/tests/pipeline/formats/%s\" study && "
			     "\"$R\" run study --quiet && "
			     "\"$R\" export study --format jsonl | python3 "
			     "\"$TOP/tests/pipeline/same_anecdotes.py\" %d %d",
			     name, documents, anecdotes);
}

static void a_report_gives_the_same_anecdotes_in_every_format(void **state)
{
	(void)state;
	assert_int_equal(same_in("verslag", 6, 8), 0);
}

static void a_transcript_gives_the_same_anecdotes_in_every_format(void **state)
{
	(void)state;
	assert_int_equal(same_in("kring", 4, 6), 0);
}

static void a_table_gives_the_same_stories_in_every_format(void **state)
{
	(void)state;
	assert_int_equal(same_in("verhalen", 3, 7), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_gives_the_same_anecdotes_in_every_format),
		cmocka_unit_test(a_transcript_gives_the_same_anecdotes_in_every_format),
		cmocka_unit_test(a_table_gives_the_same_stories_in_every_format),
	};
	return cmocka_run_group_tests(tests, program_setup, program_teardown);
}
