#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stages/dispersion.h"

static void near(double found, double wanted)
{
	assert_float_equal((float)found, (float)wanted, 1e-4F);
}

/* The corpus of five parts and fifty letters in Gries 2008, section 3: the letter a stands in them
 * 1, 2, 3, 4 and 5 times, which gives a DP of .18 and a DPnorm of .18 / (1 - .18). */
static void gries_example_gives_his_figures(void **state)
{
	(void)state;
	static const uint32_t size[] = {9, 10, 10, 10, 11}, a[] = {1, 2, 3, 4, 5};
	struct dispersion d;
	dispersion_run(&d, a, size, 5);
	near(d.dp, 0.18);
	near(d.dp_norm, 0.18 / 0.82);
	assert_int_equal(d.occurrences, 15);
	assert_int_equal(d.touched, 5);
	assert_int_equal(d.most, 5);
}

static void all_in_the_smallest_part_is_one_and_in_proportion_is_nothing(void **state)
{
	(void)state;
	static const uint32_t size[] = {2, 4, 6}, even[] = {1, 2, 3}, one[] = {5, 0, 0};
	struct dispersion d;
	dispersion_run(&d, even, size, 3);
	near(d.dp_norm, 0);
	dispersion_run(&d, one, size, 3);
	near(d.dp_norm, 1);
	near(d.excess, 1);
}

/* Two occurrences over two equal parts: together in one half of the time (DP .5), else apart (0).
 */
static void chance_is_the_mean_over_all_ways_to_fall(void **state)
{
	(void)state;
	static const uint32_t size[] = {5, 5}, count[] = {1, 1};
	struct dispersion d;
	dispersion_run(&d, count, size, 2);
	near(d.chance, 0.25);
	near(d.excess, -1);
}

static void empty_parts_and_no_occurrences_are_no_trouble(void **state)
{
	(void)state;
	static const uint32_t size[] = {0, 5, 0, 5}, none[] = {0, 0, 0, 0}, some[] = {0, 5, 0, 5};
	struct dispersion d;
	dispersion_run(&d, none, size, 4);
	near(d.dp, 0);
	assert_int_equal(d.parts, 2);
	dispersion_run(&d, some, size, 4);
	near(d.dp_norm, 0);
	dispersion_run(&d, NULL, NULL, 0);
	assert_int_equal(dispersion_spread(&d), SPREAD_FEW);
}

static enum spread spread_of(const uint32_t count[static 10])
{
	static const uint32_t size[10] = {9, 9, 9, 9, 9, 9, 9, 9, 9, 9};
	struct dispersion d;
	dispersion_run(&d, count, size, 10);
	return dispersion_spread(&d);
}

static void a_theme_of_many_sources_is_a_red_thread_and_of_one_a_hobby_horse(void **state)
{
	(void)state;
	static const uint32_t thread[10] = {1, 2, 0, 1, 1, 2, 0, 1, 1, 1};
	static const uint32_t hobby[10] = {0, 9, 0, 0, 1, 0, 0, 0, 0, 0};
	static const uint32_t between[10] = {4, 3, 0, 0, 1, 2, 0, 0, 0, 0};
	static const uint32_t few[10] = {0, 4, 0, 0, 0, 0, 0, 0, 0, 0};
	assert_int_equal(spread_of(thread), SPREAD_RED_THREAD);
	assert_int_equal(spread_of(hobby), SPREAD_HOBBY_HORSE);
	assert_int_equal(spread_of(between), SPREAD_BETWEEN);
	assert_int_equal(spread_of(few), SPREAD_FEW);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gries_example_gives_his_figures),
		cmocka_unit_test(all_in_the_smallest_part_is_one_and_in_proportion_is_nothing),
		cmocka_unit_test(chance_is_the_mean_over_all_ways_to_fall),
		cmocka_unit_test(empty_parts_and_no_occurrences_are_no_trouble),
		cmocka_unit_test(a_theme_of_many_sources_is_a_red_thread_and_of_one_a_hobby_horse),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
