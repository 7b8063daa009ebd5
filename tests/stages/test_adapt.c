#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "lexicons/model.h"
#include "stages/adapt.h"
#include "stages/vocabulary.h"
#include "tests/bag.h"
#include "tests/language.h"

enum { THEMES = 2, LESSONS = 40 };

static const char *const about[THEMES][4] = {
	{"De trein had vertraging.", "Wij stonden op het perron, de trein kwam niet.",
	 "Het spoor lag stil.", "Op het station reed geen trein."},
	{"De soep was op.", "In de keuken werd soep gekookt.", "Er stond een pan op tafel.",
	 "Het eten was klaar in de keuken."},
};
static const char *const filler[] = {"gisteren", "alweer", "opnieuw", "toen", "soms"};

struct fixture {
	struct language *language;
	struct compound_words words;
	struct vocabulary *vocabulary;
	struct arena arena;
	struct arena scratch;
	struct lesson lesson[LESSONS];
	uint16_t theme[LESSONS];
	float feature[THEMES * BLEND_FEATURES];
};

static void add_lesson(struct fixture *fixture, size_t i)
{
	char text[128];
	const uint16_t theme = (uint16_t)(i % THEMES);
	(void)snprintf(text, sizeof text, "%s Dat was %s.", about[theme][i / THEMES % 4],
		       filler[i % 5]);
	fixture->theme[i] = theme;
	fixture->lesson[i] = (struct lesson){
		.feature = fixture->feature,
		.theme = &fixture->theme[i],
		.themes = 1,
		.group = (uint32_t)i,
		.story = (uint32_t)i,
		.bag = test_bag(fixture->vocabulary, text, 0, &fixture->arena, &fixture->scratch)};
}

static int set_up(void **state)
{
	static struct fixture fixture;
	memset(&fixture, 0, sizeof fixture);
	assert_true(test_words(&fixture.words));
	fixture.language = test_language("nl", &fixture.words);
	fixture.vocabulary = vocabulary_new(fixture.language, NULL);
	assert_non_null(fixture.vocabulary);
	for (size_t i = 0; i < LESSONS; i++)
		add_lesson(&fixture, i);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	vocabulary_free(fixture->vocabulary);
	language_free(fixture->language);
	arena_release(&fixture->arena);
	arena_release(&fixture->scratch);
	return 0;
}

static int adapt_beside(bool trained, struct fixture *fixture, size_t lessons, struct span *bytes,
			struct adapt_estimate *estimate)
{
	const struct span id[THEMES] = {SPAN("spoor"), SPAN("eten")};
	return adapt_learn(bytes, estimate, fixture->lesson, lessons, fixture->vocabulary,
			   &blend_default, id, THEMES, trained, &fixture->arena, &fixture->scratch,
			   NULL);
}

static int adapt(struct fixture *fixture, size_t lessons, struct span *bytes,
		 struct adapt_estimate *estimate)
{
	return adapt_beside(false, fixture, lessons, bytes, estimate);
}

static void a_codebook_without_terms_is_learnt_from_decisions(void **state)
{
	struct fixture *fixture = *state;
	struct adapt_estimate estimate;
	struct span bytes;
	assert_int_equal(adapt(fixture, LESSONS, &bytes, &estimate), 0);
	assert_true(bytes.len > 0);
	assert_int_equal(estimate.after.examples, LESSONS);
	assert_true(estimate.after.first > 0.9f);
	assert_true(estimate.before.first <= 1); /* nothing is known: all themes are tied */
	assert_true(estimate.after.loss < estimate.before.loss);
	struct model *model = model_new(bytes, NULL);
	assert_non_null(model);
	assert_true(span_equal(model_label(model, 0), SPAN("spoor")));
	model_free(model);
}

static void decisions_that_follow_no_rule_teach_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct adapt_estimate estimate;
	struct span bytes;
	for (size_t i = 0; i < LESSONS; i++) /* themes that the words say nothing of */
		fixture->theme[i] = (uint16_t)(i * 7 / 5 % THEMES);
	assert_int_equal(adapt(fixture, LESSONS, &bytes, &estimate), 0);
	assert_true(estimate.after.loss <= estimate.before.loss);
	/* Not everything is suggested for want of anything that tells themes apart. */
	assert_true(estimate.after.recall <= 1.5f * estimate.after.precision);
	if (bytes.len == 0)
		assert_float_equal(estimate.after.loss, estimate.before.loss, 0);
}

static void ten_decisions_help_beside_a_trained_model(void **state)
{
	struct fixture *fixture = *state;
	struct adapt_estimate estimate;
	struct span bytes;
	for (size_t i = 0; i < LESSONS; i++)
		fixture->theme[i] = (uint16_t)(i % THEMES);
	assert_int_equal(adapt_beside(true, fixture, 10, &bytes, &estimate), 0);
	assert_true(bytes.len > 0);
	assert_true(estimate.after.loss < estimate.before.loss);
	struct model *model = model_new(bytes, NULL);
	assert_non_null(model);
	assert_float_equal(model_bias(model)[0], 0, 0); /* both themes are put equally often */
	assert_float_equal(model_bias(model)[1], 0, 0);
	model_free(model);
}

static void a_theme_that_is_put_often_is_expected_more(void **state)
{
	struct fixture *fixture = *state;
	struct adapt_estimate estimate;
	struct span bytes;
	for (size_t i = 0; i < LESSONS; i++)
		fixture->theme[i] = i % 8 == 3; /* nothing in the words tells which */
	assert_int_equal(adapt_beside(true, fixture, LESSONS, &bytes, &estimate), 0);
	assert_true(bytes.len > 0);
	struct model *model = model_new(bytes, NULL);
	assert_non_null(model);
	assert_true(model_bias(model)[0] > 0.3f);
	assert_true(model_bias(model)[1] < -0.3f);
	model_free(model);
}

static void a_handful_of_decisions_is_too_few(void **state)
{
	struct fixture *fixture = *state;
	struct adapt_estimate estimate;
	struct span bytes;
	assert_int_equal(adapt(fixture, ADAPT_LEAST - 1, &bytes, &estimate), 0);
	assert_int_equal(bytes.len, 0);
	assert_int_equal(estimate.after.examples, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_codebook_without_terms_is_learnt_from_decisions),
		cmocka_unit_test(decisions_that_follow_no_rule_teach_nothing),
		cmocka_unit_test(ten_decisions_help_beside_a_trained_model),
		cmocka_unit_test(a_theme_that_is_put_often_is_expected_more),
		cmocka_unit_test(a_handful_of_decisions_is_too_few),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
