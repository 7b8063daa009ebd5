#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "stages/association.h"

static void near(double found, double wanted, double within)
{
	assert_float_equal((float)found, (float)wanted, (float)within);
}

/* Dunning 1993, table 1: pairs of words in the Swiss newspaper text, cells k11 k12 k21 k22. */
static void log_likelihood_is_that_of_dunnings_table(void **state)
{
	(void)state;
	const struct association the_swiss = {110, 110 + 2442, 110 + 111, 110 + 2442 + 111 + 29114};
	const struct association can_be = {29, 29 + 13, 29 + 123, 29 + 13 + 123 + 31612};
	near(association_g2(&the_swiss), 270.72, 0.01);
	near(association_g2(&can_be), 263.90, 0.01);
}

static void what_is_as_expected_by_chance_scores_nothing(void **state)
{
	(void)state;
	const struct association chance = {1, 10, 10, 100};
	near(association_g2(&chance), 0, 1e-9);
	near(association_npmi(&chance), 0, 1e-9);
	near(association_log_ratio(&chance), 0, 1e-9);
	assert_false(association_attracts(&chance));
}

static void npmi_runs_from_never_to_only_together(void **state)
{
	(void)state;
	const struct association never = {0, 10, 10, 100}, only = {10, 10, 10, 100};
	const struct association all = {7, 7, 7, 7}, none = {0, 0, 0, 0};
	near(association_npmi(&never), -1, 1e-9);
	near(association_npmi(&only), 1, 1e-9);
	near(association_npmi(&all), 1, 1e-9);
	near(association_g2(&none), 0, 1e-9);
}

/* 20 of 100 against 10 of 200: four times as often is two doublings. */
static void log_ratio_counts_doublings(void **state)
{
	(void)state;
	const struct association four_times = {20, 100, 30, 300};
	const struct association only_here = {4, 50, 4, 100};
	near(association_log_ratio(&four_times), 2, 1e-9);
	near(association_log_ratio(&only_here), 3.1699, 1e-4); /* log2(4.5 / 0.5) */
}

/* The usual critical values of chi-square with one degree of freedom. */
static void probabilities_are_those_of_chi_square(void **state)
{
	(void)state;
	near(association_p(3.841), 0.05, 1e-4);
	near(association_p(6.635), 0.01, 1e-4);
	near(association_p(10.828), 0.001, 1e-5);
	near(association_p(0), 1, 1e-9);
}

/* Benjamini and Hochberg 1995, section 3.2: fifteen probabilities, of which their procedure rejects
 * the first four at .05; the corrected value is p times 15 over its rank, never falling. */
static void many_probabilities_are_corrected_as_benjamini_and_hochberg_do(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	double p[] = {0.6528, 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298,
		      0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.7590, 1.0000};
	const size_t count = sizeof p / sizeof p[0];
	assert_int_equal(association_adjust(p, count, &arena), 0);
	size_t below = 0;
	for (size_t i = 0; i < count; i++)
		below += p[i] < 0.05;
	assert_int_equal(below, 4);
	near(p[1], 0.0015, 1e-9);
	near(p[4], 0.035625, 1e-9);
	near(p[6], 0.0298 * 15 / 7, 1e-9); /* that of the next one is lower */
	near(p[14], 1, 1e-9);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(log_likelihood_is_that_of_dunnings_table),
		cmocka_unit_test(what_is_as_expected_by_chance_scores_nothing),
		cmocka_unit_test(npmi_runs_from_never_to_only_together),
		cmocka_unit_test(log_ratio_counts_doublings),
		cmocka_unit_test(probabilities_are_those_of_chi_square),
		cmocka_unit_test(many_probabilities_are_corrected_as_benjamini_and_hochberg_do),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
