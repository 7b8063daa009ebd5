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
	return shell("mkdir s\n"
		     "printf 'id,text,speaker\\n1,\"=SOM(A1) zei hij; en toen, \"\"ja\"\", was het "
		     "klaar\",@Ans\\n2,Wij hebben een jaar gewacht op de gemeente,+31\\n3,- en "
		     "toen hielp de buurvrouw mij met het formulier,-5\\n' > v.csv\n"
		     "$R import s v.csv --quiet\n"
		     "$R run s --quiet");
}

static void cells_that_look_like_a_formula_get_a_quote_in_front(void **state)
{
	(void)state;
	assert_int_equal(shell("$R export s --format csv --names > 1.csv\n"
			       "grep -q \"\\\"'=SOM(A1)\" 1.csv\n"
			       "grep -q \"\\\"'@Ans\\\"\" 1.csv\n"
			       "grep -q \"\\\"'+31\\\"\" 1.csv\n"
			       "grep -q \"\\\"'- en toen\" 1.csv\n"
			       "grep -q \"\\\"'-5\\\"\" 1.csv"),
			 0);
}

static void with_semicolons_it_has_a_byte_order_mark_and_decimal_commas(void **state)
{
	(void)state;
	assert_int_equal(shell("$R export s --format csv --names --separator semicolon > 2.csv\n"
			       "head -c 3 2.csv | od -An -tx1 | grep -q 'ef bb bf'\n"
			       "python3 -c \"\n"
			       "import csv\n"
			       "rows = list(csv.DictReader(open('2.csv', encoding='utf-8-sig', "
			       "newline=''), delimiter=';'))\n"
			       "assert len(rows) == 3 and rows[0]['external_id'] == '1', rows\n"
			       "assert all(',' in r['kind_score'] for r in rows), rows\""),
			 0);
}

static void an_unknown_separator_is_refused(void **state)
{
	(void)state;
	assert_int_equal(shell("$R export s --format csv --names --separator bar 2> log"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_that_look_like_a_formula_get_a_quote_in_front),
		cmocka_unit_test(with_semicolons_it_has_a_byte_order_mark_and_decimal_commas),
		cmocka_unit_test(an_unknown_separator_is_refused),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
