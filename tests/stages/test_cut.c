/* The short ways of the tokeniser give what the long way gives, to the token and to the stop. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "stages/cut.h"
#include "tests/language.h"

static struct language *language;

static int set_up(void **state)
{
	static struct compound_words words;
	*state = NULL;
	language = test_words(&words) ? test_language("nl", &words) : NULL;
	return language ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	language_free(language);
	return 0;
}

static void print_around(struct span text, size_t at)
{
	const size_t from = at > 20 ? at - 20 : 0;
	const size_t to = at + 20 < text.len ? at + 20 : text.len;
	print_error("near: %.*s\n", (int)(to - from), text.at + from);
}

static void assert_same_tokens(const struct cut_list *quick, const struct cut_list *slow,
			       struct span text)
{
	for (size_t i = 0; i < quick->count && i < slow->count; i++) {
		const struct token *a = &quick->token[i];
		const struct token *b = &slow->token[i];
		if (a->start == b->start && a->len == b->len && a->kind == b->kind &&
		    a->flags == b->flags)
			continue;
		print_around(text, a->start);
		fail_msg("token %zu: [%u,+%u) %u %u, slowly [%u,+%u) %u %u", i, a->start, a->len,
			 a->kind, a->flags, b->start, b->len, b->kind, b->flags);
	}
	assert_int_equal(quick->count, slow->count);
}

static void assert_same_stops(const struct cut_list *quick, const struct cut_list *slow,
			      struct span text)
{
	for (size_t i = 0; i < quick->stops && i < slow->stops; i++) {
		if (quick->stop[i].token == slow->stop[i].token &&
		    quick->stop[i].kind == slow->stop[i].kind)
			continue;
		print_around(text, quick->token[quick->stop[i].token].start);
		fail_msg("stop %zu: %u %d, slowly %u %d", i, quick->stop[i].token,
			 (int)quick->stop[i].kind, slow->stop[i].token, (int)slow->stop[i].kind);
	}
	assert_int_equal(quick->stops, slow->stops);
}

static void compare(struct span text)
{
	struct arena keep = ARENA_INIT;
	struct arena scratch = ARENA_INIT;
	struct cut_list quick = {.keep = &keep, .scratch = &scratch, .after_space = true};
	struct cut_list slow = quick;
	const struct range all = {0, (uint32_t)text.len};
	assert_int_equal(cut_tailored(&quick, language, text, all), 0);
	assert_int_equal(cut_tailored_slowly(&slow, language, text, all), 0);
	assert_same_tokens(&quick, &slow, text);
	assert_same_stops(&quick, &slow, text);
	arena_release(&keep);
	arena_release(&scratch);
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

static void random_mixes_are_cut_the_same(void **state)
{
	(void)state;
	static const char *const pieces[] = {"de",
					     "Jan",
					     "a",
					     "B",
					     "\xC3\xA9\xC3\xA9n",
					     "idee\xC3\xABn",
					     " ",
					     " ",
					     " ",
					     " ",
					     "\n",
					     "\n\n",
					     "\t",
					     ".",
					     ".",
					     ",",
					     "!",
					     "?",
					     ":",
					     ";",
					     "'",
					     "\"",
					     "-",
					     "(",
					     ")",
					     "/",
					     "&",
					     "12",
					     "3,5",
					     "2024",
					     "o.a.",
					     "dhr.",
					     "'s",
					     "zo'n",
					     "www.a.nl",
					     "a@b.nl",
					     "\xC3\x97",
					     "\xE2\x80\x99",
					     "\xE2\x80\x9C",
					     "\xE2\x80\xA6",
					     "\xC2\xA0",
					     "\xF0\x9F\x98\x80",
					     "e\xCC\x81",
					     "...",
					     "t/m",
					     ":-)",
					     "50%",
					     "A",
					     "vergadering",
					     "Amsterdam",
					     "\xE2\x80\x93",
					     "\xC4\xB3s"};
	uint32_t seed = 11;
	for (int round = 0; round < 20000; round++) {
		char text[1024];
		size_t len = 0;
		for (uint32_t n = next_random(&seed) % 60; n > 0; n--) {
			const char *piece =
				pieces[next_random(&seed) % (sizeof pieces / sizeof *pieces)];
			memcpy(text + len, piece, strlen(piece));
			len += strlen(piece);
		}
		compare((struct span){text, len});
	}
}

static char *read_all(const char *path, size_t *len)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return NULL;
	(void)fseek(file, 0, SEEK_END);
	const size_t size = (size_t)ftell(file);
	rewind(file);
	char *bytes = malloc(size + 1);
	assert_non_null(bytes);
	*len = fread(bytes, 1, size, file);
	(void)fclose(file);
	return bytes;
}

static void golden_cases_are_cut_the_same(void **state)
{
	static const char *const files[] = {"tests/stages/tokenise.txt",
					    "tests/stages/sentences.txt"};
	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		size_t len = 0;
		char *bytes = read_all(files[i], &len);
		assert_non_null(bytes);
		compare((struct span){bytes, len});
		for (size_t start = 1; start < 130 && start < len; start++)
			compare((struct span){bytes + start,
					      len - start > 700 ? 700 : len - start});
		free(bytes);
	}
}

static void outside_texts_are_cut_the_same(void **state)
{
	static const char *const names[] = {"nl_alpino-ud-dev", "nl_lassysmall-ud-dev"};
	(void)state;
	const char *shared = getenv("SHARED");
	size_t found = 0;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char path[4096];
		size_t len = 0;
		(void)snprintf(path, sizeof path, "%s/data/ud-dutch/%s.txt",
			       shared ? shared : "../shared", names[i]);
		char *bytes = read_all(path, &len);
		if (!bytes)
			continue;
		found++;
		compare((struct span){bytes, len});
		free(bytes);
	}
	if (found == 0) {
		print_message("skipped: the shared texts are not here\n");
		skip();
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_mixes_are_cut_the_same),
		cmocka_unit_test(golden_cases_are_cut_the_same),
		cmocka_unit_test(outside_texts_are_cut_the_same),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
