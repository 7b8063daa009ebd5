#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/pipeline/review.h"

enum { MANY = 120, PAGE = 50 };

/* Beside the two anecdotes of the fixture; their lead falls from .6 to 0. */
static void put_many(void)
{
	static struct stored_anecdote anecdote[MANY];
	static char id[MANY][8], ranking[MANY][120];
	for (size_t i = 0; i < MANY; i++) {
		(void)snprintf(id[i], sizeof id[i], "m%zu", i);
		(void)snprintf(ranking[i], sizeof ranking[i],
			       "[[\"tijd\",0.7,true,[[0,2,\"a rule\",1.0],[0,2,\"model\",1.0]]],"
			       "[\"geld\",%.4f,false,[]]]",
			       0.1 + 0.6 * (double)i / (MANY - 1));
		anecdote[i] = stored_story(text, id[i], 0, 32);
		anecdote[i].ranking = span_from(ranking[i]);
	}
	put_document("d2", "ronde-1/b.txt", anecdote, MANY);
}

static json_t *queue(const char *path, const char *group, const char *after)
{
	struct request request = request_of("GET", path, "", f.anna);
	struct response response;
	request.group = span_from(group);
	request.after = span_from(after);
	routes_answer(&f.review, &request, &response);
	assert_int_equal(response.status, 200);
	return json_loadb(response.body.at, response.body.len, 0, NULL);
}

static const char *id_of(const json_t *said, size_t index)
{
	return json_string_value(
		json_object_get(json_array_get(json_object_get(said, "items"), index), "id"));
}

static size_t number(const json_t *said, const char *key)
{
	return (size_t)json_integer_value(json_object_get(said, key));
}

static void the_most_doubtful_come_first_a_page_at_a_time(void **state)
{
	(void)state;
	char after[48] = "", seen[8];
	put_many();
	for (size_t all = 0; all < MANY;) {
		json_t *said = queue("/api/queue/uncertain", "", after);
		assert_int_equal(number(said, "undecided"), MANY + 2);
		const size_t items = json_array_size(json_object_get(said, "items"));
		assert_int_equal(items, all + PAGE < MANY + 2 ? PAGE : MANY + 2 - all);
		for (size_t i = 0; i < items && all < MANY; i++) {
			(void)snprintf(seen, sizeof seen, "m%zu", MANY - 1 - all++);
			assert_string_equal(id_of(said, i), seen);
		}
		(void)snprintf(after, sizeof after, "%s",
			       json_string_value(json_object_get(said, "after")));
		assert_int_equal(after[0] != '\0', all < MANY);
		json_decref(said);
	}
}

static void what_is_decided_meanwhile_makes_no_gap(void **state)
{
	(void)state;
	put_many();
	json_t *first = queue("/api/queue/theme", "tijd", "");
	assert_int_equal(number(first, "fitting"), MANY);
	assert_string_equal(id_of(first, 0), "m0");
	assert_int_equal(ask(f.anna, "POST", "/api/bulk",
			     "{\"anecdotes\":[{\"id\":\"m0\",\"version\":0},"
			     "{\"id\":\"m49\",\"version\":0}]}",
			     NULL),
			 200);
	json_t *next = queue("/api/queue/theme", "tijd",
			     json_string_value(json_object_get(first, "after")));
	assert_string_equal(id_of(next, 0), "m50");
	assert_int_equal(number(next, "fitting"), MANY - 2);
	assert_int_equal(number(next, "undecided"), MANY);
	json_decref(first);
	json_decref(next);
}

static void rules_are_counted_without_sending_anecdotes(void **state)
{
	(void)state;
	put_many();
	json_t *said = queue("/api/queue/rule", "", "");
	const json_t *group = json_object_get(said, "groups");
	assert_null(json_object_get(said, "items"));
	assert_int_equal(json_array_size(group), 2);
	assert_string_equal(json_string_value(json_array_get(json_array_get(group, 0), 0)),
			    "a rule tijd");
	assert_int_equal(json_integer_value(json_array_get(json_array_get(group, 0), 1)), MANY);
	json_decref(said);
	said = queue("/api/queue/rule", "term:vergunning regels", "");
	assert_int_equal(number(said, "fitting"), 2);
	assert_string_equal(id_of(said, 1), "a2");
	json_decref(said);
}

static void an_order_or_a_cursor_that_is_none_is_refused(void **state)
{
	(void)state;
	struct request request = request_of("GET", "/api/queue/uncertain", "", f.anna);
	struct response response;
	assert_int_equal(ask(f.anna, "GET", "/api/queue/backwards", "", NULL), 404);
	request.after = SPAN("1.x");
	routes_answer(&f.review, &request, &response);
	assert_int_equal(response.status, 404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_most_doubtful_come_first_a_page_at_a_time,
						setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_decided_meanwhile_makes_no_gap, setup,
						teardown),
		cmocka_unit_test_setup_teardown(rules_are_counted_without_sending_anecdotes, setup,
						teardown),
		cmocka_unit_test_setup_teardown(an_order_or_a_cursor_that_is_none_is_refused, setup,
						teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
