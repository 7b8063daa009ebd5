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

static void labels_are_as_long_as_ids_of_packs_may_be(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	char id[101];
	memset(id, 'w', sizeof id);
	const struct span label[] = {{id, 100}, SPAN("tijd")};
	const struct model_row row[] = {{.feature = 7, .phi = 2, .weight = row_a}};
	const struct model_parts parts = {
		.label = label, .labels = 2, .bias = bias, .scale = 1, .row = row, .rows = 1};
	struct span bytes;
	assert_int_equal(model_write(&bytes, &parts, &arena), 0);
	struct model *model = model_new(bytes, NULL);
	assert_non_null(model);
	assert_true(span_equal(model_label(model, 0), label[0]));
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
		assert_null(model_part((struct span){good.at, len}, NULL));
	}
	char *other = arena_copy(&arena, good.at, good.len);
	other[16] = '2';
	assert_null(model_new((struct span){other, good.len}, NULL));
	arena_release(&arena);
}

/* Five labels and other features, one of them (7) in common. */
static struct span written_wider(struct arena *arena)
{
	static const int8_t weight[3][5] = {{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10}, {-1, 0, 1, 0, -1}};
	static const float biases[5] = {1, 2, 3, 4, 5};
	const struct span label[] = {SPAN("a"), SPAN("b"), SPAN("c"), SPAN("d"), SPAN("e")};
	const struct model_row row[] = {{.feature = 0, .phi = 3, .weight = weight[0]},
					{.feature = 7, .phi = 1, .weight = weight[1]},
					{.feature = 9, .phi = 0.5f, .weight = weight[2]}};
	const struct model_parts parts = {
		.label = label, .labels = 5, .bias = biases, .scale = 0.5f, .row = row, .rows = 3};
	struct span bytes;
	assert_int_equal(model_write(&bytes, &parts, arena), 0);
	return bytes;
}

static void joined_models_say_what_each_says_alone(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	struct model *one = model_new(written(&arena), NULL);
	struct model *two = model_new(written_wider(&arena), NULL);
	const struct model *const part[] = {two, NULL, one};
	struct model *joined = model_join(part, 3, NULL);
	/* One may come straight from its file, which gives the same. */
	struct model *bare = model_part(written_wider(&arena), NULL);
	const struct model *const mixed[] = {bare, NULL, one};
	struct model *from_file = model_join(mixed, 3, NULL);
	assert_non_null(joined);
	assert_non_null(from_file);
	assert_int_equal(model_parts(joined), 3);
	assert_int_equal(model_part_labels(joined, 0), 5);
	assert_int_equal(model_part_labels(joined, 1), 0);
	assert_int_equal(model_part_labels(joined, 2), 2);

	static const uint32_t feature[] = {0, 7, 8, 9, UINT32_MAX, 7};
	enum { FEATURES = sizeof feature / sizeof feature[0] };
	float norm2[3] = {0}, score[MODEL_SCORES_MOST] = {0};
	float norm2_one = 0, norm2_two = 0, score_one[2] = {0}, score_two[5] = {0};
	model_add_all(joined, feature, FEATURES, norm2, score);
	float norm2_file[3] = {0}, score_file[MODEL_SCORES_MOST] = {0};
	model_add_all(from_file, feature, FEATURES, norm2_file, score_file);
	assert_memory_equal(norm2_file, norm2, sizeof norm2);
	assert_memory_equal(score_file, score, sizeof score);
	model_add_all(one, feature, FEATURES, &norm2_one, score_one);
	model_add_all(two, feature, FEATURES, &norm2_two, score_two);
	assert_memory_equal(&norm2[0], &norm2_two, sizeof(float));
	assert_float_equal(norm2[1], 0, 0);
	assert_memory_equal(&norm2[2], &norm2_one, sizeof(float));
	const size_t first = model_part_first(joined, 2);
	assert_memory_equal(score + model_part_first(joined, 0), score_two, sizeof score_two);
	assert_memory_equal(score + first, score_one, sizeof score_one);
	assert_memory_equal(model_bias(joined) + first, bias, sizeof bias);
	assert_true(first + 2 <= model_scores(joined));
	model_free(joined);
	model_free(from_file);
	model_free(bare);
	model_free(two);
	model_free(one);
	arena_release(&arena);
}

static void rows_in_another_order_are_refused(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	const struct span good = written(&arena);
	char *bytes = arena_copy(&arena, good.at, good.len);
	const size_t row = 8 + 2; /* the last two of the file */
	memcpy(bytes + good.len - 2 * row, good.at + good.len - row, row);
	memcpy(bytes + good.len - row, good.at + good.len - 2 * row, row);
	assert_null(model_new((struct span){bytes, good.len}, NULL));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_read_back),
		cmocka_unit_test(labels_are_as_long_as_ids_of_packs_may_be),
		cmocka_unit_test(a_known_feature_adds_its_weights_and_an_unknown_one_nothing),
		cmocka_unit_test(every_cut_and_every_other_version_is_refused),
		cmocka_unit_test(joined_models_say_what_each_says_alone),
		cmocka_unit_test(rows_in_another_order_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
