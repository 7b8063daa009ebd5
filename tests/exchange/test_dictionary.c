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
	return shell("mkdir s && echo 'De gemeente heft belasting.' > s/a.txt && $R run s --quiet");
}

static void a_quanteda_dictionary_becomes_a_pack(void **state)
{
	(void)state;
	assert_int_equal(
		shell("printf 'Geld:\\n  - tax*\\n  - \"climate change\"\\n  - VAT\\n  - a*b\\n"
		      "Overheid:\\n  Raad: [raadslid*, =]\\n  Rest:\\n    - ambtenaar\\n' > d.yml\n"
		      "$R import s d.yml --lang en > out 2> log && exit 9 || test $? = 1\n"
		      "grep -q '4 themes' out\n"
		      "grep -q \"can't say.*: a\\*b (2)\" log\n"
		      "sed -n '/^themes/,$p' s/lexicons/d/pack.yaml > got\n"
		      "cmp got $TOP/tests/exchange/dictionary.txt\n"
		      "printf 'packs: [d]\\n' > s/rodedraad.yaml\n"
		      "$R lexicon check s > log\n"
		      "$R lexicon explain s 'Over climate change beslist het raadslid' > log\n"
		      "grep -q 'climate change' log && grep -q raadslid log"),
		0);
}

static void a_liwc_dictionary_becomes_the_same_themes(void **state)
{
	(void)state;
	assert_int_equal(
		shell("rm -f s/rodedraad.yaml\n"
		      "printf '%%%%\\r\\n1\\tgeld "
		      "(Geld)\\r\\n2\\tangst\\r\\n%%%%\\r\\nsubsidie*\\t1\\r\\n"
		      "bang\\t2\\r\\nklein geld\\t1\\t2\\r\\n:(\\t2\\r\\nlos\\t9\\r\\n' > l.dic\n"
		      "$R import s l.dic --lang en > out 2> log && exit 9 || test $? = 1\n"
		      "grep -q \"can't say.*: :( (1)\" log\n"
		      "grep -q 'not there.*: los (1)' log\n"
		      "grep -c -e '- \"=klein =geld\"' s/lexicons/l/pack.yaml | grep -qx 2\n"
		      "grep -q -e '- \"subsidie\\*\"' s/lexicons/l/pack.yaml"),
		0);
}

static void what_is_no_dictionary_is_refused(void **state)
{
	(void)state;
	assert_int_equal(shell("echo '- een lijst' > lijst.yml\n"
			       "echo 'geen procenten' > leeg.dic\n"
			       "for f in lijst.yml leeg.dic; do\n"
			       "  $R import s $f 2> log && exit 9 || test $? = 2\n"
			       "  test -s log\n"
			       "done\n"
			       "test ! -e s/lexicons/lijst"),
			 0);
}

static void a_dictionary_out_and_in_again_gives_the_same_words(void **state)
{
	(void)state;
	assert_int_equal(shell("rm -f s/rodedraad.yaml\n"
			       "$R export s --format quanteda --output uit.yml\n"
			       "test $(grep -c '^\"' uit.yml) = 16\n"
			       "test $(grep -c '^  - ' uit.yml) -gt 500\n"
			       "$R import s uit.yml --quiet 2> log || test $? = 1\n"
			       "printf 'packs: [uit]\\n' > s/rodedraad.yaml\n"
			       "$R export s --format quanteda --output weer.yml\n"
			       "rm s/rodedraad.yaml\n"
			       "grep '^  - ' uit.yml | sort -u | tr -d \"=\" > 1\n"
			       "grep '^  - ' weer.yml | sort -u > 2\n"
			       "test $(comm -12 1 2 | wc -l) -gt $(($(wc -l < 1) * 9 / 10))"),
			 0);
}

static void taguettes_table_of_tags_goes_out_and_in(void **state)
{
	(void)state;
	assert_int_equal(
		shell("$R export s --format taguette --output tags.csv\n"
		      "head -1 tags.csv | grep -qx 'tag,description'\n"
		      "$R import s tags.csv --quiet\n"
		      "test $(grep -c '  - id: ' s/lexicons/tags/pack.yaml) = 16\n"
		      "printf 'tag,description,number of highlights\\nregels,,3\\nregels.leges,"
		      "\"wat, het kost\",2\\n' > nest.csv\n"
		      "$R import s nest.csv --quiet\n"
		      "grep -A3 'id: \"regels-leges\"' s/lexicons/nest/pack.yaml > got\n"
		      "grep -q 'definition: \"wat, het kost\"' got\n"
		      "grep -q 'parent: \"regels\"' got"),
		0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_quanteda_dictionary_becomes_a_pack),
		cmocka_unit_test(a_liwc_dictionary_becomes_the_same_themes),
		cmocka_unit_test(what_is_no_dictionary_is_refused),
		cmocka_unit_test(a_dictionary_out_and_in_again_gives_the_same_words),
		cmocka_unit_test(taguettes_table_of_tags_goes_out_and_in),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
