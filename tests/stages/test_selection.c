#include "stages/selection.h"
#include "tests/stages/collection.h"

static const char lines[] = "a | hal | Ada | ambtenaar | knelpunt | geld 0.9 | Een.\n"
			    "a | hal | Ada | ambtenaar | knelpunt | geld 0.8 | Twee.\n"
			    "a | hal | Ada | ambtenaar | knelpunt | geld 0.7, tijd 0.6 | Drie.\n"
			    "b | tuin | Ben | initiatiefnemer | succes | contact 0.5 | Vier.\n"
			    "b | tuin | Ben | initiatiefnemer | succes | contact 0.9 | Vijf.\n";

static void every_theme_and_role_is_there_before_anything_comes_twice(void **state)
{
	(void)state;
	struct test_study study;
	uint32_t got[8];
	test_study_read(&study, SPAN(lines));
	assert_int_equal(selection_spread(got, 2, &study.collection, &study.arena), 2);
	assert_int_equal(got[0], 2); /* two themes at once */
	assert_int_equal(got[1], 4); /* the surer of two that add as much */
	test_study_end(&study);
}

static void all_are_given_where_more_are_asked(void **state)
{
	(void)state;
	struct test_study study;
	uint32_t got[8];
	bool there[5] = {false};
	test_study_read(&study, SPAN(lines));
	assert_int_equal(selection_spread(got, 8, &study.collection, &study.arena), 5);
	for (size_t i = 0; i < 5; i++)
		there[got[i]] = true;
	for (size_t i = 0; i < 5; i++)
		assert_true(there[i]);
	test_study_end(&study);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_theme_and_role_is_there_before_anything_comes_twice),
		cmocka_unit_test(all_are_given_where_more_are_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
