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
	return shell("python3 $TOP/tests/exchange/study.py make s\n"
		     "$R run s --quiet\n"
		     "$R export s --output a.jsonl\n"
		     "python3 $TOP/tests/exchange/study.py decide a.jsonl > d.csv\n"
		     "$R import s d.csv --quiet");
}

static void a_workbook_holds_what_the_json_lines_hold(void **state)
{
	(void)state;
	assert_int_equal(shell("$R export s --format xlsx --output b.xlsx\n"
			       "$R export s --output b.jsonl\n"
			       "python3 $TOP/tests/exchange/book.py b.xlsx b.jsonl"),
			 0);
}

static void the_same_study_gives_the_same_workbook(void **state)
{
	(void)state;
	assert_int_equal(shell("TZ=Asia/Tokyo $R export s --format xlsx > 1.xlsx\n"
			       "sleep 2\n"
			       "TZ=America/Lima $R export s --format xlsx > 2.xlsx\n"
			       "cmp 1.xlsx 2.xlsx"),
			 0);
}

static void texts_that_look_like_formulas_are_texts(void **state)
{
	(void)state;
	assert_int_equal(shell("mkdir f\n"
			       "printf 'id,text\\n1,=1+1 zei de ambtenaar en toen was alles "
			       "klaar\\n' > v.csv\n"
			       "$R import f v.csv --quiet\n"
			       "$R run f --quiet\n"
			       "$R export f --format xlsx > f.xlsx\n"
			       "unzip -p f.xlsx xl/worksheets/sheet2.xml > f.xml\n"
			       "grep -q 't=\"inlineStr\"><is><t>=1+1 zei' f.xml\n"
			       "! grep -q '<f>' f.xml"),
			 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_workbook_holds_what_the_json_lines_hold),
		cmocka_unit_test(the_same_study_gives_the_same_workbook),
		cmocka_unit_test(texts_that_look_like_formulas_are_texts),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
