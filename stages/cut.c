#include "stages/cut.h"

#include <string.h>

#include "corpus/arena.h"
#include "stages/break.h"
#include "stages/cut_word.h"

enum { TOKEN_LONGEST = UINT16_MAX };

enum byte_class { BYTE_SIGN, BYTE_SPACE, BYTE_LETTER, BYTE_DIGIT, BYTE_HIGH };

static enum byte_class class_of(char byte)
{
	const unsigned char c = (unsigned char)byte;
	const unsigned char lower = c | 0x20;
	if (lower >= 'a' && lower <= 'z')
		return BYTE_LETTER;
	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return BYTE_SPACE;
	if (c >= '0' && c <= '9')
		return BYTE_DIGIT;
	return c >= 0x80 ? BYTE_HIGH : BYTE_SIGN;
}

static int add_one(struct cut_list *list, size_t start, size_t len, uint8_t kind)
{
	if (list->count == list->capacity &&
	    arena_grow(list->keep, &list->token, &list->capacity, list->count, list->count + 1,
		       sizeof *list->token) != 0)
		return -1;
	list->token[list->count++] = (struct token){
		.start = (uint32_t)start,
		.len = (uint16_t)len,
		.kind = kind,
		.flags = list->after_space ? TOKEN_AFTER_SPACE : 0,
	};
	list->after_space = false;
	return 0;
}

/* Cuts where a character begins, if the bytes have such a place. */
static size_t longest_piece(struct span text, size_t start, size_t end)
{
	if (end - start <= TOKEN_LONGEST)
		return end - start;
	size_t len = TOKEN_LONGEST;
	while (len > TOKEN_LONGEST - 4 && ((unsigned char)text.at[start + len] & 0xC0) == 0x80)
		len--;
	return len;
}

static int add_token(struct cut_list *list, struct span text, size_t start, size_t end,
		     uint8_t kind)
{
	while (start < end) {
		const size_t len = longest_piece(text, start, end);
		if (add_one(list, start, len, kind) != 0)
			return -1;
		start += len;
	}
	return 0;
}

static int add_stop(struct cut_list *list, size_t token, bool blank_line)
{
	if (arena_grow(list->scratch, &list->stop, &list->stop_capacity, list->stops, list->stops + 1,
		       sizeof *list->stop) != 0)
		return -1;
	list->stop[list->stops++] = (struct cut_stop){(uint32_t)token, blank_line};
	return 0;
}

int cut_aside(struct cut_list *list, struct span text, struct range range)
{
	return add_token(list, text, range.start, range.end, TOKEN_ASIDE);
}

/* Over ASCII and other white space; a blank line ends a sentence. */
static int skip_space(struct cut_list *list, struct span text, size_t *at)
{
	size_t lines = 0;
	size_t i = *at;
	while (i < text.len) {
		size_t len;
		const uint32_t code = utf8_decode(text, i, &len);
		if (!code_is_space(code))
			break;
		lines += code == '\n' || code == 0x2029;
		i += len;
	}
	if (i > *at)
		list->after_space = true;
	*at = i;
	return lines >= 2 ? add_stop(list, list->count, true) : 0;
}

static bool lower_word(const struct cut_list *list, struct span text)
{
	if (list->count == 0)
		return false;
	const struct token *t = &list->token[list->count - 1];
	return t->kind == TOKEN_WORD && text.at[t->start] >= 'a' && text.at[t->start] <= 'z';
}

/* A single quotation mark opens behind a space and closes before one. */
static bool quote_stays_open(struct span text, const struct cut_place *p, size_t end)
{
	const size_t len = cut_apostrophe(text, p->at);
	if (len == 0 || p->at + len != end)
		return p->quote_open;
	return p->after_space && end < text.len && class_of(text.at[end]) != BYTE_SPACE;
}

static int cut_hard(struct cut_list *list, struct cut_place *place, size_t *at)
{
	place->at = *at;
	place->after_space = list->after_space;
	place->lower_before = lower_word(list, place->text);
	const struct cut_found found =
		cut_is_word(place->text, *at) ? cut_word(place) : cut_other(place);
	place->quote_open = quote_stays_open(place->text, place, found.end);
	if (add_token(list, place->text, *at, found.end, found.kind) != 0)
		return -1;
	*at = found.end;
	return found.stop ? add_stop(list, list->count - 1, false) : 0;
}

/* Letters and then a space: most of all tokens. 0: it is not so simple. */
static size_t simple_word(struct span text, size_t at)
{
	while (at < text.len && class_of(text.at[at]) == BYTE_LETTER)
		at++;
	return at == text.len || text.at[at] == ' ' ? at : 0;
}

int cut_tailored(struct cut_list *list, const struct language *language, struct span text,
		 struct range range)
{
	struct cut_place place = {.text = {text.at, range.end}, .language = language};
	for (size_t at = range.start; at < range.end;) {
		const enum byte_class c = class_of(text.at[at]);
		const size_t word = c == BYTE_LETTER ? simple_word(place.text, at) : 0;
		const size_t before = at;
		if (word != 0) {
			if (add_token(list, text, at, word, TOKEN_WORD) != 0)
				return -1;
			at = word;
			continue;
		}
		if ((c == BYTE_SPACE || c == BYTE_HIGH) && skip_space(list, place.text, &at) != 0)
			return -1;
		if (at == before && cut_hard(list, &place, &at) != 0)
			return -1;
	}
	return 0;
}

static uint8_t plain_kind(struct span text, size_t at)
{
	size_t len;
	const uint32_t code = utf8_decode(text, at, &len);
	if (code_is_letter(code))
		return TOKEN_WORD;
	return code_is_digit(code) ? TOKEN_NUMBER : TOKEN_PUNCTUATION;
}

int cut_plain(struct cut_list *list, struct span text, struct range range)
{
	const struct span piece = {text.at, range.end};
	for (size_t at = range.start; at < range.end;) {
		const size_t end = break_word_next(piece, at);
		const struct span seen = {text.at, end};
		for (size_t len; at < end && code_is_space(utf8_decode(seen, at, &len)); at += len)
			list->after_space = true;
		if (at < end && add_token(list, text, at, end, plain_kind(seen, at)) != 0)
			return -1;
		at = end;
	}
	return 0;
}
