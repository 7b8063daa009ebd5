#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stages/proportion.h"

static void near(double found, double wanted, double within)
{
	assert_float_equal((float)found, (float)wanted, (float)within);
}

/* Newcombe 1998, Two-sided confidence intervals for the single proportion, Statistics in Medicine
 * 17, table I, method 3. In R: prop.test(81, 263, correct = FALSE)$conf.int. */
static void intervals_of_one_share_are_those_newcombe_published(void **state)
{
	(void)state;
	static const struct {
		struct proportion of;
		double low, high;
	} row[] = {
		{{81, 263}, .2553, .3662}, {{15, 148}, .0624, .1605}, {{0, 20}, .0000, .1611},
		{{1, 29}, .0061, .1718},   {{20, 20}, .8389, 1.0000},
	};
	for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
		const struct interval found = proportion_interval(row[i].of);
		near(found.low, row[i].low, 5e-5);
		near(found.high, row[i].high, 5e-5);
	}
}

/* Newcombe 1998, Interval estimation for the difference between independent proportions,
 * Statistics in Medicine 17, table II, method 10: the first less the second. */
static void intervals_of_a_change_are_those_newcombe_published(void **state)
{
	(void)state;
	static const struct {
		struct proportion first, second;
		double low, high;
	} row[] = {
		{{56, 70}, {48, 80}, .0524, .3339}, {{9, 10}, {3, 10}, .1705, .8090},
		{{6, 7}, {2, 7}, .0582, .8062},     {{5, 56}, {0, 29}, -.0381, .1926},
		{{0, 10}, {0, 20}, -.1611, .2775},  {{0, 10}, {0, 10}, -.2775, .2775},
		{{10, 10}, {0, 20}, .6791, 1.0000}, {{10, 10}, {0, 10}, .6075, 1.0000},
	};
	for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
		const struct interval found = proportion_change(row[i].second, row[i].first);
		near(found.low, row[i].low, 5e-5);
		near(found.high, row[i].high, 5e-5);
	}
}

/* fisher.test(matrix(c(3, 1, 1, 3), 2))$p.value and so on, R 4.2.2; the first is the lady tasting
 * tea. */
static void fishers_test_is_that_of_r(void **state)
{
	(void)state;
	static const struct {
		uint32_t yes[2], no[2];
		double p;
	} row[] = {
		{{3, 1}, {1, 3}, 0.4857142857},        {{7, 2}, {9, 14}, 0.1133852429},
		{{0, 6}, {10, 4}, 0.0108359133},       {{1, 8}, {54, 43}, 0.0135275537},
		{{0, 3}, {0, 4}, 1.0000000000},        {{30, 45}, {70, 55}, 0.0405340065},
		{{2, 11}, {498, 489}, 0.0216285428},   {{5, 0}, {0, 5}, 0.0079365079},
		{{120, 90}, {880, 910}, 0.0342025097},
	};
	for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
		const struct proportion a = {row[i].yes[0], row[i].yes[0] + row[i].no[0]};
		const struct proportion b = {row[i].yes[1], row[i].yes[1] + row[i].no[1]};
		near(proportion_fisher(a, b), row[i].p, 1e-7);
		near(proportion_fisher(b, a), row[i].p, 1e-7);
	}
}

/* binom.test(1, 6)$p.value and so on, R 4.2.2. */
static void the_sign_test_is_that_of_r(void **state)
{
	(void)state;
	static const struct {
		uint32_t up, down;
		double p;
	} row[] = {
		{1, 5, 0.2187500000},   {0, 6, 0.0312500000}, {3, 9, 0.1459960938},
		{10, 10, 1.0000000000}, {2, 3, 1.0000000000}, {15, 40, 0.0010158472},
		{0, 0, 1.0000000000},
	};
	for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
		near(proportion_sign(row[i].up, row[i].down), row[i].p, 1e-7);
		near(proportion_sign(row[i].down, row[i].up), row[i].p, 1e-7);
	}
}

static void shares_of_nothing_say_nothing(void **state)
{
	(void)state;
	const struct proportion none = {0, 0}, some = {3, 4};
	near(proportion_share(none), 0, 0);
	near(proportion_fisher(none, some), 1, 1e-9);
	near(proportion_change(none, some).low, -1, 0);
	near(proportion_change(some, none).high, 1, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(intervals_of_one_share_are_those_newcombe_published),
		cmocka_unit_test(intervals_of_a_change_are_those_newcombe_published),
		cmocka_unit_test(fishers_test_is_that_of_r),
		cmocka_unit_test(the_sign_test_is_that_of_r),
		cmocka_unit_test(shares_of_nothing_say_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
