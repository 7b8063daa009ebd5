/*
 * The sample study holds the same reports in many formats. Whatever the format,
 * the words of the text, in their order, are those of the hand-labelled text.
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

struct loaded {
	struct arena keep;
	struct document document;
};

static void load(struct loaded *loaded, const char *path)
{
	struct arena scratch = ARENA_INIT;
	struct error err = ERROR_INIT;
	const struct span bytes = files_read(path);
	const struct reader_options options = {.name = files_base(path), .language = "nl"};
	loaded->keep = (struct arena)ARENA_INIT;
	if (reader_read(&loaded->document, bytes, &options, &loaded->keep, &scratch, &err) != 0)
		fail_msg("%s: %s (%s)", path, err.why, err.detail);
	free((char *)(uintptr_t)bytes.at);
	arena_release(&scratch);
}

/* The running text without white space: no furniture, header, markers of items, title heading. */
static struct span running_text(const struct document *document, char *out)
{
	size_t len = 0;
	for (size_t i = 0; i < document->blocks; i++) {
		const struct block *block = &document->block[i];
		const size_t from =
			block->kind == BLOCK_LIST_ITEM ? block->content_start : block->start;
		const struct span text = {document->text.at + from, block->end - from};
		if (block->kind == BLOCK_FURNITURE || block->kind == BLOCK_METADATA ||
		    (block->level == 1 && span_equal(text, document->metadata.title)))
			continue;
		for (size_t at = 0; at < text.len; at++)
			if ((unsigned char)text.at[at] > ' ')
				out[len++] = text.at[at];
	}
	return (struct span){out, len};
}

static size_t first_difference(struct span a, struct span b)
{
	size_t at = 0;
	while (at < a.len && at < b.len && a.at[at] == b.at[at])
		at++;
	return at;
}

static size_t context(size_t at)
{
	return at > 40 ? at - 40 : 0;
}

/* Counts the reports of a folder that read otherwise than their gold text. */
static int compare_folder(const char *study, const char *round, int *count)
{
	char folder[256];
	int wrong = 0;
	snprintf(folder, sizeof folder, "corpus/sample/%s/%s", study, round);
	DIR *directory = opendir(folder);
	assert_non_null(directory);
	for (const struct dirent *entry; (entry = readdir(directory));) {
		if (entry->d_name[0] == '.')
			continue;
		char path[600];
		char gold[600];
		const int base = (int)(strrchr(entry->d_name, '.') - entry->d_name);
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		snprintf(gold, sizeof gold, "corpus/sample/%s/gold/texts/%.*s.txt", study, base,
			 entry->d_name);
		struct loaded a;
		struct loaded b;
		load(&a, gold);
		load(&b, path);
		char *buffer = malloc(a.document.text.len + b.document.text.len);
		const struct span expected = running_text(&a.document, buffer);
		const struct span got = running_text(&b.document, buffer + expected.len);
		const size_t at = first_difference(expected, got);
		if (at < expected.len || at < got.len) {
			print_message("%s: at %zu\n  expected %.100s\n  got      %.100s\n", path,
				      at, expected.at + context(at), got.at + context(at));
			wrong++;
		}
		if (!span_equal(a.document.metadata.date, b.document.metadata.date) ||
		    !span_equal(a.document.metadata.round, b.document.metadata.round) ||
		    a.document.metadata.persons != b.document.metadata.persons) {
			print_message("%s: header differs\n", path);
			wrong++;
		}
		++*count;
		free(buffer);
		arena_release(&a.keep);
		arena_release(&b.keep);
	}
	closedir(directory);
	return wrong;
}

static void every_format_gives_the_words_of_the_gold_text(void **state)
{
	(void)state;
	static const char *const rounds[] = {"ronde-1", "ronde-2"};
	int wrong = 0;
	int count = 0;
	for (int i = 0; i < 2; i++) {
		wrong += compare_folder("stad", rounds[i], &count);
		wrong += compare_folder("verhalen", rounds[i], &count);
	}
	assert_int_equal(count, 22);
	assert_int_equal(wrong, 0);
}

static void ready_made_stories_keep_their_ids_and_columns(void **state)
{
	(void)state;
	struct loaded loaded;
	load(&loaded, "corpus/sample/stad/gold/stories.csv");
	const struct document *document = &loaded.document;
	assert_int_equal(document->stories, 111);
	assert_int_equal(document->blocks, 111);
	assert_true(span_equal(document->block[0].external, SPAN("01-skateplek-ronde1#1")));
	assert_true(span_equal(document->story[0].round, SPAN("1")));
	arena_release(&loaded.keep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_format_gives_the_words_of_the_gold_text),
		cmocka_unit_test(ready_made_stories_keep_their_ids_and_columns),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
