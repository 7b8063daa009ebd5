#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "lexicons/model.h"
#include "stages/adapt.h"
#include "stages/head.h"
#include "stages/space.h"
#include "stages/steer.h"
#include "stages/vocabulary.h"
#include "tests/bag.h"
#include "tests/language.h"

enum { STORIES = 600, WORDS = 60, FIELDS = 4, SAID = 8, TOLD = 20 };

struct fixture {
	struct language *language;
	struct compound_words words;
	struct vocabulary *vocabulary;
	struct arena arena;
	struct arena scratch;
	struct bag bag[STORIES];
	struct model *space;
};

static struct bag bag_of(struct fixture *fixture, const char *text)
{
	return test_bag(fixture->vocabulary, text, 0, &fixture->arena, &fixture->scratch);
}

/* A word of a field: `axobo` is never Dutch. */
static void write_word(char out[8], size_t field, size_t word)
{
	static const char letter[] = "bdfgklmprt";
	(void)snprintf(out, 8, "%cx%co%c", "aeiu"[field], letter[word % 10], letter[word / 10]);
}

/* The same scattered numbers everywhere. */
static uint32_t scatter(uint32_t x)
{
	x = (x ^ x >> 15) * UINT32_C(0x2c1b3c6d);
	x = (x ^ x >> 12) * UINT32_C(0x297a2d39);
	return x ^ x >> 15;
}

/* A story holds some of the words of one field. */
static void write_story(char *text, size_t room, size_t story)
{
	size_t used = 0;
	for (size_t i = 0; i < SAID; i++) {
		char word[8];
		write_word(word, story % FIELDS, scatter((uint32_t)(story * SAID + i)) % WORDS);
		used += (size_t)snprintf(text + used, room - used, "%s ", word);
	}
}

static int set_up(void **state)
{
	static struct fixture fixture;
	memset(&fixture, 0, sizeof fixture);
	assert_true(test_words(&fixture.words));
	fixture.language = test_language("nl", &fixture.words);
	fixture.vocabulary = vocabulary_new(fixture.language, NULL);
	assert_non_null(fixture.vocabulary);
	const struct bag *bag[STORIES];
	for (size_t i = 0; i < STORIES; i++) {
		char text[256];
		write_story(text, sizeof text, i);
		fixture.bag[i] = bag_of(&fixture, text);
		bag[i] = &fixture.bag[i];
	}
	struct span bytes;
	assert_int_equal(space_learn(&bytes, bag, STORIES, fixture.vocabulary, &fixture.arena,
				     &fixture.scratch, NULL),
			 0);
	fixture.space = model_new(bytes, NULL);
	assert_non_null(fixture.space);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	model_free(fixture->space);
	vocabulary_free(fixture->vocabulary);
	language_free(fixture->language);
	arena_release(&fixture->arena);
	arena_release(&fixture->scratch);
	return 0;
}

static void score(float *out, struct fixture *fixture, const struct model *model,
		  const struct bag *bag)
{
	struct head_cache cache = HEAD_CACHE_INIT;
	float norm;
	assert_int_equal(head_score(out, &norm, model, &cache, bag, fixture->vocabulary, NULL), 0);
	head_cache_release(&cache);
}

static void describe(float *direction, struct fixture *fixture)
{
	for (size_t field = 0; field < FIELDS; field++) {
		char text[256];
		size_t used = 0;
		for (size_t i = 0; i < TOLD; i++) {
			char word[8];
			write_word(word, field, i);
			used += (size_t)snprintf(text + used, sizeof text - used, "%s ", word);
		}
		const struct bag bag = bag_of(fixture, text);
		score(direction + field * SPACE_DIMENSIONS, fixture, fixture->space, &bag);
	}
	space_directions(direction, FIELDS, true);
}

/* The model that these directions give; to be freed. */
static struct model *aim(struct fixture *fixture, const float *direction)
{
	const struct span id[FIELDS] = {SPAN("a"), SPAN("e"), SPAN("i"), SPAN("u")};
	struct span bytes;
	assert_int_equal(space_aim(&bytes, fixture->space, direction, id, FIELDS, &fixture->arena,
				   &fixture->scratch, NULL),
			 0);
	struct model *model = model_new(bytes, NULL);
	assert_non_null(model);
	return model;
}

static size_t best_of(const float *value, size_t count)
{
	size_t best = 0;
	for (size_t i = 1; i < count; i++)
		if (value[i] > value[best])
			best = i;
	return best;
}

