#include "stages/perspective.h"
#include "stages/theme.h"
#include "tests/stages/cases.h"
#include "tests/stages/collection.h"

enum { LINES_MOST = 4000 };

struct made {
	struct test_study study;
	struct theme_list themes;
	struct perspective_list list;
	char lines[LINES_MOST];
};

static void make(struct made *made, const char *lines)
{
	test_study_read(&made->study, span_from(lines));
	assert_int_equal(theme_run(&made->themes, &made->study.collection, &made->study.content,
				   &made->study.arena, NULL),
			 0);
	assert_int_equal(perspective_run(&made->list, &made->study.collection, &made->study.content,
					 &made->themes, &made->study.arena, NULL),
			 0);
}

/* Two worlds: money and rules in the reports of the one, people in those of the other. */
static void fill_worlds(struct made *made)
{
	static const char hall[] =
		"a%d | hal | Ada | ambtenaar | knelpunt | geld 0.9, regels 0.8 | Er lag een "
		"rekening "
		"en een formulier op de mat.\n"
		"a%d | hal | Ada | ambtenaar | %s | geld 0.7 | De kas was leeg en dat bleef zo.\n";
	static const char garden[] =
		"b%d | tuin | Ben | initiatiefnemer | succes | contact 0.9, erkenning 0.6 | Ze "
		"kwam "
		"langs met soep en bleef.\n"
		"b%d | tuin | Ben | initiatiefnemer | succes | contact 0.8 | Hij zwaaide vanaf de "
		"brug.\n";
	size_t len = 0;
	for (int i = 0; i < 6; i++)
		len += (size_t)snprintf(made->lines + len, LINES_MOST - len, hall, i / 2, i / 2,
					i == 3 ? "succes" : "knelpunt");
	for (int i = 0; i < 6; i++)
		len += (size_t)snprintf(made->lines + len, LINES_MOST - len, garden, i / 2, i / 2);
	make(made, made->lines);
}

static bool has_theme(const struct made *made, const struct perspective *p, const char *id)
{
	for (size_t i = 0; i < p->themes; i++)
		if (span_equal(made->study.collection.theme.item[p->theme[i]].id, span_from(id)))
			return true;
	return false;
}

static void themes_that_are_told_together_make_a_perspective(void **state)
{
	(void)state;
	struct made made;
	fill_worlds(&made);
	assert_int_equal(made.list.count, 2);
	for (size_t i = 0; i < 2; i++) {
		const struct perspective *p = &made.list.item[i];
		assert_int_equal(p->themes, 2);
		assert_int_equal(p->anecdotes, 12);
		assert_int_equal(p->documents, 3);
		assert_int_equal(p->places, 1);
		assert_true(has_theme(&made, p, "geld") == has_theme(&made, p, "regels"));
		assert_true(has_theme(&made, p, "contact") == has_theme(&made, p, "erkenning"));
		assert_int_equal(p->together.both, 6);
	}
	assert_true(made.list.modularity > 0.3);
	test_study_end(&made.study);
}

static void who_tells_it_and_what_it_avoids_is_said(void **state)
{
	(void)state;
	struct made made;
	fill_worlds(&made);
	const struct collection *c = &made.study.collection;
	for (size_t i = 0; i < 2; i++) {
		const struct perspective *p = &made.list.item[i];
		assert_int_equal(p->role, has_theme(&made, p, "geld") ? 1 : 0);
		assert_int_not_equal(p->against.theme[0], INDEX_NONE);
		assert_int_equal(p->against.both, 0);
		/* The first is inside. */
		const bool money = has_theme(&made, p, "geld");
		const struct span inside = c->theme.item[p->against.theme[0]].id;
		assert_true(money == (span_equal(inside, SPAN("geld")) ||
				      span_equal(inside, SPAN("regels"))));
	}
	test_study_end(&made.study);
}

static void the_story_that_contradicts_is_of_another_kind(void **state)
{
	(void)state;
	struct made made;
	fill_worlds(&made);
	const struct collection *c = &made.study.collection;
	for (size_t i = 0; i < 2; i++) {
		const struct perspective *p = &made.list.item[i];
		assert_true(p->stories >= 3 && p->stories <= PERSPECTIVE_STORIES_MOST);
		for (size_t s = 0; s < p->stories; s++)
			assert_int_equal(c->anecdote[p->story[s]].kind, p->kind);
		if (has_theme(&made, p, "contact")) {
			assert_int_equal(p->contrary, COLLECTION_NONE);
			continue;
		}
		assert_int_not_equal(p->contrary, COLLECTION_NONE);
		assert_int_not_equal(c->anecdote[p->contrary].kind, p->kind);
	}
	test_study_end(&made.study);
}

static void a_handful_of_stories_gives_no_perspectives(void **state)
{
	(void)state;
	struct made made;
	make(&made,
	     "d | hal | Ada | ambtenaar | knelpunt | geld 0.9, regels 0.8 | De kas was leeg.\n"
	     "d | hal | Ada | ambtenaar | succes | - | Zonder thema.\n");
	assert_int_equal(made.list.count, 0);
	assert_int_equal(made.list.labelled, 1);
	test_study_end(&made.study);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(themes_that_are_told_together_make_a_perspective),
		cmocka_unit_test(who_tells_it_and_what_it_avoids_is_said),
		cmocka_unit_test(the_story_that_contradicts_is_of_another_kind),
		cmocka_unit_test(a_handful_of_stories_gives_no_perspectives),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
