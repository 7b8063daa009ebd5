#include "stages/theme.h"
#include "tests/stages/cases.h"
#include "tests/stages/collection.h"

static const char *const spreads[SPREADS] = {"too few", "red thread", "hobby-horse", "between"};

static void say_theme(char *out, size_t size, const struct test_study *s, const struct theme *t)
{
	const struct collection *c = &s->collection;
	test_say(out, size, "%.*s: %u (%u reviewed), documents %u, cases %u, tellers %u, kinds",
		 (int)c->theme.item[t->theme].id.len, c->theme.item[t->theme].id.at, t->anecdotes,
		 t->reviewed, t->documents, t->places, t->tellers);
	for (size_t i = 0; i < c->kind.count; i++)
		test_say(out, size, " %u", t->by_kind[i]);
	test_say(out, size, ", roles");
	for (size_t i = 0; i < c->role.count; i++)
		test_say(out, size, " %u/%u", t->by_role[i], t->role_tellers[i]);
	test_say(out, size, ", %s\n", spreads[t->spread]);
	for (size_t i = 0; i < t->pairs; i++)
		test_say(out, size, "  with %.*s %u G2 %.2f NPMI %.2f\n",
			 (int)c->theme.item[t->pair[i].theme].id.len,
			 c->theme.item[t->pair[i].theme].id.at, t->pair[i].both, t->pair[i].g2,
			 t->pair[i].npmi);
	for (size_t i = 0; i < t->quotes; i++)
		test_say(out, size, "  \"%.*s\"\n", test_start(c->anecdote[t->quote[i]].text),
			 c->anecdote[t->quote[i]].text.at);
}

static void run_case(void *context, struct span input, char *out, size_t size)
{
	(void)context;
	struct test_study s;
	struct theme_list list;
	out[0] = '\0';
	test_study_read(&s, input);
	assert_int_equal(theme_run(&list, &s.collection, &s.content, &s.arena, NULL), 0);
	for (size_t i = 0; i < list.count; i++)
		say_theme(out, size, &s, &list.item[i]);
	test_say(out, size, "without a theme %u, reviewed %u\n", list.unlabelled, list.reviewed);
	test_study_end(&s);
}

static void cases_are_counted_as_by_hand(void **state)
{
	(void)state;
	cases_run("tests/stages/theme.txt", run_case, NULL);
}

/* Two roles of three stories each: a theme of one role only is as uneven as can be. */
static void spread_over_roles_tells_whose_theme_it_is(void **state)
{
	(void)state;
	struct test_study s;
	struct theme_list list;
	test_study_read(&s, SPAN("d1 | - | - | initiatiefnemer | - | geld, tijd | Een.\n"
				 "d2 | - | - | initiatiefnemer | - | geld | Twee.\n"
				 "d3 | - | - | initiatiefnemer | - | geld | Drie.\n"
				 "d4 | - | - | ambtenaar | - | tijd | Vier.\n"
				 "d5 | - | - | ambtenaar | - | - | Vijf.\n"
				 "d6 | - | - | ambtenaar | - | - | Zes.\n"
				 "d7 | - | - | - | - | geld | Zeven.\n"));
	assert_int_equal(theme_run(&list, &s.collection, &s.content, &s.arena, NULL), 0);
	assert_int_equal(list.item[0].over_roles.occurrences, 3); /* where the role is known */
	assert_true(list.item[0].over_roles.dp_norm == 1);
	assert_int_equal(list.item[1].over_roles.parts, 2);
	assert_true(list.item[1].over_roles.dp_norm == 0);
	test_study_end(&s);
}

static void a_study_without_anecdotes_has_themes_without_figures(void **state)
{
	(void)state;
	struct test_study s;
	struct theme_list list;
	test_study_begin(&s);
	(void)test_theme(&s, SPAN("geld"));
	assert_int_equal(content_run(&s.content, &s.collection, s.language, &s.arena, NULL), 0);
	assert_int_equal(theme_run(&list, &s.collection, &s.content, &s.arena, NULL), 0);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.item[0].anecdotes, 0);
	assert_int_equal(list.item[0].quotes, 0);
	test_study_end(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases_are_counted_as_by_hand),
		cmocka_unit_test(spread_over_roles_tells_whose_theme_it_is),
		cmocka_unit_test(a_study_without_anecdotes_has_themes_without_figures),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
