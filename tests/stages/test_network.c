#include "stages/network.h"
#include "tests/stages/collection.h"

static const char lines[] =
	"a | hal | Ada | ambtenaar | knelpunt | geld 0.9 | De rekening van de zaal lag op de mat.\n"
	"a | hal | Ada | ambtenaar | knelpunt | tijd 0.8 | We wachten nog op het hek.\n"
	"b | tuin | Ben | initiatiefnemer | succes | geld 0.7 | De rekening van de tuin was "
	"betaald.\n"
	"b | tuin | Ben | initiatiefnemer | succes | contact 0.5 | Ze zwaaide.\n"
	"c | brug | Cor | initiatiefnemer | succes | - | Ganzen vlogen over.\n";

static const struct network_link *find(const struct network *network, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < network->links; i++)
		if (network->link[i].from == from && network->link[i].to == to)
			return &network->link[i];
	return NULL;
}

static void stories_are_joined_by_what_they_share_and_it_is_told(void **state)
{
	(void)state;
	struct test_study study;
	struct network network;
	test_study_read(&study, SPAN(lines));
	assert_int_equal(
		network_run(&network, &study.collection, &study.content, &study.arena, NULL), 0);
	const struct network_link *money = find(&network, 0, 2);
	assert_non_null(money);
	assert_true(span_equal(study.collection.theme.item[money->theme].id, SPAN("geld")));
	assert_int_equal(money->words, 1);
	const struct content_term *term = study.content.term;
	assert_true(term && span_equal(term[money->word[0]].form, SPAN("rekening")));
	assert_false(money->teller);
	const struct network_link *ada = find(&network, 0, 1);
	assert_non_null(ada);
	assert_true(ada->teller && ada->place);
	assert_int_equal(ada->theme, INDEX_NONE);
	assert_true(money->weight > ada->weight);
	/* Nothing in common is no link. */
	for (uint32_t i = 0; i < 4; i++)
		assert_null(find(&network, i, 4));
	test_study_end(&study);
}

static void what_is_linked_lies_together_and_always_in_the_same_place(void **state)
{
	(void)state;
	struct test_study study;
	struct network one, two;
	test_study_read(&study, SPAN(lines));
	for (int i = 0; i < 2; i++)
		assert_int_equal(network_run(i ? &two : &one, &study.collection, &study.content,
					     &study.arena, NULL),
				 0);
	const float near = (one.x[0] - one.x[1]) * (one.x[0] - one.x[1]) +
			   (one.y[0] - one.y[1]) * (one.y[0] - one.y[1]);
	const float far = (one.x[0] - one.x[4]) * (one.x[0] - one.x[4]) +
			  (one.y[0] - one.y[4]) * (one.y[0] - one.y[4]);
	assert_true(near < far);
	for (size_t i = 0; i < 5; i++) {
		assert_true(one.x[i] >= 0 && one.x[i] <= 1 && one.y[i] >= 0 && one.y[i] <= 1);
		assert_memory_equal(&one.x[i], &two.x[i], sizeof(float));
		assert_memory_equal(&one.y[i], &two.y[i], sizeof(float));
	}
	test_study_end(&study);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stories_are_joined_by_what_they_share_and_it_is_told),
		cmocka_unit_test(what_is_linked_lies_together_and_always_in_the_same_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
