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
	assert_int_equal(shell("$R export s --format xlsx --names --output b.xlsx\n"
			       "$R export s --output b.jsonl\n"
			       "python3 $TOP/tests/exchange/book.py b.xlsx b.jsonl"),
			 0);
}

static void the_same_study_gives_the_same_workbook(void **state)
{
	(void)state;
	assert_int_equal(shell("TZ=Asia/Tokyo $R export s --format xlsx --names > 1.xlsx\n"
			       "sleep 2\n"
			       "TZ=America/Lima $R export s --format xlsx --names > 2.xlsx\n"
			       "cmp 1.xlsx 2.xlsx"),
			 0);
}

/* Each sign with which a spreadsheet begins a formula, in texts and in a column of its own. */
static void texts_that_look_like_formulas_are_texts(void **state)
{
	(void)state;
	assert_int_equal(
		shell("mkdir f\n"
		      "printf 'id,text,speaker\\n' > v.csv\n"
		      "for s in = + - @; do\n"
		      "printf '%s,%s1+1 zei de ambtenaar en toen was alles klaar,%sAns\\n' "
		      "\"$s\" \"$s\" \"$s\" >> v.csv\n"
		      "done\n"
		      "$R import f v.csv --quiet\n"
		      "$R run f --quiet\n"
		      "$R export f --format xlsx --names > f.xlsx\n"
		      "unzip -p f.xlsx xl/worksheets/sheet2.xml > f.xml\n"
		      "for s in = + - @; do\n"
		      "grep -q \"t=\\\"inlineStr\\\"><is><t>${s}1+1 zei\" f.xml\n"
		      "grep -q \"t=\\\"inlineStr\\\"><is><t>${s}Ans\" f.xml\n"
		      "grep -q \"t=\\\"inlineStr\\\"><is><t>$s<\" f.xml\n"
		      "done\n"
		      "! grep -q '<f>' f.xml"),
		0);
}

static void three_reviewers_are_compared_together_and_two_by_two(void **state)
{
	(void)state;
	assert_int_equal(shell("cp -r s t && chmod -R u+w t\n"
			       "sed 's/,Anna & <Co>,/,Cor,/' d.csv | grep -E '^id|Cor' > cor.csv\n"
			       "$R import t cor.csv --quiet\n"
			       "$R export t --format xlsx --names > t.xlsx\n"
			       "unzip -p t.xlsx xl/worksheets/sheet4.xml > t.xml\n"
			       "grep -q 'Alle beoordelaars' t.xml\n"
			       "grep -q '<t>Anna &amp; &lt;Co&gt; - Cor</t>' t.xml\n"
			       "grep -q '<t>Anna &amp; &lt;Co&gt; - Bé 😀</t>' t.xml\n"
			       "grep -q 'Mensen en programma' t.xml"),
			 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_workbook_holds_what_the_json_lines_hold),
		cmocka_unit_test(the_same_study_gives_the_same_workbook),
		cmocka_unit_test(texts_that_look_like_formulas_are_texts),
		cmocka_unit_test(three_reviewers_are_compared_together_and_two_by_two),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
