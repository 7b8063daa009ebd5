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

static void stories_of_others_come_in_with_every_answer(void **state)
{
	(void)state;
	if (!has_shared("data/narrafirma/narrafirma_example_stories.csv"))
		skip();
	assert_int_equal(
		shell("mkdir n\n"
		      "$R import n $SHARED/data/narrafirma/narrafirma_example_stories.csv --lang "
		      "en | "
		      "grep -q '80 stories'\n"
		      "$R run n --quiet\n"
		      "sqlite3 n/rodedraad.db \"SELECT variables FROM anecdote WHERE text LIKE "
		      "'Never made it to the deadline%%'\" > got\n"
		      "grep -q '\\[\"Feel about\",\"frustrated; disappointed\"\\]' got"),
		0);
}

static void a_story_form_becomes_a_pack_of_questions_and_answers(void **state)
{
	(void)state;
	if (!has_shared("data/narrafirma/narrafirma_example_story_form.csv"))
		skip();
	assert_int_equal(
		shell("mkdir f\n"
		      "$R import f $SHARED/data/narrafirma/narrafirma_example_story_form.csv "
		      "--quiet\n"
		      "p=f/lexicons/narrafirma-example-story-form/pack.yaml\n"
		      "grep -A2 'name: \"frustrated\"' $p | grep -q 'parent: \"feel-about\"'\n"
		      "echo 'packs: [narrafirma-example-story-form]' > f/rodedraad.yaml\n"
		      "$R lexicon check f > log"),
		0);
}

static void stories_out_and_in_again_have_the_same_texts(void **state)
{
	(void)state;
	assert_int_equal(shell("mkdir b\n"
			       "$R export s --format narrafirma --names --output uit.csv\n"
			       "$R import b uit.csv --quiet\n"
			       "$R run b --quiet\n"
			       "sqlite3 s/rodedraad.db 'SELECT text FROM anecdote ORDER BY 1' > 1\n"
			       "sqlite3 b/rodedraad.db 'SELECT text FROM anecdote ORDER BY 1' > 2\n"
			       "cmp 1 2"),
			 0);
}

static void the_form_names_every_column_and_answer_of_the_stories(void **state)
{
	(void)state;
	assert_int_equal(shell("$R export s --format narrafirma --names --output uit.csv\n"
			       "$R export s --format narrafirma-form --output form.csv\n"
			       "python3 $TOP/tests/exchange/form.py form.csv uit.csv"),
			 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stories_of_others_come_in_with_every_answer),
		cmocka_unit_test(a_story_form_becomes_a_pack_of_questions_and_answers),
		cmocka_unit_test(stories_out_and_in_again_have_the_same_texts),
		cmocka_unit_test(the_form_names_every_column_and_answer_of_the_stories),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
