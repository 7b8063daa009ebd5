#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline/messages.h"
#include "pipeline/options.h"

/* What stands before a sentence for people in the sources. The first string literal behind it is
 * the sentence, unless a bracket closes or a statement ends before one begins. */
static const char *const marks[] = {"error_set(", "message(", "why = ", ".what = ", "_note("};

static bool has_row(const char *english)
{
	for (const struct message_row *const *table = message_tables; *table; table++)
		for (const struct message_row *row = *table; row->english; row++)
			if (strcmp(row->english, english) == 0)
				return true;
	for (const struct message_row *row = message_page_table; row->english; row++)
		if (strcmp(row->english, english) == 0)
			return true;
	return false;
}

/* Reads one or more adjacent string literals at `at`. */
static const char *literal(const char *at, char *out, size_t size)
{
	size_t len = 0;
	while (*at == '"') {
		for (at++; *at != '"' && *at != '\0'; at++) {
			char c = *at;
			if (c == '\\') {
				at++;
				c = *at == 'n' ? '\n' : *at == 't' ? '\t' : *at;
			}
			if (len + 1 < size)
				out[len++] = c;
		}
		if (*at == '"')
			at++;
		at += strspn(at, " \t\n");
	}
	out[len] = '\0';
	return at;
}

/* The literal that is an argument of the call at `at`; NULL if the key is not written there. */
static const char *find_literal(const char *at)
{
	const size_t skip = strcspn(at, "\";)");
	return at[skip] == '"' ? at + skip : NULL;
}

static char *read_all(const char *path)
{
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	assert_int_equal(fseek(file, 0, SEEK_END), 0);
	const long size = ftell(file);
	rewind(file);
	char *text = calloc((size_t)size + 1, 1);
	assert_non_null(text);
	assert_int_equal(fread(text, 1, (size_t)size, file), (size_t)size);
	(void)fclose(file);
	return text;
}

static size_t check_file(const char *path)
{
	size_t missing = 0;
	char *text = read_all(path);
	for (size_t m = 0; m < sizeof marks / sizeof marks[0]; m++) {
		const char *at = text;
		while ((at = strstr(at, marks[m])) != NULL) {
			at += strlen(marks[m]);
			char key[600];
			const char *start = find_literal(at);
			if (!start)
				continue;
			(void)literal(start, key, sizeof key);
			/* `error_set(err, code, why, "%s", …)`: the key is set elsewhere. */
			if (key[0] != '\0' && key[0] != '%' && !has_row(key)) {
				print_error("%s: no row in pipeline/messages.c for: %s\n", path,
					    key);
				missing++;
			}
		}
	}
	free(text);
	return missing;
}

static void every_sentence_has_a_dutch_wording(void **state)
{
	(void)state;
	static const char *const pattern[] = {"corpus/*.c", "lexicons/*.c", "stages/*.c",
					      "pipeline/*.c", "pipeline/*/*.c"};
	size_t missing = 0, files = 0;
	for (size_t i = 0; i < sizeof pattern / sizeof pattern[0]; i++) {
		glob_t found;
		if (glob(pattern[i], 0, NULL, &found) != 0)
			continue;
		files += found.gl_pathc;
		for (size_t f = 0; f < found.gl_pathc; f++)
			missing += check_file(found.gl_pathv[f]);
		globfree(&found);
	}
	assert_true(files > 10);
	assert_int_equal(missing, 0);
}

static void every_option_and_command_is_explained_in_dutch(void **state)
{
	(void)state;
	for (size_t i = 0; i < OPTIONS; i++)
		if (!has_row(option_rows[i].help))
			fail_msg("no row for: %s", option_rows[i].help);
	char *text = read_all("pipeline/main.c");
	const char *at = strstr(text, "commands[] = {");
	const char *end = strstr(at, "};");
	size_t rows = 0;
	while ((at = strstr(at, "{\"")) != NULL && at < end) {
		char name[40], arguments[200], help[600];
		at = literal(at + 1, name, sizeof name);
		at = literal(at + strcspn(at, "\""), arguments, sizeof arguments);
		at = literal(at + strcspn(at, "\""), help, sizeof help);
		if (!has_row(help))
			fail_msg("no row for the help of %s: %s", name, help);
		rows++;
	}
	assert_true(rows > 1);
	free(text);
}

/* The conversions of a format, one after the other: `%s %d` gives `s d`. */
static void conversions(const char *text, char *out, size_t size)
{
	size_t len = 0;
	for (const char *at = text; *at != '\0'; at++) {
		if (*at != '%')
			continue;
		at++;
		if (*at == '%')
			continue;
		at += strspn(at, "-+ #0123456789.*");
		for (; *at != '\0' && len + 2 < size; at++) {
			out[len++] = *at;
			if (strchr("diouxXeEfFgGcspn", *at))
				break;
		}
		out[len++] = ' ';
	}
	out[len] = '\0';
}

static void both_wordings_take_the_same_values(void **state)
{
	(void)state;
	for (const struct message_row *const *table = message_tables; *table; table++)
		for (const struct message_row *row = *table; row->english; row++) {
			char english[80], dutch[80];
			conversions(row->english, english, sizeof english);
			conversions(row->dutch, dutch, sizeof dutch);
			assert_string_equal(english, dutch);
		}
}

static void no_sentence_stands_twice(void **state)
{
	(void)state;
	for (const struct message_row *const *table = message_tables; *table; table++)
		for (const struct message_row *a = *table; a->english; a++) {
			for (const struct message_row *b = a + 1; b->english; b++)
				assert_string_not_equal(a->english, b->english);
			for (const struct message_row *const *other = table + 1; *other; other++)
				for (const struct message_row *b = *other; b->english; b++)
					assert_string_not_equal(a->english, b->english);
		}
}

static void the_language_is_what_was_set(void **state)
{
	(void)state;
	assert_true(message_language_set("nl"));
	assert_string_equal(message("out of memory"), "geen geheugen meer");
	assert_true(message_language_set("en"));
	assert_string_equal(message("out of memory"), "out of memory");
	assert_false(message_language_set("tlh"));
	assert_string_equal(message_language(), "en");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sentence_has_a_dutch_wording),
		cmocka_unit_test(every_option_and_command_is_explained_in_dutch),
		cmocka_unit_test(both_wordings_take_the_same_values),
		cmocka_unit_test(no_sentence_stands_twice),
		cmocka_unit_test(the_language_is_what_was_set),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
