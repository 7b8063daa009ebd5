#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "corpus/error.h"
#include "pipeline/study.h"

static int parse(struct study *study, const char *yaml, struct error *err)
{
	*study = (struct study){.name = "", .language = "nl"};
	return study_parse(study, span_from(yaml), "rodedraad.yaml", err);
}

static void a_whole_study_file_is_read(void **state)
{
	(void)state;
	struct study study;
	struct error err = ERROR_INIT;
	const char *yaml = "name: Over en Weer\n"
			   "language: en\n"
			   "packs: [samenwerking, eigen]\n"
			   "prefer: recall\n"
			   "rounds:\n  - id: \"1\"\n    folder: eerste\n  - {id: 2, name: Tweede}\n"
			   "people:\n  Fatima: initiatiefnemer\n"
			   "expected:\n  - {name: Jordy, case: Skateplek}\n"
			   "pseudonyms: {use: ja, names: [Fatima]}\n"
			   "documents:\n  ronde-1/a.txt:\n    round: \"7\"\n"
			   "    people: {Jo: ambtenaar}\n";
	assert_int_equal(parse(&study, yaml, &err), 0);
	assert_string_equal(study.name, "Over en Weer");
	assert_string_equal(study.language, "en");
	assert_int_equal(study.packs, 2);
	assert_int_equal(study.preference, STUDY_RECALL);
	assert_int_equal(study.rounds, 2);
	assert_string_equal(study.round[0].name, "1");
	assert_string_equal(study.round[1].name, "Tweede");
	assert_string_equal(study.people.item[0].role, "initiatiefnemer");
	assert_string_equal(study.expected.item[0].case_name, "Skateplek");
	assert_true(study.pseudonymise);
	assert_string_equal(study.override[0].round, "7");
	assert_string_equal(study.override[0].people.item[0].name, "Jo");
	study_free(&study);
}

static void an_empty_study_file_says_nothing(void **state)
{
	(void)state;
	struct study study;
	assert_int_equal(parse(&study, "", NULL), 0);
	study_free(&study);
	assert_int_equal(parse(&study, "# niets\n", NULL), 0);
	study_free(&study);
}

static void errors_name_line_and_what_is_expected(void **state)
{
	(void)state;
	static const struct {
		const char *yaml;
		unsigned line;
		const char *detail;
	} wrong[] = {
		{"name: a\nlangauge: nl\n", 2, "language"},
		{"language: fr\n", 1, "nl, en"},
		{"name: a\n\nprefer: snel\n", 3, "recall"},
		{"rounds: 3\n", 1, "- id"},
		{"name: [a, b]\n", 1, "text"},
		{"documents:\n  a.txt:\n    ronde: 1\n", 3, "ronde"},
		{"people: [a]\n", 1, "Fatima"},
		{"- a\n", 1, "key"},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct study study;
		struct error err = ERROR_INIT;
		assert_int_equal(parse(&study, wrong[i].yaml, &err), ERROR_CONFIG);
		assert_int_equal(err.line, wrong[i].line);
		assert_string_equal(err.where, "rodedraad.yaml");
		if (!strstr(err.detail, wrong[i].detail))
			fail_msg("\"%s\" does not say \"%s\"", err.detail, wrong[i].detail);
		study_free(&study);
	}
}

static void what_is_no_yaml_is_refused_with_its_line(void **state)
{
	(void)state;
	struct study study;
	struct error err = ERROR_INIT;
	assert_int_equal(parse(&study, "name: a\nx: [1,\n", &err), ERROR_CONFIG);
	assert_true(err.line >= 2);
	study_free(&study);
}

static void folders_name_rounds(void **state)
{
	(void)state;
	static const struct {
		const char *folder, *round;
	} cases[] = {{"ronde-1", "1"},    {"Ronde 12", "12"}, {"round-2", "2"},
		     {"r3", "3"},         {"R03", "3"},       {"ronde", NULL},
		     {"rondeel-1", NULL}, {"r", NULL},        {"ronde-1b", NULL}};
	struct arena arena = ARENA_INIT;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const char *round = study_round_of_folder(&arena, cases[i].folder);
		if (cases[i].round)
			assert_string_equal(round, cases[i].round);
		else
			assert_null(round);
	}
	arena_release(&arena);
}

static void put(const char *root, const char *path)
{
	char full[300];
	(void)snprintf(full, sizeof full, "%s/%s", root, path);
	FILE *file = fopen(full, "w");
	assert_non_null(file);
	(void)fputs("Tekst.", file);
	(void)fclose(file);
}

static void folder(const char *root, const char *path)
{
	char full[300];
	(void)snprintf(full, sizeof full, "%s/%s", root, path);
	assert_int_equal(mkdir(full, 0777), 0);
}

