/* A study is handed on without its names, and everything still points at the same words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "pipeline/pseudonym/persons.h"
#include "tests/program.h"

#define NAMES "Fatima|Nasser|Jordy|Marloes|Hest|Chantal|Esra|Wientjes|wientjes"

static int setup(void **state)
{
	(void)state;
	return program_setup_sample("stad");
}

static void names_stand_in_no_form_of_output(void **state)
{
	(void)state;
	assert_int_equal(program_shell("\"$R\" export study | grep -qE '" NAMES "'"), 0);
	assert_int_equal(
		program_shell("for f in jsonl csv narrafirma; do \"$R\" export study --format $f "
			      "--pseudonyms >out.$f || exit 1; "
			      "! grep -E '" NAMES "' out.$f || exit 1; done"),
		0);
	assert_int_equal(
		program_shell("for f in xlsx qdpx; do mkdir $f && \"$R\" export study --format $f "
			      "--with-suggestions --pseudonyms --output out.$f && "
			      "unzip -q out.$f -d $f && ! grep -rqE '" NAMES
			      "' $f || exit 1; done"),
		0);
	assert_int_equal(program_shell("\"$R\" report study --pseudonyms --quiet && "
				       "! grep -rE '" NAMES
				       "' study/out/report.md study/out/report.html"),
			 0);
	assert_int_equal(program_shell("\"$R\" cards study --pseudonyms >cards.html && "
				       "! grep -E '" NAMES "' cards.html"),
			 0);
}

static void ranges_hold_the_words_that_they_held(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("\"$R\" export study >plain.jsonl && "
			      "\"$R\" export study --pseudonyms >out.jsonl && "
			      "\"$R\" export study --format qdpx --with-suggestions --pseudonyms "
			      "--output r.qdpx && "
			      "python3 - <<'END'\n"
			      "import json, re, zipfile\n"
			      "z = zipfile.ZipFile('r.qdpx')\n"
			      "texts = [z.read(n).decode('utf-8-sig').replace('\\r\\n', '\\n') for "
			      "n in z.namelist()"
			      " if n.endswith('.txt')]\n"
			      "plain = [json.loads(l) for l in open('plain.jsonl')]\n"
			      "out = [json.loads(l) for l in open('out.jsonl')]\n"
			      "assert len(plain) == len(out)\n"
			      "moved = 0\n"
			      "for a, b in zip(plain, out):\n"
			      "    assert a['type'] == b['type'] and a.get('id') == b.get('id')\n"
			      "    if 'text' not in b: continue\n"
			      "    assert b['end'] - b['start'] == len(b['text'])\n"
			      "    assert any(t[b['start']:b['end']] == b['text'] for t in texts), "
			      "b['text']\n"
			      "    moved += a['start'] != b['start']\n"
			      "    if a['type'] != 'anecdote': continue\n"
			      "    for s, t in zip(a['themes'], b['themes']):\n"
			      "        for e, f in zip(s['evidence'], t['evidence']):\n"
			      "            was = a['text'][e['start'] - a['start']:e['end'] - "
			      "a['start']]\n"
			      "            now = b['text'][f['start'] - b['start']:f['end'] - "
			      "b['start']]\n"
			      "            assert was == now or '[' in now or re.search('[A-Z]', "
			      "was), (was, now)\n"
			      "assert moved > 50\n"
			      "END"),
		0);
}

static void a_person_is_called_the_same_in_every_document(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"\"$R\" names study --format csv >names.csv && "
			"grep -q '\\[initiatiefnemer 1\\],.Jordy van Hest; Jordy.,' names.csv && "
			"test $(grep -c 'Marloes' names.csv) -eq 1"),
		0);
	/* In the second round too. */
	assert_int_equal(
		program_shell("\"$R\" export study --pseudonyms | grep '\\[initiatiefnemer 1\\]' | "
			      "grep -o '\"document\":\"[^\"]*\"' | sort -u | test $(wc -l) -ge 2"),
		0);
}

