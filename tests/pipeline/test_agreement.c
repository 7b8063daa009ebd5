#include "tests/pipeline/review.h"

#include "pipeline/agreement.h"
#include "pipeline/store/codebook.h"

static struct codebook codebook;
static struct agreement_study study;

/* The rows that came, by what they are about; of themes the one asked for. */
struct seen {
	struct agreement all, kind, rejected, regels;
};

static void see(void *context, enum agreement_about about, const struct codebook_theme *theme,
		const struct agreement *found)
{
	struct seen *seen = context;
	if (about == AGREEMENT_THEMES)
		seen->all = *found;
	else if (about == AGREEMENT_KIND)
		seen->kind = *found;
	else if (about == AGREEMENT_REJECTED)
		seen->rejected = *found;
	else if (theme && span_equal(theme->id, SPAN("regels")))
		seen->regels = *found;
}

static void begin(void)
{
	assert_int_equal(
		codebook_load(&codebook, f.review.store, f.resources.stage.lexicon, &f.arena, NULL),
		0);
	agreement_init(&study, &codebook, f.resources.stage.lexicon, &f.arena);
}

static void unit(const char *id)
{
	const struct stored_anecdote anecdote = stored_story(text, id, 0, 32);
	assert_int_equal(agreement_unit(&study, &anecdote, NULL), 0);
}

static void say(const char *id, const char *who, const char *themes, const char *status)
{
	const struct agreement_word word = {.anecdote = span_from(id),
					    .reviewer = span_from(who),
					    .settled = strcmp(who, "samen") == 0,
					    .status = span_from(status),
					    .themes = span_from(themes),
					    .kind = SPAN("succes"),
					    .role = SPAN("onbekend")};
	assert_int_equal(agreement_word(&study, &word, NULL), 0);
}

static struct seen between(const size_t *rater, size_t raters)
{
	struct seen seen = {.all = {.units = 0}};
	assert_int_equal(agreement_rows(&study, rater, raters, see, &seen, NULL), 0);
	return seen;
}

static void two_of_three_are_compared_where_both_said_something(void **state)
{
	static const size_t anna_cor[] = {0, 2};
	(void)state;
	begin();
	unit("a1");
	unit("a2");
	unit("a3");
	say("a1", "Anna", "[\"regels\"]", "corrected");
	say("a1", "Bram", "[]", "corrected");
	say("a1", "Cor", "[\"regels\"]", "corrected");
	say("a2", "Anna", "[\"regels\"]", "corrected");
	say("a3", "Anna", "[\"regels\"]", "corrected");
	say("a3", "Cor", "[\"tijd\"]", "corrected");
	const struct seen seen = between(anna_cor, 2);
	assert_int_equal(seen.regels.units, 2);
	assert_true(seen.regels.raw.value > 0.49 && seen.regels.raw.value < 0.51);
	assert_int_equal(seen.kind.units, 2);
	assert_true(seen.kind.raw.value > 0.99);
	assert_int_equal(seen.all.units, 2 * codebook.count);
}

static void who_says_nothing_of_themes_says_not_that_there_are_none(void **state)
{
	static const size_t both[] = {0, 1};
	(void)state;
	begin();
	unit("a1");
	say("a1", "Anna", "[\"regels\"]", "corrected");
	say("a1", "Bram", "", "corrected");
	const struct seen seen = between(both, 2);
	assert_int_equal(seen.regels.units, 0);
	assert_int_equal(seen.kind.units, 1);
}

static void what_is_no_anecdote_has_no_labels(void **state)
{
	static const size_t both[] = {0, 1};
	(void)state;
	begin();
	unit("a1");
	say("a1", "Anna", "[\"regels\"]", "corrected");
	say("a1", "Bram", "[]", "rejected");
	const struct seen seen = between(both, 2);
	assert_int_equal(seen.rejected.units, 1);
	assert_int_equal(seen.rejected.coded, 1);
	assert_int_equal(seen.regels.units, 0);
}

/* a1 is open, a2 settled though they differed, a3 said by both, a4 by one. */
static void people_are_held_against_the_program_where_their_word_holds(void **state)
{
	(void)state;
	begin();
	unit("a1");
	unit("a2");
	unit("a3");
	unit("a4");
	say("a1", "Anna", "[\"regels\"]", "corrected");
	say("a1", "Bram", "[]", "corrected");
	say("a2", "samen", "[\"tijd\"]", "corrected");
	say("a2", "Anna", "[\"regels\"]", "corrected");
	say("a2", "Bram", "[]", "corrected");
	say("a3", "Anna", "[\"regels\",\"tijd\"]", "corrected");
	say("a3", "Bram", "[\"tijd\",\"regels\"]", "corrected");
	say("a4", "Bram", "[\"regels\"]", "corrected");
	const struct seen seen = between(NULL, 0);
	assert_int_equal(seen.regels.units, 3);
	assert_true(seen.regels.raw.value > 0.66 && seen.regels.raw.value < 0.67);
}

static void a_label_counts_for_the_theme_that_it_went_into(void **state)
{
	static const size_t both[] = {0, 1};
	(void)state;
	begin();
	codebook_find(&codebook, SPAN("geld"))->into = SPAN("regels");
	unit("a1");
	say("a1", "Anna", "[\"geld\"]", "corrected");
	say("a1", "Bram", "[\"regels\"]", "corrected");
	const struct seen seen = between(both, 2);
	assert_true(seen.regels.raw.value > 0.99);
	assert_int_equal(seen.regels.coded, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(two_of_three_are_compared_where_both_said_something,
						setup, teardown),
		cmocka_unit_test_setup_teardown(
			who_says_nothing_of_themes_says_not_that_there_are_none, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_no_anecdote_has_no_labels, setup, teardown),
		cmocka_unit_test_setup_teardown(
			people_are_held_against_the_program_where_their_word_holds, setup,
			teardown),
		cmocka_unit_test_setup_teardown(a_label_counts_for_the_theme_that_it_went_into,
						setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
