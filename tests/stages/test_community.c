#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "stages/community.h"

/* The friendships of a karate club (Zachary 1977, figure 1), members numbered from 1. */
static const unsigned char karate[][2] = {
	{1, 2},   {1, 3},   {2, 3},   {1, 4},   {2, 4},   {3, 4},   {1, 5},   {1, 6},   {1, 7},
	{5, 7},   {6, 7},   {1, 8},   {2, 8},   {3, 8},   {4, 8},   {1, 9},   {3, 9},   {3, 10},
	{1, 11},  {5, 11},  {6, 11},  {1, 12},  {1, 13},  {4, 13},  {1, 14},  {2, 14},  {3, 14},
	{4, 14},  {6, 17},  {7, 17},  {1, 18},  {2, 18},  {1, 20},  {2, 20},  {1, 22},  {2, 22},
	{24, 26}, {25, 26}, {3, 28},  {24, 28}, {25, 28}, {3, 29},  {24, 30}, {27, 30}, {2, 31},
	{9, 31},  {1, 32},  {25, 32}, {26, 32}, {29, 32}, {3, 33},  {9, 33},  {15, 33}, {16, 33},
	{19, 33}, {21, 33}, {23, 33}, {24, 33}, {30, 33}, {31, 33}, {32, 33}, {9, 34},  {10, 34},
	{14, 34}, {15, 34}, {16, 34}, {19, 34}, {20, 34}, {21, 34}, {23, 34}, {24, 34}, {27, 34},
	{28, 34}, {29, 34}, {30, 34}, {31, 34}, {32, 34}, {33, 34},
};
enum { MEMBERS = 34, FRIENDSHIPS = 78 };

/* Newman (2004, "Fast algorithm for detecting community structure in networks") and igraph's
 * cluster_fast_greedy: three groups, modularity 0.381. */
static void the_karate_club_falls_apart_as_published(void **state)
{
	(void)state;
	static double weight[MEMBERS * MEMBERS];
	struct arena arena = ARENA_INIT;
	struct communities got;
	assert_int_equal(sizeof karate / sizeof karate[0], FRIENDSHIPS);
	for (size_t i = 0; i < FRIENDSHIPS; i++) {
		const size_t a = karate[i][0] - 1U, b = karate[i][1] - 1U;
		weight[a * MEMBERS + b] = weight[b * MEMBERS + a] = 1;
	}
	assert_int_equal(community_find(&got, weight, MEMBERS, &arena), 0);
	assert_int_equal(got.count, 3);
	assert_float_equal(got.modularity, 0.381, 0.0005);
	/* The two leaders, whom the club split up over. */
	assert_int_not_equal(got.of[0], got.of[33]);
	assert_int_equal(got.of[32], got.of[33]);
	arena_release(&arena);
}

/* Two triangles on a heavy and a light bridge: by hand, e = 3/7 twice, a = 1/2 twice. */
static void weights_count(void **state)
{
	(void)state;
	static const unsigned char link[][2] = {{0, 1}, {0, 2}, {1, 2}, {3, 4}, {3, 5}, {4, 5}};
	double weight[36] = {0};
	struct arena arena = ARENA_INIT;
	struct communities got;
	for (size_t i = 0; i < 6; i++)
		weight[link[i][0] * 6 + link[i][1]] = weight[link[i][1] * 6 + link[i][0]] = 2;
	weight[2 * 6 + 3] = weight[3 * 6 + 2] = 2;
	assert_int_equal(community_find(&got, weight, 6, &arena), 0);
	assert_int_equal(got.count, 2);
	assert_float_equal(got.modularity, 6.0 / 7 - 0.5, 1e-9);
	weight[2 * 6 + 3] = weight[3 * 6 + 2] = 200;
	assert_int_equal(community_find(&got, weight, 6, &arena), 0);
	assert_int_equal(got.of[2], got.of[3]);
	arena_release(&arena);
}

static void what_has_no_link_stands_alone(void **state)
{
	(void)state;
	const double weight[9] = {0};
	struct arena arena = ARENA_INIT;
	struct communities got;
	assert_int_equal(community_find(&got, weight, 3, &arena), 0);
	assert_int_equal(got.count, 3);
	assert_float_equal(got.modularity, 0, 1e-12);
	assert_int_equal(community_find(&got, weight, 0, &arena), 0);
	assert_int_equal(got.count, 0);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_karate_club_falls_apart_as_published),
		cmocka_unit_test(weights_count),
		cmocka_unit_test(what_has_no_link_stands_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
