/*
 * Reads every file in tests/corpus/golden/ and compares what the reader makes of
 * it with NAME.blocks beside it (see show.h). To add a case: put a file there,
 * run this program with the file's name, look whether what it prints is right,
 * and save it as NAME.blocks.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/reader.h"
#include "tests/corpus/files.h"
#include "tests/corpus/show.h"

#define GOLDEN "tests/corpus/golden"

static void print_document(FILE *to, const char *path)
{
	struct arena keep = ARENA_INIT;
	struct arena scratch = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct document document;
	const struct span bytes = files_read(path);
	const struct reader_options options = {.name = files_base(path), .language = "nl"};
	if (reader_read(&document, bytes, &options, &keep, &scratch, &err) == 0)
		show_document(to, &document);
	else
		fprintf(to, "error: %s (%s)\n", err.why, err.detail);
	free((char *)(uintptr_t)bytes.at);
	arena_release(&scratch);
	arena_release(&keep);
}

static int is_case(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && !files_ends(entry->d_name, ".blocks");
}

static void every_case_reads_as_its_blocks_say(void **state)
{
	(void)state;
	struct dirent **entries;
	const int count = scandir(GOLDEN, &entries, is_case, alphasort);
	assert_true(count > 0);
	int wrong = 0;
	for (int i = 0; i < count; i++) {
		char path[512];
		char expected_path[600];
		snprintf(path, sizeof path, GOLDEN "/%s", entries[i]->d_name);
		snprintf(expected_path, sizeof expected_path, "%s.blocks", path);
		const struct span expected = files_read(expected_path);
		char *got = NULL;
		size_t len = 0;
		FILE *memory = open_memstream(&got, &len);
		print_document(memory, path);
		fclose(memory);
		if (!span_equal(expected, (struct span){got, len})) {
			print_message("%s:\n--- expected\n%.*s--- got\n%s", path, (int)expected.len,
				      expected.at, got);
			wrong++;
		}
		free(got);
		free((char *)(uintptr_t)expected.at);
		free(entries[i]);
	}
	free(entries);
	assert_int_equal(wrong, 0);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		print_document(stdout, argv[i]);
	if (argc > 1)
		return 0;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case_reads_as_its_blocks_say),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