static void the_key_is_for_oneself_and_never_written_over(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("\"$R\" export study --pseudonyms --key-file key.csv >/dev/null && "
			      "test $(stat -c %%a key.csv) = 600 && grep -q Fatima key.csv"),
		0);
	assert_int_equal(program_shell("\"$R\" export study --pseudonyms --key-file key.csv "
				       ">/dev/null 2>&1"),
			 2);
	assert_int_equal(program_shell("\"$R\" export study --key-file other.csv >/dev/null 2>&1"),
			 2);
	assert_int_equal(program_shell("test ! -e other.csv"), 0);
}

static void the_store_keeps_its_names(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("\"$R\" export study >before.jsonl && "
			      "\"$R\" export study --pseudonyms >/dev/null && "
			      "\"$R\" export study >after.jsonl && cmp before.jsonl after.jsonl"),
		0);
}

static void what_people_say_of_names_goes_before_the_study_file_and_stays_inside(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"cp -r study told && printf 'pseudonyms:\n  keep: [Fatima]\n' "
			">>told/rodedraad.yaml && sqlite3 told/rodedraad.db \"INSERT INTO "
			"reviewer(id,name,created_at) VALUES('Anna','Anna',''); INSERT INTO "
			"edit(reviewer,edited_at,subject,target,action,value) VALUES"
			"('Anna','','pseudonym','Fatima','change','{\\\"what\\\":\\\"name\\\"}'),"
			"('Anna','','pseudonym','Jordy','change','{\\\"what\\\":\\\"keep\\\"}'),"
			"('Anna','','pseudonym','06-12345678','change','{\\\"what\\\":\\\"keep\\\"}"
			"'),"
			"('Anna','','pseudonym','kabelgoot','change','{\\\"what\\\":"
			"\\\"address\\\"}')"
			"\""),
		0);
	assert_int_equal(program_shell("\"$R\" export told --format csv --pseudonyms >told.csv && "
				       "! grep -q Fatima told.csv && grep -q Jordy told.csv && "
				       "\"$R\" names told >told.txt && ! grep -q Jordy told.txt && "
				       "\"$R\" names study | grep -q '5  .telefoonnummer' && "
				       "grep -q '4  .telefoonnummer' told.txt && "
				       "\"$R\" report told --pseudonyms --quiet && "
				       "! grep -q kabelgoot told/out/report.html"),
			 0);
}

static void a_name_that_people_added_goes_from_titles_and_paths_too(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"cp -r study added && sqlite3 added/rodedraad.db \"INSERT INTO "
			"reviewer(id,name,created_at) VALUES('Anna','Anna',''); INSERT INTO "
			"edit(reviewer,edited_at,subject,target,action,value) VALUES"
			"('Anna','','pseudonym','Wipneus','change','{\\\"what\\\":\\\"name\\\"}')"
			"\" && for f in jsonl csv; do \"$R\" export added --format $f "
			"--pseudonyms >added.$f && ! grep -q Wipneus added.$f || exit 1; done && "
			"\"$R\" report added --quiet && ! grep -q Wipneus added/out/report.html && "
			"grep -q 'De .persoon ' added/out/report.html"),
		0);
}

static void numbers_go_from_titles_and_labels_too(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"mkdir -p numbers/ronde-1 && printf 'Titel: Over NL91ABNA0417164300\\n\\n"
			"Piet 06-12345678: Vorige week belde ik hem op en toen kwam hij langs met "
			"taart.\\n\\nPiet 06-12345678: De dag daarna waren we vrienden.\\n' "
			">numbers/ronde-1/a.txt && \"$R\" run numbers --quiet && "
			"\"$R\" export numbers | grep -q 'NL91ABNA' && "
			"\"$R\" export numbers --pseudonyms >out.jsonl && "
			"grep -q 'title\":\"Over .rekeningnummer' out.jsonl && "
			"! grep -E 'NL91ABNA|06-12345678' out.jsonl"),
		0);
}

