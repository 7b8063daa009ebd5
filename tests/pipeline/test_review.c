#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pipeline/store/decisions.h"
#include "tests/pipeline/review.h"

static void a_pattern_takes_one_segment(void **state)
{
	(void)state;
	struct span parameter;
	assert_true(route_fits(&parameter, "/api/study", SPAN("/api/study")));
	assert_false(route_fits(&parameter, "/api/study", SPAN("/api/study/")));
	assert_true(route_fits(&parameter, "/web/*", SPAN("/web/a.js")));
	assert_true(span_equal(parameter, SPAN("a.js")));
	assert_false(route_fits(&parameter, "/web/*", SPAN("/web/")));
	assert_false(route_fits(&parameter, "/web/*", SPAN("/web/../a")));
}

static void who_has_no_session_gets_the_page_and_nothing_else(void **state)
{
	(void)state;
	assert_int_equal(ask(NULL, "GET", "/", "", NULL), 200);
	for (const struct route *route = route_table; route->method; route++)
		if (!route->open)
			assert_int_equal(ask(NULL, route->method, route->pattern, "{}", NULL), 401);
}

static void a_wrong_method_path_or_body_is_refused(void **state)
{
	(void)state;
	assert_int_equal(ask(f.anna, "GET", "/nothing", "", NULL), 404);
	assert_int_equal(ask(f.anna, "GET", "/web/no.js", "", NULL), 404);
	assert_int_equal(ask(f.anna, "GET", "/web/..%2findex.html", "", NULL), 404);
	assert_int_equal(ask(f.anna, "GET", "/api/decide", "", NULL), 405);
	assert_int_equal(ask(f.anna, "POST", "/api/decide", "not JSON", NULL), 400);
	assert_int_equal(ask(f.anna, "POST", "/api/decide", "[]", NULL), 400);
}

static void another_site_is_refused(void **state)
{
	(void)state;
	struct response response;
	struct request request = request_of("POST", "/api/undo", "{}", f.anna);
	request.origin = SPAN("http://evil.example");
	routes_answer(&f.review, &request, &response);
	assert_int_equal(response.status, 403);
	request = request_of("POST", "/api/undo", "{}", f.anna);
	request.origin = SPAN("");
	routes_answer(&f.review, &request, &response);
	assert_int_equal(response.status, 403);
	request = request_of("GET", "/", "", f.anna);
	request.host = SPAN("evil.example:7433");
	request.origin = SPAN("");
	routes_answer(&f.review, &request, &response);
	assert_int_equal(response.status, 403);
}

static void a_link_opens_a_session_and_a_guess_does_not(void **state)
{
	(void)state;
	char digest[DIGEST_TEXT];
	digest_of(digest, SPAN("the secret"));
	assert_int_equal(store_begin(f.review.store, NULL), 0);
	assert_int_equal(store_link_put(f.review.store, SPAN("Anna"), span_from(digest), NULL), 0);
	assert_int_equal(store_commit(f.review.store, NULL), 0);
	json_t *said;
	assert_int_equal(ask(NULL, "POST", "/api/session", "{\"secret\":\"the secret\"}", &said),
			 200);
	assert_string_equal(json_string_value(json_object_get(said, "reviewer")), "Anna");
	const json_t *study = json_object_get(said, "study");
	assert_string_equal(json_string_value(json_object_get(study, "me")), "Anna");
	assert_true(json_array_size(json_object_get(study, "documents")) > 0);
	json_decref(said);
	assert_int_equal(ask(NULL, "POST", "/api/session", "{\"secret\":\"a guess\"}", NULL), 401);
	assert_int_equal(ask(NULL, "POST", "/api/session", "{}", NULL), 401);
}

static void a_decision_is_held_against_what_was_suggested(void **state)
{
	(void)state;
	json_t *said;
	assert_int_equal(ask(f.anna, "POST", "/api/decide", ACCEPT, &said), 200);
	assert_string_equal(status_of(said), "accepted");
	assert_int_equal(ask(f.bram, "POST", "/api/decide", CORRECT, &said), 200);
	assert_string_equal(status_of(said), "corrected");
}

static size_t strays(const struct session *who)
{
	json_t *said;
	assert_int_equal(ask(who, "GET", "/api/strays", "", &said), 200);
	const size_t count = json_array_size(said);
	json_decref(said);
	assert_int_equal(ask(who, "GET", "/api/study", "", &said), 200);
	assert_int_equal(json_integer_value(json_object_get(said, "strays")), count);
	json_decref(said);
	return count;
}

