#include "stages/scan.h"

#include <string.h>

#include "corpus/arena.h"
#include "lexicons/word_class.h"

/* As utf8_decode, without the call for ASCII: every byte of a document passes here. */
static inline uint32_t code_at(struct span text, size_t at, size_t *len)
{
	*len = 1;
	if ((unsigned char)text.at[at] < 0x80)
		return (unsigned char)text.at[at];
	return utf8_decode(text, at, len);
}

/* A bit for each ASCII digit and letter. */
static const uint64_t ascii_word[] = {UINT64_C(0x03FF000000000000), UINT64_C(0x07FFFFFE07FFFFFE)};

static inline bool is_word_code(uint32_t code)
{
	if (code < 0x80)
		return ascii_word[code >> 6] >> (code & 63) & 1;
	return code_is_letter(code) || code_is_digit(code);
}

static inline bool is_word_byte(char byte)
{
	const unsigned char code = (unsigned char)byte;
	return code < 0x80 && is_word_code(code);
}

/* Signs that stay in a word when a letter or digit follows: zo'n, e-mail, d.w.z. */
static bool is_joiner(uint32_t code)
{
	return code == '\'' || code == 0x2019 || code == '-' || code == '.';
}

/* What ends a word whatever follows, as a blank and most ASCII signs do. */
static inline bool is_break(char byte)
{
	return (unsigned char)byte < 0x80 && byte != '\'' && byte != '-' && byte != '.';
}

/* Whether a sign that ends at `end` joins what stands behind it to the word. */
static bool joins(uint32_t code, struct span text, size_t end)
{
	size_t len;
	return is_joiner(code) && end < text.len && is_word_code(utf8_decode(text, end, &len));
}

bool scan_word(struct span *word, struct span text, size_t *at)
{
	size_t len;
	size_t start = *at;
	while (start < text.len && !is_word_byte(text.at[start])) {
		if (is_word_code(code_at(text, start, &len)))
			break;
		start += len;
	}
	if (start >= text.len) {
		*at = text.len;
		return false;
	}
	size_t end = start;
	while (end < text.len) {
		if (is_word_byte(text.at[end])) {
			end++;
			continue;
		}
		if (is_break(text.at[end]))
			break;
		const uint32_t code = code_at(text, end, &len);
		if (!is_word_code(code) && !joins(code, text, end + len))
			break;
		end += len;
	}
	*word = (struct span){.at = text.at + start, .len = end - start};
	*at = end;
	return true;
}

size_t scan_count(struct span text)
{
	size_t at = 0;
	size_t count = 0;
	struct span word;
	while (scan_word(&word, text, &at))
		count++;
	return count;
}

/* Folded into `buffer` when it is ASCII, as most words are, else in `scratch`. false: no memory, or
 * a word too long to look up. */
static bool fold(struct span *out, struct span word, char buffer[SCAN_WORD_MOST],
		 struct arena *scratch)
{
	if (word.len > SCAN_WORD_MOST)
		return false;
	for (size_t i = 0; i < word.len; i++) {
		const char c = word.at[i];
		if ((unsigned char)c >= 0x80)
			return text_fold(out, word, scratch) == 0;
		buffer[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
	}
	*out = (struct span){buffer, word.len};
	return true;
}

uint64_t scan_classes(const struct word_classes *classes, struct span word, struct arena *scratch)
{
	char buffer[SCAN_WORD_MOST];
	struct span folded;
	return fold(&folded, word, buffer, scratch) ? word_classes_of(classes, folded) : 0;
}

uint64_t scan_any(const struct word_classes *classes, struct span text, struct arena *scratch)
{
	size_t at = 0;
	uint64_t bits = 0;
	struct span word;
	while (scan_word(&word, text, &at))
		bits |= scan_classes(classes, word, scratch);
	return bits;
}

uint64_t scan_first(const struct word_classes *classes, struct span text, struct arena *scratch)
{
	size_t at = 0;
	struct span word;
	return scan_word(&word, text, &at) ? scan_classes(classes, word, scratch) : 0;
}

bool scan_equal(struct span a, struct span b, struct arena *scratch)
{
	char buffer_a[SCAN_WORD_MOST];
	char buffer_b[SCAN_WORD_MOST];
	struct span folded_a;
	struct span folded_b;
	if (!fold(&folded_a, a, buffer_a, scratch) || !fold(&folded_b, b, buffer_b, scratch))
		return span_equal(a, b);
	return span_equal(folded_a, folded_b);
}

uint64_t scan_hash(struct span word)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	for (size_t i = 0; i < word.len; i++) {
		unsigned char byte = (unsigned char)word.at[i];
		if (byte >= 'A' && byte <= 'Z')
			byte = (unsigned char)(byte + ('a' - 'A'));
		hash = (hash ^ byte) * UINT64_C(0x100000001b3);
	}
	return hash;
}

static bool is_quote(uint32_t code)
{
	return code == '"' || code == '\'' || (code >= 0x2018 && code <= 0x201F) || code == 0xAB ||
	       code == 0xBB;
}

bool scan_opens_quote(struct span text)
{
	size_t len;
	return text.len > 0 && is_quote(utf8_decode(text, 0, &len));
}

uint32_t scan_last_sign(struct span text)
{
	while (text.len > 0) {
		size_t at = text.len - 1;
		while (at > 0 && ((unsigned char)text.at[at] & 0xC0) == 0x80)
			at--;
		size_t len;
		uint32_t code = utf8_decode(text, at, &len);
		if (!is_quote(code) && code != ')' && code != ']' && !code_is_space(code))
			return code;
		text.len = at;
	}
	return 0;
}

bool scan_is_upper(struct span word)
{
	size_t len;
	return word.len > 0 && code_is_upper(utf8_decode(word, 0, &len));
}
