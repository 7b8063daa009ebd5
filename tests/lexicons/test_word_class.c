#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "corpus/error.h"
#include "tests/telling.h"

static void words_are_found_in_all_their_classes(void **state)
{
	(void)state;
	struct word_classes *classes = word_classes_new(
		SPAN("# comment\n\nmodal\tZou moet\nfirst\tik\npast\tzou\n"), NULL);
	assert_non_null(classes);
	assert_true(word_classes_of(classes, SPAN("zou")) ==
		    (WORD_BIT(WORD_MODAL) | WORD_BIT(WORD_PAST)));
	assert_true(word_classes_of(classes, SPAN("ik")) == WORD_BIT(WORD_FIRST));
	assert_true(word_classes_of(classes, SPAN("wij")) == 0);
	assert_true(word_classes_of(classes, SPAN("")) == 0);
	word_classes_free(classes);
}

static void stars_stand_for_any_beginning_or_end(void **state)
{
	(void)state;
	struct word_classes *classes =
		word_classes_new(SPAN("civil\t*adviseur regio* "
				      "wijkadviseur\nparticiple\tge*d\nfirst\twijkadviseur\n"),
				 NULL);
	assert_non_null(classes);
	assert_true(word_classes_of(classes, SPAN("beleidsadviseur")) == WORD_BIT(WORD_CIVIL));
	assert_true(word_classes_of(classes, SPAN("adviseur")) == WORD_BIT(WORD_CIVIL));
	assert_true(word_classes_of(classes, SPAN("regiocoach")) == WORD_BIT(WORD_CIVIL));
	assert_true(word_classes_of(classes, SPAN("gebeld")) == WORD_BIT(WORD_PARTICIPLE));
	assert_true(word_classes_of(classes, SPAN("ged")) == 0);
	assert_true(word_classes_of(classes, SPAN("wijkadviseur")) ==
		    (WORD_BIT(WORD_CIVIL) | WORD_BIT(WORD_FIRST)));
	word_classes_free(classes);
}

static void a_wrong_table_is_refused_with_its_line(void **state)
{
	(void)state;
	static const struct {
		struct span tsv;
		unsigned line;
	} wrong[] = {{SPAN("first\tik\nnobody\tik\n"), 2},
		     {SPAN("first ik\n"), 1},
		     {SPAN("past\t*"), 1}};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct error err = ERROR_INIT;
		assert_null(word_classes_new(wrong[i].tsv, &err));
		assert_int_equal(err.code, ERROR_CONFIG);
		assert_int_equal(err.line, wrong[i].line);
	}
}

static void the_table_that_is_shipped_reads(void **state)
{
	(void)state;
	struct word_classes *classes = test_telling();
	assert_non_null(classes);
	assert_true(word_classes_of(classes, SPAN("wethouder")) & WORD_BIT(WORD_GOVERNOR));
	word_classes_free(classes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found_in_all_their_classes),
		cmocka_unit_test(stars_stand_for_any_beginning_or_end),
		cmocka_unit_test(a_wrong_table_is_refused_with_its_line),
		cmocka_unit_test(the_table_that_is_shipped_reads),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
