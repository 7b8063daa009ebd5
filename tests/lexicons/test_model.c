#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/model.h"

static const int8_t row_a[] = {127, -127};
static const int8_t row_b[] = {0, 64};
static const float bias[] = {0.5f, -0.5f};

static struct span written(struct arena *arena)
{
	const struct span label[] = {SPAN("geld"), SPAN("tijd")};
	const struct model_row row[] = {{.feature = 7, .phi = 2, .weight = row_a},
					{.feature = UINT32_MAX, .phi = 1, .weight = row_b}};
	const struct model_number number[] = {{"threshold.balanced", 0.25f}};
	const struct model_parts parts = {
		.label = label,
		.labels = 2,
		.bias = bias,
		.scale = 0.01f,
		.row = row,
		.rows = 2,
		.number = number,
		.numbers = 1,
	};
	struct span bytes;
	assert_int_equal(model_write(&bytes, &parts, arena), 0);
	return bytes;
}

static void what_was_written_is_read_back(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	struct model *model = model_new(written(&arena), NULL);
	assert_non_null(model);
	assert_int_equal(model_labels(model), 2);
	assert_true(span_equal(model_label(model, 1), SPAN("tijd")));
	assert_float_equal(model_bias(model)[0], 0.5f, 0);
	assert_float_equal(model_number(model, "threshold.balanced", 9), 0.25f, 0);
	assert_float_equal(model_number(model, "threshold.recall", 9), 9, 0);
	model_free(model);
	arena_release(&arena);
}

static void a_known_feature_adds_its_weights_and_an_unknown_one_nothing(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	struct model *model = model_new(written(&arena), NULL);
	float norm2 = 0, score[2] = {0, 0};
	assert_int_equal(model_add(model, 7, &norm2, score), 1);
	assert_float_equal(norm2, 4, 1e-6);
	assert_float_equal(score[0], 2.54, 1e-5);
	assert_float_equal(score[1], -2.54, 1e-5);
	assert_int_equal(model_add(model, 8, &norm2, score), 0);
	assert_float_equal(norm2, 4, 1e-6);
	model_free(model);
	arena_release(&arena);
}

static void every_cut_and_every_other_version_is_refused(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	const struct span good = written(&arena);
	for (size_t len = 0; len < good.len; len++) {
		struct error err = ERROR_INIT;
		assert_null(model_new((struct span){good.at, len}, &err));
		assert_int_equal(err.code, ERROR_CONFIG);
	}
	char *other = arena_copy(&arena, good.at, good.len);
	other[16] = '2';
	assert_null(model_new((struct span){other, good.len}, NULL));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_read_back),
		cmocka_unit_test(a_known_feature_adds_its_weights_and_an_unknown_one_nothing),
		cmocka_unit_test(every_cut_and_every_other_version_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
