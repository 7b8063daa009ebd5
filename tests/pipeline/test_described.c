/* A codebook of themes that are described and have no words of their own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/program.h"

/* The themes of the default pack by name and definition alone, and the stories of the sample. */
static int set_up(void **state)
{
	if (program_setup(state) < 0)
		return -1;
	return program_shell(
		"mkdir -p S/lexicons/own && printf 'name: Own\\npacks: [own]\\n' > "
		"S/rodedraad.yaml &&"
		"{ printf 'id: own\\nlanguage: nl\\nversion: \"1\"\\nthemes:\\n' &&"
		"  sed -n '/^themes:/,/^[a-z]*:/p' $TOP/lexicons/samenwerking/pack.yaml |"
		"  grep -E '^  - id:|^    name:|^    definition:|^      [^- ]'; } "
		"> S/lexicons/own/pack.yaml &&"
		"python3 $TOP/tests/pipeline/decisions.py $TOP/corpus/sample/stad/gold 1 > "
		"gold.csv &&"
		"$R import S $TOP/corpus/sample/stad/gold/stories.csv &&"
		"$R run S && $R export S --format jsonl --output fresh.jsonl");
}

/* How often the theme of the gold is the first, is among the first three; how many are suggested.
 */
static const char measure[] =
	"import csv, json, sys\n"
	"gold = {r['external_id']: r['themes'].split(';') for r in "
	"csv.DictReader(open('gold.csv'))}\n"
	"rows = [r for r in map(json.loads, open(sys.argv[1])) if r['type'] == 'anecdote']\n"
	"rows = [r for r in rows if r['external_id'] in gold]\n"
	"three = sum(gold[r['external_id']][0] in [x[0] for x in r['ranking'][:3]] for r in rows)\n"
	"shown = [t for r in rows for t in r['themes']]\n"
	"print(len(rows), three / len(rows), len(shown))\n";

static void a_theme_without_terms_is_suggested_by_its_description(void **state)
{
	(void)state;
	assert_int_equal(program_shell("cat > measure.py <<'E'\n%sE\n", measure), 0);
	assert_int_equal(program_shell("python3 measure.py fresh.jsonl > fresh && awk '{ exit !($1 "
				       "> 100 && $2 > .25 && $3 >= $1 / 2) }' fresh"),
			 0);
}

static void what_is_suggested_comes_with_words_of_the_story(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("python3 - <<'E'\n"
			      "import json\n"
			      "rows = [r for r in map(json.loads, open('fresh.jsonl')) "
			      "if r['type'] == 'anecdote']\n"
			      "shown = [(r, t) for r in rows for t in r['themes']]\n"
			      "assert shown and all(t['evidence'] for r, t in shown)\n"
			      "for r, t in shown:\n"
			      "    for e in t['evidence']:\n"
			      "        assert r['start'] <= e['start'] < e['end'] <= r['end'], e\n"
			      "E"),
		0);
}

static void decisions_do_not_make_it_worse(void **state)
{
	(void)state;
	assert_int_equal(program_shell("head -61 gold.csv > decisions.csv && "
				       "$R import S decisions.csv && $R run S && "
				       "$R export S --format jsonl --output after.jsonl && "
				       "python3 measure.py after.jsonl > after && paste fresh "
				       "after | awk '{ exit !($5 >= $2) }'"),
			 0);
}

static void the_same_decisions_teach_the_same(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("rm S/rodedraad.db && "
			      "$R import S $TOP/corpus/sample/stad/gold/stories.csv && $R run S && "
			      "$R import S decisions.csv && $R run S && "
			      "$R export S --format jsonl --output again.jsonl && "
			      "for f in after again; do python3 - $f.jsonl > $f.said <<'E'\n"
			      "import json, sys\n"
			      "for row in map(json.loads, open(sys.argv[1])):\n"
			      "    print(row.get('themes'), row.get('ranking'))\n"
			      "E\ndone; test -s after.said && cmp after.said again.said"),
		0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_theme_without_terms_is_suggested_by_its_description),
		cmocka_unit_test(what_is_suggested_comes_with_words_of_the_story),
		cmocka_unit_test(decisions_do_not_make_it_worse),
		cmocka_unit_test(the_same_decisions_teach_the_same),
	};
	return cmocka_run_group_tests(tests, set_up, program_teardown);
}
