#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/exchange/program.h"

static int setup(void **state)
{
	if (program_setup(state) != 0)
		return -1;
	return shell("python3 $TOP/tests/exchange/recording.py make s\n"
		     "$R run s --quiet 2> log\n"
		     "$R export s --output a.jsonl\n"
		     "$R export s --format csv --output a.csv");
}

static void an_anecdote_of_every_form_of_transcript_keeps_its_time(void **state)
{
	(void)state;
	assert_int_equal(
		shell("python3 $TOP/tests/exchange/recording.py check a.jsonl a.csv\n"
		      "python3 $TOP/tests/exchange/schema.py "
		      "$TOP/pipeline/exchange/export.schema.json a.jsonl anecdote document"),
		0);
}

static void a_sheet_says_it_as_a_clock(void **state)
{
	(void)state;
	assert_int_equal(
		shell("$R export s --format xlsx > a.xlsx\n"
		      "unzip -p a.xlsx xl/worksheets/sheet2.xml > a.xml\n"
		      "grep -q '<t>01:02:06</t>' a.xml && grep -q '<t>01:02:30</t>' a.xml"),
		0);
}

static void a_text_without_time_codes_has_no_times(void **state)
{
	(void)state;
	assert_int_equal(shell("cp -r $TOP/corpus/sample/stad t && chmod -R u+w t\n"
			       "$R run t --quiet\n"
			       "$R export t > t.jsonl\n"
			       "grep -q '\"type\":\"anecdote\"' t.jsonl\n"
			       "! grep -q time_ms t.jsonl"),
			 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_anecdote_of_every_form_of_transcript_keeps_its_time),
		cmocka_unit_test(a_sheet_says_it_as_a_clock),
		cmocka_unit_test(a_text_without_time_codes_has_no_times),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
