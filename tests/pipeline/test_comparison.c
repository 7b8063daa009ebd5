#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/error.h"
#include "corpus/json.h"
#include "pipeline/messages.h"
#include "pipeline/report/comparison.h"
#include "tests/stages/collection.h"

static const char study[] =
	"d1 | tuin | Ada | initiatiefnemer | knelpunt | geld | Te laat <b>betaald</b>.\n"
	"d1 | tuin | Ben | ambtenaar | knelpunt | geld | Weer te laat.\n"
	"d2 | hof | Cor | initiatiefnemer | knelpunt | geld, durf | Nog steeds niets.\n"
	"!2:d1 | tuin | Ada | initiatiefnemer | succes | tijd | Binnen twee dagen.\n"
	"2:d2 | hof | Cor | initiatiefnemer | succes | - | Er was koffie.\n";

struct made {
	struct test_study study;
	struct overview overview;
	struct comparison comparison;
};

static void make(struct made *m)
{
	*m = (struct made){.overview = {.arena = ARENA_INIT}};
	assert_true(message_language_set("nl"));
	test_study_read(&m->study, span_from(study));
	m->overview.collected.collection = m->study.collection;
	m->overview.content = m->study.content;
	assert_int_equal(comparison_make(&m->comparison, &m->overview, NULL, NULL), 0);
}

static void release(struct made *m)
{
	overview_free(&m->overview);
	test_study_end(&m->study);
}

static char *show_as(struct made *m, const char *name, size_t width, size_t *size)
{
	char *text = NULL;
	FILE *to = open_memstream(&text, size);
	const struct overview_show show = {.width = width, .verbose = true};
	assert_non_null(to);
	for (const struct comparison_format *f = comparison_formats; f->name; f++)
		if (strcmp(f->name, name) == 0)
			assert_int_equal(f->write(&m->comparison, &m->overview, &show, to, NULL),
					 0);
	assert_int_equal(fclose(to), 0);
	return text;
}

static const json_t *with_id(const json_t *list, const char *id)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *one = json_array_get(list, i);
		if (strcmp(json_string_value(json_object_get(one, "id")), id) == 0)
			return one;
	}
	return NULL;
}

static long long number(const json_t *from, const char *side, const char *key)
{
	return json_integer_value(json_object_get(json_object_get(from, side), key));
}

static void json_holds_both_rounds_of_every_theme(void **state)
{
	(void)state;
	struct made m;
	size_t size;
	make(&m);
	char *text = show_as(&m, "json", 80, &size);
	json_t *all = json_parse((struct span){text, size}, 0, NULL, NULL);
	assert_non_null(all);
	const json_t *geld = with_id(json_object_get(all, "themes"), "geld");
	const json_t *anecdotes = json_object_get(geld, "anecdotes");
	assert_string_equal(json_string_value(json_object_get(geld, "verdict")), "vanished");
	assert_int_equal(number(anecdotes, "before", "count"), 3);
	assert_int_equal(number(anecdotes, "before", "of"), 3);
	assert_int_equal(number(anecdotes, "after", "count"), 0);
	assert_int_equal(number(anecdotes, "after", "of"), 2);
	assert_int_equal(json_array_size(json_object_get(geld, "by_case")), 2);
	assert_int_equal(json_integer_value(json_object_get(all, "paired_cases")), 2);
	assert_int_equal(json_array_size(json_object_get(all, "warnings")), 3);
	assert_true(number(with_id(json_object_get(all, "kinds"), "succes"), "after", "count") ==
		    2);
	json_decref(all);
	free(text);
	release(&m);
}

static size_t cells(const char *row)
{
	size_t count = 1;
	for (; *row != '\r' && *row != '\0'; row++)
		count += *row == ',';
	return count;
}

static void every_row_of_the_csv_has_a_cell_under_each_head(void **state)
{
	(void)state;
	struct made m;
	size_t size;
	make(&m);
	char *text = show_as(&m, "csv", 80, &size);
	const size_t heads = cells(text);
	size_t rows = 0;
	for (const char *at = text; (at = strchr(at, '\n')) != NULL && at[1] != '\0'; rows++)
		assert_int_equal(cells(++at), heads);
	assert_int_equal(rows, m.comparison.themes);
	free(text);
	release(&m);
}

static void the_table_fits_the_terminal_and_says_how_little_it_rests_on(void **state)
{
	(void)state;
	static const size_t widths[] = {80, 120};
	struct made m;
	make(&m);
	for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
		size_t size;
		char *text = show_as(&m, "table", widths[i], &size);
		assert_non_null(strstr(text, "minder dan vijf documenten"));
		assert_non_null(strstr(text, "initiatieven in beide rondes: 2"));
		for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
			assert_true(utf8_count(span_from(line)) <= widths[i]);
		free(text);
	}
	release(&m);
}

static void rounds_that_are_not_there_are_refused(void **state)
{
	(void)state;
	static const char *const wrong[] = {"1", "1,3", "1,1", ",", "", "2,"};
	struct made m;
	make(&m);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(comparison_make(&m.comparison, &m.overview, wrong[i], NULL),
				 ERROR_USAGE);
	assert_int_equal(comparison_make(&m.comparison, &m.overview, "2, 1", NULL), 0);
	assert_int_equal(m.comparison.round[COMPARE_BEFORE].round, 1);
	m.overview.collected.collection.rounds = 1;
	assert_int_equal(comparison_make(&m.comparison, &m.overview, NULL, NULL), ERROR_USAGE);
	release(&m);
}

static void changes_of_the_codebook_are_said_in_words(void **state)
{
	(void)state;
	struct made m;
	make(&m);
	const struct collected_change change[] = {
		{.from = SPAN("Poen"),
		 .theme = 0,
		 .parent = INDEX_NONE,
		 .merged = true,
		 .at = SPAN("2026-03-01T10:00:00Z")},
		{.from = SPAN("durf"), .theme = 1, .parent = 0, .at = SPAN("2026-03-02")},
	};
	m.overview.collected.change = change;
	m.overview.collected.changes = 2;
	const struct span merged = comparison_change(&m.overview, 0, &m.overview.arena);
	const struct span split = comparison_change(&m.overview, 1, &m.overview.arena);
	assert_true(span_equal(merged,
			       SPAN("“Poen” is op 2026-03-01 samengevoegd met “geld”: de labels "
				    "ervan uit beide rondes tellen daar mee.")));
	assert_true(span_equal(split, SPAN("“durf” is op 2026-03-02 afgesplitst van “geld”: wat "
					   "daarvoor is gelabeld kon het niet noemen.")));
	release(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_holds_both_rounds_of_every_theme),
		cmocka_unit_test(every_row_of_the_csv_has_a_cell_under_each_head),
		cmocka_unit_test(the_table_fits_the_terminal_and_says_how_little_it_rests_on),
		cmocka_unit_test(rounds_that_are_not_there_are_refused),
		cmocka_unit_test(changes_of_the_codebook_are_said_in_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
