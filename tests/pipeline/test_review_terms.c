#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lexicons/lexicon.h"
#include "pipeline/file.h"
#include "pipeline/store/codebook.h"
#include "tests/pipeline/review.h"

enum { DOCUMENTS = 5 };

/* What four of five documents tell besides, decided; the fifth is open. */
static const char *const told[DOCUMENTS][2] = {
	{"De generator viel uit.", "Een wethouder kwam kijken."},
	{"Wij kregen een generator.", "Het bestuur wilde koffie."},
	{"Zonder generator geen muziek.", "Buren zaten buiten."},
	{"Zij vroegen om een generator.", "Iemand plantte tulpen."},
	{"Bij de kerk staat een generator.", "Kinderen speelden buiten."},
};

static char folder[64];

static void put_story(size_t at)
{
	char id[8], first[12], second[12], both[120];
	const uint32_t middle = (uint32_t)strlen(told[at][0]);
	(void)snprintf(id, sizeof id, "t%zu", at);
	(void)snprintf(first, sizeof first, "%s-a", id);
	(void)snprintf(second, sizeof second, "%s-b", id);
	(void)snprintf(both, sizeof both, "%s %s", told[at][0], told[at][1]);
	const uint32_t end = (uint32_t)strlen(both);
	const struct stored_anecdote anecdote[] = {stored_story(both, first, 0, middle),
						   stored_story(both, second, middle + 1, end)};
	const struct store_rows rows = {
		.document = {.id = span_from(id),
			     .path = span_from(id),
			     .round = SPAN("1"),
			     .sha256 = span_from(id),
			     .made_by = SPAN("00")},
		.content = stored_content(both),
		.anecdote = anecdote,
		.anecdotes = 2,
	};
	assert_int_equal(store_begin(f.review.store, NULL), 0);
	assert_int_equal(store_document_put(f.review.store, &rows, NULL), 0);
	assert_int_equal(store_commit(f.review.store, NULL), 0);
}

static void decide(size_t document, char which, const char *theme)
{
	char body[160];
	(void)snprintf(body, sizeof body,
		       "{\"anecdote\":\"t%zu-%c\",\"version\":0,\"themes\":[\"%s\"],"
		       "\"kind\":\"knelpunt\",\"role\":\"onbekend\"}",
		       document, which, theme);
	assert_int_equal(ask(f.anna, "POST", "/api/decide", body, NULL), 200);
}

/* Anna puts a theme of her own that no pack has. */
static int decided(void **state)
{
	if (setup(state) < 0)
		return -1;
	(void)snprintf(folder, sizeof folder, "/tmp/rodedraad-terms-XXXXXX");
	assert_non_null(mkdtemp(folder));
	f.study.root = folder;
	assert_int_equal(ask(f.anna, "POST", "/api/theme", "{\"id\":\"\",\"nl\":\"Stroom\"}", NULL),
			 200);
	for (size_t i = 0; i < DOCUMENTS; i++)
		put_story(i);
	for (size_t i = 0; i + 1 < DOCUMENTS; i++) {
		decide(i, 'a', "stroom");
		decide(i, 'b', "tijd");
	}
	return 0;
}

