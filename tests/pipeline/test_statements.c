#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/report/statements.h"
#include "tests/program.h"

#define HEAD "theme,statement,a,b,voters,more_a,between,more_b,remarks\n"

struct read {
	struct arena arena;
	struct statement_answers answers;
	struct error error;
	int status;
};

static void read_sheet(struct read *out, const char *text)
{
	*out = (struct read){.error = ERROR_INIT};
	out->status =
		statement_answers_read(&out->answers, span_from(text), &out->arena, &out->error);
}

static void percentages_are_read_as_people_type_them(void **state)
{
	(void)state;
	struct read got;
	read_sheet(&got, HEAD "geld,S,A1: a,B2: b,21,40 %,\"12,5\",37.5,Ja\n"
			      "tijd,S,a,b,,10,,,\n"
			      "regels,S,a,b,,,,,\n"
			      ",,,,,,,,\n");
	assert_int_equal(got.status, 0);
	assert_int_equal(got.answers.count, 3);
	assert_int_equal(got.answers.answered, 2);
	const struct statement_answer *one = got.answers.item;
	assert_float_equal(one[0].percent[0], 40, 1e-9);
	assert_float_equal(one[0].percent[1], 12.5, 1e-9);
	assert_float_equal(one[0].percent[2], 37.5, 1e-9);
	assert_float_equal(one[0].silent, 10, 1e-9);
	assert_true(span_equal(one[0].remarks, SPAN("Ja")));
	assert_true(span_equal(one[0].voters, SPAN("21")));
	assert_float_equal(one[1].silent, 90, 1e-9);
	assert_false(one[2].answered);
	arena_release(&got.arena);
}

static void a_sheet_may_come_back_from_any_spreadsheet(void **state)
{
	(void)state;
	struct read got;
	/* Semicolons, a byte order mark, columns in another order and one more. */
	read_sheet(&got, "\xEF\xBB\xBFmore_b;more_a;between;kleur;statement;a;b;theme\r\n"
			 "20;50;30;rood;S;a;b;geld\r\n");
	assert_int_equal(got.status, 0);
	assert_int_equal(got.answers.count, 1);
	assert_float_equal(got.answers.item[0].percent[0], 50, 1e-9);
	assert_float_equal(got.answers.item[0].percent[1], 30, 1e-9);
	assert_float_equal(got.answers.item[0].percent[2], 20, 1e-9);
	assert_int_equal(got.answers.item[0].voters.len, 0);
	arena_release(&got.arena);
}

static void slips_of_the_pen_are_named_by_their_line(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		unsigned line;
		const char *why;
	} cases[] = {
		{HEAD "g,S,a,b,,50,,,\nt,S,a,b,,veel,,,\n", 3,
		 "a percentage is a number from 0 to 100"},
		{HEAD "g,S,a,b,,101,,,\n", 2, "a percentage is a number from 0 to 100"},
		{HEAD "g,S,a,b,,-1,,,\n", 2, "a percentage is a number from 0 to 100"},
		{HEAD "g,S,a,b,,60,60,,\n", 2,
		 "the percentages of a statement add up to a hundred at most"},
		{"theme,statement,a,b,more_a,more_b\n", 1,
		 "a sheet of statements needs this column"},
		{"", 1, "a sheet of statements is a table as text (CSV)"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct read got;
		read_sheet(&got, cases[i].text);
		assert_int_equal(got.status, ERROR_CONFIG);
		assert_int_equal(got.error.line, cases[i].line);
		assert_string_equal(got.error.why, cases[i].why);
		arena_release(&got.arena);
	}
}

static void a_story_in_the_wrong_column_is_not_repeated_in_the_error(void **state)
{
	(void)state;
	struct read got;
	read_sheet(&got, HEAD "g,S,a,b,,Fatima vertelt wat niemand weten mag,,,\n");
	assert_int_equal(got.status, ERROR_CONFIG);
	assert_null(strstr(got.error.detail, "Fatima"));
	arena_release(&got.arena);
}

static int setup(void **state)
{
	(void)state;
	return program_setup_sample("stad");
}

