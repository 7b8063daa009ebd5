/* What says who somebody is: the cases of disclosure.txt, and the numbers by themselves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/compound_words.h"
#include "stages/disclosure.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"
#include "tests/language.h"
#include "tests/names.h"

enum { LINE_MOST = 400, SHOWN_MOST = 1000 };

static struct compound_words words;
static struct language *language;
static struct word_classes *classes;
static struct vocabulary *vocabulary;

static const char *const kind_name[IDENTIFIER_KINDS] = {
	[IDENTIFIER_MAIL] = "mail",       [IDENTIFIER_WEB] = "web",
	[IDENTIFIER_HANDLE] = "handle",   [IDENTIFIER_PHONE] = "phone",
	[IDENTIFIER_ADDRESS] = "address", [IDENTIFIER_POSTCODE] = "postcode",
	[IDENTIFIER_BIRTH] = "birth",     [IDENTIFIER_CITIZEN] = "citizen",
	[IDENTIFIER_BANK] = "bank",       [IDENTIFIER_PLATE] = "plate",
};

static int set_up(void **state)
{
	(void)state;
	if (!test_words(&words))
		return -1;
	language = test_language("nl", &words);
	classes = test_names();
	vocabulary = language ? vocabulary_new(language, NULL) : NULL;
	return classes && vocabulary ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	vocabulary_free(vocabulary);
	word_classes_free(classes);
	language_free(language);
	return 0;
}

/* The text with what was found marked as in disclosure.txt. */
static void show(char out[SHOWN_MOST], const char *text, const struct span *kept, size_t kepts)
{
	struct arena arena = {0};
	struct error err = {0};
	const struct span bytes = span_from(text);
	const struct block block = {.end = (uint32_t)bytes.len};
	const struct tokenise_options options = {.tailored = true};
	const struct structure structure = {.blocks = 0};
	struct token_list tokens;
	struct disclosure_list found;
	assert_int_equal(tokenise_run(&tokens, vocabulary, &options, bytes, &block, 1, NULL, 0,
				      &arena, &arena, &err),
			 0);
	const struct disclosure_input input = {.text = bytes,
					       .structure = &structure,
					       .tokens = &tokens,
					       .vocabulary = vocabulary,
					       .classes = classes,
					       .kept = kept,
					       .kept_count = kepts};
	assert_int_equal(disclosure_find(&found, &input, &arena, &arena, &err), 0);
	size_t len = 0, at = 0;
	for (size_t i = 0; i < found.count; i++) {
		const struct disclosure *d = &found.item[i];
		assert_true(d->range.start >= at && d->range.end > d->range.start);
		len += (size_t)snprintf(
			out + len, SHOWN_MOST - len, "%.*s<%s|%.*s>", (int)(d->range.start - at),
			text + at, d->name ? "name" : kind_name[d->kind],
			(int)(d->range.end - d->range.start), text + d->range.start);
		at = d->range.end;
	}
	(void)snprintf(out + len, SHOWN_MOST - len, "%s", text + at);
	arena_release(&arena);
}

/* The line without its marks. */
static void unmark(char *out, const char *line)
{
	for (; *line; line++) {
		if (*line == '<')
			line = strchr(line, '|');
		else if (*line != '>')
			*out++ = *line;
	}
	*out = '\0';
}

static void test_finds_what_the_cases_mark_and_nothing_else(void **state)
{
	(void)state;
	char line[LINE_MOST], text[LINE_MOST], shown[SHOWN_MOST];
	size_t wrong = 0, cases = 0;
	FILE *file = fopen("tests/stages/disclosure.txt", "r");
	assert_non_null(file);
	while (fgets(line, sizeof line, file)) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		unmark(text, line);
		show(shown, text, NULL, 0);
		if (strcmp(shown, line) != 0) {
			print_error("expected %s\nfound    %s\n", line, shown);
			wrong++;
		}
		cases++;
	}
	(void)fclose(file);
	assert_true(cases > 20);
	assert_int_equal(wrong, 0);
}

static void test_leaves_names_that_are_kept(void **state)
{
	(void)state;
	char shown[SHOWN_MOST];
	const struct span kept = SPAN("Fatima");
	show(shown, "Toen kwam Fatima met Driss.", &kept, 1);
	assert_string_equal(shown, "Toen kwam Fatima met <name|Driss>.");
}

static void test_takes_a_name_elsewhere_in_the_text_for_a_name_at_the_start(void **state)
{
	(void)state;
	char shown[SHOWN_MOST];
	show(shown, "Merel lachte. Ik zag Merel en haar man.", NULL, 0);
	assert_string_equal(shown, "<name|Merel> lachte. Ik zag <name|Merel> en haar man.");
}

static void test_numbers_pass_their_checks_only(void **state)
{
	(void)state;
	assert_int_equal(identifier_citizen(SPAN("111222333"), 0), 9);
	assert_int_equal(identifier_citizen(SPAN("111222334"), 0), 0);
	assert_int_equal(identifier_citizen(SPAN("000000000"), 0), 0);
	assert_int_equal(identifier_bank(SPAN("NL91ABNA0417164300"), 0), 18);
	assert_int_equal(identifier_bank(SPAN("NL91ABNA0417164301"), 0), 0);
	assert_int_equal(identifier_bank(SPAN("GB82 WEST 1234 5698 7654 32"), 0), 27);
	assert_int_equal(identifier_plate(SPAN("12-ABC-3"), 0), 8);
	assert_int_equal(identifier_plate(SPAN("12-03-24"), 0), 0);
	assert_int_equal(identifier_postcode(SPAN("1234AB"), 0), 6);
	assert_int_equal(identifier_postcode(SPAN("0234AB"), 0), 0);
	assert_int_equal(identifier_phone(SPAN("0612345678"), 0), 10);
	assert_int_equal(identifier_phone(SPAN("061234567"), 0), 0);
	assert_int_equal(identifier_date(SPAN("32-5-1962"), 0, classes), 0);
	assert_int_equal(identifier_date(SPAN("1962-05-04"), 0, classes), 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finds_what_the_cases_mark_and_nothing_else),
		cmocka_unit_test(test_leaves_names_that_are_kept),
		cmocka_unit_test(test_takes_a_name_elsewhere_in_the_text_for_a_name_at_the_start),
		cmocka_unit_test(test_numbers_pass_their_checks_only),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
