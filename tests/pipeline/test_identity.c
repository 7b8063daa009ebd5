#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "corpus/arena.h"
#include "pipeline/exchange/offsets.h"
#include "pipeline/store/identity.h"

static void an_id_stays_while_the_text_stands_wherever_that_is(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	const struct span before[] = {SPAN("een"), SPAN("twee")};
	const struct span after[] = {SPAN("nieuw"), SPAN("twee"), SPAN("een")};
	struct identity a[2], b[3];
	assert_int_equal(identity_passages(a, SPAN("d"), SPAN("anecdote"), before, 2, &arena), 0);
	assert_int_equal(identity_passages(b, SPAN("d"), SPAN("anecdote"), after, 3, &arena), 0);
	assert_string_equal(a[0].text, b[2].text);
	assert_string_equal(a[1].text, b[1].text);
	arena_release(&arena);
}

static void the_same_words_twice_and_elsewhere_are_told_apart(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	const struct span text[] = {SPAN("ja"), SPAN("ja"), SPAN("ja")};
	struct identity a[3], other[3];
	assert_int_equal(identity_passages(a, SPAN("d"), SPAN("anecdote"), text, 3, &arena), 0);
	assert_int_equal(identity_passages(other, SPAN("e"), SPAN("anecdote"), text, 3, &arena), 0);
	assert_string_not_equal(a[0].text, a[1].text);
	assert_string_not_equal(a[1].text, a[2].text);
	assert_string_not_equal(a[0].text, other[0].text);
	assert_int_equal(strlen(a[2].text), IDENTITY_TEXT - 1);
	arena_release(&arena);
}

static void offsets_count_code_points(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	char text[1000];
	for (size_t i = 0; i < sizeof text; i += 2)
		memcpy(text + i, "é", 2);
	struct offsets offsets;
	assert_int_equal(offsets_init(&offsets, (struct span){text, sizeof text}, &arena), 0);
	assert_int_equal(offsets_characters(&offsets, 0), 0);
	assert_int_equal(offsets_characters(&offsets, 256), 128);
	assert_int_equal(offsets_characters(&offsets, 514), 257);
	assert_int_equal(offsets_characters(&offsets, 1000), 500);
	assert_int_equal(offsets_characters(&offsets, 5000), 500);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_id_stays_while_the_text_stands_wherever_that_is),
		cmocka_unit_test(the_same_words_twice_and_elsewhere_are_told_apart),
		cmocka_unit_test(offsets_count_code_points),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