static void who_decided_sees_what_lost_its_anecdote_and_nobody_else_does(void **state)
{
	(void)state;
	assert_int_equal(ask(f.anna, "POST", "/api/decide", ACCEPT, NULL), 200);
	assert_int_equal(strays(f.anna), 0);
	assert_int_equal(store_begin(f.review.store, NULL), 0);
	assert_int_equal(store_document_remove(f.review.store, "ronde-1/a.txt", NULL), 0);
	assert_int_equal(store_decisions_anchor(f.review.store, &f.arena, NULL), 0);
	assert_int_equal(store_commit(f.review.store, NULL), 0);
	assert_int_equal(strays(f.anna), 1);
	assert_int_equal(strays(f.bram), 0);
}

static void a_decision_about_a_state_that_has_changed_is_refused(void **state)
{
	(void)state;
	assert_int_equal(ask(f.anna, "POST", "/api/decide", ACCEPT, NULL), 200);
	assert_int_equal(ask(f.anna, "POST", "/api/decide", CORRECT, NULL), 409);
	assert_int_equal(ask(f.anna, "POST", "/api/decide",
			     "{\"anecdote\":\"gone\",\"version\":0,\"themes\":[]}", NULL),
			 409);
	assert_int_equal(ask(f.anna, "POST", "/api/decide",
			     "{\"anecdote\":\"a1\",\"version\":0,\"themes\":[\"no such\"]}", NULL),
			 422);
}

static void what_two_agree_on_is_settled_and_what_differs_is_not(void **state)
{
	(void)state;
	assert_int_equal(holds(), 0);
	(void)ask(f.anna, "POST", "/api/decide", ACCEPT, NULL);
	assert_true(holds() > 0);
	(void)ask(f.bram, "POST", "/api/decide", CORRECT, NULL);
	assert_int_equal(holds(), 0);
	assert_int_equal(ask(f.bram, "POST", "/api/settle", CORRECT, NULL), 200);
	assert_true(holds() > 0);
	assert_int_equal(ask(f.anna, "POST", "/api/settle", ACCEPT, NULL), 409);
}

static void undoing_and_doing_again_goes_all_the_way(void **state)
{
	(void)state;
	json_t *said;
	char second[256];
	assert_int_equal(ask(f.anna, "POST", "/api/decide", ACCEPT, &said), 200);
	(void)snprintf(second, sizeof second,
		       "{\"anecdote\":\"a1\",\"version\":%lld,\"rejected\":true,\"themes\":[]}",
		       (long long)version_of(said));
	assert_int_equal(ask(f.anna, "POST", "/api/decide", second, NULL), 200);
	static const char *const after[] = {"accepted", "", "accepted", "rejected"};
	static const char *const path[] = {"/api/undo", "/api/undo", "/api/redo", "/api/redo"};
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(ask(f.anna, "POST", path[i], "{}", &said), 200);
		json_t *change = json_incref(json_array_get(json_object_get(said, "changes"), 0));
		json_decref(said);
		assert_string_equal(status_of(change), after[i]);
	}
	assert_int_equal(ask(f.anna, "POST", "/api/redo", "{}", &said), 200);
	assert_true(json_is_false(json_object_get(said, "any")));
	json_decref(said);
}

static void undoing_leaves_what_another_settled_since(void **state)
{
	(void)state;
	json_t *said;
	char again[256];
	assert_int_equal(ask(f.anna, "POST", "/api/settle", ACCEPT, &said), 200);
	(void)snprintf(again, sizeof again,
		       "{\"anecdote\":\"a1\",\"version\":%lld,\"themes\":[\"tijd\"]}",
		       (long long)version_of(said));
	assert_int_equal(ask(f.bram, "POST", "/api/settle", again, NULL), 200);
	assert_int_equal(ask(f.anna, "POST", "/api/undo", "{}", &said), 200);
	assert_true(json_is_true(json_object_get(said, "left")));
	json_decref(said);
	assert_true(holds() > 0);
}

static int count_anecdote(void *context, const struct stored_anecdote *anecdote, struct error *err)
{
	(void)err;
	assert_true(anecdote->ranking.len > 2);
	++*(size_t *)context;
	return 0;
}

