#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "stages/vocabulary.h"
#include "tests/language.h"

static struct compound_words words;
static struct language *language;

static int set_up(void **state)
{
	if (!test_words(&words))
		return -1;
	language = test_language("nl", &words);
	*state = language ? vocabulary_new(language, NULL) : NULL;
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	vocabulary_free(*state);
	language_free(language);
	return 0;
}

static const struct word_type *type_of(struct vocabulary *v, const char *form)
{
	const uint32_t type = vocabulary_intern(v, span_from(form));
	assert_int_not_equal(type, UINT32_MAX);
	return vocabulary_type(v, type);
}

static void assert_span(struct span found, const char *wanted)
{
	if (!span_equal(found, span_from(wanted)))
		fail_msg("wanted %s, found %.*s", wanted, (int)found.len, found.at);
}

static void forms_are_folded_and_spoken_forms_written_out(void **state)
{
	assert_span(type_of(*state, "Coördinator")->folded, "coordinator");
	assert_span(type_of(*state, "ÉÉN")->folded, "een");
	assert_span(type_of(*state, "’t")->folded, "het");
	assert_span(type_of(*state, "d'r")->folded, "haar");
	assert_span(type_of(*state, "ff")->folded, "even");
	assert_span(type_of(*state, "ĳs")->folded, "ijs");
	assert_span(type_of(*state, "Straße")->folded, "strasse");
}

static void forms_of_a_word_share_a_stem(void **state)
{
	assert_span(type_of(*state, "Vergunningen")->stem, "vergunn");
	assert_true(type_of(*state, "vergunning")->stem_hash ==
		    type_of(*state, "Vergunningen")->stem_hash);
}

static void a_compound_has_the_stems_of_its_parts(void **state)
{
	const struct word_type *type = type_of(*state, "Subsidieaanvragen");
	assert_int_equal(type->parts, 2);
	assert_span(type->part[0], "subsidie");
	assert_span(type->part[1], "aanvrag");
	assert_int_equal(type_of(*state, "gemeente")->parts, 0);
}

static void compounds_are_left_whole_where_no_parts_are_asked_for(void **state)
{
	(void)state;
	struct vocabulary *v = vocabulary_new(language, NULL);
	assert_non_null(v);
	vocabulary_leave_whole(v);
	assert_int_equal(type_of(v, "Subsidieaanvragen")->parts, 0);
	assert_span(type_of(v, "Subsidieaanvragen")->stem, "subsidieaanvrag");
	vocabulary_free(v);
}

static void capitals_are_seen_in_any_script(void **state)
{
	assert_int_equal(type_of(*state, "Jan-1")->flags, TOKEN_CAPITAL);
	assert_int_equal(type_of(*state, "V.N.")->flags, TOKEN_CAPITAL | TOKEN_ALL_CAPITALS);
	assert_int_equal(type_of(*state, "ÉÉN")->flags, TOKEN_CAPITAL | TOKEN_ALL_CAPITALS);
	assert_int_equal(type_of(*state, "Ü")->flags, TOKEN_CAPITAL);
	assert_int_equal(type_of(*state, "iPad")->flags, 0);
	assert_int_equal(type_of(*state, "24")->flags, 0);
}

static void a_word_that_is_negated_is_not_found_by_its_parts(void **state)
{
	assert_int_equal(type_of(*state, "onleesbaar")->parts, 0);
	assert_int_equal(type_of(*state, "niet-betrokken")->parts, 0);
	assert_int_equal(type_of(*state, "voorwedstrijd")->parts, 2);
}

static void roles_come_from_the_tables(void **state)
{
	assert_true(type_of(*state, "De")->roles & WORD_STOP);
	assert_true(type_of(*state, "dhr.")->roles & WORD_TITLE);
	assert_int_equal(type_of(*state, "buurthuis")->roles, 0);
}

static void each_form_has_one_number_however_many_there_are(void **state)
{
	struct vocabulary *v = *state;
	uint32_t number[5000];
	for (int round = 0; round < 2; round++)
		for (unsigned i = 0; i < 5000; i++) {
			char form[64];
			const int len = snprintf(form, sizeof form, "%s%u",
						 i % 3 ? "w" : "een-heel-lang-woord-met-getal-", i);
			const uint32_t type =
				vocabulary_intern(v, (struct span){form, (size_t)len});
			if (round == 0)
				number[i] = type;
			assert_int_equal(type, number[i]);
			assert_span(vocabulary_form(v, type), form);
		}
}

static void a_reset_vocabulary_begins_anew(void **state)
{
	struct vocabulary *v = *state;
	(void)type_of(v, "fiets");
	vocabulary_reset(v);
	assert_int_equal(vocabulary_count(v), 1);
	assert_span(type_of(v, "fiets")->folded, "fiets");
	assert_int_equal(vocabulary_count(v), 2);
	assert_int_equal(vocabulary_intern(v, SPAN("")), VOCABULARY_NONE);
}

static void bytes_that_are_no_text_are_taken_too(void **state)
{
	assert_span(type_of(*state, "a\x80\xFF")->folded, "a\x80\xFF");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_are_folded_and_spoken_forms_written_out),
		cmocka_unit_test(forms_of_a_word_share_a_stem),
		cmocka_unit_test(a_compound_has_the_stems_of_its_parts),
		cmocka_unit_test(compounds_are_left_whole_where_no_parts_are_asked_for),
		cmocka_unit_test(capitals_are_seen_in_any_script),
		cmocka_unit_test(a_word_that_is_negated_is_not_found_by_its_parts),
		cmocka_unit_test(roles_come_from_the_tables),
		cmocka_unit_test(each_form_has_one_number_however_many_there_are),
		cmocka_unit_test(a_reset_vocabulary_begins_anew),
		cmocka_unit_test(bytes_that_are_no_text_are_taken_too),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
