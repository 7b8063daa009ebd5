#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stages/compound.h"
#include "tests/language.h"
#include "tests/stages/cases.h"

static int set_up(void **state)
{
	static struct compound_words words;
	*state = &words;
	return test_words(&words) ? 0 : -1;
}

static void split_case(void *context, struct span input, char *out, size_t size)
{
	uint8_t end[COMPOUND_PARTS_MOST];
	const size_t parts = compound_split(context, input, end);
	size_t len = 0;
	assert_true(input.len + parts + 2 < size);
	for (size_t i = 0; i < parts; i++) {
		const size_t start = i ? end[i - 1] : 0;
		memcpy(out + len, input.at + start, end[i] - start);
		len += end[i] - start;
		out[len++] = i + 1 < parts ? '|' : '\n';
	}
	out[len] = '\0';
}

static void golden_compounds_are_split(void **state)
{
	cases_run("tests/stages/compounds.txt", split_case, *state);
}

static void parts_cover_any_bytes_in_order(void **state)
{
	uint32_t seed = 3;
	for (int round = 0; round < 20000; round++) {
		static const char letters[] = "aeiorstnklhuis-'9\x80";
		char word[128];
		seed = seed * 1664525 + 1013904223;
		const size_t len = seed >> 16 & 127;
		for (size_t i = 0; i < len; i++) {
			seed = seed * 1664525 + 1013904223;
			word[i] = letters[(seed >> 16) % (sizeof letters - 1)];
		}
		uint8_t end[COMPOUND_PARTS_MOST];
		const size_t parts = compound_split(*state, (struct span){word, len}, end);
		assert_in_range(parts, 1, COMPOUND_PARTS_MOST);
		for (size_t i = 0; i + 1 < parts; i++)
			assert_true(end[i] > (i ? end[i - 1] : 0));
		if (len)
			assert_int_equal(end[parts - 1], len);
	}
}

/* The same file without the splits that it keeps. */
static char *without_cuts(struct compound_words *out, struct span bytes)
{
	char *copy = malloc(bytes.len);
	assert_non_null(copy);
	memcpy(copy, bytes.at, bytes.len);
	assert_int_equal(compound_words_open(out, (struct span){copy, bytes.len}, NULL), 0);
	memset(copy + ((const char *)out->cut - copy), COMPOUND_NOT_CUT,
	       ((size_t)out->mask + 1) * COMPOUND_CUTS);
	return copy;
}

static size_t assert_split_alike(const struct compound_words *a, const struct compound_words *b,
				 struct span word)
{
	uint8_t end[COMPOUND_PARTS_MOST];
	uint8_t other[COMPOUND_PARTS_MOST];
	const size_t parts = compound_split(a, word, end);
	assert_int_equal(parts, compound_split(b, word, other));
	assert_memory_equal(end, other, parts);
	return parts;
}

static void words_of_the_list_are_kept_as_they_are_split(void **state)
{
	struct compound_words computed;
	struct span bytes;
	char line[256];
	size_t compounds = 0;
	FILE *list = fopen("/usr/share/dict/dutch", "r");
	if (!list)
		skip();
	assert_true(embedded_find(&bytes, "lexicons/dutch/compounds.words"));
	char *copy = without_cuts(&computed, bytes);
	for (size_t n = 0; fgets(line, sizeof line, list); n++)
		if (n % 8 == 0)
			compounds += assert_split_alike(*state, &computed,
							span_trim(span_from(line))) > 1;
	assert_true(compounds > 10000);
	(void)fclose(list);
	free(copy);
}

static void a_damaged_list_is_refused(void **state)
{
	(void)state;
	struct compound_words words;
	struct span bytes;
	assert_true(embedded_find(&bytes, "lexicons/dutch/compounds.words"));
	for (size_t len = 0; len < 300; len++)
		assert_int_not_equal(
			compound_words_open(&words, (struct span){bytes.at, len}, NULL), 0);
	assert_int_not_equal(
		compound_words_open(&words, (struct span){bytes.at, bytes.len - 4}, NULL), 0);
	assert_int_not_equal(
		compound_words_open(&words, (struct span){bytes.at + 4, bytes.len - 4}, NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_compounds_are_split),
		cmocka_unit_test(parts_cover_any_bytes_in_order),
		cmocka_unit_test(words_of_the_list_are_kept_as_they_are_split),
		cmocka_unit_test(a_damaged_list_is_refused),
	};
	return cmocka_run_group_tests(tests, set_up, NULL);
}
