/* The quick stemmer for Dutch gives what libstemmer gives, for any letters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libstemmer.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/stem.h"
#include "stages/stem_dutch.h"

static int set_up(void **state)
{
	*state = sb_stemmer_new("dutch", "ISO_8859_1");
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	sb_stemmer_delete(*state);
	return 0;
}

static void assert_same_stem(struct sb_stemmer *library, const char *word, size_t len)
{
	char ours[256];
	memcpy(ours, word, len);
	const size_t ours_len = stem_dutch(ours, len);
	const char *theirs =
		(const char *)sb_stemmer_stem(library, (const sb_symbol *)word, (int)len);
	const size_t theirs_len = (size_t)sb_stemmer_length(library);
	assert_non_null(theirs);
	if (ours_len != theirs_len || memcmp(ours, theirs, ours_len) != 0)
		fail_msg("%.*s: %.*s, by the library %.*s", (int)len, word, (int)ours_len, ours,
			 (int)theirs_len, theirs);
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* Letters in which the rules lie close together, then up to three endings. */
static size_t make_word(char word[64], uint32_t *seed)
{
	static const char *const letters[] = {"aeiouyjkdtnsgmhlbrcIY",
					      "abcdefghijklmnopqrstuvwxyzAIY'-09", "aeinkdtsghy"};
	static const char *const endings[] = {"heden", "en",  "ene", "s",   "se",   "e",
					      "heid",  "end", "ing", "ig",  "lijk", "baar",
					      "bar",   "aan", "gem", "oon", "kk",   "tt",
					      "dd",    "eig", "c",   "ee",  "ij",   "y"};
	const char *set = letters[next_random(seed) % 3];
	size_t len = 0;
	for (uint32_t n = next_random(seed) % 8; n > 0; n--)
		word[len++] = set[next_random(seed) % strlen(set)];
	for (uint32_t n = next_random(seed) % 4; n > 0; n--) {
		const char *ending =
			endings[next_random(seed) % (sizeof endings / sizeof *endings)];
		memcpy(word + len, ending, strlen(ending));
		len += strlen(ending);
	}
	return len;
}

static void any_letters_have_the_stem_of_the_library(void **state)
{
	uint32_t seed = 7;
	for (int i = 0; i < 500000; i++) {
		char word[64];
		const size_t len = make_word(word, &seed);
		assert_same_stem(*state, word, len);
	}
}

static void words_of_the_dictionary_have_the_stem_of_the_library(void **state)
{
	FILE *file = fopen("/usr/share/dict/dutch", "r");
	if (!file) {
		print_message("no word list here: package wdutch\n");
		skip();
	}
	char line[512];
	while (fgets(line, sizeof line, file)) {
		const size_t len = strcspn(line, "\n");
		size_t ascii = 0;
		while (ascii < len && (unsigned char)line[ascii] < 0x80)
			ascii++;
		if (ascii == len && len < 256)
			assert_same_stem(*state, line, len);
	}
	assert_int_equal(fclose(file), 0);
}

/* `stems` of the words: the rest is the library's affair. */
static void assert_stems(const char *name, const char *const (*stems)[2], size_t count)
{
	struct error err = ERROR_INIT;
	struct arena arena = ARENA_INIT;
	struct stemmer *stemmer = stemmer_new(name, &err);
	assert_non_null(stemmer);
	for (size_t i = 0; i < count; i++) {
		struct span stem;
		assert_int_equal(stemmer_run(&stem, stemmer, span_from(stems[i][0]), &arena), 0);
		if (!span_equal(stem, span_from(stems[i][1])))
			fail_msg("%s: %.*s", stems[i][0], (int)stem.len, stem.at);
	}
	stemmer_free(stemmer);
	arena_release(&arena);
}

static void a_stem_may_differ_from_the_beginning_of_the_word(void **state)
{
	(void)state;
	static const char *const dutch[][2] = {{"mogelijkheden", "mogelijk"},
					       {"maan", "man"},
					       {"bloeien", "bloei"},
					       {"de", "de"},
					       {"", ""},
					       {"conc\xC3\xA8pten", "conc\xC3\xA8pt"}};
	static const char *const english[][2] = {{"happily", "happili"}, {"running", "run"}};
	static const char *const none[][2] = {{"vergunningen", "vergunningen"}};
	assert_stems("dutch", dutch, sizeof dutch / sizeof *dutch);
	assert_stems("english", english, sizeof english / sizeof *english);
	assert_stems("", none, sizeof none / sizeof *none);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_letters_have_the_stem_of_the_library),
		cmocka_unit_test(words_of_the_dictionary_have_the_stem_of_the_library),
		cmocka_unit_test(a_stem_may_differ_from_the_beginning_of_the_word),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
