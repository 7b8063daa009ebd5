#include "stages/draft.h"
#include "stages/theme.h"
#include "tests/stages/cases.h"
#include "tests/stages/collection.h"

static void say_draft(char *out, size_t size, const struct test_study *s, const struct draft *d)
{
	const struct collection *c = &s->collection;
	test_say(out, size, "%.*s, %.*s%s: rests on %zu (%u reviewed)\n",
		 (int)c->audience.item[d->audience].id.len, c->audience.item[d->audience].id.at,
		 (int)c->theme.item[d->theme].id.len, c->theme.item[d->theme].id.at,
		 d->enough ? "" : ", too little", d->bases, d->bases_reviewed);
	for (size_t k = 0; k < c->kind.count; k++)
		for (size_t i = 0; i < d->kind[k].count; i++)
			test_say(out, size, "  %c \"%.*s\"\n", c->kind.item[k].id.at[0],
				 test_start(c->anecdote[d->kind[k].anecdote[i]].text),
				 c->anecdote[d->kind[k].anecdote[i]].text.at);
	for (size_t i = 0; i < d->sentences; i++)
		test_say(out, size, "  > %.*s\n",
			 test_start(c->recommendation[d->sentence[i]].text),
			 c->recommendation[d->sentence[i]].text.at);
}

static void run_case(void *context, struct span input, char *out, size_t size)
{
	(void)context;
	struct test_study s;
	struct theme_list themes;
	struct draft_list list;
	out[0] = '\0';
	test_study_read(&s, input);
	assert_int_equal(theme_run(&themes, &s.collection, &s.content, &s.arena, NULL), 0);
	assert_int_equal(draft_run(&list, &s.collection, &s.content, &themes, &s.arena, NULL), 0);
	for (size_t i = 0; i < list.count; i++)
		say_draft(out, size, &s, &list.item[i]);
	test_study_end(&s);
}

static void a_draft_holds_what_was_said_and_no_more(void **state)
{
	(void)state;
	cases_run("tests/stages/draft.txt", run_case, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_draft_holds_what_was_said_and_no_more),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
