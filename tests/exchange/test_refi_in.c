#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/exchange/program.h"

/* Decisions as the log has them, but for what only this store knows. */
#define SAY                                                                                        \
	"say() { sqlite3 $1 \"SELECT anecdote, reviewer, phase = 'settle', status, themes, kind, " \
	"role, decided_at, note, quotation, start, end FROM decision ORDER BY 1, 2, 3\"; }\n"

static int setup(void **state)
{
	if (program_setup(state) != 0)
		return -1;
	return shell("python3 $TOP/tests/exchange/study.py make s\n"
		     "cp -r s bare\n"
		     "$R run s --quiet\n"
		     "$R run bare --quiet\n"
		     "$R export s --output a.jsonl\n"
		     "python3 $TOP/tests/exchange/study.py decide a.jsonl > d.csv\n"
		     "$R import s d.csv --quiet\n"
		     "sqlite3 s/rodedraad.db < $TOP/tests/exchange/reviewed.sql\n"
		     "$R export s --format qdpx --names --output p.qdpx\n" SAY
		     "say s/rodedraad.db > wanted\n"
		     "test $(wc -l < wanted) -gt 100");
}

static void out_and_in_again_gives_the_same_decisions(void **state)
{
	(void)state;
	assert_int_equal(shell(SAY "cp -r bare one\n"
				   "$R import one p.qdpx --quiet\n"
				   "say one/rodedraad.db > got\n"
				   "cmp wanted got\n"
				   "$R export one --format qdpx --names --output q.qdpx\n"
				   "unzip -p p.qdpx project.qde | sed 's/name=\"s\"//' > p.qde\n"
				   "unzip -p q.qdpx project.qde | sed 's/name=\"one\"//' > q.qde\n"
				   "cmp p.qde q.qde"),
			 0);
}

static void they_survive_line_ends_marks_and_guids_of_other_writers(void **state)
{
	(void)state;
	assert_int_equal(shell(SAY "for pairs in '' pairs; do\n"
				   "  rm -rf two && cp -r bare two\n"
				   "  python3 $TOP/tests/exchange/mangle.py p.qdpx m.qdpx $pairs\n"
				   "  $R import two m.qdpx --quiet\n"
				   "  say two/rodedraad.db > got\n"
				   "  cmp wanted got\n"
				   "done"),
			 0);
}

static void into_an_empty_study_passages_come_as_stories(void **state)
{
	(void)state;
	assert_int_equal(
		shell("mkdir three\n"
		      "$R import three p.qdpx --quiet\n"
		      "$R run three --quiet\n"
		      "q='SELECT reviewer, themes, kind, role, quotation FROM decision ORDER BY "
		      "1, 5, 2'\n"
		      "sqlite3 s/rodedraad.db \"$q\" > 1\n"
		      "sqlite3 three/rodedraad.db \"$q\" > 2\n"
		      "cmp 1 2\n"
		      "test $(sqlite3 three/rodedraad.db 'SELECT count(*) FROM decision d LEFT "
		      "JOIN anchor a ON a.decision = d.number AND a.exact = 1 WHERE a.anecdote IS "
		      "NULL') = 0"),
		0);
}

static void projects_of_other_programs_give_coders_and_what_they_said(void **state)
{
	(void)state;
	if (!has_shared("data/refi/plain.qdpx"))
		skip();
	assert_int_equal(
		shell("for f in plain crlf bom inline braces-upper qualcoder-4.0-export; do\n"
		      "  mkdir $f\n"
		      "  $R import $f $SHARED/data/refi/$f.qdpx --quiet\n"
		      "  $R run $f --quiet\n"
		      "  sqlite3 $f/rodedraad.db 'SELECT reviewer, themes, quotation FROM decision "
		      "ORDER BY 1, 3' > got\n"
		      "  cmp got $TOP/tests/exchange/coders.txt\n"
		      "  printf 'packs: [%s]\\n' $(ls $f/lexicons) > $f/rodedraad.yaml\n"
		      "  $R lexicon check $f > log\n"
		      "done"),
		0);
}

static void cases_variables_and_sets_say_round_case_date_and_speaker(void **state)
{
	(void)state;
	assert_int_equal(
		shell("mkdir ca\n"
		      "python3 $TOP/tests/exchange/cases.py make ca.qde\n"
		      "$R import ca ca.qde --lang en > out 2> log && exit 9 || test $? = 1\n"
		      "grep -q 'cases were left out: Huis (3)' log\n"
		      "grep -q 'sets.* left out: Mooi (1)' log\n"
		      "grep -q 'variable that is not there.*: x (1)' log\n"
		      "$R run ca --quiet\n"
		      "$R export ca --output ca.jsonl\n"
		      "python3 $TOP/tests/exchange/cases.py check ca.jsonl ca/rodedraad.db"),
		0);
}

