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

/* Spaces among the tabs, as in files that are about. */
static void a_wordstat_dictionary_becomes_a_pack(void **state)
{
	(void)state;
	assert_int_equal(
		shell("printf 'GELD\\r\\n\\tSUBSIDIE* (1)\\r\\n\\tKOSTEN\\r\\n   \\t\\tLEGES "
		      "(1)\\r\\n\\t\\tKLEIN GELD (0.5)\\r\\n\\tBELASTING (1)\\r\\n\\r\\nANGST\\r\\n"
		      "\\tBANG (1)\\r\\n\\t@BANG NEAR GELD (1)\\r\\n' > w.cat\n"
		      "$R import s w.cat --lang en > out 2> log && exit 9 || test $? = 1\n"
		      "grep -q '3 themes' out\n"
		      "grep -q \"can't say.*: @BANG NEAR GELD (1)\" log\n"
		      "grep -q 'eights.*: KLEIN GELD (1)' log\n"
		      "sed -n '/^themes/,$p' s/lexicons/w/pack.yaml > got\n"
		      "cmp got $TOP/tests/exchange/wordstat.txt\n"
		      "cp w.cat zonder-naam.txt\n"
		      "$R import s zonder-naam.txt --quiet 2> log || test $? = 1\n"
		      "sed -n '/^themes/,$p' s/lexicons/zonder-naam/pack.yaml | cmp - got"),
		0);
}

static void control_characters_in_a_name_are_left_out(void **state)
{
	(void)state;
	assert_int_equal(shell("printf 'GE\\302\\232L\\033D\\177\\n\\tLEGES (1)\\n' > c.cat\n"
			       "$R import s c.cat --quiet\n"
			       "grep -q 'name: \"GELD\"' s/lexicons/c/pack.yaml\n"
			       "printf 'packs: [c]\\n' > s/rodedraad.yaml\n"
			       "$R lexicon check s > log\n"
			       "rm s/rodedraad.yaml"),
			 0);
}

static const char ykd[] =
	"cat > y.ykd <<'END'\n"
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<dictionary style=\"050805\" patternengine=\"substring\">\n"
	"<cnode name=\"Mijn woorden\" desc=\"\">\n"
	" <cnode name=\"Geld &amp; goed\" desc=\"wat het kost\">\n"
	"  <pnode name=\"subsidie*\"/><pnode name=\"klein geld\" score=\"2.0\"/>\n"
	"  <cnode name=\"Leges\"><pnode name=\"leges\"/></cnode>\n"
	"  <pnode name=\"be*sting\"/>\n"
	" </cnode>\n"
	" <cnode name=\"Angst\"><pnode name=\"B\xC3\xA1ng\"/></cnode>\n"
	"</cnode></dictionary>\n"
	"END\n";

static void a_yoshikoder_dictionary_becomes_a_pack(void **state)
{
	(void)state;
	assert_int_equal(shell(ykd), 0);
	assert_int_equal(shell("$R import s y.ykd --lang en > out 2> log && exit 9 || test $? = 1\n"
			       "grep -q '3 themes' out\n"
			       "grep -q \"can't say.*: be\\*sting (1)\" log\n"
			       "grep -q 'eights.*: klein geld (1)' log\n"
			       "sed -n '/^themes/,$p' s/lexicons/y/pack.yaml > got\n"
			       "cmp got $TOP/tests/exchange/yoshikoder.txt\n"
			       "cp y.ykd lijst.xml\n"
			       "$R import s lijst.xml --quiet 2> log || test $? = 1\n"
			       "test -s s/lexicons/lijst/pack.yaml && rm -r s/lexicons/lijst\n"
			       "printf 'packs: [y]\\n' > s/rodedraad.yaml\n"
			       "$R lexicon check s > log\n"
			       "$R lexicon explain s 'Klein geld voor leges' > log\n"
			       "rm s/rodedraad.yaml\n"
			       "grep -q 'klein =geld' log && grep -q term:=leges log"),
			 0);
}

/* Here the outermost category is a theme, since words stand in it. */
static void regular_expressions_of_yoshikoder_are_listed(void **state)
{
	(void)state;
	assert_int_equal(
		shell("printf '<dictionary patternengine=\"regexp\"><cnode name=\"A\"><pnode "
		      "name=\"ta[xs]\"/><pnode name=\"tax*\"/><pnode name=\"tol\"/></cnode>"
		      "</dictionary>' > r.ykd\n"
		      "$R import s r.ykd --lang en > out 2> log && exit 9 || test $? = 1\n"
		      "grep -q \"can't say.*(2)\" log\n"
		      "grep -q 'name: \"A\"' s/lexicons/r/pack.yaml\n"
		      "test $(grep -c '^      - ' s/lexicons/r/pack.yaml) = 1"),
		0);
}

static void what_is_no_dictionary_is_refused(void **state)
{
	(void)state;
	assert_int_equal(
		shell("echo '- een lijst' > lijst.yml\n"
		      "echo 'geen procenten' > leeg.dic\n"
		      "echo 'geen woorden' > leeg.cat\n"
		      "echo '<dictionary><cnode name=\"a\"/>' > half.ykd\n"
		      "echo '<dictionary><cnode/></dictionary>' > leeg.ykd\n"
		      "seq -s \"$(printf '\\t')\" 40 | tr -d 0-9 > diep.cat\n"
		      "echo 'woord (1)' >> diep.cat\n"
		      "for f in lijst.yml leeg.dic leeg.cat half.ykd leeg.ykd diep.cat; do\n"
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
		cmocka_unit_test(a_wordstat_dictionary_becomes_a_pack),
		cmocka_unit_test(control_characters_in_a_name_are_left_out),
		cmocka_unit_test(a_yoshikoder_dictionary_becomes_a_pack),
		cmocka_unit_test(regular_expressions_of_yoshikoder_are_listed),
		cmocka_unit_test(what_is_no_dictionary_is_refused),
		cmocka_unit_test(a_dictionary_out_and_in_again_gives_the_same_words),
		cmocka_unit_test(taguettes_table_of_tags_goes_out_and_in),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