static size_t anecdotes(void)
{
	size_t count = 0;
	assert_int_equal(store_anecdotes_each(f.review.store, 1, count_anecdote, &count, NULL), 0);
	return count;
}

#define SPLIT                                                                                      \
	"{\"document\":\"d1\",\"remove\":[\"a1\"],\"add\":[{\"start\":0,\"end\":11},"              \
	"{\"start\":11,\"end\":32}]}"

static void a_split_is_undone_and_done_again(void **state)
{
	(void)state;
	assert_int_equal(ask(f.anna, "POST", "/api/decide", ACCEPT, NULL), 200);
	assert_int_equal(ask(f.anna, "POST", "/api/shape", SPLIT, NULL), 200);
	assert_int_equal(anecdotes(), 3);
	assert_int_equal(ask(f.bram, "POST", "/api/shape", SPLIT, NULL), 409);
	assert_int_equal(ask(f.anna, "POST", "/api/undo", "{}", NULL), 200);
	assert_int_equal(anecdotes(), 2);
	assert_true(holds() > 0);
	assert_int_equal(ask(f.anna, "POST", "/api/redo", "{}", NULL), 200);
	assert_int_equal(anecdotes(), 3);
}

static void what_was_shaped_stands_again_after_a_run(void **state)
{
	(void)state;
	assert_int_equal(ask(f.anna, "POST", "/api/shape", SPLIT, NULL), 200);
	put_two();
	assert_int_equal(anecdotes(), 2);
	for (int twice = 0; twice < 2; twice++) {
		assert_int_equal(store_begin(f.review.store, NULL), 0);
		assert_int_equal(store_shapes_apply(f.review.store, &f.arena, NULL), 0);
		assert_int_equal(store_commit(f.review.store, NULL), 0);
		assert_int_equal(anecdotes(), 3);
	}
}

static void a_shape_that_cannot_be_is_refused(void **state)
{
	(void)state;
	static const char *const body[] = {
		"{\"document\":\"d1\",\"remove\":[],\"add\":[{\"start\":0,\"end\":40}]}",
		"{\"document\":\"d1\",\"remove\":[],\"add\":[]}",
		"{\"document\":\"d1\",\"remove\":[],\"add\":[{\"start\":5,\"end\":4000000000}]}",
		"{\"document\":\"d1\",\"remove\":[],\"add\":[{\"start\":-5,\"end\":4}]}",
		"{\"document\":\"d1\",\"remove\":[7],\"add\":[{\"start\":32,\"end\":33}]}",
		"{\"document\":\"no\",\"remove\":[],\"add\":[{\"start\":5,\"end\":9}]}",
	};
	static const unsigned status[] = {409, 422, 422, 422, 422, 404};
	for (size_t i = 0; i < sizeof body / sizeof body[0]; i++)
		assert_int_equal(ask(f.anna, "POST", "/api/shape", body[i], NULL), status[i]);
	assert_int_equal(anecdotes(), 2);
}

static void many_are_decided_as_one_step(void **state)
{
	(void)state;
	json_t *said;
	assert_int_equal(ask(f.anna, "POST", "/api/bulk",
			     "{\"anecdotes\":[{\"id\":\"a1\",\"version\":0},"
			     "{\"id\":\"a2\",\"version\":0},{\"id\":\"a2\",\"version\":0}],"
			     "\"without\":\"regels\"}",
			     &said),
			 200);
	assert_int_equal(json_integer_value(json_object_get(said, "stored")), 2);
	assert_int_equal(json_integer_value(json_object_get(said, "left")), 1);
	json_decref(said);
	assert_int_equal(ask(f.anna, "POST", "/api/undo", "{}", &said), 200);
	assert_int_equal(json_array_size(json_object_get(said, "changes")), 2);
	json_decref(said);
	assert_int_equal(holds(), 0);
}

