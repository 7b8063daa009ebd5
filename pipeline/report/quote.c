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
	return out ? (struct span){out, len} : SPAN("");
}

struct span quote_speaker(struct span name, struct arena *keep)
{
	return quote_text(name, true, keep);
}
