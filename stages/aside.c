#include "stages/aside.h"

#include <string.h>

#include "corpus/lines.h"
#include "lexicons/word_class.h"
#include "stages/scan.h"

enum {
	SQUARE_WORDS_MOST = 2, /* `[naam bedrijf]`: left out by the transcriber */
	ROUND_WORDS_MOST = 2,  /* `(lange stilte)`; a longer one begins with the word */
};

static bool has_aside_word(struct span text, const struct word_classes *words,
			   struct arena *scratch)
{
	return (scan_any(words, text, scratch) & WORD_BIT(WORD_ASIDE)) != 0;
}

size_t aside_length(struct span text, const struct word_classes *words, struct arena *scratch)
{
	if (text.len < 2 || (text.at[0] != '[' && text.at[0] != '('))
		return 0;
	int64_t time;
	size_t len = lines_time(text, &time);
	if (len > 0)
		return len;
	const bool square = text.at[0] == '[';
	const size_t most = text.len < ASIDE_BYTES_MOST ? text.len : ASIDE_BYTES_MOST;
	const char *end = memchr(text.at, square ? ']' : ')', most);
	if (!end)
		return 0;
	struct span inner = {.at = text.at + 1, .len = (size_t)(end - text.at) - 1};
	len = inner.len + 2;
	if (square)
		return scan_count(inner) <= SQUARE_WORDS_MOST ||
				       has_aside_word(inner, words, scratch)
			       ? len
			       : 0;
	const size_t count = scan_count(inner);
	if (count <= ROUND_WORDS_MOST)
		return count == 0 || has_aside_word(inner, words, scratch) ? len : 0;
	return scan_first(words, inner, scratch) & WORD_BIT(WORD_ASIDE) ? len : 0;
}
