#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/program.h"

/* Four in five stories of the sample decided as the gold has it. */
static int decided(void **state)
{
	if (program_setup(state) < 0)
		return -1;
	return program_shell(
		"mkdir S && $R import S $TOP/corpus/sample/stad/gold/stories.csv &&"
		"$R run S --no-learn &&"
		"python3 $TOP/tests/pipeline/decisions.py "
		"$TOP/corpus/sample/stad/gold 1 | awk 'NR %% 5 != 0' > decisions.csv &&"
		"$R import S decisions.csv");
}

/* Theme, term, weight and the first new anecdote of an open proposal that finds one. */
static const char choose[] = "import json, sys\n"
			     "for theme in json.load(open('terms.json'))['themes']:\n"
			     "    for term in theme['terms']:\n"
			     "        if term['new'] and term['state'] == 'open':\n"
			     "            print(theme['theme'], term['term'], term['weight'], "
			     "term['new'][0]['anecdote'],\n"
			     "                  sep='\\n')\n"
			     "            sys.exit(0)\n"
			     "sys.exit(1)\n";

static int propose(void)
{
	return program_shell("$R lexicon learn S --format json > terms.json && cat > choose.py "
			     "<<'E'\n%sE\npython3 choose.py > chosen",
			     choose);
}

static void terms_come_with_their_counts_and_the_anecdotes_they_would_find(void **state)
{
	(void)state;
	assert_int_equal(propose(), 0);
	assert_int_equal(
		program_shell(
			"python3 - <<'E'\n"
			"import json\n"
			"found = json.load(open('terms.json'))\n"
			"assert found['reviewed'] == 89 and found['tried'] > 100\n"
			"assert 0 < found['estimate']['after']['precision'] <= 1\n"
			"assert len(found['themes']) > 1\n"
			"for theme in found['themes']:\n"
			"    for term in theme['terms']:\n"
			"        assert term['here'] >= 3 and term['documents'] >= 2, term\n"
			"        assert term['here'] > term['elsewhere'], term\n"
			"        assert term['log_ratio'] >= 1 and 0 <= term['p'] <= 1, term\n"
			"        assert 1 <= term['weight'] <= 5, term\n"
			"E"),
		0);
	assert_int_equal(program_shell("$R lexicon learn S --lang en > table &&"
				       "grep -q 'on your own 89 reviewed anecdotes' table &&"
				       "grep -q \"$(sed -n 2p chosen)\" table &&"
				       "test ! -e S/lexicons"),
			 0);
}

static void what_is_accepted_is_in_the_packs_and_found_by_the_next_run(void **state)
{
	(void)state;
	assert_int_equal(propose(), 0);
	assert_int_equal(
		program_shell(
			"T=$(sed -n 1p chosen) W=$(sed -n 2p chosen) A=$(sed -n 4p chosen)\n"
			"$R lexicon learn S accept \"$T=$W\" --reviewer Anna --quiet &&"
			"grep -qx \"$(printf '%%s\\t%%s\\t%%s' \"$T\" \"$(sed -n 3p chosen)\" "
			"\"$W\")\" "
			"S/lexicons/learnt/learnt.tsv && $R lexicon check S > /dev/null &&"
			"$R export S --format jsonl --output before.jsonl && $R run S &&"
			"$R export S --format jsonl --output after.jsonl &&"
			"python3 - \"$T\" \"$A\" <<'E'\n"
			"import json, sys\n"
			"theme, wanted = sys.argv[1:]\n"
			"def score(name):\n"
			"    rows = [r for r in map(json.loads, open(name)) if r['type'] == "
			"'anecdote']\n"
			"    [row] = [r for r in rows if r['id'] == wanted]\n"
			"    return dict(row['ranking'])[theme]\n"
			"assert score('after.jsonl') > score('before.jsonl')\n"
			"E"),
		0);
	/* It is a term of the pack now, and so no proposal. */
	assert_int_equal(propose(), 0);
	assert_int_equal(program_shell("cp chosen later && python3 - <<'E'\n"
				       "import json\n"
				       "found = json.load(open('terms.json'))\n"
				       "[one] = found['decided']\n"
				       "assert one['state'] == 'accepted' and one['reviewer'] == "
				       "'Anna'\n"
				       "for theme in found['themes']:\n"
				       "    for term in theme['terms']:\n"
				       "        assert (theme['theme'], term['term']) != "
				       "(one['theme'], one['term'])\n"
				       "E"),
			 0);
}

