#include "corpus/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "corpus/arena.h"

enum {
	REPLACEMENT = 0xFFFD,
	FOLD_SMALL = 256, /* bytes that are folded by hand when they are ASCII */
};

struct span span_from(const char *nul_terminated)
{
	return (struct span){nul_terminated, nul_terminated ? strlen(nul_terminated) : 0};
}

bool span_equal(struct span a, struct span b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool span_starts(struct span text, struct span prefix)
{
	return text.len >= prefix.len && span_equal((struct span){text.at, prefix.len}, prefix);
}

bool span_ends(struct span text, struct span suffix)
{
	return text.len >= suffix.len &&
	       span_equal((struct span){text.at + text.len - suffix.len, suffix.len}, suffix);
}

int span_compare(struct span a, struct span b)
{
	const size_t shared = a.len < b.len ? a.len : b.len;
	const int order = shared ? memcmp(a.at, b.at, shared) : 0;
	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

int span_keep(struct span *out, struct span text, struct arena *keep)
{
	const char *at = arena_copy(keep, text.at, text.len);
	*out = (struct span){at ? at : "", at ? text.len : 0};
	return at ? 0 : -1;
}

static size_t last_character(struct span text)
{
	size_t at = text.len - 1;
	while (at > 0 && ((unsigned char)text.at[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* Most ends of most texts: a letter or a sign, and nothing needs to be decoded. */
static bool is_visible_ascii(char c)
{
	return c > ' ' && c < 0x7F;
}

struct span span_trim(struct span text)
{
	size_t len;
	while (text.len > 0 && !is_visible_ascii(text.at[0]) &&
	       code_is_space(utf8_decode(text, 0, &len))) {
		text.at += len;
		text.len -= len;
	}
	while (text.len > 0 && !is_visible_ascii(text.at[text.len - 1])) {
		const size_t at = last_character(text);
		if (!code_is_space(utf8_decode(text, at, &len)))
			break;
		text.len = at;
	}
	return text;
}

static bool continuation(struct span text, size_t at)
{
	return at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80;
}

uint32_t utf8_decode(struct span text, size_t at, size_t *len)
{
	const unsigned char *s = (const unsigned char *)text.at + at;
	*len = 1;
	if (s[0] < 0x80)
		return s[0];
	if (s[0] >= 0xC2 && s[0] < 0xE0 && continuation(text, at + 1)) {
		*len = 2;
		return (uint32_t)(s[0] & 0x1F) << 6 | (uint32_t)(s[1] & 0x3F);
	}
	if (s[0] >= 0xE0 && s[0] < 0xF0 && continuation(text, at + 1) &&
	    continuation(text, at + 2)) {
		const uint32_t code = (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 |
				      (uint32_t)(s[2] & 0x3F);
		if (code < 0x800 || (code >= 0xD800 && code < 0xE000))
			return REPLACEMENT;
		*len = 3;
		return code;
	}
	if (s[0] >= 0xF0 && s[0] < 0xF5 && continuation(text, at + 1) &&
	    continuation(text, at + 2) && continuation(text, at + 3)) {
		const uint32_t code = (uint32_t)(s[0] & 0x07) << 18 |
				      (uint32_t)(s[1] & 0x3F) << 12 | (uint32_t)(s[2] & 0x3F) << 6 |
				      (uint32_t)(s[3] & 0x3F);
		if (code < 0x10000 || code > 0x10FFFF)
			return REPLACEMENT;
		*len = 4;
		return code;
	}
	return REPLACEMENT;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3F));
	out[2] = (char)(0x80 | (code >> 6 & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

/* Eight bytes at a time: most Dutch text is nothing else. */
size_t utf8_skip_ascii(struct span text, size_t at)
{
	for (uint64_t eight; text.len - at >= sizeof eight; at += sizeof eight) {
		memcpy(&eight, text.at + at, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (at < text.len && (unsigned char)text.at[at] < 0x80)
		at++;
	return at;
}

bool utf8_valid(struct span text)
{
	size_t at = 0;
	while ((at = utf8_skip_ascii(text, at)) < text.len) {
		size_t len;
		const uint32_t code = utf8_decode(text, at, &len);
		/* A genuine U+FFFD takes three bytes; a malformed one is reported with one. */
		if (code == REPLACEMENT && len == 1)
			return false;
		at += len;
	}
	return true;
}

size_t utf8_count(struct span text)
{
	size_t count = text.len;
	for (size_t i = utf8_skip_ascii(text, 0); i < text.len; i = utf8_skip_ascii(text, i + 1))
		count -= ((unsigned char)text.at[i] & 0xC0) == 0x80;
	return count;
}

/* Whether the character is NFC by itself and joins nothing that stands before it. The syllables of
 * Hangul are put together by rule, which the table does not tell. */
static bool stands_alone(uint32_t code)
{
	const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code);
	const bool jamo = code >= 0x1100 && code < 0x1200;
	const bool splits = property->decomp_seqindex != UINT16_MAX && property->decomp_type == 0;
	const bool joins = property->comb_index != UINT16_MAX && property->comb_index >= 0x8000;
	return !jamo && !splits && !joins && property->combining_class == 0;
}

/* Below U+0300 every character is NFC by itself and nothing there combines; above it the table
 * tells. */
static bool surely_nfc(struct span text)
{
	size_t at = 0;
	while ((at = utf8_skip_ascii(text, at)) < text.len) {
		size_t len;
		const uint32_t code = utf8_decode(text, at, &len);
		if (len == 1 || (code >= 0x300 && !stands_alone(code)))
			return false;
		at += len;
	}
	return true;
}

static int map_text(struct span *out, struct span text, struct arena *keep, int options)
{
	utf8proc_uint8_t *mapped = NULL;
	const utf8proc_ssize_t len =
		utf8proc_map((const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.len, &mapped,
			     (utf8proc_option_t)options);
	if (len < 0)
		return -1;
	char *copy = arena_copy(keep, (const char *)mapped, (size_t)len);
	free(mapped);
	if (!copy)
		return -1;
	*out = (struct span){copy, (size_t)len};
	return 0;
}

int text_nfc(struct span *out, struct span text, struct arena *keep)
{
	*out = text;
	if (surely_nfc(text))
		return 0;
	return map_text(out, text, keep, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

/* The folding of ASCII is its lower case. */
static bool fold_ascii(char *out, struct span text)
{
	for (size_t i = 0; i < text.len; i++) {
		const char c = text.at[i];
		if ((unsigned char)c >= 0x80)
			return false;
		out[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
	return true;
}

int text_fold(struct span *out, struct span text, struct arena *keep)
{
	char small[FOLD_SMALL];
	if (text.len <= sizeof small && fold_ascii(small, text)) {
		const char *copy = arena_copy(keep, small, text.len);
		*out = (struct span){copy, text.len};
		return copy ? 0 : -1;
	}
	return map_text(out, text, keep,
			UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
				UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
}

bool code_is_space(uint32_t code)
{
	switch (code) {
	case 0x20:
	case 0x85:
	case 0xA0:
	case 0x1680:
	case 0x2028:
	case 0x2029:
	case 0x202F:
	case 0x205F:
	case 0x3000:
		return true;
	default:
		return (code >= 0x09 && code <= 0x0D) || (code >= 0x2000 && code <= 0x200A);
	}
}

bool code_is_letter(uint32_t code)
{
	if (code < 0x80)
		return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
	const utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool code_is_upper(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z';
	const utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
	return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool code_is_digit(uint32_t code)
{
	if (code < 0x80)
		return code >= '0' && code <= '9';
	return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_ND;
}
