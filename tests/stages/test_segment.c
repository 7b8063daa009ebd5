#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/reader.h"
#include "stages/segment.h"
#include "stages/segment_learn.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"
#include "tests/language.h"
#include "tests/stages/cases.h"
#include "tests/telling.h"

struct fixture {
	struct language *language;
	struct vocabulary *vocabulary;
	struct word_classes *words;
	struct segment_model *model;
	struct arena keep;
	struct arena scratch;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct span bytes;
	if (!f)
		return -1;
	*state = f;
	f->language = test_language("nl", NULL);
	f->vocabulary = f->language ? vocabulary_new(f->language, NULL) : NULL;
	f->words = test_telling();
	if (f->vocabulary && f->words)
		vocabulary_classify(f->vocabulary, f->words);
	f->model = embedded_find(&bytes, "lexicons/telling/dutch.model")
			   ? segment_model_new(bytes, NULL)
			   : NULL;
	return f->vocabulary && f->words && f->model ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	vocabulary_free(f->vocabulary);
	language_free(f->language);
	word_classes_free(f->words);
	segment_model_free(f->model);
	arena_release(&f->keep);
	arena_release(&f->scratch);
	free(f);
	return 0;
}

/* Anecdotes of a document; everything lives until the arenas are reset. */
static struct analysis find(struct fixture *f, const struct document *document)
{
	struct structure structure;
	struct token_list tokens;
	struct analysis analysis;
	const struct tokenise_options options = {.tailored = true};
	assert_int_equal(structure_run(&structure, document, f->words, &f->keep, &f->scratch, NULL),
			 0);
	assert_int_equal(tokenise_run(&tokens, f->vocabulary, &options, document->text,
				      structure.block, structure.blocks, structure.aside,
				      structure.asides, &f->keep, &f->scratch, NULL),
			 0);
	const struct reading reading = {.document = document,
					.structure = &structure,
					.tokens = &tokens,
					.vocabulary = f->vocabulary,
					.words = f->words,
					.segment_model = f->model};
	assert_int_equal(segment_run(&analysis, &reading, &f->keep, &f->scratch, NULL), 0);
	uint32_t end = 0;
	for (size_t i = 0; i < analysis.anecdotes; i++) {
		const struct anecdote *anecdote = &analysis.anecdote[i];
		assert_true(anecdote->range.start >= end);
		assert_true(anecdote->range.start < anecdote->range.end);
		assert_true(anecdote->first < anecdote->last);
		end = anecdote->range.end;
	}
	assert_true(end <= document->text.len);
	return analysis;
}

static void reset(struct fixture *f)
{
	arena_reset(&f->keep);
	arena_reset(&f->scratch);
}

/* A line per anecdote: <speaker>, its first and its last four words. */
static void print_anecdote(struct span text, const struct anecdote *anecdote, FILE *to)
{
	const struct span own = span_of(text, anecdote->range);
	size_t head = 0;
	size_t tail = own.len;
	for (size_t words = 0; head < own.len && words < 4; head++)
		words += own.at[head] == ' ';
	for (size_t words = 0; tail > 0 && words < 4; tail--)
		words += own.at[tail - 1] == ' ';
	(void)fprintf(to, "<%.*s> %.*s...%.*s\n", (int)anecdote->speaker.len, anecdote->speaker.at,
		      (int)head, own.at, (int)(own.len - tail), own.at + tail);
}

static void show(void *context, struct span input, char *out, size_t size)
{
	struct fixture *f = context;
	struct document document;
	const struct reader_options options = {.name = "case.txt", .language = "nl"};
	assert_int_equal(reader_read(&document, input, &options, &f->keep, &f->scratch, NULL), 0);
	const struct analysis analysis = find(f, &document);
	FILE *to = fmemopen(out, size, "w");
	assert_non_null(to);
	for (size_t i = 0; i < analysis.anecdotes; i++)
		print_anecdote(document.text, &analysis.anecdote[i], to);
	(void)fclose(to);
	reset(f);
}

static void finds_the_anecdotes_of_the_golden_cases(void **state)
{
	cases_run("tests/stages/segment.txt", show, *state);
}

static void a_story_that_is_cut_stays_whole(void **state)
{
	struct fixture *f = *state;
	const char *text = "Vraag: wat kost het? Dat weet niemand.\n\nAdvies: bel de gemeente.";
	struct block block[2] = {
		{.start = 0, .end = 38, .kind = BLOCK_STORY, .external = SPAN("r1")},
		{.start = 40, .content_start = 40, .end = 64, .kind = BLOCK_STORY},
	};
	const struct document document = {.text = span_from(text), .block = block, .blocks = 2};
	const struct analysis analysis = find(f, &document);
	assert_int_equal(analysis.anecdotes, 2);
	assert_int_equal(analysis.anecdote[0].range.end, 38);
	assert_true(span_equal(analysis.anecdote[0].external, SPAN("r1")));
	assert_int_equal(analysis.anecdote[1].range.start, 40);
	reset(f);
}

