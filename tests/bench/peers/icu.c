/* ICU: word and sentence boundaries of a text, piece by piece. */
#include <stdbool.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "tests/bench/bench.h"

static UErrorCode status = U_ZERO_ERROR;

static uint64_t count(UBreakIterator *iterator, UText *text, bool words)
{
	uint64_t found = 0;
	ubrk_setUText(iterator, text, &status);
	while (ubrk_next(iterator) != UBRK_DONE)
		found += !words || ubrk_getRuleStatus(iterator) != UBRK_WORD_NONE;
	return found;
}

int main(int argc, char **argv)
{
	size_t len;
	const char *text = argc == 2 ? bench_map(argv[1], &len) : NULL;
	UBreakIterator *word = ubrk_open(UBRK_WORD, "nl", NULL, 0, &status);
	UBreakIterator *sentence = ubrk_open(UBRK_SENTENCE, "nl", NULL, 0, &status);
	if (!text || U_FAILURE(status))
		return 2;
	UText piece = UTEXT_INITIALIZER;
	uint64_t words = 0;
	uint64_t sentences = 0;
	struct bench b = bench_begin();
	for (; bench_again(&b);) {
		words = sentences = 0;
		for (size_t at = 0, end; at < len; at = end) {
			end = bench_piece(text, len, at);
			utext_openUTF8(&piece, text + at, (int64_t)(end - at), &status);
			words += count(word, &piece, true);
			sentences += count(sentence, &piece, false);
		}
	}
	bench_print(&b, len, "words", words, "sentences", sentences);
	return U_FAILURE(status) ? 1 : 0;
}
