#include "stages/dilemma.h"
#include "stages/theme.h"
#include "tests/stages/collection.h"

struct made {
	struct test_study study;
	struct theme_list themes;
	struct dilemma_list list;
};

static void make(struct made *made, const char *lines)
{
	test_study_read(&made->study, span_from(lines));
	assert_int_equal(theme_run(&made->themes, &made->study.collection, &made->study.content,
				   &made->study.arena, NULL),
			 0);
	assert_int_equal(dilemma_run(&made->list, &made->study.collection, &made->study.content,
				     &made->themes, &made->study.arena, NULL),
			 0);
}

static void a_success_meets_the_bottleneck_whose_words_are_nearest(void **state)
{
	(void)state;
	struct made made;
	make(&made,
	     "a | hal | Ada | ambtenaar | succes | regels 0.9 | De vergunning voor het terras kwam "
	     "binnen een week en we vierden dat met soep.\n"
	     "b | tuin | Ben | initiatiefnemer | knelpunt | regels 0.9 | De sleutel van de loods "
	     "lag bij een verzekeraar die niemand te pakken kreeg.\n"
	     "c | plein | Cor | initiatiefnemer | knelpunt | regels 0.9 | Op de vergunning voor "
	     "het terras wachtten we een half jaar zonder bericht.\n");
	assert_int_equal(made.list.count, 1);
	const struct dilemma *one = &made.list.item[0];
	assert_int_equal(one->success, 0);
	assert_int_equal(one->bottleneck, 2);
	assert_true(one->nearness > 0 && one->nearness < 1);
	assert_int_equal(one->words, 2);
	for (size_t i = 0; i < one->words; i++) {
		const struct span form = made.study.content.term[one->word[i]].form;
		assert_true(span_equal(form, SPAN("vergunning")) ||
			    span_equal(form, SPAN("terras")));
	}
	test_study_end(&made.study);
}

/* The same words, once from the same report. */
static void stories_of_two_reports_go_before_two_of_one(void **state)
{
	(void)state;
	struct made made;
	make(&made, "a | hal | Ada | ambtenaar | succes | geld | De subsidie kwam op tijd.\n"
		    "a | hal | Ada | ambtenaar | knelpunt | geld | De subsidie kwam te laat.\n"
		    "b | tuin | Ben | ambtenaar | knelpunt | geld | De subsidie kwam te laat.\n");
	assert_int_equal(made.list.count, 1);
	assert_int_equal(made.list.item[0].bottleneck, 2);
	test_study_end(&made.study);
}

static void a_story_serves_one_theme_where_there_is_another(void **state)
{
	(void)state;
	struct made made;
	make(&made, "a | hal | Ada | ambtenaar | succes | geld, tijd | De subsidie kwam op tijd.\n"
		    "b | tuin | Ben | ambtenaar | knelpunt | geld, tijd | De subsidie kwam nooit.\n"
		    "c | plein | Cor | ambtenaar | succes | tijd | De subsidie was er vlug.\n"
		    "d | brug | Dik | ambtenaar | knelpunt | tijd | De subsidie was er laat.\n");
	assert_int_equal(made.list.count, 2);
	for (size_t i = 0; i < 2; i++)
		for (size_t j = 0; j < i; j++) {
			assert_int_not_equal(made.list.item[i].success, made.list.item[j].success);
			assert_int_not_equal(made.list.item[i].bottleneck,
					     made.list.item[j].bottleneck);
		}
	test_study_end(&made.study);
}

static void a_theme_told_one_way_only_is_no_dilemma(void **state)
{
	(void)state;
	struct made made;
	make(&made, "a | hal | Ada | ambtenaar | succes | geld | De subsidie kwam op tijd.\n"
		    "b | tuin | Ben | ambtenaar | succes | geld | De subsidie kwam vlug.\n"
		    "c | plein | Cor | ambtenaar | knelpunt | tijd | Het duurde een jaar.\n"
		    "d | brug | Dik | ambtenaar | - | tijd | Niemand weet hoe het ging.\n");
	assert_int_equal(made.list.count, 0);
	test_study_end(&made.study);
}

static void a_pair_without_a_word_in_common_is_better_than_none(void **state)
{
	(void)state;
	struct made made;
	make(&made, "a | hal | Ada | ambtenaar | succes | geld | Subsidie gekregen.\n"
		    "b | tuin | Ben | ambtenaar | knelpunt | geld | Rekening gestapeld.\n");
	assert_int_equal(made.list.count, 1);
	assert_int_equal(made.list.item[0].words, 0);
	assert_float_equal(made.list.item[0].nearness, 0, 1e-12);
	test_study_end(&made.study);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_success_meets_the_bottleneck_whose_words_are_nearest),
		cmocka_unit_test(stories_of_two_reports_go_before_two_of_one),
		cmocka_unit_test(a_story_serves_one_theme_where_there_is_another),
		cmocka_unit_test(a_theme_told_one_way_only_is_no_dilemma),
		cmocka_unit_test(a_pair_without_a_word_in_common_is_better_than_none),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
