#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/program.h"

static int setup(void **state)
{
	(void)state;
	return program_setup_sample("stad");
}

static void cards_are_pages_that_stand_by_themselves(void **state)
{
	(void)state;
	assert_int_equal(program_shell("\"$R\" cards study --per-page 4 --labels back >cards.html "
				       "&& xmllint --noout --nonet cards.html"),
			 0);
	/* 111 stories: 28 sheets and as many backs, nothing loaded from elsewhere. */
	assert_int_equal(program_shell("test $(grep -c '<div class=\"sheet\">' cards.html) -eq 56"),
			 0);
	assert_int_equal(program_shell("! grep -E 'http:|https:|<script|url\\(' cards.html"), 0);
}

static void the_same_study_gives_the_same_pdf(void **state)
{
	(void)state;
	assert_int_equal(program_shell("\"$R\" cards study --format pdf --output a.pdf && "
				       "\"$R\" cards study --format pdf --output b.pdf && "
				       "cmp a.pdf b.pdf"),
			 0);
}

/* Read back by the program itself. */
static void the_pdf_holds_the_stories_as_text(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("mkdir -p back && \"$R\" cards study --per-page 8 --theme geld "
			      "--format pdf --output back/cards.pdf && "
			      "\"$R\" stage read back/cards.pdf | grep -q marktconform"),
		0);
}

static void a_spread_has_every_theme_and_role(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"\"$R\" export study --format jsonl >all.jsonl && "
			"\"$R\" cards study --spread 24 --labels back >spread.html && "
			"python3 - <<'END'\n"
			"import json, re\n"
			"wanted = set()\n"
			"for line in open('all.jsonl'):\n"
			"    record = json.loads(line)\n"
			"    if record['type'] == 'anecdote':\n"
			"        wanted |= {theme['id'] for theme in record['themes']}\n"
			"backs = re.findall(r'card back.><h2>A\\d+</h2>([^<]*)<', "
			"open('spread.html').read())\n"
			"assert len(backs) == 24, len(backs)\n"
			"names = {name for back in backs for name in back.split('\\n')[:-1]}\n"
			"assert len(names) == len(wanted), (names, wanted)\n"
			"END"),
		0);
}

static void what_is_not_there_is_said(void **state)
{
	(void)state;
	assert_int_equal(program_shell("\"$R\" cards study --theme onzin 2>said"), 2);
	assert_int_equal(program_shell("grep -q onzin said"), 0);
	assert_int_equal(program_shell("\"$R\" cards study --perspective 99 2>said"), 2);
	assert_int_equal(program_shell("\"$R\" cards study --per-page 3 2>said"), 2);
	assert_int_equal(program_shell("\"$R\" cards study --labels front 2>said"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cards_are_pages_that_stand_by_themselves),
		cmocka_unit_test(the_same_study_gives_the_same_pdf),
		cmocka_unit_test(the_pdf_holds_the_stories_as_text),
		cmocka_unit_test(a_spread_has_every_theme_and_role),
		cmocka_unit_test(what_is_not_there_is_said),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