static void nobody_sees_the_others_words_before_both_are_done(void **state)
{
	(void)state;
	json_t *said;
	(void)ask(f.anna, "POST", "/api/decide", ACCEPT, NULL);
	(void)ask(f.bram, "POST", "/api/decide", CORRECT, NULL);
	assert_int_equal(ask(f.anna, "GET", "/api/differences/d1", "", &said), 200);
	assert_int_equal(json_array_size(said), 0);
	json_decref(said);
	static const char second[] = "{\"anecdote\":\"a2\",\"version\":0,\"rejected\":true}";
	(void)ask(f.anna, "POST", "/api/decide", second, NULL);
	assert_int_equal(ask(f.anna, "GET", "/api/differences/d1", "", &said), 200);
	assert_int_equal(json_array_size(said), 0);
	json_decref(said);
	(void)ask(f.bram, "POST", "/api/decide", second, NULL);
	assert_int_equal(ask(f.anna, "GET", "/api/differences/d1", "", &said), 200);
	assert_int_equal(json_array_size(said), 1);
	json_decref(said);
	assert_int_equal(ask(f.anna, "GET", "/api/agreement", "", &said), 200);
	assert_int_equal(json_integer_value(json_object_get(said, "anecdotes")), 2);
	json_decref(said);
}

static void a_theme_is_added_and_can_not_stand_under_itself(void **state)
{
	(void)state;
	json_t *said;
	assert_int_equal(ask(f.anna, "POST", "/api/theme", "{\"nl\":\"Élan & <b>\"}", &said), 200);
	assert_string_equal(json_string_value(json_object_get(said, "id")), "elan-b");
	json_decref(said);
	assert_int_equal(ask(f.anna, "POST", "/api/theme",
			     "{\"id\":\"geld\",\"nl\":\"Geld\",\"parent\":\"geld\"}", NULL),
			 422);
	assert_int_equal(ask(f.anna, "POST", "/api/theme",
			     "{\"id\":\"geld\",\"nl\":\"Geld\",\"into\":\"tijd\"}", NULL),
			 200);
	assert_int_equal(ask(f.bram, "POST", "/api/theme",
			     "{\"id\":\"geld\",\"nl\":\"Poen\",\"version\":0}", NULL),
			 409);
	assert_int_equal(ask(f.bram, "POST", "/api/theme",
			     "{\"id\":\"tijd\",\"nl\":\"Tijd\",\"into\":\"geld\"}", NULL),
			 422);
}

static void a_batch_is_one_step_of_the_history(void **state)
{
	(void)state;
	struct history history;
	const struct stored_step row[] = {
		{.number = 1, .action = SPAN("label")},
		{.number = 2, .action = SPAN("bulk"), .batch = SPAN("b")},
		{.number = 3, .action = SPAN("bulk"), .batch = SPAN("b")},
		{.number = 4, .action = SPAN("undo"), .batch = SPAN("c")},
		{.number = 5, .action = SPAN("undo"), .batch = SPAN("c")},
	};
	assert_int_equal(history_read(&history, row, 3, &f.arena), 0);
	assert_int_equal(history.dones, 2);
	assert_int_equal(history.done[1].end - history.done[1].first, 2);
	assert_int_equal(history_read(&history, row, 5, &f.arena), 0);
	assert_int_equal(history.dones, 1);
	assert_int_equal(history.undones, 1);
}

int main(void)
{
#define REVIEW_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pattern_takes_one_segment),
		REVIEW_TEST(who_has_no_session_gets_the_page_and_nothing_else),
		REVIEW_TEST(a_wrong_method_path_or_body_is_refused),
		REVIEW_TEST(another_site_is_refused),
		REVIEW_TEST(a_link_opens_a_session_and_a_guess_does_not),
		REVIEW_TEST(a_decision_is_held_against_what_was_suggested),
		REVIEW_TEST(who_decided_sees_what_lost_its_anecdote_and_nobody_else_does),
		REVIEW_TEST(a_decision_about_a_state_that_has_changed_is_refused),
		REVIEW_TEST(what_two_agree_on_is_settled_and_what_differs_is_not),
		REVIEW_TEST(undoing_and_doing_again_goes_all_the_way),
		REVIEW_TEST(undoing_leaves_what_another_settled_since),
		REVIEW_TEST(a_split_is_undone_and_done_again),
		REVIEW_TEST(what_was_shaped_stands_again_after_a_run),
		REVIEW_TEST(a_shape_that_cannot_be_is_refused),
		REVIEW_TEST(many_are_decided_as_one_step),
		REVIEW_TEST(nobody_sees_the_others_words_before_both_are_done),
		REVIEW_TEST(a_theme_is_added_and_can_not_stand_under_itself),
		REVIEW_TEST(a_batch_is_one_step_of_the_history),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
