#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/model.h"
#include "stages/features.h"
#include "stages/head.h"
#include "stages/learn.h"
#include "stages/vocabulary.h"
#include "tests/bag.h"
#include "tests/language.h"

static const char *const story[] = {
	"Wij wachtten drie maanden op antwoord.",     "Het duurde maanden voor er antwoord kwam.",
	"Na een half jaar wachten was er nog niets.", "De subsidie was op.",
	"Er bleek geen geld voor de huur te zijn.",   "Voor de subsidieaanvraag was geen budget.",
};
static const uint16_t label[] = {0, 0, 0, 1, 1, 1};
enum { STORIES = 6 };

struct fixture {
	struct language *language;
	struct compound_words words;
	struct vocabulary *vocabulary;
	struct arena arena;
	struct arena scratch;
};

static int set_up(void **state)
{
	static struct fixture fixture;
	memset(&fixture, 0, sizeof fixture);
	assert_true(test_words(&fixture.words));
	fixture.language = test_language("nl", &fixture.words);
	fixture.vocabulary = vocabulary_new(fixture.language, NULL);
	assert_non_null(fixture.vocabulary);
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

static struct bag bag_of(struct fixture *fixture, const char *text, unsigned tail)
{
	return test_bag(fixture->vocabulary, text, tail, &fixture->arena, &fixture->scratch);
}

static void learn(struct fixture *fixture, struct span *bytes)
{
	struct example example[STORIES];
	for (size_t i = 0; i < STORIES; i++)
		example[i] =
			(struct example){.bag = bag_of(fixture, story[i], 0), .label = label[i]};
	const struct span labels[] = {SPAN("tijd"), SPAN("geld")};
	const struct learn_options options = {
		.label = labels,
		.labels = 2,
		.cost = 8,
		.rounds = 50,
		.choice = {.view_weight = {1, 1, 0.5f, 1, 0}, .view_least = {1, 1, 2, 1, 1}},
	};
	assert_int_equal(learn_model(bytes, example, STORIES, fixture->vocabulary, &options,
				     &fixture->arena, &fixture->scratch, NULL),
			 0);
}

static void likely_label(struct fixture *fixture, struct span bytes, const char *text, size_t want)
{
	struct model *model = model_new(bytes, NULL);
	struct head_cache cache = HEAD_CACHE_INIT;
	const struct bag bag = bag_of(fixture, text, 0);
	float score[2], norm;
	assert_non_null(model);
	assert_int_equal(head_score(score, &norm, model, &cache, &bag, fixture->vocabulary, NULL),
			 0);
	assert_true(score[want] > score[1 - want]);
	head_cache_release(&cache);
	model_free(model);
}

static void new_stories_get_the_label_of_those_that_look_alike(void **state)
{
	struct fixture *fixture = *state;
	struct span bytes;
	learn(fixture, &bytes);
	likely_label(fixture, bytes, "We hebben maandenlang gewacht.", 0);
	likely_label(fixture, bytes, "Het subsidiepotje was leeg.", 1);
}

static void the_same_stories_give_the_same_bytes(void **state)
{
	struct fixture *fixture = *state;
	struct span first, second;
	learn(fixture, &first);
	learn(fixture, &second);
	assert_true(span_equal(first, second));
}

static void words_of_the_last_sentences_count_apart(void **state)
{
	struct fixture *fixture = *state;
	const char *text = "Eerst ging alles mis. Toen kwam er hulp. Nu lacht iedereen.";
	const struct bag none = bag_of(fixture, text, 0), last = bag_of(fixture, text, 1),
			 both = bag_of(fixture, text, 2), all = bag_of(fixture, text, 9);
	assert_true(none.extras < last.extras);
	assert_true(last.extras < both.extras);
	assert_true(both.extras < all.extras);
	assert_int_equal(none.types, 11);
}

static void nothing_to_learn_from_is_said(void **state)
{
	struct fixture *fixture = *state;
	const struct learn_options options = {.labels = 2};
	struct error err = ERROR_INIT;
	struct span bytes;
	assert_int_equal(learn_model(&bytes, NULL, 0, fixture->vocabulary, &options,
				     &fixture->arena, &fixture->scratch, &err),
			 ERROR_LIMIT);
	assert_string_equal(err.why, "nothing to learn from");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(new_stories_get_the_label_of_those_that_look_alike),
		cmocka_unit_test(the_same_stories_give_the_same_bytes),
		cmocka_unit_test(words_of_the_last_sentences_count_apart),
		cmocka_unit_test(nothing_to_learn_from_is_said),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
