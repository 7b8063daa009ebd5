#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"
#include "tests/language.h"
#include "tests/stages/cases.h"

struct fixture {
	struct language *language;
	struct vocabulary *vocabulary;
	struct arena keep;
	struct arena scratch;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	if (!f)
		return -1;
	f->language = test_language("nl", NULL);
	f->vocabulary = f->language ? vocabulary_new(f->language, NULL) : NULL;
	*state = f;
	return f->vocabulary ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	vocabulary_free(f->vocabulary);
	language_free(f->language);
	arena_release(&f->keep);
	arena_release(&f->scratch);
	free(f);
	return 0;
}

static struct token_list run_all(struct fixture *f, struct span text, bool tailored,
				 const struct range *aside, size_t asides)
{
	const struct tokenise_options options = {.tailored = tailored};
	const struct block block = {.end = (uint32_t)text.len};
	struct token_list tokens;
	assert_int_equal(tokenise_run(&tokens, f->vocabulary, &options, text, &block, 1, aside,
				      asides, &f->keep, &f->scratch, NULL),
			 0);
	return tokens;
}

static struct token_list run(struct fixture *f, struct span text)
{
	return run_all(f, text, true, NULL, 0);
}

/* One line a sentence, tokens apart by a space. */
static void write_tokens(char *out, size_t size, struct span text, const struct token_list *tokens)
{
	size_t len = 0;
	for (size_t s = 0; s < tokens->sentences; s++)
		for (uint32_t t = tokens->sentence[s].first; t < tokens->sentence[s].last; t++) {
			const struct token *token = &tokens->item[t];
			assert_true(len + token->len + 2 < size);
			memcpy(out + len, text.at + token->start, token->len);
			len += token->len;
			out[len++] = t + 1 < tokens->sentence[s].last ? ' ' : '\n';
		}
	out[len] = '\0';
}

static void tokenise_case(void *context, struct span input, char *out, size_t size)
{
	struct fixture *f = context;
	const struct token_list tokens = run(f, input);
	write_tokens(out, size, input, &tokens);
}

/* Sentences as they stand, one a line. */
static void sentence_case(void *context, struct span input, char *out, size_t size)
{
	struct fixture *f = context;
	const struct token_list tokens = run(f, input);
	size_t len = 0;
	for (size_t s = 0; s < tokens.sentences; s++) {
		const struct token *first = &tokens.item[tokens.sentence[s].first];
		const struct token *last = &tokens.item[tokens.sentence[s].last - 1];
		const size_t bytes = last->start + last->len - first->start;
		assert_true(len + bytes + 2 < size);
		memcpy(out + len, input.at + first->start, bytes);
		len += bytes;
		out[len++] = '\n';
	}
	out[len] = '\0';
}

static void golden_tokens_are_found(void **state)
{
	cases_run("tests/stages/tokenise.txt", tokenise_case, *state);
}

static void golden_sentences_are_found(void **state)
{
	cases_run("tests/stages/sentences.txt", sentence_case, *state);
}

static void check_cover(struct span text, const struct token_list *tokens)
{
	size_t at = 0;
	for (size_t i = 0; i <= tokens->count; i++) {
		const size_t start = i < tokens->count ? tokens->item[i].start : text.len;
		assert_true(start >= at);
		for (size_t len; at < start; at += len)
			assert_true(code_is_space(
				utf8_decode((struct span){text.at, start}, at, &len)));
		if (i < tokens->count) {
			assert_true(tokens->item[i].len > 0);
			at = start + tokens->item[i].len;
		}
	}
	uint32_t next = 0;
	for (size_t s = 0; s < tokens->sentences; s++) {
		assert_int_equal(tokens->sentence[s].first, next);
		assert_true(tokens->sentence[s].last > next);
		next = tokens->sentence[s].last;
	}
	assert_int_equal(next, tokens->count);
}

/* What letters, signs and halves of characters do to each other is what may go wrong. */
static const char *const pieces[] = {
	"a",
	"B",
	"9",
	".",
	",",
	"'",
	"-",
	" ",
	"\n",
	"&",
	"@",
	"/",
	":",
	"\xE2\x80\x99",
	"\xC3\xA9",
	"\xF0\x9F\x98\x80",
	"\xE2\x80\x8D",
	"\xCC\x81",
	"\x80",
	"\xC3",
	"\xE2\x80",
	"www.",
	"http://",
	"nl",
	"!",
	"\"",
	"%",
	"+",
	"\0",
	"_",
	"\xE2\x80\xA6",
	"(",
	")",
};

