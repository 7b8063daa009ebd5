#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "corpus/arena.h"
#include "corpus/mend.h"
#include "tests/corpus/files.h"

static bool mends_to(const char *original, const char *expected, bool aloud)
{
	struct arena keep = ARENA_INIT;
	struct arena scratch = ARENA_INIT;
	struct span out;
	uint32_t count = 0;
	assert_int_equal(mend_text(&out, span_from(original), &count, &keep, &scratch), 0);
	assert_true(utf8_valid(out));
	const bool same = span_equal(out, span_from(expected));
	if (!same && aloud)
		print_message("from %s\n  to %.*s\n not %s\n", original, (int)out.len, out.at,
			      expected);
	arena_release(&scratch);
	arena_release(&keep);
	return same;
}

static void dutch_words_are_mended(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{"twee ideeÃ«n", "twee ideeën"},
		{"twee idee├½n", "twee ideeën"},
		{"twee idee├źn", "twee ideeën"},
		{"de coÃ¶rdinator, Ã©Ã©n dag", "de coördinator, één dag"},
		{"â€œNou,â€\xC2\x9D zei ze â€“ en ze lachte", "“Nou,” zei ze – en ze lachte"},
		{"fotoâ€™s van zoâ€™n cafÃ©", "foto’s van zo’n café"},
		{"ideeÃƒÂ«n", "ideeën"},
		{"ge√Ønformeerd", "geïnformeerd"},
		{"\xC2\x93Ja\xC2\x94", "“Ja”"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_true(mends_to(cases[i][0], cases[i][1], true));
}

static void right_text_is_left_alone(void **state)
{
	(void)state;
	static const char *const cases[] = {
		"“Eén ding,” zei Zoë – ‘zo’n café’ … €5,– per maand",
		"RENÉ’S CAFÉ®",
		"Ångström, Ærø, ÇA VA, À PROPOS",
		"Привет, Σωκράτης, שלום",
		"½ kg à € 3,50 (±2°)",
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_true(mends_to(cases[i], cases[i], true));
}

/* How many cases of a file of ftfy's come out as its `fixed-encoding` (or `fixed`) says. */
static size_t count_right(const char *name, size_t *all)
{
	char path[512];
	snprintf(path, sizeof path, "%s/data/mojibake/%s", files_shared(), name);
	json_t *cases = json_load_file(path, 0, NULL);
	*all = json_array_size(cases);
	size_t right = 0;
	for (size_t i = 0; i < *all; i++) {
		json_t *item = json_array_get(cases, i);
		json_t *wanted = json_object_get(item, "fixed-encoding");
		if (!wanted)
			wanted = json_object_get(item, "fixed");
		right += mends_to(json_string_value(json_object_get(item, "original")),
				  json_string_value(wanted), getenv("VERBOSE") != NULL);
	}
	json_decref(cases);
	print_message("%s: %zu of %zu\n", name, right, *all);
	return right;
}

static void cases_from_the_wild_come_out_right(void **state)
{
	(void)state;
	size_t all;
	const size_t right = count_right("in-the-wild.json", &all);
	if (all == 0)
		skip();
	assert_true(right >= 60);
}

static void negative_cases_stay_as_they_are(void **state)
{
	(void)state;
	size_t all;
	const size_t right = count_right("negative.json", &all);
	if (all == 0)
		skip();
	assert_int_equal(right, all);
}

static void long_lines_of_suspicious_text_take_no_more_than_their_length(void **state)
{
	(void)state;
	struct arena keep = ARENA_INIT;
	struct arena scratch = ARENA_INIT;
	const size_t times = 200000;
	char *text = malloc(times * 4);
	for (size_t i = 0; i < times; i++)
		memcpy(text + i * 4, "Ã«", 4);
	struct span out;
	uint32_t count = 0;
	assert_int_equal(mend_text(&out, (struct span){text, times * 4}, &count, &keep, &scratch),
			 0);
	assert_int_equal(count, times);
	assert_int_equal(out.len, times * 2);
	free(text);
	arena_release(&scratch);
	arena_release(&keep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dutch_words_are_mended),
		cmocka_unit_test(right_text_is_left_alone),
		cmocka_unit_test(cases_from_the_wild_come_out_right),
		cmocka_unit_test(negative_cases_stay_as_they_are),
		cmocka_unit_test(long_lines_of_suspicious_text_take_no_more_than_their_length),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