static void a_folder_is_scanned_in_byte_order_without_the_programs_own_files(void **state)
{
	(void)state;
	char root[] = "/tmp/rodedraad-scan-XXXXXX";
	assert_non_null(mkdtemp(root));
	static const char *const folders[] = {"ronde-1", "ronde-2",  "ronde-2/buurt",
					      "out",     "lexicons", "los"};
	static const char *const files[] = {
		"ronde-2/buurt/b.txt", "ronde-1/z.txt",   "ronde-1/a.txt",
		"out/x.txt",           "lexicons/p.yaml", "rodedraad.db",
		"rodedraad.db-wal",    ".verborgen",      "los/out.txt"};
	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
		folder(root, folders[i]);
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		put(root, files[i]);
	char link[300];
	(void)snprintf(link, sizeof link, "%s/ronde-1/weg.txt", root);
	assert_int_equal(symlink("nergens", link), 0);

	struct study study;
	struct study_scan scan;
	assert_int_equal(study_load(&study, root, NULL), 0);
	assert_int_equal(study_scan(&scan, &study, NULL), 0);
	static const char *const paths[] = {"los/out.txt", "ronde-1/a.txt", "ronde-1/weg.txt",
					    "ronde-1/z.txt", "ronde-2/buurt/b.txt"};
	static const char *const rounds[] = {"1", "1", "1", "1", "2"};
	assert_int_equal(scan.entries, 5);
	for (size_t i = 0; i < 5; i++) {
		assert_string_equal(scan.entry[i].path, paths[i]);
		assert_string_equal(scan.entry[i].round, rounds[i]);
		assert_int_equal(scan.entry[i].problem != 0, i == 2);
	}
	study_scan_free(&scan);
	study_free(&study);
	char command[300];
	(void)snprintf(command, sizeof command, "rm -rf '%s'", root);
	assert_int_equal(system(command), 0);
}

static void a_time_that_was_set_back_does_not_hide_a_change(void **state)
{
	(void)state;
	char root[] = "/tmp/rodedraad-scan-XXXXXX";
	assert_non_null(mkdtemp(root));
	put(root, "a.txt");
	char path[300], command[300];
	(void)snprintf(path, sizeof path, "%s/a.txt", root);
	const struct timespec old[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
	assert_int_equal(utimensat(AT_FDCWD, path, old, 0), 0);

	struct study study;
	struct study_scan scan;
	assert_int_equal(study_load(&study, root, NULL), 0);
	assert_int_equal(study_scan(&scan, &study, NULL), 0);
	assert_int_equal(scan.entries, 1);
	assert_true(scan.entry[0].modified > INT64_C(1000) * 1000000000);
	study_scan_free(&scan);
	study_free(&study);
	(void)snprintf(command, sizeof command, "rm -rf '%s'", root);
	assert_int_equal(system(command), 0);
}

static void the_study_file_goes_before_the_document_and_the_document_before_the_folder(void **state)
{
	(void)state;
	struct study study;
	const char *yaml = "documents:\n  ronde-2/tuin/a.txt: {title: Uit de map}\n"
			   "people: {Jo: ambtenaar}\n";
	assert_int_equal(parse(&study, yaml, NULL), 0);
	struct person person = {.name = SPAN("Fatima"), .role = SPAN("bewoner")};
	struct document document = {.metadata = {.title = SPAN("Zelf"),
						 .date = SPAN("2024"),
						 .person = &person,
						 .persons = 1}};
	const struct study_entry entry = {
		.path = "ronde-2/tuin/a.txt", .file = "ronde-2/tuin/a.txt", .round = "2"};
	struct arena keep = ARENA_INIT;
	assert_int_equal(study_apply(&study, &entry, &document, &keep, NULL), 0);
	const struct metadata *m = &document.metadata;
	assert_true(span_equal(m->title, SPAN("Uit de map")));
	assert_true(span_equal(m->date, SPAN("2024")));
	assert_true(span_equal(m->round, SPAN("2")));
	assert_true(span_equal(m->case_name, SPAN("tuin")));
	assert_int_equal(m->persons, 2);
	assert_true(span_equal(m->person[0].name, SPAN("Jo")));
	arena_release(&keep);
	study_free(&study);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_study_file_is_read),
		cmocka_unit_test(an_empty_study_file_says_nothing),
		cmocka_unit_test(errors_name_line_and_what_is_expected),
		cmocka_unit_test(what_is_no_yaml_is_refused_with_its_line),
		cmocka_unit_test(folders_name_rounds),
		cmocka_unit_test(a_folder_is_scanned_in_byte_order_without_the_programs_own_files),
		cmocka_unit_test(a_time_that_was_set_back_does_not_hide_a_change),
		cmocka_unit_test(
			the_study_file_goes_before_the_document_and_the_document_before_the_folder),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