static void tokens_cover_any_bytes_but_white_space(void **state)
{
	struct fixture *f = *state;
	uint32_t seed = 7;
	for (int round = 0; round < 3000; round++) {
		char text[256];
		size_t len = 0;
		while (len < 200 && (seed >> 20) % 41 != 0) {
			seed = seed * 1664525 + 1013904223;
			const size_t i = (seed >> 16) % (sizeof pieces / sizeof *pieces);
			const size_t bytes = pieces[i][0] ? strlen(pieces[i]) : 1;
			memcpy(text + len, pieces[i], bytes);
			len += bytes;
		}
		seed = seed * 1664525 + 1013904223;
		/* A copy of its own size, so that a sanitizer sees a look beyond it. */
		char *exact = malloc(len ? len : 1);
		assert_non_null(exact);
		memcpy(exact, text, len);
		for (int tailored = 0; tailored < 2; tailored++) {
			const struct span span = {exact, len};
			const struct token_list tokens = run_all(f, span, tailored, NULL, 0);
			check_cover(span, &tokens);
		}
		free(exact);
		arena_reset(&f->keep);
		arena_reset(&f->scratch);
	}
}

static void a_token_too_long_is_cut_between_characters(void **state)
{
	struct fixture *f = *state;
	const size_t len = 200001;
	char *text = malloc(len);
	assert_non_null(text);
	text[0] = 'x';
	for (size_t i = 1; i < len; i += 2)
		memcpy(text + i, "\xC3\xA9", 2);
	const struct token_list tokens = run(f, (struct span){text, len});
	assert_int_equal(tokens.count, 4);
	for (size_t i = 0; i < tokens.count; i++)
		assert_true(
			utf8_valid((struct span){text + tokens.item[i].start, tokens.item[i].len}));
	check_cover((struct span){text, len}, &tokens);
	free(text);
}

static void asides_are_tokens_of_their_own_and_no_words(void **state)
{
	struct fixture *f = *state;
	const struct span text = SPAN("Nou [00:12:41] ik zei (lacht) niks.");
	const struct range aside[] = {{4, 14}, {22, 29}};
	const struct token_list tokens = run_all(f, text, true, aside, 2);
	assert_int_equal(tokens.count, 7);
	assert_int_equal(tokens.item[1].kind, TOKEN_ASIDE);
	assert_int_equal(tokens.item[1].type, VOCABULARY_NONE);
	assert_int_equal(tokens.item[1].len, 10);
	assert_int_equal(tokens.item[4].kind, TOKEN_ASIDE);
	assert_int_equal(tokens.sentences, 1);
}

static void only_the_content_of_blocks_is_cut(void **state)
{
	struct fixture *f = *state;
	const struct span text = SPAN("Jan: dag.\n- een ding");
	const struct block block[] = {{.start = 0, .content_start = 5, .end = 9},
				      {.start = 10, .content_start = 12, .end = 20}};
	const struct tokenise_options options = {.tailored = true};
	struct token_list tokens;
	assert_int_equal(tokenise_run(&tokens, f->vocabulary, &options, text, block, 2, NULL, 0,
				      &f->keep, &f->scratch, NULL),
			 0);
	assert_int_equal(tokens.count, 4);
	assert_int_equal(tokens.item[0].start, 5);
	assert_int_equal(tokens.sentences, 2);
	assert_int_equal(tokens.sentence[1].block, 1);
}

static void flags_tell_capitals_and_spaces(void **state)
{
	struct fixture *f = *state;
	const struct token_list tokens = run(f, SPAN("De GGD (Élan) 12"));
	assert_int_equal(tokens.item[0].flags, TOKEN_CAPITAL | TOKEN_AFTER_SPACE);
	assert_int_equal(tokens.item[1].flags,
			 TOKEN_CAPITAL | TOKEN_ALL_CAPITALS | TOKEN_AFTER_SPACE);
	assert_int_equal(tokens.item[3].flags, TOKEN_CAPITAL);
	assert_int_equal(tokens.item[5].kind, TOKEN_NUMBER);
}

static void nothing_comes_of_nothing(void **state)
{
	struct fixture *f = *state;
	assert_int_equal(run(f, SPAN("")).count, 0);
	assert_int_equal(run(f, SPAN(" \n\n \t")).count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(golden_tokens_are_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(golden_sentences_are_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(tokens_cover_any_bytes_but_white_space, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_token_too_long_is_cut_between_characters, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(asides_are_tokens_of_their_own_and_no_words, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(only_the_content_of_blocks_is_cut, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(flags_tell_capitals_and_spaces, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_comes_of_nothing, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
