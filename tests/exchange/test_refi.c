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

static void a_project_and_a_codebook_are_valid_after_the_schemas(void **state)
{
	(void)state;
	if (!has_shared("data/refi/Project.xsd"))
		skip();
	assert_int_equal(
		shell("for more in '' --with-suggestions; do\n"
		      "  $R export s --format qdpx --names --output p.qdpx $more\n"
		      "  unzip -p p.qdpx project.qde > p.qde\n"
		      "  xmllint --noout --schema $SHARED/data/refi/Project.xsd p.qde 2>> log\n"
		      "done\n"
		      "$R export s --format qdc --output c.qdc\n"
		      "xmllint --noout --schema $SHARED/data/refi/Codebook.xsd c.qdc 2>> log"),
		0);
}

static void a_project_of_a_study_without_decisions_is_valid(void **state)
{
	(void)state;
	if (!has_shared("data/refi/Project.xsd"))
		skip();
	assert_int_equal(
		shell("mkdir leeg && echo 'Er was eens een tuin.' > leeg/a.txt\n"
		      "$R run leeg --quiet\n"
		      "$R export leeg --format qdpx --names --output l.qdpx\n"
		      "unzip -p l.qdpx project.qde > l.qde\n"
		      "xmllint --noout --schema $SHARED/data/refi/Project.xsd l.qde 2>> log"),
		0);
}

static void positions_are_code_points_of_the_text_in_the_project(void **state)
{
	(void)state;
	assert_int_equal(shell("$R export s --format qdpx --names --output p.qdpx\n"
			       "python3 $TOP/tests/exchange/positions.py p.qdpx"),
			 0);
}

static void a_project_keeps_what_readers_need(void **state)
{
	(void)state;
	assert_int_equal(shell("cp -r $TOP/corpus/sample/stad st && chmod -R u+w st\n"
			       "$R run st --quiet\n"
			       "mkdir none && echo 'Er was eens een tuin.' > none/a.txt\n"
			       "$R run none --quiet\n"
			       "$R export st --output st.jsonl\n"
			       "python3 $TOP/tests/exchange/study.py decide st.jsonl > st.csv\n"
			       "$R import st st.csv --quiet\n"
			       "sqlite3 st/rodedraad.db < $TOP/tests/exchange/reviewed.sql\n"
			       "for more in '' --with-suggestions; do\n"
			       "  $R export st --format qdpx --names --output st.qdpx $more\n"
			       "  python3 $TOP/tests/exchange/readers.py st.qdpx decided\n"
			       "  $R export none --format qdpx --names --output none.qdpx $more\n"
			       "  python3 $TOP/tests/exchange/readers.py none.qdpx\n"
			       "done"),
			 0);
}

static void the_same_study_gives_the_same_bytes_in_every_time_zone(void **state)
{
	(void)state;
	assert_int_equal(shell("TZ=Asia/Tokyo $R export s --format qdpx --names > 1.qdpx\n"
			       "TZ=America/Lima $R export s --format qdpx --names > 2.qdpx\n"
			       "cmp 1.qdpx 2.qdpx"),
			 0);
}

static void what_nobody_has_reviewed_is_handed_on_only_when_asked_for(void **state)
{
	(void)state;
	assert_int_equal(shell("$R export s --format qdpx --names > 1.qdpx\n"
			       "$R export s --format qdpx --names --with-suggestions > 2.qdpx\n"
			       "unzip -p 1.qdpx project.qde > 1.qde\n"
			       "unzip -p 2.qdpx project.qde > 2.qde\n"
			       "! grep -q 'name=\"Rode Draad\"' 1.qde\n"
			       "grep -q 'name=\"Rode Draad\"' 2.qde"),
			 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_project_and_a_codebook_are_valid_after_the_schemas),
		cmocka_unit_test(a_project_of_a_study_without_decisions_is_valid),
		cmocka_unit_test(positions_are_code_points_of_the_text_in_the_project),
		cmocka_unit_test(a_project_keeps_what_readers_need),
		cmocka_unit_test(the_same_study_gives_the_same_bytes_in_every_time_zone),
		cmocka_unit_test(what_nobody_has_reviewed_is_handed_on_only_when_asked_for),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
