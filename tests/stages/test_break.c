/* Unicode's own tests of word and sentence boundaries, from Debian's package unicode-data. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stages/break.h"

typedef size_t next_fn(struct span text, size_t at);

enum { SIGN_LEN = 2, CASE_LEN = 256 }; /* the signs of break and no break take two bytes each */

/* Reads `÷ 0061 × 0062 ÷`: the text, and for each byte offset whether a boundary is there. */
static size_t read_case(const char *line, char *text, bool *boundary)
{
	size_t len = 0;
	memset(boundary, 0, CASE_LEN * sizeof *boundary);
	for (;;) {
		boundary[len] = memcmp(line, "÷", SIGN_LEN) == 0;
		line += SIGN_LEN + 1;
		char *rest;
		const unsigned long code = strtoul(line, &rest, 16);
		if (rest == line)
			return len;
		len += utf8_encode((uint32_t)code, text + len);
		line = rest + 1;
		assert_true(len + 4 < CASE_LEN);
	}
}

static void check_line(const char *line, next_fn *next)
{
	char text[CASE_LEN];
	bool wanted[CASE_LEN];
	bool found[CASE_LEN] = {true};
	const size_t len = read_case(line, text, wanted);
	if (len == 0)
		return;
	for (size_t at = 0; at < len;) {
		at = next((struct span){text, len}, at);
		found[at] = true;
	}
	for (size_t i = 0; i <= len; i++)
		if (found[i] != wanted[i])
			fail_msg("boundary at byte %zu: %s", i, line);
}

static void check_file(const char *path, next_fn *next)
{
	FILE *file = fopen(path, "r");
	if (!file) {
		print_message("skipped: %s is not there\n", path);
		skip();
	}
	char line[2048];
	size_t cases = 0;
	while (fgets(line, sizeof line, file)) {
		if (line[0] == '#' || line[0] == '\n')
			continue;
		check_line(line, next);
		cases++;
	}
	(void)fclose(file);
	assert_true(cases > 400);
}

static void words_end_where_unicode_says(void **state)
{
	(void)state;
	check_file("/usr/share/unicode/auxiliary/WordBreakTest.txt", break_word_next);
}

static void sentences_end_where_unicode_says(void **state)
{
	(void)state;
	check_file("/usr/share/unicode/auxiliary/SentenceBreakTest.txt", break_sentence_next);
}

static void any_bytes_are_walked_to_the_end(void **state)
{
	(void)state;
	char bytes[4096];
	uint32_t seed = 1;
	for (size_t i = 0; i < sizeof bytes; i++) {
		seed = seed * 1664525 + 1013904223;
		bytes[i] = (char)(seed >> 24);
	}
	const struct span text = {bytes, sizeof bytes};
	size_t words = 0;
	for (size_t at = 0; at < text.len; words++) {
		const size_t next = break_word_next(text, at);
		assert_true(next > at && next <= text.len);
		at = next;
	}
	for (size_t at = 0; at < text.len;) {
		const size_t next = break_sentence_next(text, at);
		assert_true(next > at && next <= text.len);
		at = next;
	}
	assert_true(words > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_end_where_unicode_says),
		cmocka_unit_test(sentences_end_where_unicode_says),
		cmocka_unit_test(any_bytes_are_walked_to_the_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
