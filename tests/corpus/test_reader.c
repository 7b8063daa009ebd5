#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <zip.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "corpus/encoding.h"
#include "corpus/error.h"
#include "corpus/library.h"
#include "corpus/reader.h"
#include "tests/corpus/files.h"

struct read {
	struct arena keep;
	struct arena scratch;
	struct error err;
	struct document document;
	int status;
};

static void read_bytes(struct read *r, struct span bytes, const char *name)
{
	*r = (struct read){.err = ERROR_INIT};
	const struct reader_options options = {.name = name, .language = "nl"};
	r->status = reader_read(&r->document, bytes, &options, &r->keep, &r->scratch, &r->err);
}

static void release(struct read *r)
{
	arena_release(&r->keep);
	arena_release(&r->scratch);
}

/* What document.h promises of ranges, order and encoding. */
static void assert_sound(const struct document *document)
{
	size_t at = 0;
	assert_true(utf8_valid(document->text));
	assert_non_null(document->format);
	for (size_t i = 0; i < document->blocks; i++) {
		const struct block *block = &document->block[i];
		assert_true(block->start < block->end);
		assert_true(block->end <= document->text.len);
		assert_in_range(block->content_start, block->start, block->end);
		assert_true(block->start >= at);
		const struct span between = {document->text.at + at, block->start - at};
		assert_int_equal(span_trim(between).len, 0);
		const struct span text = {document->text.at + block->start,
					  block->end - block->start};
		assert_int_equal(span_trim(text).len, text.len);
		at = block->end;
	}
	const struct span rest = {document->text.at + at, document->text.len - at};
	assert_int_equal(span_trim(rest).len, 0);
}

static void read_file(const char *path, const char *name)
{
	struct read r;
	const struct span bytes = files_read(path);
	read_bytes(&r, bytes, name);
	if (r.status == 0)
		assert_sound(&r.document);
	else
		assert_true(r.err.code != ERROR_NONE && r.err.why &&
			    r.err.code == (enum error_code)r.status);
	release(&r);
	free((char *)(uintptr_t)bytes.at);
}

static void what_is_no_document_is_refused_by_its_content(void **state)
{
	(void)state;
	static const struct {
		struct span bytes;
		const char *name;
		const char *what;
	} cases[] = {
		{{"\x89PNG\r\n\x1a\n....", 12}, "foto.docx", "PNG"},
		{{"{\\rtf1 hallo}", 13}, "a.rtf", "RTF"},
		{{"\0\1\2\3\4\5\6\7", 8}, "a.txt", ""},
		{{"<?xml version='1.0'?><a/>", 25}, "a.txt", "XML"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct read r;
		read_bytes(&r, cases[i].bytes, cases[i].name);
		assert_int_equal(r.status, ERROR_INPUT);
		assert_string_equal(r.err.why, "this is not a kind of file that can be read");
		assert_string_equal(r.err.detail, cases[i].what);
		release(&r);
	}
}

static void a_file_without_words_is_an_error(void **state)
{
	(void)state;
	struct read r;
	read_bytes(&r, SPAN(""), "leeg.txt");
	assert_string_equal(r.err.why, "the file is empty");
	release(&r);
	read_bytes(&r, SPAN(" \n\t\n -- \n"), "wit.txt");
	assert_string_equal(r.err.why, "there is no text in this document");
	release(&r);
}

static void formats_for_a_converter_are_recognised(void **state)
{
	(void)state;
	const struct reader_options doc = {.name = "a.doc"};
	const struct reader_options txt = {.name = "a.txt"};
	assert_string_equal(reader_needs_converter(SPAN("\xD0\xCF\x11\xE0rest"), &doc), "doc");
	assert_string_equal(reader_needs_converter(SPAN("{\\rtf1 a}"), &txt), "rtf");
	assert_null(reader_needs_converter(SPAN("gewone tekst"), &doc));
}

static void a_long_line_is_one_block(void **state)
{
	(void)state;
	struct read r;
	const size_t size = 8 << 20;
	char *text = malloc(size);
	for (size_t i = 0; i < size; i += 8)
		memcpy(text + i, "verhaal ", 8);
	read_bytes(&r, (struct span){text, size}, "lang.txt");
	assert_int_equal(r.status, 0);
	assert_int_equal(r.document.blocks, 1);
	assert_sound(&r.document);
	release(&r);
	free(text);
}

static void every_file_of_the_sample_gives_sound_blocks(void **state)
{
	(void)state;
	static const char *const folders[] = {
		"corpus/sample/stad/ronde-1", "corpus/sample/stad/ronde-2",
		"corpus/sample/verhalen/ronde-1", "corpus/sample/verhalen/ronde-2",
		"tests/corpus/golden"};
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		DIR *folder = opendir(folders[i]);
		assert_non_null(folder);
		for (const struct dirent *entry; (entry = readdir(folder));) {
			char path[512];
			snprintf(path, sizeof path, "%s/%s", folders[i], entry->d_name);
			if (entry->d_name[0] != '.')
				read_file(path, entry->d_name);
		}
		closedir(folder);
	}
}

