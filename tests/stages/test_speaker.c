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
#include "stages/speaker.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"
#include "tests/language.h"
#include "tests/packs.h"
#include "tests/stages/cases.h"
#include "tests/telling.h"

struct fixture {
	struct language *language;
	struct vocabulary *vocabulary;
	struct word_classes *words;
	struct lexicon *lexicon;
	struct arena keep;
	struct arena scratch;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	if (!f)
		return -1;
	*state = f;
	f->language = test_language("nl", NULL);
	f->vocabulary = f->language ? vocabulary_new(f->language, NULL) : NULL;
	f->words = test_telling();
	if (f->vocabulary && f->words)
		vocabulary_classify(f->vocabulary, f->words);
	f->lexicon = test_lexicon("samenwerking/pack.yaml");
	return f->vocabulary && f->words && f->lexicon ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	vocabulary_free(f->vocabulary);
	language_free(f->language);
	word_classes_free(f->words);
	lexicon_free(f->lexicon);
	arena_release(&f->keep);
	arena_release(&f->scratch);
	free(f);
	return 0;
}

static bool tells(const struct structure *structure, size_t i)
{
	const uint8_t kind = structure->block[i].kind;
	return kind == BLOCK_PARAGRAPH || kind == BLOCK_TURN || kind == BLOCK_LIST_ITEM ||
	       kind == BLOCK_STORY;
}

/* Each paragraph, turn and item that ends with `#` is taken for an anecdote. */
static void mark(struct fixture *f, const struct reading *reading, struct analysis *analysis)
{
	const struct token_list *tokens = reading->tokens;
	const struct structure *structure = reading->structure;
	analysis->anecdote = arena_calloc(&f->keep, tokens->sentences, sizeof(struct anecdote));
	assert_non_null(analysis->anecdote);
	for (size_t s = 0; s < tokens->sentences;) {
		const uint32_t block = tokens->sentence[s].block;
		const uint32_t first = tokens->sentence[s].first;
		while (s < tokens->sentences && tokens->sentence[s].block == block)
			s++;
		const uint32_t last = tokens->sentence[s - 1].last;
		const struct token *end = &tokens->item[last - 1];
		if (!tells(structure, block) ||
		    reading->document->text.at[structure->block[block].end - 1] != '#')
			continue;
		const uint16_t who = structure->block_speaker[block];
		analysis->anecdote[analysis->anecdotes++] = (struct anecdote){
			.range = {tokens->item[first].start, end->start + end->len},
			.first = first,
			.last = last,
			.speaker = who == SPEAKER_NONE ? (struct span){0}
						       : structure->speaker[who].name,
		};
	}
}

static void show(void *context, struct span input, char *out, size_t size)
{
	struct fixture *f = context;
	struct document document;
	struct structure structure;
	struct token_list tokens;
	struct analysis analysis = {.anecdotes = 0};
	const struct tokenise_options options = {.tailored = true};
	const struct reader_options named = {.name = "case.txt", .language = "nl"};
	assert_int_equal(reader_read(&document, input, &named, &f->keep, &f->scratch, NULL), 0);
	assert_int_equal(
		structure_run(&structure, &document, f->words, &f->keep, &f->scratch, NULL), 0);
	assert_int_equal(tokenise_run(&tokens, f->vocabulary, &options, document.text,
				      structure.block, structure.blocks, structure.aside,
				      structure.asides, &f->keep, &f->scratch, NULL),
			 0);
	const struct reading reading = {.document = &document,
					.structure = &structure,
					.tokens = &tokens,
					.vocabulary = f->vocabulary,
					.lexicon = f->lexicon,
					.words = f->words};
	mark(f, &reading, &analysis);
	assert_int_equal(speaker_run(&analysis, &reading, NULL, &f->keep, &f->scratch, NULL), 0);
	FILE *to = fmemopen(out, size, "w");
	assert_non_null(to);
	for (size_t i = 0; i < analysis.anecdotes; i++) {
		const struct anecdote *anecdote = &analysis.anecdote[i];
		const struct span role =
			lexicon_target(f->lexicon, TARGET_ROLE, anecdote->role)->id;
		assert_true(anecdote->role_score > 0 && anecdote->role_score <= 1);
		(void)fprintf(to, "%.*s <%.*s> %.*s\n", (int)role.len, role.at,
			      (int)anecdote->speaker.len, anecdote->speaker.at, 12,
			      document.text.at + anecdote->range.start);
	}
	(void)fclose(to);
	arena_reset(&f->keep);
	arena_reset(&f->scratch);
}

static void tells_who_speaks_as_the_golden_cases_say(void **state)
{
	cases_run("tests/stages/speaker.txt", show, *state);
}

static void a_given_role_decides_where_nothing_else_does(void **state)
{
	struct fixture *f = *state;
	const struct span text = SPAN("Toen stond er een boot op de stoep.");
	const struct block block = {.end = (uint32_t)text.len, .kind = BLOCK_STORY};
	const struct document document = {
		.text = text, .block = (struct block *)&block, .blocks = 1};
	struct structure structure;
	struct token_list tokens;
	const struct tokenise_options options = {.tailored = true};
	assert_int_equal(
		structure_run(&structure, &document, f->words, &f->keep, &f->scratch, NULL), 0);
	assert_int_equal(tokenise_run(&tokens, f->vocabulary, &options, text, structure.block, 1,
				      NULL, 0, &f->keep, &f->scratch, NULL),
			 0);
	const struct reading reading = {.document = &document,
					.structure = &structure,
					.tokens = &tokens,
					.vocabulary = f->vocabulary,
					.lexicon = f->lexicon,
					.words = f->words};
	const size_t roles = lexicon_count(f->lexicon, TARGET_ROLE);
	const uint16_t civil = lexicon_find(f->lexicon, TARGET_ROLE, SPAN("ambtenaar"));
	float given[16] = {0};
	assert_true(roles <= 16 && civil < roles);
	given[civil] = 0.9F;
	struct anecdote anecdote = {.range = {0, (uint32_t)text.len},
				    .last = (uint32_t)tokens.count};
	struct analysis analysis = {.anecdote = &anecdote, .anecdotes = 1};
	assert_int_equal(speaker_run(&analysis, &reading, given, &f->keep, &f->scratch, NULL), 0);
	assert_int_equal(anecdote.role, civil);
	arena_reset(&f->keep);
	arena_reset(&f->scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_who_speaks_as_the_golden_cases_say),
		cmocka_unit_test(a_given_role_decides_where_nothing_else_does),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
