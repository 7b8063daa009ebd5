#include "stages/discover.h"
#include "tests/stages/cases.h"
#include "tests/stages/collection.h"

static void run_case(void *context, struct span input, char *out, size_t size)
{
	(void)context;
	struct test_study s;
	struct candidate_list list;
	out[0] = '\0';
	test_study_read(&s, input);
	assert_int_equal(discover_run(&list, &s.collection, &s.content, &s.arena, NULL), 0);
	test_say(out, size, "searched %u\n", list.searched);
	const struct content_term *term = s.content.term;
	for (size_t i = 0; term && i < list.count; i++) {
		const struct candidate_theme *one = &list.item[i];
		for (size_t w = 0; w < one->words; w++) {
			const struct span form = term[one->word[w].term].form;
			test_say(out, size, "%s%.*s %u/%u", w > 0 ? ", " : "", (int)form.len,
				 form.at, one->word[w].anecdotes, one->word[w].elsewhere);
		}
		test_say(out, size, "; %zu anecdotes, %u documents%s\n", one->anecdotes,
			 one->documents, one->tentative ? ", tentative" : "");
	}
	test_study_end(&s);
}

static void what_recurs_without_a_theme_is_found(void **state)
{
	(void)state;
	cases_run("tests/stages/discover.txt", run_case, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_recurs_without_a_theme_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
