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
#include "lexicons/lexicon.h"
#include "stages/learning.h"
#include "stages/segment.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"
#include "tests/language.h"
#include "tests/packs.h"
#include "tests/stages/cases.h"
#include "tests/telling.h"

struct fixture {
	struct compound_words compounds;
	struct language *language;
	struct vocabulary *vocabulary;
	struct word_classes *words;
	struct lexicon *lexicon;
	struct match_cache *cache;
	struct arena keep;
	struct arena scratch;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	*state = f;
	if (!f || !test_words(&f->compounds))
		return -1;
	f->language = test_language("nl", &f->compounds);
	f->vocabulary = f->language ? vocabulary_new(f->language, NULL) : NULL;
	f->words = test_telling();
	if (f->vocabulary && f->words)
		vocabulary_classify(f->vocabulary, f->words);
	f->lexicon = test_lexicon("samenwerking/pack.yaml");
	f->cache = f->lexicon ? match_cache_new(f->lexicon, NULL) : NULL;
	return f->vocabulary && f->words && f->cache ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	match_cache_free(f->cache);
	vocabulary_free(f->vocabulary);
	lexicon_free(f->lexicon);
	language_free(f->language);
	word_classes_free(f->words);
	arena_release(&f->keep);
	arena_release(&f->scratch);
	free(f);
	return 0;
}

static void find(struct learning_list *out, struct document *document, struct fixture *f,
		 struct span text)
{
	const struct reader_options options = {.name = "report.txt", .language = "nl"};
	const struct tokenise_options tailored = {.tailored = true};
	struct structure structure;
	struct token_list tokens;
	struct hit_list hits;
	assert_int_equal(reader_read(document, text, &options, &f->keep, &f->scratch, NULL), 0);
	assert_int_equal(structure_run(&structure, document, f->words, &f->keep, &f->scratch, NULL),
			 0);
	assert_int_equal(tokenise_run(&tokens, f->vocabulary, &tailored, document->text,
				      structure.block, structure.blocks, structure.aside,
				      structure.asides, &f->keep, &f->scratch, NULL),
			 0);
	assert_int_equal(match_run(&hits, f->cache, f->lexicon, f->vocabulary, document->text,
				   &tokens, &f->keep, &f->scratch, NULL),
			 0);
	const struct reading reading = {
		.document = document,
		.structure = &structure,
		.tokens = &tokens,
		.hits = &hits,
		.vocabulary = f->vocabulary,
		.lexicon = f->lexicon,
		.words = f->words,
	};
	assert_int_equal(learning_run(out, &reading, NULL, NULL, &f->keep, &f->scratch, NULL), 0);
}

static void show(void *context, struct span input, char *out, size_t size)
{
	static const char *const name[LEARNING_AIMS] = {"want", "bring", "get"};
	struct fixture *f = context;
	struct learning_list list;
	struct document document = {.format = ""};
	size_t at = 0;
	out[0] = '\0';
	find(&list, &document, f, input);
	for (size_t i = 0; i < list.count; i++) {
		const struct learning *one = &list.item[i];
		const struct span said = span_of(document.text, one->range);
		const int len =
			snprintf(out + at, size - at, "%s by %.*s: %.*s\n", name[one->aim],
				 (int)one->speaker.len, one->speaker.at ? one->speaker.at : "",
				 (int)said.len, said.at);
		assert_true(len > 0 && at + (size_t)len < size);
		at += (size_t)len;
		assert_int_equal(one->themes, 0); /* nothing suggests any */
	}
	arena_reset(&f->keep);
	arena_reset(&f->scratch);
}

static void what_people_want_to_learn_is_found(void **state)
{
	cases_run("tests/stages/learning.txt", show, *state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_people_want_to_learn_is_found),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
