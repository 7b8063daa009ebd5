#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/program.h"

static int setup(void **state)
{
	return program_setup(state) == 0 &&
			       program_shell(
				       "mkdir -p study/ronde-1 && cat >study/ronde-1/kring.md "
				       "<<'END'\n"
				       "# Leerkring Noord\n\n"
				       "Aanwezig: Karin Smit (initiatiefnemer), Otto de Vries "
				       "(beleidsmedewerker, gemeente), Marit (gespreksleider)\n\n"
				       "## Onze leervragen\n\n"
				       "- De stap van projectgeld naar een vast budget voor de "
				       "huur.\n\n"
				       "## Het gesprek\n\n"
				       "Marit: Ik ben benieuwd hoe de winter is verlopen.\n\n"
				       "Karin: In januari viel de verwarming uit. De gemeente "
				       "stuurde drie brieven en niemand kwam. We hebben toen zelf "
				       "een kachel gekocht.\n\n"
				       "Marit: En wat kun je zelf brengen?\n\n"
				       "Karin: Een lijst met alle leveranciers van kachels.\n\n"
				       "Otto: Wij hebben verhalen van buiten nodig, anders "
				       "verandert er niets.\n"
				       "END\n"
				       "\"$R\" run study --quiet") == 0
		       ? 0
		       : -1;
}

static void what_people_want_is_told_with_who_says_it(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("\"$R\" questions study --format json --names >q.json && python3 - "
			      "<<'END'\n"
			      "import json\n"
			      "got = json.load(open('q.json'))['questions']\n"
			      "assert [(q['aim'], q['speaker']) for q in got] == [('learn', ''),\n"
			      "    ('bring', 'Karin Smit'), ('get', 'Otto de Vries')], got\n"
			      "assert 'geld' in got[0]['themes'], got[0]\n"
			      "END"),
		0);
}

static void a_table_can_be_sorted_by_theme(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("\"$R\" questions study --format csv --names >q.csv && head -1 "
			      "q.csv | grep -q '^theme,aim,speaker,text,path,anecdote' && "
			      "grep -q '^geld,learn,,De stap van' q.csv"),
		0);
	assert_int_equal(
		program_shell("\"$R\" questions study --names | grep -q 'halen — Otto de Vries'"),
		0);
}

static void the_report_has_them_per_theme(void **state)
{
	(void)state;
	assert_int_equal(program_shell("\"$R\" report study --quiet && grep -q '^## Wat mensen "
				       "willen leren' study/out/report.md && grep -q 'Een lijst "
				       "met alle leveranciers' study/out/report.md && "
				       "xmllint --noout --nonet study/out/report.html"),
			 0);
}

static void a_study_that_wants_nothing_says_so(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("mkdir -p stil/ronde-1 && echo 'In mei kwam de wethouder langs. Hij "
			      "plantte een boom.' >stil/ronde-1/a.txt && \"$R\" run stil --quiet "
			      "&& \"$R\" questions stil | grep -q niemand && \"$R\" report stil "
			      "--quiet && ! grep -q 'willen leren' stil/out/report.md"),
		0);
	assert_int_equal(program_shell("\"$R\" questions stil --format xml 2>said"), 2);
}

/* The cues are data of the study where it has its own. */
static void a_study_may_have_cues_of_its_own(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("cp -r study eigen && mkdir -p eigen/lexicons/dutch && printf "
			      "'classes:\\n  learning.get: [kachel gekocht]\\n' "
			      ">eigen/lexicons/dutch/learning.yaml && \"$R\" run eigen --quiet && "
			      "\"$R\" questions eigen --format csv >eigen.csv && test $(grep -c "
			      "kachel eigen.csv) -ge 1 && ! grep -q verhalen eigen.csv"),
		0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_people_want_is_told_with_who_says_it),
		cmocka_unit_test(a_table_can_be_sorted_by_theme),
		cmocka_unit_test(the_report_has_them_per_theme),
		cmocka_unit_test(a_study_that_wants_nothing_says_so),
		cmocka_unit_test(a_study_may_have_cues_of_its_own),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