static void what_people_wrote_stays_and_accepting_can_be_taken_back(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"mkdir -p S/lexicons/learnt &&"
			"printf '# mine\\nregels\\t4\\tpapierwinkel' > "
			"S/lexicons/learnt/learnt.tsv &&"
			"$R lexicon learn S accept 'regels=kraantje' 'tijd=zoveel ... later' "
			"--quiet &&"
			"$R lexicon learn S reopen 'regels=kraantje' --quiet &&"
			"$R lexicon learn S dismiss 'tijd=later' --quiet &&"
			"printf '# mine\\nregels\\t4\\tpapierwinkel\\nregels\\t3\\tkraantje\\n"
			"tijd\\t3\\tzoveel ... later\\nregels\\t0\\tkraantje\\n' > wanted &&"
			"cmp wanted S/lexicons/learnt/learnt.tsv &&"
			"$R lexicon explain S 'Een kraantje van papierwinkel.' > explained &&"
			"grep -q papierwinkel explained && ! grep -q term:kraantje explained"),
		0);
}

static void wrong_words_are_refused_and_change_nothing(void **state)
{
	(void)state;
	assert_int_equal(program_shell("$R lexicon learn S accept 'nergens=kraantje'"), 2);
	assert_int_equal(program_shell("$R lexicon learn S accept kraantje"), 2);
	assert_int_equal(program_shell("$R lexicon learn S accept 'regels=?'"), 2);
	assert_int_equal(program_shell("$R lexicon learn S accept 'regels=@nergens'"), 2);
	assert_int_equal(program_shell("$R lexicon learn S accept 'regels=a\tb'"), 2);
	assert_int_equal(program_shell("$R lexicon learn S admit 'regels=kraantje'"), 2);
	assert_int_equal(program_shell("$R lexicon learn S --format csv"), 2);
	assert_int_equal(program_shell("$R lexicon check S --theme geld"), 2);
	assert_int_equal(program_shell("$R lexicon explain S Tekst --format json"), 2);
	assert_int_equal(program_shell("test -e S/lexicons"), 1);
}

/* Themes that people made up, and a pack that has no terms. */
static void a_codebook_without_terms_learns(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"mkdir -p B/lexicons/kaal && { echo 'id: kaal'; echo 'language: nl';"
			"echo 'themes:'; echo '  - {id: contact}'; echo '  - {id: regels}';"
			"echo '  - {id: energie}'; } > B/lexicons/kaal/pack.yaml &&"
			"echo 'packs: [kaal]' > B/rodedraad.yaml &&"
			"$R import B $TOP/corpus/sample/stad/gold/stories.csv &&"
			"$R run B --no-learn && $R import B decisions.csv &&"
			"$R lexicon learn B --format json > bare.json && python3 - <<'E'\n"
			"import json\n"
			"themes = {t['theme'] for t in json.load(open('bare.json'))['themes']}\n"
			"assert 'regels' in themes, themes\n"
			"E"),
		0);
}

/* Of few documents, so that decisions are held out one by one. */
static void a_decision_is_not_held_out_from_what_another_said_of_the_same(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"mkdir -p B/lexicons/kaal && { echo 'id: kaal'; echo 'language: nl';"
			"echo 'themes:'; echo '  - {id: contact}'; echo '  - {id: regels}';"
			"echo '  - {id: energie}'; echo '  - {id: tijd}'; } > "
			"B/lexicons/kaal/pack.yaml && echo 'packs: [kaal]' > B/rodedraad.yaml &&"
			"$R import B $TOP/corpus/sample/stad/gold/stories.csv &&"
			"$R run B --no-learn && head -61 decisions.csv > few.csv &&"
			"sed '1d; s/Anna/Bram/' few.csv > again.csv && cat few.csv again.csv > "
			"both.csv && $R import B both.csv &&"
			"$R lexicon learn B --format json > both.json && python3 - <<'E'\n"
			"import json\n"
			"after = json.load(open('both.json'))['estimate']['after']\n"
			"assert after['precision'] < 0.9, after\n"
			"E"),
		0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			terms_come_with_their_counts_and_the_anecdotes_they_would_find, decided,
			program_teardown),
		cmocka_unit_test_setup_teardown(
			what_is_accepted_is_in_the_packs_and_found_by_the_next_run, decided,
			program_teardown),
		cmocka_unit_test_setup_teardown(
			what_people_wrote_stays_and_accepting_can_be_taken_back, decided,
			program_teardown),
		cmocka_unit_test_setup_teardown(wrong_words_are_refused_and_change_nothing, decided,
						program_teardown),
		cmocka_unit_test_setup_teardown(a_codebook_without_terms_learns, decided,
						program_teardown),
		cmocka_unit_test_setup_teardown(
			a_decision_is_not_held_out_from_what_another_said_of_the_same, decided,
			program_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
