#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/pipeline/review.h"

static size_t reviewed_for(const struct session *who)
{
	json_t *said;
	assert_int_equal(ask(who, "GET", "/api/themes", "", &said), 200);
	const json_int_t count = json_integer_value(json_object_get(said, "reviewed"));
	json_decref(said);
	return (size_t)count;
}

static void a_theme_list_shows_what_its_reader_may_see(void **state)
{
	(void)state;
	static const char second[] = "{\"anecdote\":\"a2\",\"version\":0,\"themes\":[]}";
	(void)ask(f.anna, "POST", "/api/decide", ACCEPT, NULL);
	assert_int_equal(reviewed_for(f.anna), 1);
	assert_int_equal(reviewed_for(f.bram), 0);
	(void)ask(f.anna, "POST", "/api/decide", second, NULL);
	(void)ask(f.bram, "POST", "/api/decide", second, NULL);
	assert_int_equal(reviewed_for(f.bram), 1);
	(void)ask(f.bram, "POST", "/api/decide", ACCEPT, NULL);
	assert_int_equal(reviewed_for(f.bram), 2);
	assert_int_equal(ask(f.bram, "GET", "/api/theme/nothing", "", NULL), 404);
}

#define SPLIT_OFF "{\"theme\":\"regels\",\"nl\":\"Vergunning\",\"anecdotes\":[\"a1\",\"gone\"]}"

static size_t anecdotes_of(const char *path)
{
	json_t *said;
	assert_int_equal(ask(f.anna, "GET", path, "", &said), 200);
	const size_t count = json_array_size(json_object_get(said, "anecdotes"));
	json_decref(said);
	return count;
}

static void a_split_moves_labels_and_is_undone_as_one(void **state)
{
	(void)state;
	json_t *said;
	assert_int_equal(anecdotes_of("/api/theme/regels"), 2);
	assert_int_equal(ask(f.anna, "POST", "/api/split", SPLIT_OFF, &said), 200);
	assert_int_equal(json_integer_value(json_object_get(said, "stored")), 1);
	assert_int_equal(json_integer_value(json_object_get(said, "left")), 1);
	json_decref(said);
	assert_int_equal(anecdotes_of("/api/theme/regels"), 1);
	assert_int_equal(anecdotes_of("/api/theme/vergunning"), 1);
	assert_int_equal(ask(f.anna, "POST", "/api/undo", "{}", NULL), 200);
	assert_int_equal(anecdotes_of("/api/theme/regels"), 2);
	assert_int_equal(anecdotes_of("/api/theme/vergunning"), 0);
}

/* What was settled together is split for all, whoever does it. */
static void a_split_of_what_was_settled_stays_settled(void **state)
{
	(void)state;
	assert_int_equal(ask(f.bram, "POST", "/api/settle", ACCEPT, NULL), 200);
	const int64_t before = holds();
	assert_int_equal(ask(f.anna, "POST", "/api/split", SPLIT_OFF, NULL), 200);
	assert_true(holds() > before);
	assert_int_equal(anecdotes_of("/api/theme/vergunning"), 1);
	assert_int_equal(ask(f.anna, "POST", "/api/split",
			     "{\"theme\":\"regels\",\"nl\":\" \",\"anecdotes\":[\"a1\"]}", NULL),
			 422);
}

#define WRITE(version, status)                                                                     \
	"{\"audience\":\"organisatie\",\"theme\":\"regels\",\"text\":\" Minder regels. \","        \
	"\"status\":\"" status "\",\"version\":" version "}"

/* The first draft about that theme; give it back. */
static json_t *draft_about(const char *theme)
{
	json_t *said, *draft = NULL;
	size_t i;
	assert_int_equal(ask(f.bram, "GET", "/api/recommendations", "", &said), 200);
	json_array_foreach(json_object_get(said, "drafts"), i,
			   draft) if (strcmp(json_string_value(json_object_get(draft, "theme")),
					     theme) == 0) break;
	assert_non_null(draft);
	json_incref(draft);
	json_decref(said);
	return draft;
}

static void a_recommendation_is_written_and_every_version_stays(void **state)
{
	(void)state;
	json_t *said;
	char second[200];
	assert_int_equal(ask(f.anna, "POST", "/api/recommendation", WRITE("0", "discuss"), &said),
			 200);
	const json_int_t version = json_integer_value(json_object_get(said, "version"));
	json_decref(said);
	assert_int_equal(ask(f.bram, "POST", "/api/recommendation", WRITE("0", "adopted"), NULL),
			 409);
	(void)snprintf(second, sizeof second, WRITE("%lld", "adopted"), (long long)version);
	assert_int_equal(ask(f.bram, "POST", "/api/recommendation", second, NULL), 200);
	json_t *draft = draft_about("regels");
	assert_string_equal(json_string_value(json_object_get(draft, "text")), "Minder regels.");
	assert_string_equal(json_string_value(json_object_get(draft, "status")), "adopted");
	assert_string_equal(json_string_value(json_object_get(draft, "reviewer")), "Bram");
	assert_int_equal(json_array_size(json_object_get(draft, "history")), 2);
	assert_int_equal(json_array_size(json_object_get(draft, "kinds")), 3);
	json_decref(draft);
	/* It goes with its theme when that is merged. */
	assert_int_equal(ask(f.anna, "POST", "/api/theme",
			     "{\"id\":\"regels\",\"nl\":\"Regels\",\"into\":\"tijd\"}", NULL),
			 200);
	draft = draft_about("tijd");
	assert_string_equal(json_string_value(json_object_get(draft, "text")), "Minder regels.");
	json_decref(draft);
}