/* Who is said to speak nowhere may be found by the next run. */
static void they_come_back_from_a_project_of_our_own(void **state)
{
	(void)state;
	assert_int_equal(
		shell("cp -r $TOP/corpus/sample/stad st && chmod -R u+w st\n"
		      "$R run st --quiet\n"
		      "$R export st --format qdpx --names --with-suggestions --output st.qdpx\n"
		      "mkdir back\n"
		      "$R import back st.qdpx --lang en > out 2> log || test $? = 1\n"
		      "! grep -q 'cases were' log\n"
		      "$R run back --quiet\n"
		      "say='SELECT round, case_name, date, speaker, a.text FROM anecdote a JOIN "
		      "document d ON d.number = a.document'\n"
		      "sqlite3 -json st/rodedraad.db \"$say WHERE speaker <> ''\" | tr -d ',[]' | "
		      "sort > 1\n"
		      "sqlite3 -json back/rodedraad.db \"$say\" | tr -d ',[]' | sort > 2\n"
		      "test $(wc -l < 1) -gt 50\n"
		      "comm -23 1 2 > lost\n"
		      "test ! -s lost\n"
		      "$R import st st.qdpx --lang en --quiet 2> log || test $? = 1\n"
		      "! grep -q 'cases were' log"),
		0);
}

/* Somebody here, and two who work elsewhere: they come in by their project, and are compared with
 * each other as they would be where they work, and with the one here. */
static void agreement_is_computed_with_coders_of_a_project(void **state)
{
	(void)state;
	assert_int_equal(shell("cp -r bare there && cp -r bare here\n"
			       "$R import there d.csv --quiet\n"
			       "$R export there --format qdpx --names --output there.qdpx\n"
			       "$R export there --format xlsx --names --output there.xlsx\n"
			       "sed -n 's/,Anna & <Co>,/,Dirk,/p; 1p' d.csv > dirk.csv\n"
			       "$R import here dirk.csv --quiet\n"
			       "$R import here there.qdpx --quiet\n"
			       "$R export here --format xlsx --names --output here.xlsx\n"
			       "b=\"python3 $TOP/tests/exchange/between.py\"\n"
			       "$b there.xlsx 'Anna & <Co>' 'Bé 😀' > 1\n"
			       "$b here.xlsx 'Anna & <Co>' 'Bé 😀' > 2\n"
			       "test $(wc -l < 1) -gt 10 && cmp 1 2\n"
			       "$b here.xlsx Dirk 'Bé 😀' > 3 && test $(wc -l < 3) -gt 10\n"
			       "$b here.xlsx Dirk 'Anna & <Co>' > 4\n"
			       "grep -P '^[^\\t]*\\tregels\\t\\d+\\t\\d+(\\t1){9}' "
			       "4"),
			 0);
}

static void a_project_without_its_texts_names_them_and_gives_its_codes(void **state)
{
	(void)state;
	if (!has_shared("data/refi/f4-2025-project.qde"))
		skip();
	assert_int_equal(shell("mkdir f4\n"
			       "$R import f4 $SHARED/data/refi/f4-2025-project.qde --lang en > out "
			       "2> log && exit 9 || test $? = 1\n"
			       "grep -q 'does not hold.*Interview 15mins (4)' log\n"
			       "grep -q 'Test-Code' f4/lexicons/*/pack.yaml"),
			 0);
}

static void codebooks_become_packs(void **state)
{
	(void)state;
	if (!has_shared("data/refi/spec-A1-codebook.qdc"))
		skip();
	assert_int_equal(
		shell("mkdir book\n"
		      "for f in $SHARED/data/refi/*.qdc; do $R import book $f --quiet; done\n"
		      "test $(ls book/lexicons | wc -l) = 3\n"
		      "grep -q 'Health care issues' book/lexicons/spec-a1-codebook/pack.yaml\n"
		      "grep -A3 'id: \"wachttijd\"' "
		      "book/lexicons/qualcoder-4-0-codebook/pack.yaml | "
		      "grep -q 'parent: \"toegang\"'"),
		0);
}

