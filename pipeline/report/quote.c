#include "pipeline/report/quote.h"

#include <string.h>

#include "corpus/arena.h"

static const struct span ellipsis = {" …", 4};

struct span quote_text(struct span text, bool whole, struct arena *keep)
{
	char *out = arena_alloc(keep, text.len + ellipsis.len);
	size_t len = 0, words = 0, n;
	bool space = false;
	for (size_t at = 0; out && at < text.len; at += n) {
		if (code_is_space(utf8_decode(text, at, &n))) {
			space = len > 0;
			continue;
		}
		if (space && ++words == QUOTE_WORDS_MOST && !whole) {
			memcpy(out + len, ellipsis.at, ellipsis.len);
			len += ellipsis.len;
			break;
		}
		if (space)
			out[len++] = ' ';
		space = false;
		memcpy(out + len, text.at + at, n);
		len += n;
	}
	return out ? (struct span){out, len} : text;
}

static bool is_quotation_mark(uint32_t code)
{
	return code == '"' || code == '\'' || code == 0xAB || code == 0xBB ||
	       (code >= 0x2018 && code <= 0x201F);
}

struct span quote_sentence(struct span text, struct arena *keep)
{
	struct span out = span_trim(text);
	size_t len;
	while (out.len > 0 && is_quotation_mark(utf8_decode(out, 0, &len)))
		out = (struct span){out.at + len, out.len - len};
	for (size_t at = 0, end = 0; at < out.len; at += len) {
		if (!is_quotation_mark(utf8_decode(out, at, &len)))
			end = at + len;
		if (at + len == out.len)
			out.len = end;
	}
	return quote_text(out, true, keep);
}

struct span quote_speaker(struct span name, struct arena *keep)
{
	return quote_text(name, true, keep);
}

struct span quote_excerpt(struct span text)
{
	size_t len = text.len < QUOTE_EXCERPT_BYTES ? text.len : QUOTE_EXCERPT_BYTES;
	while (len < text.len && len > 0 && ((unsigned char)text.at[len] & 0xC0) == 0x80)
		len--;
	return (struct span){text.at, len};
}