static void a_statement_sets_a_success_against_a_bottleneck(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("\"$R\" statements study --format json >s.json && "
			      "\"$R\" export study --format jsonl >all.jsonl && python3 - <<'END'\n"
			      "import json\n"
			      "story = {}\n"
			      "for line in open('all.jsonl'):\n"
			      "    r = json.loads(line)\n"
			      "    if r['type'] == 'anecdote': story[r['id']] = r\n"
			      "made = json.load(open('s.json'))['statements']\n"
			      "assert len(made) >= 8, len(made)\n"
			      "for s in made:\n"
			      "    a, b = story[s['a']['anecdote']], story[s['b']['anecdote']]\n"
			      "    assert (a['kind'], b['kind']) == ('succes', 'knelpunt'), s\n"
			      "    for r in a, b:\n"
			      "        assert s['theme'] in [t['id'] for t in r['themes']], s\n"
			      "END"),
		0);
}

static void what_is_voted_comes_back_in_the_report(void **state)
{
	(void)state;
	assert_int_equal(program_shell("\"$R\" report study --quiet && grep -q '## Stellingen' "
				       "study/out/report.md && "
				       "! grep -q 'in procenten' study/out/report.md"),
			 0);
	assert_int_equal(
		program_shell("F=study/rodedraad-statements.csv; "
			      "\"$R\" statements study --format csv --output $F && python3 - $F "
			      "<<'END'\n"
			      "import csv, sys\n"
			      "rows = list(csv.reader(open(sys.argv[1], newline='')))\n"
			      "rows[1][1] = 'Een camera hangt er nooit voor niets.'\n"
			      "rows[1][4:] = ['21', '40', '25', '35', 'Dat zei Ans ook.']\n"
			      "csv.writer(open(sys.argv[1], 'w', newline=''), "
			      "delimiter=';').writerows(rows)\n"
			      "END"),
		0);
	assert_int_equal(
		program_shell("\"$R\" report study --quiet && grep -q '| Een camera hangt er nooit "
			      "voor niets. | 21 | 40 | 25 | 35 | 0 |' study/out/report.md && "
			      "grep -q 'Dat zei Ans ook' study/out/report.md && "
			      "[ $(grep -c 'votes.svg' study/out/report.md) = 1 ] && "
			      "xmllint --noout --nonet study/out/report.html"),
		0);
	/* It is no report of the study. */
	assert_int_equal(program_shell("\"$R\" run study --quiet && \"$R\" export study --format "
				       "jsonl | cmp - all.jsonl"),
			 0);
}

static void a_sheet_that_may_be_filled_in_is_not_written_over(void **state)
{
	(void)state;
	assert_int_equal(program_shell("echo antwoorden >vol.csv; \"$R\" statements study --format "
				       "csv --output vol.csv 2>said"),
			 2);
	assert_int_equal(program_shell("grep -q antwoorden vol.csv && grep -q vol.csv said"), 0);
}

static void a_broken_sheet_is_named_with_its_line(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("printf '" HEAD "geld,S,a,b,,tien,,,\\n' "
			      ">study/rodedraad-statements.csv; \"$R\" report study 2>said; "
			      "status=$?; rm study/rodedraad-statements.csv; test $status = 2 && "
			      "grep -q 'rodedraad-statements.csv:2: .*tien' said"),
		0);
}

static void every_form_stands_by_itself(void **state)
{
	(void)state;
	assert_int_equal(program_shell("\"$R\" statements study --format html >s.html && xmllint "
				       "--noout --nonet s.html && ! grep -E "
				       "'http:|https:|<script|url\\(' s.html"),
			 0);
	assert_int_equal(program_shell("\"$R\" statements study --format md | grep -c '^## ' >n && "
				       "test $(cat n) -ge 8 && \"$R\" statements study --lang en | "
				       "grep -q 'as in story A'"),
			 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(percentages_are_read_as_people_type_them),
		cmocka_unit_test(a_sheet_may_come_back_from_any_spreadsheet),
		cmocka_unit_test(slips_of_the_pen_are_named_by_their_line),
		cmocka_unit_test(a_story_in_the_wrong_column_is_not_repeated_in_the_error),
		cmocka_unit_test(a_statement_sets_a_success_against_a_bottleneck),
		cmocka_unit_test(what_is_voted_comes_back_in_the_report),
		cmocka_unit_test(a_sheet_that_may_be_filled_in_is_not_written_over),
		cmocka_unit_test(a_broken_sheet_is_named_with_its_line),
		cmocka_unit_test(every_form_stands_by_itself),
	};
	return cmocka_run_group_tests(tests, setup, program_teardown);
}
