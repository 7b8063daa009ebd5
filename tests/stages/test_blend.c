#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "stages/blend.h"
#include "stages/rowspace.h"
#include "stages/softmax.h"

enum { THEMES = 3, EXAMPLES = 60 };

/* Theme i % 3 is right; the model favours it in two of three examples, the lexicon always. */
static void make_examples(struct blend_example *example, float *feature, uint16_t *theme)
{
	memset(feature, 0, EXAMPLES * THEMES * BLEND_FEATURES * sizeof *feature);
	for (size_t i = 0; i < EXAMPLES; i++) {
		float *of = feature + i * THEMES * BLEND_FEATURES;
		theme[i] = (uint16_t)(i % THEMES);
		const size_t favourite = i % 9 < 6 ? theme[i] : (theme[i] + 1u) % THEMES;
		of[favourite * BLEND_FEATURES + BLEND_MODEL] = 1;
		of[theme[i] * BLEND_FEATURES + BLEND_POSITIVE] = 1;
		example[i] = (struct blend_example){of, &theme[i], 1};
	}
}

static void what_is_right_more_often_gets_the_greater_weight(void **state)
{
	(void)state;
	static float feature[EXAMPLES * THEMES * BLEND_FEATURES];
	uint16_t theme[EXAMPLES];
	struct blend_example example[EXAMPLES];
	struct blend blend;
	make_examples(example, feature, theme);
	assert_int_equal(blend_fit(&blend, example, EXAMPLES, THEMES, 20, NULL), 0);
	assert_true(blend.weight[BLEND_POSITIVE] > blend.weight[BLEND_MODEL]);
	assert_true(blend.weight[BLEND_MODEL] > 0);
	assert_float_equal(blend.weight[BLEND_NEGATIVE], 0, 1e-6);
	const struct blend_measure measure = blend_measure(&blend, example, EXAMPLES, THEMES, 0.5f);
	assert_float_equal(measure.f1, 1, 1e-6);
	assert_float_equal(measure.first, 1, 1e-6);
}

static void probabilities_lie_between_0_and_1_whatever_the_features(void **state)
{
	(void)state;
	float feature[THEMES * BLEND_FEATURES] = {0};
	float probability[THEMES];
	feature[BLEND_MODEL] = 1e30f;
	feature[BLEND_FEATURES + BLEND_NEGATIVE] = -1e30f;
	blend_apply(probability, &blend_default, feature, THEMES);
	for (size_t t = 0; t < THEMES; t++)
		assert_true(probability[t] >= 0 && probability[t] <= 1);
	assert_true(probability[0] > probability[2]);
}

static void separable_rows_are_told_apart(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	const size_t start[] = {0, 1, 2, 3, 4};
	const uint32_t column[] = {0, 1, 0, 1};
	const float value[] = {1, 1, 1, 1};
	const uint16_t label[] = {0, 1, 0, 1};
	const struct sparse_rows rows = {4, 2, start, column, value};
	const struct softmax_options options = {.labels = 2, .cost = 10, .rounds = 50};
	float weight[6];
	assert_int_equal(softmax_fit(weight, &rows, label, NULL, &options, &arena, NULL), 0);
	assert_true(weight[0] > 0 && weight[1] < 0);
	assert_true(weight[2] < 0 && weight[3] > 0);
	assert_float_equal(weight[0], -weight[1], 1e-3);
	arena_release(&arena);
}

/* At the optimum of the penalised likelihood the gradient is 0: with one column of ones in three of
 * four rows labelled 0, w / cost = sum of (y - p). */
static void the_fit_is_the_optimum(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	const size_t start[] = {0, 1, 2, 3, 4};
	const uint32_t column[] = {0, 0, 0, 0};
	const float value[] = {1, 1, 1, 1};
	const uint16_t label[] = {0, 0, 0, 1};
	const struct sparse_rows rows = {4, 1, start, column, value};
	const struct softmax_options options = {.labels = 2, .cost = 1, .rounds = 200};
	float weight[4];
	assert_int_equal(softmax_fit(weight, &rows, label, NULL, &options, &arena, NULL), 0);
	float score[2] = {weight[0] + weight[2], weight[1] + weight[3]};
	softmax(score, 2);
	assert_float_equal(score[0], 0.75, 0.01); /* the bias is free, so shares are met */
	assert_float_equal(weight[0], 3 - 4 * score[0], 0.02);
	arena_release(&arena);
}