/* Each file cut off at many places, and with bytes changed: text or an error, nothing worse. */
static void damaged_files_give_text_or_an_error(void **state)
{
	(void)state;
	static const char *const paths[] = {
		"corpus/sample/stad/ronde-2/02-skateplek-ronde2.docx",
		"corpus/sample/stad/ronde-2/04-repaircafe-ronde2.odt",
		"corpus/sample/verhalen/ronde-2/06-kring-rietakkers-ronde2.pdf",
		"tests/corpus/golden/page.html",
		"tests/corpus/golden/report.md",
		"tests/corpus/golden/cues.srt",
		"tests/corpus/golden/whisper.json",
		"tests/corpus/golden/stories.csv",
		"tests/corpus/golden/double-decoded.txt",
	};
	enum { TIMES = 24 };
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		const struct span whole = files_read(paths[i]);
		unsigned random = 12345;
		for (size_t n = 0; n < TIMES; n++) {
			struct read r;
			char *copy = malloc(whole.len + 1);
			memcpy(copy, whole.at, whole.len);
			for (int change = 0; change < 8 && n % 2; change++) {
				random = random * 1103515245 + 12345;
				copy[(random >> 8) % whole.len] = (char)(random >> 3);
			}
			const size_t len = n % 2 ? whole.len : whole.len * n / TIMES;
			read_bytes(&r, (struct span){copy, len}, files_base(paths[i]));
			if (r.status == 0)
				assert_sound(&r.document);
			release(&r);
			free(copy);
		}
		free((char *)(uintptr_t)whole.at);
	}
}

static void hostile_files_give_text_or_an_error(void **state)
{
	(void)state;
	static const char *const folders[] = {"docx", "pdf", "xml", "html", "zip"};
	size_t count = 0;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		char path[1024];
		snprintf(path, sizeof path, "%s/data/torture/%s", files_shared(), folders[i]);
		DIR *folder = opendir(path);
		if (!folder)
			continue;
		for (const struct dirent *entry; (entry = readdir(folder));) {
			snprintf(path, sizeof path, "%s/data/torture/%s/%s", files_shared(),
				 folders[i], entry->d_name);
			if (entry->d_name[0] == '.')
				continue;
			read_file(path, entry->d_name);
			read_file(path, "a.docx");
			read_file(path, "a.odt");
			read_file(path, "a.xlsx");
			count++;
		}
		closedir(folder);
	}
	if (count == 0) {
		print_message("no %s/data/torture: skipped\n", files_shared());
		skip();
	}
}

