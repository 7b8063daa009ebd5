#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "corpus/reader.h"
#include "stages/structure.h"
#include "tests/stages/cases.h"
#include "tests/telling.h"

static const char *const kind_name[BLOCK_KINDS] = {
	[BLOCK_PARAGRAPH] = "paragraph", [BLOCK_HEADING] = "heading",
	[BLOCK_QUESTION] = "question",   [BLOCK_TURN] = "turn",
	[BLOCK_LIST_ITEM] = "item",      [BLOCK_QUOTE] = "quote",
	[BLOCK_CAPTION] = "caption",     [BLOCK_FURNITURE] = "furniture",
	[BLOCK_METADATA] = "metadata",   [BLOCK_STORY] = "story",
};

struct fixture {
	struct word_classes *words;
	struct arena keep;
	struct arena scratch;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	if (!f)
		return -1;
	f->words = test_telling();
	*state = f;
	return f->words ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	word_classes_free(f->words);
	arena_release(&f->keep);
	arena_release(&f->scratch);
	free(f);
	return 0;
}

/* A line per block: kind, who speaks, and what is said; asides between { and }. */
static void print_block(const struct document *document, const struct structure *structure,
			size_t i, FILE *to)
{
	const struct block *block = &structure->block[i];
	(void)fputs(kind_name[block->kind], to);
	if (structure->block_speaker[i] != SPEAKER_NONE) {
		const struct speaker *who = &structure->speaker[structure->block_speaker[i]];
		(void)fprintf(to, " <%.*s%s%s%s%s>", (int)who->name.len, who->name.at,
			      who->interviewer ? ", asks" : "",
			      who->role_class & WORD_BIT(WORD_CIVIL) ? ", civil" : "",
			      who->role_class & WORD_BIT(WORD_GOVERNOR) ? ", governor" : "",
			      who->role_class & WORD_BIT(WORD_INITIATOR) ? ", initiator" : "");
	}
	(void)fputs(" ", to);
	for (uint32_t at = block->content_start; at < block->end; at++) {
		for (size_t a = 0; a < structure->asides; a++)
			if (structure->aside[a].start == at)
				(void)fputc('{', to);
		(void)fputc(document->text.at[at] == '\n' ? '/' : document->text.at[at], to);
		for (size_t a = 0; a < structure->asides; a++)
			if (structure->aside[a].end == at + 1)
				(void)fputc('}', to);
	}
	(void)fputs("\n", to);
}

static void show(void *context, struct span input, char *out, size_t size)
{
	struct fixture *f = context;
	struct document document;
	struct structure structure;
	const struct reader_options options = {.name = "case.txt", .language = "nl"};
	assert_int_equal(reader_read(&document, input, &options, &f->keep, &f->scratch, NULL), 0);
	assert_int_equal(
		structure_run(&structure, &document, f->words, &f->keep, &f->scratch, NULL), 0);
	FILE *to = fmemopen(out, size, "w");
	assert_non_null(to);
	for (size_t i = 0; i < structure.blocks; i++)
		print_block(&document, &structure, i, to);
	(void)fclose(to);
	arena_reset(&f->keep);
	arena_reset(&f->scratch);
}

static void tells_blocks_as_the_golden_cases_say(void **state)
{
	cases_run("tests/stages/structure.txt", show, *state);
}

static void blocks_stay_in_order_and_inside_the_text(void **state)
{
	struct fixture *f = *state;
	char bytes[4096];
	uint32_t seed = 1;
	static const char signs[] = "Aa1 :([])\n-?.=\"W\t|>";
	for (int round = 0; round < 200; round++) {
		for (size_t i = 0; i < sizeof(bytes); i++) {
			seed = seed * 1664525U + 1013904223U;
			bytes[i] = signs[(seed >> 24) % (sizeof(signs) - 1)];
		}
		struct document document;
		struct structure structure;
		const struct reader_options options = {.name = "x.txt", .language = "nl"};
		if (reader_read(&document, (struct span){bytes, sizeof(bytes)}, &options, &f->keep,
				&f->scratch, NULL) != 0)
			continue;
		assert_int_equal(
			structure_run(&structure, &document, f->words, &f->keep, &f->scratch, NULL),
			0);
		uint32_t end = 0;
		for (size_t i = 0; i < structure.blocks; i++) {
			const struct block *block = &structure.block[i];
			assert_true(block->start >= end);
			assert_true(block->start <= block->content_start);
			assert_true(block->content_start <= block->end);
			end = block->end;
		}
		assert_true(end <= document.text.len);
		arena_reset(&f->keep);
		arena_reset(&f->scratch);
	}
}

static void a_document_without_blocks_gives_none(void **state)
{
	struct fixture *f = *state;
	const struct document document = {.blocks = 0};
	struct structure structure;
	assert_int_equal(
		structure_run(&structure, &document, f->words, &f->keep, &f->scratch, NULL), 0);
	assert_int_equal(structure.blocks, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_blocks_as_the_golden_cases_say),
		cmocka_unit_test(blocks_stay_in_order_and_inside_the_text),
		cmocka_unit_test(a_document_without_blocks_gives_none),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