static void a_row_that_counts_for_three_is_fitted_as_three(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	const size_t start[] = {0, 1, 2, 3, 4};
	const uint32_t column[] = {0, 0, 0, 0};
	const float value[] = {1, 1, 1, 1};
	const uint16_t label[] = {1, 0, 0, 0};
	const float counts[] = {1, 3};
	const struct sparse_rows four = {4, 1, start, column, value};
	const struct sparse_rows two = {2, 1, start, column, value};
	const struct softmax_options once = {.labels = 2, .cost = 1, .rounds = 200};
	struct softmax_options heavy = once;
	heavy.counts = counts;
	float repeated[4], counted[4];
	assert_int_equal(softmax_fit(repeated, &four, label, NULL, &once, &arena, NULL), 0);
	assert_int_equal(softmax_fit(counted, &two, label, NULL, &heavy, &arena, NULL), 0);
	for (size_t i = 0; i < 4; i++)
		assert_float_equal(counted[i], repeated[i], 0.01);
	assert_float_equal(counted[2] - counted[3], log(3), 0.01);
	arena_release(&arena);
}

/* Few rows of many columns are fitted in the span of the rows: with a column less, which none of
 * them uses, they are no longer few, and the fit is the same. */
static void few_long_rows_are_fitted_as_many_are(void **state)
{
	(void)state;
	enum { ROWS = 6, COLUMNS = 24, EACH = 4, LABELS = 3 };
	struct arena arena = ARENA_INIT;
	size_t start[ROWS + 1];
	uint32_t column[ROWS * EACH];
	float value[ROWS * EACH];
	const uint16_t label[ROWS] = {0, 1, 2, 0, 1, 0};
	for (size_t i = 0; i <= ROWS; i++)
		start[i] = i * EACH;
	for (size_t e = 0; e < ROWS * EACH; e++) {
		column[e] = (uint32_t)((e * 5 + e * e * 3) % (COLUMNS - 1));
		value[e] = (float)(1 + e % 3) / 3;
	}
	/* The last says nothing new. */
	memcpy(column + (ROWS - 1) * EACH, column, EACH * sizeof *column);
	memcpy(value + (ROWS - 1) * EACH, value, EACH * sizeof *value);
	const struct softmax_options options = {.labels = LABELS, .cost = 2, .rounds = 200};
	const struct sparse_rows few = {ROWS, COLUMNS, start, column, value};
	const struct sparse_rows narrow = {ROWS, COLUMNS - 1, start, column, value};
	assert_true(rowspace_pays(&few) && !rowspace_pays(&narrow));
	float inside[(COLUMNS + 1) * LABELS], whole[COLUMNS * LABELS];
	assert_int_equal(softmax_fit(inside, &few, label, NULL, &options, &arena, NULL), 0);
	assert_int_equal(softmax_fit(whole, &narrow, label, NULL, &options, &arena, NULL), 0);
	for (size_t i = 0; i < (COLUMNS - 1) * LABELS; i++)
		assert_float_equal(inside[i], whole[i], 5e-3);
	for (size_t k = 0; k < LABELS; k++)
		assert_float_equal(inside[COLUMNS * LABELS + k], whole[(COLUMNS - 1) * LABELS + k],
				   5e-3);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_right_more_often_gets_the_greater_weight),
		cmocka_unit_test(probabilities_lie_between_0_and_1_whatever_the_features),
		cmocka_unit_test(separable_rows_are_told_apart),
		cmocka_unit_test(the_fit_is_the_optimum),
		cmocka_unit_test(a_row_that_counts_for_three_is_fitted_as_three),
		cmocka_unit_test(few_long_rows_are_fitted_as_many_are),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