static int forget(void **state)
{
	char command[100];
	(void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
	return system(command) == 0 ? teardown(state) : -1;
}

static json_t *terms(const struct session *who)
{
	json_t *said;
	assert_int_equal(ask(who, "GET", "/api/terms", "", &said), 200);
	return said;
}

/* What is proposed for Anna's theme; borrowed. */
static json_t *proposed(json_t *said)
{
	json_t *theme = json_array_get(json_object_get(said, "themes"), 0);
	assert_string_equal(json_string_value(json_object_get(theme, "theme")), "stroom");
	return json_array_get(json_object_get(theme, "terms"), 0);
}

static json_int_t number_of(json_t *of, const char *key)
{
	return json_integer_value(json_object_get(of, key));
}

#define TERM(theme, term, state, weight, version)                                                  \
	"{\"theme\":\"" theme "\",\"term\":\"" term "\",\"state\":\"" state                        \
	"\",\"weight\":" weight ",\"version\":" version "}"

static unsigned put_state(const struct session *who, const char *theme, const char *state,
			  json_int_t *version)
{
	json_t *said;
	char body[200];
	(void)snprintf(body, sizeof body, TERM("%s", "generator", "%s", "5", "%lld"), theme, state,
		       (long long)*version);
	const unsigned status = ask(who, "POST", "/api/term", body, &said);
	if (status == 200)
		*version = number_of(said, "version");
	json_decref(said);
	return status;
}

/* The lines of the study's pack that say something. */
static const char *written(void)
{
	struct span bytes;
	const char *path = path_join(&f.arena, folder, "lexicons/learnt/learnt.tsv");
	assert_int_equal(file_read(&bytes, path, 10000, &f.arena, NULL), 0);
	while (bytes.at[0] == '#')
		bytes.at = strchr(bytes.at, '\n') + 1;
	return bytes.at;
}

static bool has_pack(void)
{
	return access(path_join(&f.arena, folder, "lexicons"), F_OK) == 0;
}

static void a_term_comes_with_its_counts_and_the_anecdotes_that_it_would_find(void **state)
{
	(void)state;
	json_t *said = terms(f.anna);
	json_t *term = proposed(said);
	assert_string_equal(json_string_value(json_object_get(term, "term")), "generator");
	assert_string_equal(json_string_value(json_object_get(term, "state")), "open");
	assert_int_equal(number_of(term, "here"), 4);
	assert_int_equal(number_of(term, "elsewhere"), 0);
	assert_int_equal(number_of(term, "documents"), 4);
	assert_true(json_real_value(json_object_get(term, "g2")) > 10);
	json_t *new = json_object_get(term, "new");
	assert_int_equal(json_array_size(new), 1);
	json_t *place = json_array_get(new, 0);
	json_t *found = json_array_get(json_object_get(said, "stories"),
				       (size_t)json_integer_value(json_array_get(place, 0)));
	const char *words = told[4][0] + json_integer_value(json_array_get(place, 1));
	assert_string_equal(words, "generator.");
	assert_int_equal(json_integer_value(json_array_get(place, 2)), strlen(told[4][0]) - 1);
	assert_string_equal(json_string_value(json_object_get(found, "anecdote")), "t4-a");
	assert_string_equal(json_string_value(json_object_get(found, "document")), "t4");
	assert_string_equal(json_string_value(json_object_get(found, "text")), told[4][0]);
	json_decref(said);
}

/* Decisions teach what packs tell apart; Anna's theme is not among that yet. */
static void nothing_is_said_of_precision_until_there_is_enough_to_learn_from(void **state)
{
	(void)state;
	json_t *said = terms(f.anna);
	assert_true(json_is_null(json_object_get(said, "estimate")));
	json_decref(said);
	assert_int_equal(ask(f.anna, "POST", "/api/decide", ACCEPT, NULL), 200);
	said = terms(f.anna);
	json_t *estimate = json_object_get(said, "estimate");
	assert_int_equal(number_of(estimate, "anecdotes"), 5);
	json_t *after = json_object_get(estimate, "after");
	assert_true(json_is_real(json_object_get(after, "precision")));
	assert_true(json_is_real(json_object_get(after, "recall")));
	json_decref(said);
}

static void what_others_decided_is_not_shown_before_its_time(void **state)
{
	(void)state;
	json_t *said = terms(f.bram);
	assert_int_equal(number_of(said, "reviewed"), 0);
	assert_int_equal(json_array_size(json_object_get(said, "themes")), 0);
	assert_int_equal(json_array_size(json_object_get(said, "stories")), 0);
	json_decref(said);
	assert_int_equal(ask(NULL, "GET", "/api/terms", "", NULL), 401);
}

static void a_theme_of_the_codebook_alone_gets_its_first_term(void **state)
{
	(void)state;
	json_int_t version = 0;
	struct resources after;
	struct codebook codebook;
	assert_int_equal(lexicon_find(f.resources.stage.lexicon, TARGET_THEME, SPAN("stroom")),
			 UINT16_MAX);
	assert_int_equal(put_state(f.anna, "stroom", "accepted", &version), 200);
	assert_string_equal(written(), "stroom\t5\tgenerator\n");
	assert_int_equal(resources_load(&after, &f.study, NULL), 0);
	assert_int_not_equal(lexicon_find(after.stage.lexicon, TARGET_THEME, SPAN("stroom")),
			     UINT16_MAX);
	/* What it is called and that a person added it stays. */
	assert_int_equal(
		codebook_load(&codebook, f.review.store, after.stage.lexicon, &f.arena, NULL), 0);
	const struct codebook_theme *theme = codebook_find(&codebook, SPAN("stroom"));
	assert_true(theme->added && span_equal(theme->name_nl, SPAN("Stroom")));
	/* The pack has it now, and so it is proposed no longer; who took it over is still told. */
	f.review.resources = &after;
	json_t *said = terms(f.anna);
	assert_int_equal(json_array_size(json_object_get(said, "themes")), 0);
	json_t *one = json_array_get(json_object_get(said, "decided"), 0);
	assert_string_equal(json_string_value(json_object_get(one, "state")), "accepted");
	assert_string_equal(json_string_value(json_object_get(one, "reviewer")), "Anna");
	json_decref(said);
	f.review.resources = &f.resources;
	resources_free(&after);
}

static void accepting_and_dismissing_are_undone_and_the_later_of_two_is_told(void **state)
{
	(void)state;
	json_int_t version = 0, stale = 0;
	assert_int_equal(put_state(f.anna, "stroom", "dismissed", &version), 200);
	assert_false(has_pack());
	assert_int_equal(put_state(f.bram, "stroom", "accepted", &stale), 409);
	assert_false(has_pack());
	assert_int_equal(put_state(f.bram, "stroom", "accepted", &version), 200);
	assert_int_equal(put_state(f.anna, "stroom", "open", &version), 200);
	assert_string_equal(written(), "stroom\t5\tgenerator\nstroom\t0\tgenerator\n");
	json_t *said = terms(f.anna);
	assert_string_equal(json_string_value(json_object_get(proposed(said), "state")), "open");
	assert_int_equal(number_of(proposed(said), "version"), version);
	json_decref(said);
}

/* The line that takes a term back stands under the theme that the first one has. */
static void accepting_is_undone_after_its_theme_was_merged(void **state)
{
	(void)state;
	json_int_t version = 0;
	json_t *theme;
	char merge[120];
	assert_int_equal(put_state(f.anna, "stroom", "accepted", &version), 200);
	assert_int_equal(ask(f.anna, "GET", "/api/codebook", "", &theme), 200);
	json_t *all = json_object_get(theme, "themes");
	(void)snprintf(
		merge, sizeof merge,
		"{\"id\":\"stroom\",\"nl\":\"Stroom\",\"into\":\"tijd\",\"version\":%lld}",
		(long long)number_of(json_array_get(all, json_array_size(all) - 1), "version"));
	json_decref(theme);
	assert_int_equal(ask(f.anna, "POST", "/api/theme", merge, NULL), 200);
	assert_int_equal(put_state(f.anna, "tijd", "open", &version), 200);
	assert_string_equal(written(), "stroom\t5\tgenerator\nstroom\t0\tgenerator\n");
}

/* What would keep every pack from being read, too. */
static void a_term_that_cannot_be_is_refused_and_changes_nothing(void **state)
{
	(void)state;
	static const char *const body[] = {
		"{}",
		TERM("stroom", "kabel", "maybe", "3", "0"),
		TERM("stroom", "kabel", "accepted", "0", "0"),
		TERM("stroom", "kabel", "accepted", "11", "0"),
		TERM("stroom", " ", "accepted", "3", "0"),
		TERM("stroom", "een\\tkabel", "accepted", "3", "0"),
		TERM("stroom", "een\\nkabel", "accepted", "3", "0"),
		TERM("stroom", "@nergens", "accepted", "3", "0"),
		TERM("stroom", "<getal>", "accepted", "3", "0"),
	};
	for (size_t i = 0; i < sizeof body / sizeof body[0]; i++)
		assert_int_equal(ask(f.anna, "POST", "/api/term", body[i], NULL), 422);
	assert_int_equal(ask(f.anna, "POST", "/api/term",
			     TERM("nergens", "kabel", "accepted", "3", "0"), NULL),
			 404);
	assert_int_equal(
		ask(NULL, "POST", "/api/term", TERM("stroom", "kabel", "accepted", "3", "0"), NULL),
		401);
	assert_false(has_pack());
	json_t *said = terms(f.anna);
	assert_int_equal(json_array_size(json_object_get(said, "decided")), 0);
	json_decref(said);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, decided, forget)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_term_comes_with_its_counts_and_the_anecdotes_that_it_would_find),
		CASE(nothing_is_said_of_precision_until_there_is_enough_to_learn_from),
		CASE(what_others_decided_is_not_shown_before_its_time),
		CASE(a_theme_of_the_codebook_alone_gets_its_first_term),
		CASE(accepting_and_dismissing_are_undone_and_the_later_of_two_is_told),
		CASE(accepting_is_undone_after_its_theme_was_merged),
		CASE(a_term_that_cannot_be_is_refused_and_changes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
