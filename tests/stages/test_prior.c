#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stages/prior.h"

enum { THEMES = 4 };

static void shares_of_a_study_shift_what_is_expected(void **state)
{
	(void)state;
	const double put[THEMES] = {24, 8, 4, 4};
	float shift[THEMES];
	assert_true(prior_fit(shift, put, THEMES));
	/* Worked out with Python's math.lgamma: a concentration of 10 is the likeliest. */
	assert_float_equal(shift[0], 0.751416, 1e-5);
	assert_float_equal(shift[1], -0.174353, 1e-5);
	assert_float_equal(shift[2], -0.653926, 1e-5);
	assert_float_equal(shift[3], shift[2], 0);
}

static void even_shares_shift_nothing(void **state)
{
	(void)state;
	const double put[THEMES] = {11, 9, 10, 10};
	float shift[THEMES] = {1, 1, 1, 1};
	assert_false(prior_fit(shift, put, THEMES));
	for (size_t t = 0; t < THEMES; t++)
		assert_float_equal(shift[t], 0, 0);
}

static void a_few_decisions_do_not_show_shares(void **state)
{
	(void)state;
	const double few[THEMES] = {2, 1, 0, 0}, none[THEMES] = {0};
	float shift[THEMES];
	assert_false(prior_fit(shift, few, THEMES));
	assert_false(prior_fit(shift, none, THEMES));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shares_of_a_study_shift_what_is_expected),
		cmocka_unit_test(even_shares_shift_nothing),
		cmocka_unit_test(a_few_decisions_do_not_show_shares),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
