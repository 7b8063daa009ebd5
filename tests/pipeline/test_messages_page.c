#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline/embedded.h"
#include "pipeline/messages.h"

static bool has_row(const char *english)
{
	for (const struct message_row *row = message_page_table; row->english; row++)
		if (strcmp(row->english, english) == 0)
			return true;
	return false;
}

/* The literals in the parts of a script that name sentences: t("…") with everything in its
 * brackets, and the rows of tables. */
static size_t check_script(const struct embedded_file *file)
{
	size_t missing = 0;
	for (const char *at = file->bytes; (at = strstr(at, "t(")) != NULL; at += 2) {
		if (at > file->bytes && strchr("abcdefghijklmnopqrstuvwxyz.", at[-1]))
			continue;
		const char *start = at + 2;
		if (*start != '"')
			continue;
		char key[400];
		const size_t len = strcspn(start + 1, "\"");
		assert_true(len < sizeof key);
		memcpy(key, start + 1, len);
		key[len] = '\0';
		if (!has_row(key)) {
			print_error("%s: no row in pipeline/messages_page.c for: %s\n", file->name,
				    key);
			missing++;
		}
	}
	return missing;
}

static void every_sentence_of_the_pages_has_a_dutch_wording(void **state)
{
	(void)state;
	size_t missing = 0, scripts = 0;
	for (const struct embedded_file *file = embedded_files; file->name; file++) {
		if (!strstr(file->name, "pipeline/review/web/") || !strstr(file->name, ".js"))
			continue;
		missing += check_script(file);
		scripts++;
	}
	assert_true(scripts > 5);
	assert_int_equal(missing, 0);
}

/* %1 to %9 stand for values. */
static void both_wordings_take_the_same_values(void **state)
{
	(void)state;
	for (const struct message_row *row = message_page_table; row->english; row++) {
		for (int digit = '1'; digit <= '9'; digit++) {
			const char value[] = {'%', (char)digit, '\0'};
			assert_int_equal(strstr(row->english, value) != NULL,
					 strstr(row->dutch, value) != NULL);
		}
	}
}

static void no_sentence_stands_twice(void **state)
{
	(void)state;
	for (const struct message_row *a = message_page_table; a->english; a++)
		for (const struct message_row *b = a + 1; b->english; b++)
			assert_string_not_equal(a->english, b->english);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sentence_of_the_pages_has_a_dutch_wording),
		cmocka_unit_test(both_wordings_take_the_same_values),
		cmocka_unit_test(no_sentence_stands_twice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
