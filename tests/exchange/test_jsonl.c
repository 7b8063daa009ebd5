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
	return shell("cp -r $TOP/corpus/sample/stad s\n"
		     "$R run s --quiet\n"
		     "$R export s --output a.jsonl\n"
		     "python3 $TOP/tests/exchange/study.py decide a.jsonl | head -20 > d.csv\n"
		     "$R import s d.csv --quiet\n"
		     "$R export s --output b.jsonl");
}

/* Skips, with a word, where a program that runs the example is not installed. */
static void need(const char *command, const char *what)
{
	if (shell(command) == 0)
		return;
	printf("skipped: %s is not installed\n", what);
	skip();
}

static void every_line_fits_the_schema(void **state)
{
	(void)state;
	need("python3 -c 'import jsonschema' 2> log", "python3-jsonschema");
	assert_int_equal(shell("python3 $TOP/tests/exchange/schema.py "
			       "$TOP/pipeline/exchange/export.schema.json b.jsonl"),
			 0);
}

static void the_python_example_counts_themes_by_round(void **state)
{
	(void)state;
	need("command -v python3 > log", "python3");
	assert_int_equal(shell("python3 $TOP/tests/exchange/example.py b.jsonl > py\n"
			       "test $(wc -l < py) -gt 10\n"
			       "test $(awk '{ n += $3 } END { print n }' py) = "
			       "$(grep -o '\"evidence\":' b.jsonl | wc -l)"),
			 0);
}

static void the_r_example_says_the_same(void **state)
{
	(void)state;
	need("Rscript -e 'library(jsonlite)' > log 2>&1", "R with jsonlite");
	assert_int_equal(shell("python3 $TOP/tests/exchange/example.py b.jsonl | sort > py\n"
			       "Rscript $TOP/tests/exchange/example.R b.jsonl | sort > r\n"
			       "cmp py r"),
			 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_fits_the_schema),
		cmocka_unit_test(the_python_example_counts_themes_by_round),
		cmocka_unit_test(the_r_example_says_the_same),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
