#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/exchange/program.h"

/* A study whose codebook people have changed as on the review pages: `tijd` renamed, `geld` merged
 * into it, a theme added under which `regels` stands now. Two anecdotes are decided about. */
static int setup(void **state)
{
	if (program_setup(state) != 0)
		return -1;
	return shell(
		"cp -r $TOP/corpus/sample/stad s && chmod -R u+w s\n"
		"$R run s --quiet\n"
		"$R export s > before.jsonl\n"
		"python3 - <<'E' > d.csv\n"
		"import json\n"
		"rows = [json.loads(l) for l in open('before.jsonl')]\n"
		"ids = [r['id'] for r in rows if r['type'] == 'anecdote']\n"
		"print('id,reviewer,themes')\n"
		"print(f'{ids[0]},Anna,geld;tijd')\n"
		"print(f'{ids[1]},Anna,geld')\n"
		"E\n"
		"$R import s d.csv --quiet\n"
		"sqlite3 s/rodedraad.db \"INSERT INTO edit(reviewer, edited_at, subject, target, "
		"action, value) VALUES "
		"('Anna','2026-01-01T00:00:00Z','theme','tijd','change',"
		"'{\\\"name_nl\\\":\\\"Geduld\\\",\\\"name_en\\\":\\\"Patience\\\"}'),"
		"('Anna','2026-01-01T00:00:00Z','theme','geld','change',"
		"'{\\\"name_nl\\\":\\\"Geld\\\",\\\"into\\\":\\\"tijd\\\"}'),"
		"('Anna','2026-01-01T00:00:00Z','theme','nieuw','add',"
		"'{\\\"name_nl\\\":\\\"Iets nieuws\\\",\\\"definition\\\":\\\"Wat nog niet "
		"was.\\\"}'),"
		"('Anna','2026-01-01T00:00:00Z','theme','regels','change',"
		"'{\\\"name_nl\\\":\\\"Regels\\\",\\\"parent\\\":\\\"nieuw\\\"}')\"\n");
}

static void lines_and_tables_name_themes_that_stand(void **state)
{
	(void)state;
	assert_int_equal(shell("$R export s > a.jsonl\n"
			       "$R export s --format csv > a.csv\n"
			       "python3 - <<'E'\n"
			       "import csv, json\n"
			       "rows = [json.loads(l) for l in open('a.jsonl')]\n"
			       "told = [r for r in rows if r['type'] == 'anecdote']\n"
			       "assert '\"geld\"' not in open('a.jsonl').read()\n"
			       "assert '\"geld\"' in open('before.jsonl').read()\n"
			       "assert [r['decided']['themes'] for r in told[:2]] == [['tijd'], "
			       "['tijd']]\n"
			       "for r in told:\n"
			       "    ids = [t[0] for t in r['ranking']]\n"
			       "    assert len(ids) == len(set(ids)), ids\n"
			       "table = list(csv.DictReader(open('a.csv', newline='')))\n"
			       "assert [r['decided_themes'] for r in table[:2]] == ['tijd', "
			       "'tijd']\n"
			       "assert not any('geld' in r['themes'].split(';') for r in table)\n"
			       "E"),
			 0);
}

static void codebooks_have_the_names_and_the_order_of_now(void **state)
{
	(void)state;
	assert_int_equal(shell("$R export s --format qdc > a.qdc\n"
			       "$R export s --format taguette > tags.csv\n"
			       "$R export s --format quanteda > terms.yml\n"
			       "$R export s --format narrafirma-form > form.csv\n"
			       "python3 - <<'E'\n"
			       "import csv, xml.etree.ElementTree as tree\n"
			       "def code(top, name):\n"
			       "    return next(e for e in top.iter() if e.get('name') == name)\n"
			       "top = tree.parse('a.qdc').getroot()\n"
			       "names = [e.get('name') for e in top.iter() if e.get('name')]\n"
			       "assert 'Geduld' in names and 'Geld' not in names, names\n"
			       "assert [e.get('name') for e in code(top, 'Iets nieuws') if "
			       "e.get('name')] == ['Regels']\n"
			       "tags = [r['tag'] for r in csv.DictReader(open('tags.csv'))]\n"
			       "assert 'Iets nieuws.Regels' in tags and 'Geld' not in tags, tags\n"
			       "terms = open('terms.yml').read()\n"
			       "assert '\"geld\":' not in terms and '\"nieuw\": []' in terms\n"
			       "assert '\"subsidie*\"' in terms[terms.index('\"tijd\":'):]\n"
			       "form = open('form.csv').read()\n"
			       "assert 'Geduld' in form and 'Geld' not in form\n"
			       "E"),
			 0);
}

static void other_forms_count_a_merged_theme_where_it_went(void **state)
{
	(void)state;
	assert_int_equal(shell("$R export s --format narrafirma > told.csv\n"
			       "$R export s --format xlsx > a.xlsx\n"
			       "$R export s --format qdpx > a.qdpx\n"
			       "$R themes s --format json > themes.json\n"
			       "$R report s --quiet\n"
			       "python3 - <<'E'\n"
			       "import csv, json, zipfile\n"
			       "told = list(csv.DictReader(open('told.csv', newline='')))\n"
			       "assert [r[\"Thema's\"] for r in told[:2]] == ['Geduld', 'Geduld']\n"
			       "sheet = zipfile.ZipFile('a.xlsx').read('xl/worksheets/sheet1.xml')."
			       "decode()\n"
			       "assert 'Geduld' in sheet and '<t>geld</t>' not in sheet\n"
			       "project = zipfile.ZipFile('a.qdpx').read('project.qde').decode()\n"
			       "assert 'name=\"Geduld\"' in project and 'name=\"Geld\"' not in "
			       "project\n"
			       "themes = {t['id']: t for t in json.load(open('themes.json'))"
			       "['themes']}\n"
			       "assert 'geld' not in themes and themes['tijd']['name'] in "
			       "('Geduld', 'Patience')\n"
			       "report = open('s/out/report.md').read()\n"
			       "assert 'Geduld' in report or 'Patience' in report\n"
			       "E"),
			 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_and_tables_name_themes_that_stand),
		cmocka_unit_test(codebooks_have_the_names_and_the_order_of_now),
		cmocka_unit_test(other_forms_count_a_merged_theme_where_it_went),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
