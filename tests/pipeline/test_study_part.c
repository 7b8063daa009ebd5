#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/program.h"

/* 4.8 MB: header lines, then turns that all differ, with a letter of two bytes in each. */
#define LARGE                                                                                      \
	"{ printf 'Titel: Groot\\nDatum: 2024-03-19\\nInitiatief: Tuin\\n\\n'; "                   \
	"seq %d | sed 's/.*/Fatima: In week & belde ik drie keer met de gemeente, maar er kwam "   \
	"niemand. Toen hebben wij met de buren zelf de tuin van caf\xC3\xA9 & opgeknapt.\\n\\n"    \
	"Interviewer: En toen?\\n/'; } > s/ronde-1/groot.txt; "

enum { TURNS = 28000 };

/* Several runs of it take minutes under a sanitizer; one run goes through the same code. */
static void skip_sanitized(void)
{
	if (PROGRAM_SANITIZED)
		skip();
}

static int setup(void **state)
{
	return program_setup(state) != 0 ? -1 : program_shell("mkdir -p s/ronde-1; " LARGE, TURNS);
}

static void a_large_text_is_documents_that_together_say_all_of_it(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell(
			"$R run s --quiet 2>/dev/null && $R export s > all && "
			"test $(grep -c '\"type\":\"document\"' all) = "
			"$(($(stat -c %%s s/ronde-1/groot.txt) / 262144)) || exit 9; "
			"test $(grep -c '\"path\":\"ronde-1/groot.txt/00[0-9][0-9]\"' all) = "
			"$(grep -c '\"type\":\"document\"' all) || exit 8; "
			"grep '\"type\":\"document\"' all | grep -qv "
			"'\"title\":\"Groot ([0-9]*)\"' && exit 7; "
			"grep '\"type\":\"document\"' all | grep -qv '\"case\":\"Tuin\"' && exit "
			"6; "
			"grep '\"type\":\"document\"' all | grep -qv '2024-03-19' && exit 5; "
			"sqlite3 s/rodedraad.db 'SELECT text FROM content JOIN document ON "
			"number = document ORDER BY path' | grep . > told; "
			"grep . s/ronde-1/groot.txt | cmp - told"),
		0);
}

static void a_large_text_that_did_not_change_is_not_read_again(void **state)
{
	(void)state;
	skip_sanitized();
	assert_int_equal(
		program_shell(
			"touch -d '1 hour ago' s/ronde-1/groot.txt; "
			"$R run s --quiet 2>/dev/null && $R export s > 1 && "
			"$R run s --lang en > out 2>/dev/null && $R export s > 2 && cmp 1 2 && "
			"grep -q ' 0 read now' out"),
		0);
}

static void a_large_text_that_grows_or_shrinks_keeps_its_other_parts(void **state)
{
	(void)state;
	skip_sanitized();
	assert_int_equal(
		program_shell("$R run s --quiet 2>/dev/null; cp s/ronde-1/groot.txt was.txt; "
			      "printf '\\nEen slotzin over de koffie.\\n' >> s/ronde-1/groot.txt; "
			      "$R run s --lang en > out 2>/dev/null; grep -q ' 1 read now' out || "
			      "exit 9; "
			      "$R export s > 1; $R run s --quiet --db b.db; "
			      "$R export s --db b.db | cmp - 1 || exit 8; "
			      "head -c 4300000 was.txt > s/ronde-1/groot.txt; "
			      "$R run s --lang en > out 2>/dev/null; grep -q ' 1 read now' out && "
			      "grep -q '2 gone' out || exit 7; "
			      "$R run s --quiet --db c.db 2>/dev/null; $R export s --db c.db > 1; "
			      "$R export s | cmp - 1"),
		0);
}

/* Most of them: where an anecdote ends hangs on what else its document says. */
static void decisions_follow_their_words_into_parts_and_from_part_to_part(void **state)
{
	(void)state;
	skip_sanitized();
	assert_int_equal(
		program_shell(
			"for i in $(seq 200); do cat $TOP/corpus/sample/verhalen/ronde-1/*.txt | "
			"sed \"s/ de / $i de /\"; done | head -c 4400000 > was.txt; test $(stat -c "
			"%%s was.txt) = 4400000 || exit 6; head -c 4194303 was.txt > "
			"s/ronde-1/groot.txt; ids() { sqlite3 s/rodedraad.db 'SELECT id FROM "
			"anecdote ORDER BY number' | awk 'NR %% 200 == 0'; }; "
			"$R run s --quiet 2>/dev/null; { echo id,reviewer,themes; "
			"ids | sed 's/$/,Anna,tijd/'; } > d.csv; n=$(($(wc -l < d.csv) - 1)); "
			"test $n -gt 5 || exit 9; $R import s d.csv --quiet || exit 8; "
			"kept() { $R run s --quiet 2>/dev/null; "
			"$R export s | grep -c '\"status\":\"corrected\"'; }; "
			"cat was.txt > s/ronde-1/groot.txt; test $(kept) -ge $((n / 2)) || exit 7; "
			"{ head -200 was.txt; cat was.txt; } > s/ronde-1/groot.txt; "
			"test $(kept) -ge $((n / 2))"),
		0);
}

static void other_formats_and_smaller_files_stay_one_document(void **state)
{
	(void)state;
	assert_int_equal(
		program_shell("mkdir -p o; head -c 4194303 s/ronde-1/groot.txt > o/klein.txt; "
			      "iconv -t UTF-16 s/ronde-1/groot.txt > o/breed.txt; "
			      "$R run o --quiet && $R export o > 1 && "
			      "grep -q '\"path\":\"klein.txt\"' 1 && "
			      "grep -q '\"path\":\"breed.txt\"' 1 && "
			      "test $(grep -c '\"type\":\"document\"' 1) = 2"),
		0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_large_text_is_documents_that_together_say_all_of_it, setup,
			program_teardown),
		cmocka_unit_test_setup_teardown(a_large_text_that_did_not_change_is_not_read_again,
						setup, program_teardown),
		cmocka_unit_test_setup_teardown(
			a_large_text_that_grows_or_shrinks_keeps_its_other_parts, setup,
			program_teardown),
		cmocka_unit_test_setup_teardown(
			decisions_follow_their_words_into_parts_and_from_part_to_part, setup,
			program_teardown),
		cmocka_unit_test_setup_teardown(other_formats_and_smaller_files_stay_one_document,
						setup, program_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
