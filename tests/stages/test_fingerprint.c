#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "corpus/arena.h"
#include "stages/fingerprint.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"
#include "tests/language.h"

static struct language *language;
static struct vocabulary *vocabulary;
static struct arena keep = ARENA_INIT, scratch = ARENA_INIT;

static int setup(void **state)
{
	(void)state;
	language = test_language("nl", NULL);
	vocabulary = language ? vocabulary_new(language, NULL) : NULL;
	return vocabulary ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	vocabulary_free(vocabulary);
	language_free(language);
	arena_release(&keep);
	arena_release(&scratch);
	return 0;
}

static struct fingerprint of(const char *text)
{
	const struct span span = span_from(text);
	const struct block block = {.end = (uint32_t)span.len, .time_ms = -1, .time_end_ms = -1};
	const struct tokenise_options options = {.tailored = true};
	struct token_list tokens;
	struct fingerprint out;
	assert_int_equal(tokenise_run(&tokens, vocabulary, &options, span, &block, 1, NULL, 0,
				      &keep, &scratch, NULL),
			 0);
	fingerprint_run(&out, &tokens, vocabulary);
	return out;
}

static const char report[] =
	"Toen de lamp voor de derde keer uitviel belde Jordy de gemeente, en daar zeiden ze dat "
	"het een zaak van het viaduct was en niet van de straat. Sindsdien hangt er een bouwlamp "
	"die zijn oom nog had liggen, en niemand heeft er ooit naar gevraagd.";

static void the_same_words_are_fully_alike_whatever_the_layout(void **state)
{
	(void)state;
	char other[sizeof report];
	memcpy(other, report, sizeof report);
	for (size_t i = 0; i + 1 < sizeof other; i++)
		if (other[i] == ' ' && i % 3 == 0)
			other[i] = '\n';
	const struct fingerprint a = of(report), b = of(other);
	assert_true(a.filled);
	assert_true(fingerprint_similarity(&a, &b) > 0.99);
}

static void a_later_version_is_more_alike_than_another_report(void **state)
{
	(void)state;
	char version[sizeof report + 40];
	strcpy(version, report);
	strcat(version, " De lamp doet het nu weer.");
	const struct fingerprint a = of(report), b = of(version);
	const struct fingerprint c =
		of("In de moestuin stond het water na de regen wekenlang op de "
		   "paden, tot twee buren zelf een geul groeven naar de sloot.");
	assert_true(fingerprint_similarity(&a, &b) > 0.6);
	assert_true(fingerprint_similarity(&a, &c) < 0.1);
}

static void too_few_words_are_like_nothing(void **state)
{
	(void)state;
	const struct fingerprint a = of("Vier woorden zijn weinig");
	assert_false(a.filled);
	assert_true(fingerprint_similarity(&a, &a) < 0.01);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_words_are_fully_alike_whatever_the_layout),
		cmocka_unit_test(a_later_version_is_more_alike_than_another_report),
		cmocka_unit_test(too_few_words_are_like_nothing),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