static void a_recommendation_that_cannot_be_is_refused(void **state)
{
	(void)state;
	static const char *const body[] = {
		WRITE("0", "done"),
		"{\"audience\":\"iedereen\",\"theme\":\"regels\",\"status\":\"draft\"}",
		"{\"audience\":\"organisatie\",\"theme\":\"geen\",\"status\":\"draft\"}",
		"{}",
	};
	for (size_t i = 0; i < sizeof body / sizeof body[0]; i++)
		assert_int_equal(ask(f.anna, "POST", "/api/recommendation", body[i], NULL), 422);
}

#define PERSPECTIVE(themes, version)                                                               \
	"{\"themes\":" themes ",\"title\":\"Wie beslist\",\"readings\":[\"een\",\"\"],"            \
	"\"version\":" version "}"

static int64_t written(const struct session *who, const char *body)
{
	json_t *said;
	assert_int_equal(ask(who, "POST", "/api/perspective", body, &said), 200);
	const int64_t version = json_integer_value(json_object_get(said, "version"));
	json_decref(said);
	return version;
}

static void a_perspective_is_the_same_one_while_most_themes_stay(void **state)
{
	(void)state;
	char again[200];
	const int64_t first = written(f.anna, PERSPECTIVE("[\"tijd\",\"regels\",\"geld\"]", "0"));
	assert_true(first > 0);
	assert_int_equal(ask(f.bram, "POST", "/api/perspective",
			     PERSPECTIVE("[\"geld\",\"regels\"]", "0"), NULL),
			 409);
	assert_true(written(f.bram, PERSPECTIVE("[\"geld\",\"vertrouwen\"]", "0")) > first);
	(void)snprintf(again, sizeof again, PERSPECTIVE("[\"geld\",\"regels\"]", "%lld"),
		       (long long)first);
	assert_true(written(f.bram, again) > first);
}

static void what_was_written_stays_without_its_perspective(void **state)
{
	(void)state;
	json_t *said;
	(void)written(f.anna, PERSPECTIVE("[\"tijd\",\"tijd\"]", "0"));
	assert_int_equal(ask(f.bram, "GET", "/api/perspectives", "", &said), 200);
	assert_int_equal(json_array_size(json_object_get(said, "perspectives")), 0);
	const json_t *one = json_array_get(json_object_get(said, "earlier"), 0);
	assert_string_equal(json_string_value(json_object_get(one, "written")), "Wie beslist");
	assert_int_equal(json_array_size(json_object_get(one, "themes")), 1);
	json_decref(said);
}

static void a_perspective_of_no_theme_is_refused(void **state)
{
	(void)state;
	static const char *const wrong[] = {
		PERSPECTIVE("[]", "0"),
		PERSPECTIVE("[\"nothing\"]", "0"),
		PERSPECTIVE("[1]", "0"),
		"{\"themes\":[\"tijd\"],\"readings\":[\"een\"],\"version\":0}",
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(ask(f.anna, "POST", "/api/perspective", wrong[i], NULL), 422);
}

static void one_round_is_compared_with_nothing(void **state)
{
	(void)state;
	json_t *said;
	assert_int_equal(ask(f.anna, "GET", "/api/rounds", "", &said), 200);
	assert_int_equal(json_array_size(json_object_get(said, "all")), 1);
	assert_null(json_object_get(said, "comparison"));
	json_decref(said);
	assert_int_equal(ask(f.anna, "GET", "/api/commitments", "", &said), 200);
	assert_int_equal(json_array_size(json_object_get(said, "commitments")), 0);
	json_decref(said);
}

static void stories_that_share_a_theme_are_linked(void **state)
{
	(void)state;
	json_t *said;
	assert_int_equal(ask(f.anna, "GET", "/api/network", "", &said), 200);
	const json_t *link = json_array_get(json_object_get(said, "links"), 0);
	assert_int_equal(json_array_size(json_object_get(said, "stories")), 2);
	assert_string_equal(json_string_value(json_object_get(link, "theme")), "regels");
	json_decref(said);
	assert_int_equal(ask(NULL, "GET", "/api/network", "", NULL), 401);
}

int main(void)
{
#define REVIEW_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_perspective_is_the_same_one_while_most_themes_stay, setup, teardown),
		cmocka_unit_test_setup_teardown(what_was_written_stays_without_its_perspective,
						setup, teardown),
		cmocka_unit_test_setup_teardown(stories_that_share_a_theme_are_linked, setup,
						teardown),
		cmocka_unit_test_setup_teardown(one_round_is_compared_with_nothing, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_perspective_of_no_theme_is_refused, setup,
						teardown),
		REVIEW_TEST(a_theme_list_shows_what_its_reader_may_see),
		REVIEW_TEST(a_split_moves_labels_and_is_undone_as_one),
		REVIEW_TEST(a_split_of_what_was_settled_stays_settled),
		REVIEW_TEST(a_recommendation_is_written_and_every_version_stays),
		REVIEW_TEST(a_recommendation_that_cannot_be_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