/* A spreadsheet made here, since an archive cannot stand in a golden folder as text. */
static void a_spreadsheet_gives_a_story_a_row(void **state)
{
	(void)state;
	static const char *const parts[][2] = {
		{"xl/workbook.xml",
		 "<workbook xmlns:r='r'><sheets><sheet name='a' r:id='rId7'/></sheets></workbook>"},
		{"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='rId7' "
					       "Target='worksheets/blad.xml'/></Relationships>"},
		{"xl/sharedStrings.xml", "<sst><si><t>id</t></si><si><r><t>Ver</t></r><r><t>haal</"
					 "t></r></si><si><t>We kregen een sleutel.</t></si></sst>"},
		{"xl/worksheets/blad.xml",
		 "<worksheet><sheetData><row><c r='A1' t='s'><v>0</v></c><c r='C1' "
		 "t='s'><v>1</v></c></row>"
		 "<row><c r='A2'><v>17</v></c><c r='C2' t='s'><v>2</v></c></row>"
		 "<row><c r='A3'><v>18</v></c><c r='C3' t='inlineStr'><is><t>Niemand "
		 "belde.</t></is></c></row></sheetData></worksheet>"},
	};
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *archive = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	assert_non_null(archive);
	zip_source_keep(source);
	for (size_t i = 0; i < 4; i++)
		zip_file_add(archive, parts[i][0],
			     zip_source_buffer(archive, parts[i][1], strlen(parts[i][1]), 0), 0);
	assert_int_equal(zip_close(archive), 0);
	char bytes[8192];
	assert_int_equal(zip_source_open(source), 0);
	const zip_int64_t len = zip_source_read(source, bytes, sizeof bytes);
	zip_source_close(source);
	zip_source_free(source);
	struct read r;
	read_bytes(&r, (struct span){bytes, (size_t)len}, "verhalen.xlsx");
	assert_int_equal(r.status, 0);
	assert_sound(&r.document);
	assert_int_equal(r.document.stories, 2);
	assert_true(span_equal(r.document.block[0].external, SPAN("17")));
	assert_true(span_equal(r.document.text, SPAN("We kregen een sleutel.\n\nNiemand belde.")));
	release(&r);
}

/* One in a hundred is damage; more is no text. Wherever they stand among eight bytes. */
static void more_than_one_control_in_a_hundred_is_no_text(void **state)
{
	(void)state;
	for (size_t at = 0; at + 1 < 100; at++) {
		char bytes[100];
		memset(bytes, at % 2 ? 'a' : '\xEB', sizeof bytes);
		bytes[at] = '\x01';
		assert_true(encoding_is_text((struct span){bytes, sizeof bytes}));
		assert_false(encoding_is_text((struct span){bytes, sizeof bytes - 1}));
		bytes[at + 1] = '\x1F';
		assert_false(encoding_is_text((struct span){bytes, sizeof bytes}));
		bytes[at] = bytes[at + 1] = '\n';
		assert_true(encoding_is_text((struct span){bytes, sizeof bytes}));
	}
}

/* As on a machine from which somebody took poppler away. */
static void a_library_that_is_missing_is_named(void **state)
{
	(void)state;
	struct error err = ERROR_INIT, other = ERROR_INIT;
	void *table = NULL;
	const char *const there = "xmlParseDoc", *const absent = "xmlParseNothing";
	assert_int_equal(library_open(&table, "libabsent.so.8", &there, 1, &err), ERROR_INPUT);
	assert_string_equal(err.detail, "libabsent.so.8");
	assert_int_equal(library_open(&table, "libxml2.so.2", &absent, 1, &other), ERROR_INPUT);
	assert_string_equal(other.detail, "libxml2.so.2: xmlParseNothing");
	assert_null(table);
	assert_int_equal(library_open(&table, "libxml2.so.2", &there, 1, &err), 0);
	assert_non_null(table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_document_is_refused_by_its_content),
		cmocka_unit_test(more_than_one_control_in_a_hundred_is_no_text),
		cmocka_unit_test(a_file_without_words_is_an_error),
		cmocka_unit_test(formats_for_a_converter_are_recognised),
		cmocka_unit_test(a_long_line_is_one_block),
		cmocka_unit_test(every_file_of_the_sample_gives_sound_blocks),
		cmocka_unit_test(damaged_files_give_text_or_an_error),
		cmocka_unit_test(hostile_files_give_text_or_an_error),
		cmocka_unit_test(a_spreadsheet_gives_a_story_a_row),
		cmocka_unit_test(a_library_that_is_missing_is_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