static void a_codebook_of_any_name_space_is_read(void **state)
{
	(void)state;
	assert_int_equal(
		shell("mkdir spaces\n"
		      "code='guid=\"b6d0ddf9-edc9-422d-bf22-f7a82fe27b87\" name=\"Toegang\" "
		      "isCodable=\"true\"'\n"
		      "echo \"<CodeBook "
		      "xmlns=\\\"http://schema.qdasoftware.org/versions/Codebook/v1.0"
		      "\\\"><Codes><Code $code/></Codes></CodeBook>\" > http.xml\n"
		      "echo \"<CodeBook><Codes><Code $code/></Codes></CodeBook>\" > none.qdc\n"
		      "echo \"<q:CodeBook "
		      "xmlns:q=\\\"urn:QDA-XML:codebook:1:0\\\"><q:Codes><q:Code "
		      "$code/></q:Codes></q:CodeBook>\" > prefix.qdc\n"
		      "for f in http.xml none.qdc prefix.qdc; do\n"
		      "  $R import spaces $f --quiet\n"
		      "done\n"
		      "test $(grep -l 'id: \"toegang\"' spaces/lexicons/*/pack.yaml | wc -l) = 3"),
		0);
}

static void a_codebook_out_and_in_again_keeps_ids_and_definitions(void **state)
{
	(void)state;
	assert_int_equal(shell("mkdir again\n"
			       "$R export s --format qdc --output boek.qdc\n"
			       "$R import again boek.qdc --quiet\n"
			       "grep -c '  - id: ' again/lexicons/boek/pack.yaml | grep -qx 16\n"
			       "printf 'packs: [boek]\\n' > again/rodedraad.yaml\n"
			       "$R export again --format qdc --db s/rodedraad.db --output 2.qdc\n"
			       "cmp boek.qdc 2.qdc"),
			 0);
}

static void a_pack_that_people_changed_is_not_overwritten(void **state)
{
	(void)state;
	assert_int_equal(shell("mkdir own\n"
			       "$R export s --format qdc --output eigen.qdc\n"
			       "$R import own eigen.qdc --quiet\n"
			       "$R import own eigen.qdc --quiet\n"
			       "echo '# mine' >> own/lexicons/eigen/pack.yaml\n"
			       "$R import own eigen.qdc --quiet 2> log && exit 9 || test $? = 2\n"
			       "tail -1 own/lexicons/eigen/pack.yaml | grep -q mine"),
			 0);
}

static void what_is_no_project_is_refused_and_changes_nothing(void **state)
{
	(void)state;
	assert_int_equal(
		shell("mkdir bad\n"
		      "printf '<?xml version=\"1.0\"?><Project xmlns=\"urn:QDA-XML:project:1.0\">"
		      "<Sources>' > broken.qde\n"
		      "printf 'PK\\003\\004 no archive' > broken.qdpx\n"
		      "for f in broken.qde broken.qdpx; do\n"
		      "  $R import bad $f > out 2> log && exit 9 || test $? = 2\n"
		      "  test -s log\n"
		      "done\n"
		      "test $(sqlite3 bad/rodedraad.db 'SELECT count(*) FROM source') = 0"),
		0);
}

/* Into one study, so that none leaves it broken for the next. */
static void files_of_others_are_read_or_refused_with_a_reason(void **state)
{
	(void)state;
	if (!has_shared("data/torture"))
		skip();
	assert_int_equal(shell("mkdir all\n"
			       "for f in $SHARED/data/refi/* $SHARED/data/narrafirma/* "
			       "$(find $SHARED/data/torture -type f | sort); do\n"
			       "  status=0\n"
			       "  $R import all $f --quiet --lang en > out 2> log || status=$?\n"
			       "  test $status -le 2\n"
			       "  test $status -ne 2 || grep -q . log\n"
			       "done\n"
			       "test $(ls all/lexicons | wc -l) -gt 5\n"
			       "sqlite3 all/rodedraad.db 'PRAGMA integrity_check' | grep -qx ok\n"
			       "$R run all --quiet || test $? = 1"),
			 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(out_and_in_again_gives_the_same_decisions),
		cmocka_unit_test(they_survive_line_ends_marks_and_guids_of_other_writers),
		cmocka_unit_test(into_an_empty_study_passages_come_as_stories),
		cmocka_unit_test(projects_of_other_programs_give_coders_and_what_they_said),
		cmocka_unit_test(cases_variables_and_sets_say_round_case_date_and_speaker),
		cmocka_unit_test(they_come_back_from_a_project_of_our_own),
		cmocka_unit_test(agreement_is_computed_with_coders_of_a_project),
		cmocka_unit_test(a_project_without_its_texts_names_them_and_gives_its_codes),
		cmocka_unit_test(codebooks_become_packs),
		cmocka_unit_test(a_codebook_of_any_name_space_is_read),
		cmocka_unit_test(a_codebook_out_and_in_again_keeps_ids_and_definitions),
		cmocka_unit_test(a_pack_that_people_changed_is_not_overwritten),
		cmocka_unit_test(files_of_others_are_read_or_refused_with_a_reason),
		cmocka_unit_test(what_is_no_project_is_refused_and_changes_nothing),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
