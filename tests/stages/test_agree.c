#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "stages/agree.h"

enum { UNITS_MOST = 200, RATERS_MOST = 4 };

static int8_t code[UNITS_MOST * RATERS_MOST];
static size_t units;

static void assert_near(double got, double wanted, double within)
{
	assert_true(fabs(got - wanted) <= within);
}

/* `count` more units that two raters coded like this. */
static void add(size_t count, int8_t one, int8_t two)
{
	for (; count > 0; count--, units++) {
		code[units * 2] = one;
		code[units * 2 + 1] = two;
	}
}

static struct agreement measure(size_t raters, int categories)
{
	struct agreement out;
	agree_run(&out, &(struct agree_table){code, units, raters, categories});
	return out;
}

/* One rater's row as it is printed: a figure for a category, a point for nothing. */
static void row(size_t rater, size_t raters, const char *printed)
{
	for (units = 0; printed[units] != '\0'; units++)
		code[units * raters + rater] =
			printed[units] == '.' ? AGREE_MISSING : (int8_t)(printed[units] - 'a');
}

static int setup(void **state)
{
	(void)state;
	units = 0;
	return 0;
}

/* Krippendorff (2011), section A: binary data, two observers, alpha = .095. */
static void alpha_of_krippendorff_2011_a(void **state)
{
	(void)state;
	row(0, 2, "abaaaaaaba");
	row(1, 2, "bbbaabaaaa");
	assert_near(measure(2, 2).alpha.value, 0.095, 0.0005);
}

/* Section B: nominal data, two observers, alpha = .692. */
static void alpha_of_krippendorff_2011_b(void **state)
{
	(void)state;
	row(0, 2, "aabbdcccedda");
	row(1, 2,
	    "babbbcccedd"
	    "d");
	assert_near(measure(2, 5).alpha.value, 0.692, 0.0005);
}

/* Section C: nominal data, four observers, values missing, alpha = .743. */
static void alpha_of_krippendorff_2011_c(void **state)
{
	(void)state;
	row(0, 4, "abccbadab...");
	row(1, 4, "abccbbdabe.c");
	row(2, 4, ".cccbcdbbea.");
	row(3, 4, "abccbddabea.");
	const struct agreement got = measure(4, 5);
	assert_near(got.alpha.value, 0.743, 0.0005);
	assert_false(got.kappa.defined);
	assert_int_equal(got.units, 11);
}

/* Cohen (1960), the example with 200 patients: p0 = .70, pc = .41, kappa = .492. */
static void kappa_of_cohen_1960(void **state)
{
	(void)state;
	static const size_t table[3][3] = {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}};
	for (int8_t i = 0; i < 3; i++)
		for (int8_t j = 0; j < 3; j++)
			add(table[i][j], i, j);
	const struct agreement got = measure(2, 3);
	assert_near(got.raw.value, 0.70, 1e-9);
	assert_near(got.kappa.value, 0.492, 0.0005);
	/* Its standard error by the formula of Fleiss, Cohen & Everitt (1969) is .0510. */
	assert_near((got.kappa.high - got.kappa.low) / 2 / 1.96, 0.0510, 0.0005);
}

/* Gwet (2008), 125 objects with high agreement: kappa = -.0234, AC1 = .9408. */
static void ac1_of_gwet_2008(void **state)
{
	(void)state;
	add(118, 1, 1);
	add(5, 1, 0);
	add(2, 0, 1);
	const struct agreement got = measure(2, 2);
	assert_near(got.raw.value, 0.944, 1e-9);
	assert_near(got.kappa.value, -0.0234, 0.00005);
	assert_near(got.ac1.value, 0.9408, 0.00005);
	assert_true(got.ac1.low < got.ac1.value && got.ac1.value < got.ac1.high);
}

static void agreement_on_what_is_coded_leaves_out_what_nobody_coded(void **state)
{
	(void)state;
	add(96, 0, 0);
	add(3, 1, 1);
	add(1, 1, 0);
	const struct agreement got = measure(2, 2);
	assert_int_equal(got.coded, 4);
	assert_near(got.on_coded.value, 0.75, 1e-9);
	assert_near(got.raw.value, 0.99, 1e-9);
}

static void without_variation_or_pairs_nothing_is_claimed(void **state)
{
	(void)state;
	assert_false(measure(2, 2).alpha.defined);
	add(5, 0, 0);
	assert_false(measure(2, 2).alpha.defined);
	assert_false(measure(2, 2).kappa.defined);
	assert_true(measure(2, 2).ac1.defined);
	units = 0;
	add(5, 0, AGREE_MISSING);
	assert_false(measure(2, 2).raw.defined);
	assert_false(measure(2, 2).ac1.defined);
}

static void what_hangs_on_one_unit_gets_no_interval(void **state)
{
	(void)state;
	add(7, 0, 0);
	add(1, 1, 1);
	const struct agreement got = measure(2, 2);
	assert_near(got.alpha.value, 1, 1e-9);
	assert_false(got.alpha.interval);
	assert_true(got.raw.interval);
}

static void an_interval_never_leaves_its_range(void **state)
{
	(void)state;
	add(1, 1, 1);
	add(1, 0, 0);
	add(1, 0, 1);
	const struct agreement got = measure(2, 2);
	assert_true(got.raw.high <= 1 && got.raw.low >= 0);
	assert_true(got.alpha.high <= 1 && got.alpha.low >= -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(alpha_of_krippendorff_2011_a, setup),
		cmocka_unit_test_setup(alpha_of_krippendorff_2011_b, setup),
		cmocka_unit_test_setup(alpha_of_krippendorff_2011_c, setup),
		cmocka_unit_test_setup(kappa_of_cohen_1960, setup),
		cmocka_unit_test_setup(ac1_of_gwet_2008, setup),
		cmocka_unit_test_setup(agreement_on_what_is_coded_leaves_out_what_nobody_coded,
				       setup),
		cmocka_unit_test_setup(without_variation_or_pairs_nothing_is_claimed, setup),
		cmocka_unit_test_setup(what_hangs_on_one_unit_gets_no_interval, setup),
		cmocka_unit_test_setup(an_interval_never_leaves_its_range, setup),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
