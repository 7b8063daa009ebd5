#include "stages/label.h"

#include <string.h>

#include "corpus/arena.h"
#include "lexicons/word_class.h"
#include "stages/scan.h"

enum {
	NAME_WORDS_MOST = 5, /* Jan Willem van der Berg */
	NAME_BYTES_MOST = 48,
	ROLE_BYTES_MOST = 80,
	PARTICLE_MOST = 3, /* bytes of van, de, der, 't, el */
	CODE_MOST = 3,     /* W, A1, MvB */
};

static size_t skip_spaces(struct span text, size_t at)
{
	size_t len;
	while (at < text.len && code_is_space(utf8_decode(text, at, &len)))
		at += len;
	return at;
}

static bool has_digit(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.at[i] >= '0' && word.at[i] <= '9')
			return true;
	return false;
}

static bool all_digits(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.at[i] < '0' || word.at[i] > '9')
			return false;
	return word.len > 0;
}

/* Whether the word may stand at this place of a name. */
static bool fits_name(struct span word, size_t index, const struct word_classes *classes,
		      struct arena *scratch)
{
	if (scan_is_upper(word))
		return true;
	if (index > 0)
		return all_digits(word) || word.len <= PARTICLE_MOST;
	const uint64_t spoken = WORD_BIT(WORD_SPEAKER) | WORD_BIT(WORD_ASKER) |
				WORD_BIT(WORD_QUESTION) | WORD_BIT(WORD_ANSWER);
	return (scan_classes(classes, word, scratch) & spoken) != 0;
}

/* Reads the words of a name; *at moves behind them. Returns how many, 0 if it is no name. */
static size_t read_name(struct label *out, struct span line, size_t *at,
			const struct word_classes *classes, struct arena *scratch)
{
	size_t count = 0;
	size_t end = 0;
	size_t next = 0;
	struct span word;
	while (scan_word(&word, line, &next)) {
		size_t start = (size_t)(word.at - line.at);
		/* Only white space and the point of an initial may stand between two words. */
		if (skip_spaces(line, end + (count > 0 && end < line.len && line.at[end] == '.')) !=
		    start)
			break;
		if (count == NAME_WORDS_MOST || !fits_name(word, count, classes, scratch))
			return 0;
		out->numbered = out->numbered || has_digit(word);
		end = next;
		count++;
		if (end < line.len && line.at[end] == ':')
			break;
	}
	if (end > NAME_BYTES_MOST)
		return 0;
	out->name = (struct span){.at = line.at, .len = end};
	*at = end + (end < line.len && line.at[end] == '.');
	return count;
}

/* Something in brackets at *at, which moves behind it. */
static bool read_brackets(struct span *inner, struct span line, size_t *at, char open, char close)
{
	if (*at >= line.len || line.at[*at] != open)
		return false;
	size_t most = line.len - *at < ROLE_BYTES_MOST ? line.len - *at : ROLE_BYTES_MOST;
	const char *end = memchr(line.at + *at, close, most);
	if (!end || memchr(line.at + *at, '\n', (size_t)(end - line.at) - *at))
		return false;
	inner->at = line.at + *at + 1;
	inner->len = (size_t)(end - inner->at);
	*inner = span_trim(*inner);
	*at = (size_t)(end - line.at) + 1;
	return true;
}

bool label_parse(struct label *out, struct span line, const struct word_classes *classes,
		 struct arena *scratch)
{
	size_t at = 0;
	*out = (struct label){0};
	if (read_name(out, line, &at, classes, scratch) == 0)
		return false;
	struct span time;
	at = skip_spaces(line, at);
	if (read_brackets(&out->role, line, &at, '(', ')'))
		at = skip_spaces(line, at);
	if (read_brackets(&time, line, &at, '[', ']'))
		at = skip_spaces(line, at);
	if (at >= line.len || line.at[at] != ':')
		return false;
	at++;
	size_t content = skip_spaces(line, at);
	if (content == at && at < line.len &&
	    !scan_opens_quote((struct span){.at = line.at + at, .len = line.len - at}))
		return false;
	if (content < line.len && line.at[content] == '=')
		return false;
	out->len = content;
	return true;
}

/* The name or function behind the sign of equality: words up to a sign. */
static struct span legend_name(struct span text, size_t at)
{
	size_t start = skip_spaces(text, at);
	size_t end = start;
	size_t next = start;
	struct span word;
	for (size_t count = 0; count < 3 && scan_word(&word, text, &next); count++) {
		size_t word_start = (size_t)(word.at - text.at);
		if (skip_spaces(text, end) != word_start)
			break;
		if (count > 0 && !scan_is_upper(word) && word.len > PARTICLE_MOST)
			break;
		end = next;
	}
	return (struct span){.at = text.at + start, .len = end - start};
}

bool label_legend(struct legend *out, struct span text, size_t *at)
{
	while (*at < text.len) {
		const char *sign = memchr(text.at + *at, '=', text.len - *at);
		if (!sign)
			break;
		size_t equals = (size_t)(sign - text.at);
		*at = equals + 1;
		struct span before = span_trim((struct span){.at = text.at, .len = equals});
		if (before.len > 0 && before.at[before.len - 1] == ':')
			before.len--;
		size_t start = before.len;
		while (start > 0 && before.len - start <= CODE_MOST && before.at[start - 1] > ' ' &&
		       before.at[start - 1] != '(')
			start--;
		struct span code = {.at = before.at + start, .len = before.len - start};
		struct span name = legend_name(text, *at);
		if (code.len == 0 || code.len > CODE_MOST || !scan_is_upper(code) || name.len == 0)
			continue;
		*out = (struct legend){.code = code, .name = name};
		return true;
	}
	*at = text.len;
	return false;
}