static void the_same_stories_give_the_same_bytes(void **state)
{
	struct fixture *fixture = *state;
	const struct bag *bag[STORIES];
	struct span bytes[2];
	for (size_t i = 0; i < STORIES; i++)
		bag[i] = &fixture->bag[i];
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(space_learn(&bytes[i], bag, STORIES, fixture->vocabulary,
					     &fixture->arena, &fixture->scratch, NULL),
				 0);
	assert_true(span_equal(bytes[0], bytes[1]));
}

static void a_third_of_the_words_speaks_for_those_told_with_them(void **state)
{
	struct fixture *fixture = *state;
	float direction[FIELDS * SPACE_DIMENSIONS];
	size_t right = 0, asked = 0;
	describe(direction, fixture);
	struct model *model = aim(fixture, direction);
	for (size_t i = 0; i < STORIES; i++, asked++) {
		float value[FIELDS];
		score(value, fixture, model, &fixture->bag[i]);
		right += best_of(value, FIELDS) == i % FIELDS;
	}
	model_free(model);
	assert_true(right > asked * 9 / 10);
}

static void the_model_says_what_the_directions_say(void **state)
{
	struct fixture *fixture = *state;
	float direction[FIELDS * SPACE_DIMENSIONS], place[SPACE_DIMENSIONS];
	float by_model[FIELDS], by_place[FIELDS];
	describe(direction, fixture);
	struct model *model = aim(fixture, direction);
	score(by_model, fixture, model, &fixture->bag[5]);
	model_free(model);
	score(place, fixture, fixture->space, &fixture->bag[5]);
	space_scores(by_place, direction, place, FIELDS);
	for (size_t t = 0; t < FIELDS; t++) /* but for eight bits */
		assert_true(fabsf(by_model[t] - by_place[t]) < 0.5f);
}

static void decisions_turn_a_theme_to_other_words(void **state)
{
	struct fixture *fixture = *state;
	enum { LESSONS = 60 };
	float direction[FIELDS * SPACE_DIMENSIONS], turned[FIELDS * SPACE_DIMENSIONS];
	float place[LESSONS * SPACE_DIMENSIONS], value[FIELDS];
	struct lesson lesson[LESSONS];
	/* Reviewers put theme 1 on stories of field 2, and the other way round. */
	static const uint16_t put[FIELDS] = {0, 2, 1, 3};
	describe(direction, fixture);
	for (size_t i = 0; i < LESSONS; i++) {
		lesson[i] = (struct lesson){
			.theme = &put[i % FIELDS], .themes = 1, .story = (uint32_t)i};
		score(place + i * SPACE_DIMENSIONS, fixture, fixture->space, &fixture->bag[i]);
	}
	steer_directions(turned, direction, place, lesson, LESSONS, FIELDS, STEER_FOLDS);
	float other[SPACE_DIMENSIONS];
	score(other, fixture, fixture->space, &fixture->bag[LESSONS + 1]);
	space_scores(value, direction, other, FIELDS);
	assert_int_equal(best_of(value, FIELDS), 1);
	space_scores(value, turned, other, FIELDS);
	assert_int_equal(best_of(value, FIELDS), 2);
}

static void a_lesson_is_judged_without_itself(void **state)
{
	struct fixture *fixture = *state;
	float direction[FIELDS * SPACE_DIMENSIONS], place[SPACE_DIMENSIONS];
	float feature[FIELDS * BLEND_FEATURES] = {0}, value[FIELDS];
	static const uint16_t put = 3;
	const struct lesson lesson = {.theme = &put, .themes = 1};
	float *const of[] = {feature};
	describe(direction, fixture);
	score(place, fixture, fixture->space, &fixture->bag[0]);
	assert_int_equal(
		steer_features(of, direction, place, &lesson, 1, FIELDS, &fixture->scratch, NULL),
		0);
	for (size_t t = 0; t < FIELDS; t++)
		value[t] = feature[t * BLEND_FEATURES + BLEND_MODEL];
	assert_int_equal(best_of(value, FIELDS), 0);
}

static void too_few_words_are_refused(void **state)
{
	struct fixture *fixture = *state;
	const struct bag *bag[] = {&fixture->bag[0]};
	struct span bytes;
	assert_true(space_learn(&bytes, bag, 1, fixture->vocabulary, &fixture->arena,
				&fixture->scratch, NULL) < 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_stories_give_the_same_bytes),
		cmocka_unit_test(a_third_of_the_words_speaks_for_those_told_with_them),
		cmocka_unit_test(the_model_says_what_the_directions_say),
		cmocka_unit_test(decisions_turn_a_theme_to_other_words),
		cmocka_unit_test(a_lesson_is_judged_without_itself),
		cmocka_unit_test(too_few_words_are_refused),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