static void the_study_file_says_which_and_whether(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"cp -r study said && printf 'pseudonyms:\\n  use: true\\n"
			"  names: [Stroomkast]\\n  keep: [Fatima]\\n' >>said/rodedraad.yaml && "
			"\"$R\" export said --format csv >said.csv && grep -q Fatima said.csv && "
			"! grep -qE 'Jordy|Marloes' said.csv && "
			"\"$R\" export said --format csv --names | grep -q Jordy && "
			"\"$R\" export said | grep -q Jordy"),
		0);
}

static void what_leaves_the_team_has_none_unless_somebody_says_otherwise(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("test ! -e study/rodedraad.yaml || exit 1; "
			      "for c in 'export study --format csv' 'cards study' 'themes study' "
			      "'perspectives study' 'commitments study' 'network study' "
			      "'compare study' 'statements study' 'questions study'; do "
			      "\"$R\" $c --lang en >out 2>heard && ! grep -qE '" NAMES "' out && "
			      "grep -q 'replaced by pseudonyms; --names leaves them' heard || exit "
			      "1; done"),
		0);
	assert_int_equal(
		program_shell(
			"\"$R\" export study --format csv --names --lang en 2>heard | grep -q "
			"Jordy && grep -q 'names of people are left' heard && "
			"\"$R\" export study --format csv --quiet 2>&1 >out | test $(wc -l) "
			"-eq 0 && \"$R\" export study 2>&1 | grep -c pseudon | grep -qx 0"),
		0);
	assert_int_equal(
		program_shell("cp -r study open && printf 'pseudonyms:\n  use: false\n' "
			      ">>open/rodedraad.yaml && \"$R\" export open --format csv | grep -q "
			      "Jordy && \"$R\" export open --format csv --pseudonyms >out && "
			      "! grep -qE '" NAMES "' out"),
		0);
}

static struct mention named(const char *given, const char *family, int64_t document,
			    const char *group)
{
	return (struct mention){.given = span_from(given),
				.family = span_from(family),
				.document = document,
				.group = span_from(group),
				.initials = SPAN("")};
}

static void a_bare_name_is_joined_only_where_one_person_has_it(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	struct persons persons;
	struct mention mention[] = {
		named("jan", "bos", 1, "a"),  named("jan", "", 1, "a"),    named("", "bos", 1, "a"),
		named("jan", "smit", 2, "b"), named("jan", "bos", 2, "b"), named("jan", "", 2, "b"),
		named("jan", "", 3, "a"),     named("jan", "", 4, "c"),    named("", "bos", 2, "b"),
	};
	mention[8].initials = SPAN("j.");
	assert_int_equal(persons_join(&persons, mention, 9, &arena, &arena), 0);
	const uint32_t jan_bos = mention[0].person;
	assert_int_equal(mention[1].person, jan_bos);
	assert_int_equal(mention[2].person, jan_bos);
	assert_int_equal(mention[4].person, jan_bos); /* the whole name, in another document */
	assert_int_not_equal(mention[3].person, jan_bos);
	assert_int_not_equal(mention[5].person, jan_bos); /* there are two of them */
	assert_int_not_equal(mention[5].person, mention[3].person);
	assert_int_equal(mention[6].person, jan_bos); /* of the same case */
	assert_int_equal(mention[7].person, mention[5].person);
	assert_int_equal(mention[8].person, jan_bos);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_stand_in_no_form_of_output),
		cmocka_unit_test(ranges_hold_the_words_that_they_held),
		cmocka_unit_test(a_person_is_called_the_same_in_every_document),
		cmocka_unit_test(the_key_is_for_oneself_and_never_written_over),
		cmocka_unit_test(the_store_keeps_its_names),
		cmocka_unit_test(
			what_people_say_of_names_goes_before_the_study_file_and_stays_inside),
		cmocka_unit_test(a_name_that_people_added_goes_from_titles_and_paths_too),
		cmocka_unit_test(numbers_go_from_titles_and_labels_too),
		cmocka_unit_test(the_study_file_says_which_and_whether),
		cmocka_unit_test(what_leaves_the_team_has_none_unless_somebody_says_otherwise),
		cmocka_unit_test(a_bare_name_is_joined_only_where_one_person_has_it),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