static void any_text_gives_anecdotes_in_order(void **state)
{
	struct fixture *f = *state;
	static const char *const piece[] = {"Toen ", "ik ",      "zei ",     "hij: ", "\"nee\" ",
					    ". ",    "?\n\n",    "[00:01] ", "Jan: ", "\n",
					    "- ",    "(lacht) ", "@"};
	uint32_t seed = 3;
	for (int round = 0; round < 100; round++) {
		char text[2000] = "";
		for (size_t len = 0; len < sizeof(text) - 20; len = strlen(text)) {
			seed = seed * 1664525U + 1013904223U;
			strcat(text, piece[(seed >> 16) % (sizeof(piece) / sizeof(piece[0]))]);
		}
		struct document document;
		const struct reader_options options = {.name = "x.txt", .language = "nl"};
		if (reader_read(&document, span_from(text), &options, &f->keep, &f->scratch,
				NULL) == 0)
			(void)find(f, &document);
		reset(f);
	}
}

static void a_document_without_sentences_has_no_anecdotes(void **state)
{
	struct fixture *f = *state;
	const struct document document = {.blocks = 0};
	assert_int_equal(find(f, &document).anecdotes, 0);
	reset(f);
}

static void a_wrong_model_is_refused(void **state)
{
	(void)state;
	static const struct {
		struct span bytes;
		unsigned line;
	} wrong[] = {
		{SPAN(""), 1},
		{SPAN("something else\n"), 1},
		{SPAN("rodedraad segment model 1\nbias 0 1 2 3\n"), 2},
		{SPAN("rodedraad segment model 1\nbias 0 1 2 3 4\nnothing 0 1 2 3 4\n"), 3},
		{SPAN("rodedraad segment model 1\nbias 900 1 2 3 4\n"), 2},
		{SPAN("rodedraad segment model 1\nbias 0 1 2 3 x\n"), 2},
		{SPAN("rodedraad segment model 1\nbias 0 1 2 3 4 5\n"), 2},
	};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct error err = ERROR_INIT;
		assert_null(segment_model_new(wrong[i].bytes, &err));
		assert_int_equal(err.code, ERROR_CONFIG);
		assert_int_equal(err.line, wrong[i].line);
	}
}

static void a_model_reads_its_weights(void **state)
{
	(void)state;
	struct segment_model *model =
		segment_model_new(SPAN("rodedraad segment model 1\nkind 3 0.5 -1.25 0 12\n"), NULL);
	assert_non_null(model);
	const float *weight = model->weight[segment_feature_find(SPAN("kind"), 3)];
	assert_true(weight[WEIGHT_INSIDE] == 0.5F && weight[WEIGHT_BEGIN] == -1.25F);
	assert_true(weight[WEIGHT_RESTART] == 0 && weight[WEIGHT_END] == 12);
	segment_model_free(model);
}

/* Units with feature 1 are inside, with 2 they begin; everything else is out. */
static void learning_finds_what_tells(void **state)
{
	struct fixture *f = *state;
	enum { UNITS = 60 };
	static struct feature_row row[UNITS];
	static uint8_t label[UNITS];
	struct segment_model *model = calloc(1, sizeof(*model));
	assert_non_null(model);
	for (size_t i = 0; i < UNITS; i++) {
		label[i] = i % 6 == 2                 ? LABEL_BEGIN
			   : i % 6 == 3 || i % 6 == 4 ? LABEL_INSIDE
						      : LABEL_OUT;
		row[i].id[row[i].count++] = 0;
		if (label[i] != LABEL_OUT)
			row[i].id[row[i].count++] = 1;
		if (label[i] == LABEL_BEGIN)
			row[i].id[row[i].count++] = 2;
	}
	static struct unit unit[UNITS];
	static uint32_t words_before[UNITS + 1];
	struct unit_block block = {.last = UNITS, .speaker = SPEAKER_NONE};
	const struct unit_list list = {.item = unit,
				       .count = UNITS,
				       .words_before = words_before,
				       .block = &block,
				       .blocks = 1};
	const struct segment_sample sample = {&list, row, label, UNITS, 1};
	const struct segment_learning learning = {.prior = {1, 1, 1, 1}, .rounds = 50, .least = 1};
	assert_int_equal(segment_learn(model, &sample, 1, &learning, &f->scratch, NULL), 0);
	assert_true(model->weight[1][WEIGHT_INSIDE] > 1);
	assert_true(model->weight[2][WEIGHT_BEGIN] > 0.3F);
	assert_true(model->weight[0][WEIGHT_INSIDE] < 0);
	assert_true(model->weight[3][WEIGHT_INSIDE] == 0);
	free(model);
	arena_reset(&f->scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_anecdotes_of_the_golden_cases),
		cmocka_unit_test(a_story_that_is_cut_stays_whole),
		cmocka_unit_test(any_text_gives_anecdotes_in_order),
		cmocka_unit_test(a_document_without_sentences_has_no_anecdotes),
		cmocka_unit_test(a_wrong_model_is_refused),
		cmocka_unit_test(a_model_reads_its_weights),
		cmocka_unit_test(learning_finds_what_tells),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
