#include "stages/cut.h"

#include "corpus/arena.h"
#include "lexicons/language.h"
#include "stages/break.h"
#include "stages/cut_letters.h"
#include "stages/cut_word.h"

enum {
	TOKEN_LONGEST = UINT16_MAX,
	ABBREVIATION_MOST = 16, /* bytes, with the point */
};

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

static int add_stop(struct cut_list *list, size_t token, enum cut_stop_kind kind)
{
	if (arena_grow(list->scratch, &list->stop, &list->stop_capacity, list->stops,
		       list->stops + 1, sizeof *list->stop) != 0)
		return -1;
	list->stop[list->stops++] = (struct cut_stop){(uint32_t)token, kind};
	return 0;
}

int cut_reserve(struct cut_list *list, size_t tokens)
{
	return arena_grow(list->keep, &list->token, &list->capacity, list->count, tokens,
			  sizeof *list->token);
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
	return lines >= 2 ? add_stop(list, list->count, CUT_BLANK_LINE) : 0;
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

/* A capital where no sentence has ended may begin one all the same: behind a heading, in a list. */
static inline bool is_odd_capital(const struct cut_list *list, struct span text, size_t start)
{
	const char first = text.at[start];
	if (first < 'A' || first > 'Z' || !list->after_space || list->count == 0)
		return false;
	const struct token *before = &list->token[list->count - 1];
	return before->kind == TOKEN_WORD || before->kind == TOKEN_NUMBER ||
	       text.at[before->start] == ')';
}

/* The signs that are a token by themselves wherever they stand, if not in a row. */
static inline bool is_lone_sign(struct span text, size_t at)
{
	if (at + 1 >= text.len || (unsigned char)text.at[at + 1] >= 0x80)
		return false;
	const char next = text.at[at + 1];
	switch (text.at[at]) {
	case ',':
		return next != ',';
	case '!':
	case '?':
		return next != '!' && next != '?';
	case '(':
	case ')':
	case '"':
		return true;
	default:
		return false;
	}
}

/* A sign behind a number and a space may be the mark that begins the items of a list; those that
 * stand in any sentence are not. */
static bool may_begin_item(const struct cut_list *list, struct span text, size_t at)
{
	return list->after_space && list->count > 0 &&
	       list->token[list->count - 1].kind == TOKEN_NUMBER && !is_lone_sign(text, at);
}

static int cut_hard(struct cut_list *list, struct cut_place *place, size_t *at)
{
	place->at = *at;
	place->after_space = list->after_space;
	place->lower_before = lower_word(list, place->text);
	const struct cut_found found =
		cut_is_word(place->text, *at) ? cut_word(place) : cut_other(place);
	place->quote_open = quote_stays_open(place->text, place, found.end);
	if (((found.kind == TOKEN_WORD && is_odd_capital(list, place->text, *at)) ||
	     (found.kind == TOKEN_PUNCTUATION && may_begin_item(list, place->text, *at))) &&
	    add_stop(list, list->count, CUT_CAPITAL) != 0)
		return -1;
	if (add_token(list, place->text, *at, found.end, found.kind) != 0)
		return -1;
	*at = found.end;
	return found.stop ? add_stop(list, list->count - 1, CUT_MARK) : 0;
}

/* What cut_tailored is doing: [start, at) is a run of letters that is not yet a token. */
struct run {
	struct cut_list *list;
	struct cut_place place;
	size_t start;
};

/* Field by field, because the compiler would clear the whole of a compound literal first. */
static inline void write_token(struct token *out, size_t start, size_t end, uint8_t kind,
			       uint8_t flags)
{
	out->start = (uint32_t)start;
	out->type = 0;
	out->len = (uint16_t)(end - start);
	out->kind = kind;
	out->flags = flags;
}

/* Adds a token, room for which has been made. */
static inline void put_token(struct cut_list *list, size_t start, size_t end, uint8_t kind)
{
	write_token(&list->token[list->count++], start, end, kind,
		    list->after_space ? TOKEN_AFTER_SPACE : 0);
	list->after_space = false;
}

/* The letters up to `end` are a token. Those too long for one are left to the slow way. */
static inline int put_word(struct run *run, size_t end)
{
	struct cut_list *list = run->list;
	if (is_odd_capital(list, run->place.text, run->start) &&
	    add_stop(list, list->count, CUT_CAPITAL) != 0)
		return -1;
	if (end - run->start > TOKEN_LONGEST)
		return add_token(list, run->place.text, run->start, end, TOKEN_WORD);
	put_token(list, run->start, end, TOKEN_WORD);
	return 0;
}

/* Of two letters or more and a point: few of them are looked up. */
static inline bool is_abbreviation(const struct cut_place *place, size_t start, size_t point)
{
	const struct span word = {place->text.at + start, point + 1 - start};
	return word.len <= ABBREVIATION_MOST && language_may_abbreviate(place->language, word) &&
	       (language_roles(place->language, word) & WORD_ABBREVIATION);
}

/* Whether a point before the byte at `at` ends a word: what stands there joins nothing, and is no
 * second point and nothing that combines with the first. */
static bool ends_behind_point(struct span text, size_t at)
{
	const unsigned char c = (unsigned char)text.at[at];
	if (c < 0x80)
		return c != '.' && c != '_' && class_of(text.at[at]) != BYTE_LETTER &&
		       class_of(text.at[at]) != BYTE_DIGIT;
	return c == 0xE2 && text.len - at >= 3 && text.at[at + 1] == '\x80' &&
	       text.at[at + 2] >= '\x98' && text.at[at + 2] <= '\x9F'; /* quotation marks */
}

/* Whether the sign at `at`, behind letters or on its own, surely is a token that joins nothing. */
static bool is_plain_sign(const struct run *run, size_t at)
{
	const struct span text = run->place.text;
	const char c = text.at[at];
	if (is_lone_sign(text, at))
		return true;
	if (at == run->start)
		return false;
	const bool last = at + 1 == text.len; /* as it is in most paragraphs */
	const char next = last ? '\n' : text.at[at + 1];
	if (c == '.') /* one letter may be an initial */
		return at - run->start > 2 && (last || ends_behind_point(text, at + 1)) &&
		       !is_abbreviation(&run->place, run->start, at);
	if (c == '!' || c == '?')
		return last;
	return (c == ':' || c == ';') && (next == ' ' || next == '\n');
}

/* Takes the sign at `at`, which is_plain_sign(), and the letters before it. */
static int put_sign(struct run *run, size_t at)
{
	struct cut_list *list = run->list;
	if (run->start < at && put_word(run, at) != 0)
		return -1;
	put_token(list, at, at + 1, TOKEN_PUNCTUATION);
	run->start = at + 1;
	const char c = run->place.text.at[at];
	return c == '.' || c == '!' || c == '?' ? add_stop(list, list->count - 1, CUT_MARK) : 0;
}

/* The end of the figures at `at` if a space stands behind them; else 0. */
static size_t plain_number(struct span text, size_t at)
{
	const size_t start = at;
	while (at < text.len && class_of(text.at[at]) == BYTE_DIGIT)
		at++;
	const bool fits = at - start <= TOKEN_LONGEST;
	return fits && at < text.len && text.at[at] == ' ' ? at : 0;
}

/* The byte at `at` that is no letter ends the run. Goes on to run->start. */
static int end_run(struct run *run, size_t at)
{
	struct cut_list *list = run->list;
	const struct span text = run->place.text;
	const enum byte_class c = class_of(text.at[at]);
	if (c == BYTE_SPACE && run->start < at && put_word(run, at) != 0)
		return -1;
	if (text.at[at] == ' ') {
		list->after_space = true;
		run->start = at + 1;
		return 0;
	}
	if (c == BYTE_SPACE || (c == BYTE_HIGH && run->start == at)) {
		run->start = at;
		if (skip_space(list, text, &run->start) != 0)
			return -1;
		if (run->start > at)
			return 0;
	}
	if (c == BYTE_SIGN && is_plain_sign(run, at))
		return put_sign(run, at);
	const size_t number = c == BYTE_DIGIT && run->start == at ? plain_number(text, at) : 0;
	if (number != 0) {
		put_token(list, at, number, TOKEN_NUMBER);
		run->start = number;
		return 0;
	}
	return cut_hard(list, &run->place, &run->start);
}

/* Room for what comes without a look at the capacity: two tokens a byte of a block are never
 * reached, nor more stops than tokens. */
static inline int make_room(struct cut_list *list)
{
	const size_t more = 2 * CUT_BLOCK;
	if (list->capacity - list->count < more &&
	    arena_grow(list->keep, &list->token, &list->capacity, list->count, list->count + more,
		       sizeof *list->token) != 0)
		return -1;
	if (list->stop_capacity - list->stops >= more)
		return 0;
	return arena_grow(list->scratch, &list->stop, &list->stop_capacity, list->stops,
			  list->stops + more, sizeof *list->stop);
}

/* Whether is_odd_capital() would say so of any capital behind the last token and a space. */
static inline bool is_before_odd(const struct cut_list *list, const char *text)
{
	if (list->count == 0)
		return false;
	const struct token *t = &list->token[list->count - 1];
	return t->kind == TOKEN_WORD || t->kind == TOKEN_NUMBER || text[t->start] == ')';
}

/* Whether the stroke at `at` that stands before a space is a token of its own: no point of an
 * abbreviation or an initial, and none that stands alone. */
static inline bool is_stroke(const struct cut_place *place, size_t start, size_t at)
{
	return place->text.at[at] == ',' || (at - start > 2 && !is_abbreviation(place, start, at));
}

static inline bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* What take_words() has in hand: it is kept out of `run`, because the compiler must fear that a
 * token is the list. */
struct taking {
	const char *text;
	struct token *out;
	size_t base;  /* where bit 0 of the masks stands */
	size_t start; /* of the run of letters */
	uint8_t flags;
	bool odd; /* a capital behind a space, here, would be odd */
};

/* Whether the words before `spaces` are as put_words() takes them: behind a space, and none of them
 * may begin a sentence. */
static inline bool are_plain(const struct taking *t, uint64_t spaces, uint64_t capitals)
{
	return spaces != 0 && (capitals & spaces << 1) == 0 && t->flags != 0 &&
	       !(t->odd && is_capital(t->text[t->start])) &&
	       t->base + CUT_BLOCK - t->start <= TOKEN_LONGEST;
}

/* The words before each of these spaces, without a look at any byte: most of any text. Where two
 * spaces stand in a row the next word overwrites one of no length. */
static inline void put_words(struct taking *t, uint64_t spaces)
{
	const struct token *before = t->out;
	for (; spaces != 0; spaces &= spaces - 1) {
		const size_t at = t->base + (size_t)__builtin_ctzll(spaces);
		write_token(t->out, t->start, at, TOKEN_WORD, TOKEN_AFTER_SPACE);
		t->out += t->start < at;
		t->start = at + 1;
	}
	t->odd |= t->out != before;
}

/*
 * Words with one space or a comma or a full stop and a space behind each, which is most of any
 * text, up to the first byte that ends a run in another way: gives what is left of `others`.
 * Capitals come without a pattern that the processor could guess, so a stop is written for every
 * word that may have one and counted only for odd ones. `base` is where bit 0 stands.
 */
static inline uint64_t take_words(struct run *run, size_t base, uint64_t others,
				  const struct cut_masks *masks)
{
	struct cut_list *list = run->list;
	struct taking t = {run->place.text.at,
			   list->token + list->count,
			   base,
			   run->start,
			   list->after_space ? TOKEN_AFTER_SPACE : 0,
			   is_before_odd(list, run->place.text.at)};
	struct cut_stop *stop = list->stop + list->stops;
	while (others & -others & (masks->spaces | masks->strokes)) {
		const uint64_t sign = others & ~masks->spaces;
		const uint64_t spaces = others & ((sign & -sign) - 1);
		if (are_plain(&t, spaces, masks->capitals)) {
			put_words(&t, spaces);
			others ^= spaces;
			continue;
		}
		const size_t at = base + (size_t)__builtin_ctzll(others);
		const bool stroke = spaces == 0;
		if (at - t.start > TOKEN_LONGEST ||
		    (stroke && !is_stroke(&run->place, t.start, at)))
			break;
		if (t.start < at) {
			*stop = (struct cut_stop){(uint32_t)(t.out - list->token), CUT_CAPITAL};
			stop += t.odd & (t.flags != 0) & is_capital(t.text[t.start]);
			write_token(t.out++, t.start, at, TOKEN_WORD, t.flags);
			t.odd = true;
			t.flags = 0;
		}
		if (stroke) {
			write_token(t.out, at, at + 1, TOKEN_PUNCTUATION, t.flags);
			*stop = (struct cut_stop){(uint32_t)(t.out++ - list->token), CUT_MARK};
			stop += t.text[at] == '.';
			t.odd = false;
		}
		t.flags = stroke ? 0 : TOKEN_AFTER_SPACE;
		t.start = at + 1;
		others &= others - 1;
	}
	list->count = (size_t)(t.out - list->token);
	list->stops = (size_t)(stop - list->stop);
	list->after_space = t.flags != 0;
	run->start = t.start;
	return others;
}

/* The tokens that end in one block of bytes, the first of which that is no letter is at
 * base + the lowest bit of `others`. */
static inline int cut_block(struct run *run, size_t base, uint64_t others,
			    const struct cut_masks *masks)
{
	while ((others = take_words(run, base, others, masks)) != 0) {
		const size_t at = base + (size_t)__builtin_ctzll(others);
		if (end_run(run, at) != 0 || make_room(run->list) != 0)
			return -1;
		if (run->start >= base + CUT_BLOCK)
			return 0;
		others &= UINT64_MAX << (run->start - base);
	}
	return 0;
}

int cut_tailored(struct cut_list *list, const struct language *language, struct span text,
		 struct range range)
{
	struct run run = {list, {.text = {text.at, range.end}, .language = language}, range.start};
	for (size_t base = range.start; base < range.end;) {
		const size_t left = range.end - base;
		const struct cut_masks masks = cut_masks_of(text.at + base, left);
		uint64_t others = ~masks.letters;
		if (left < CUT_BLOCK)
			others &= (UINT64_C(1) << left) - 1;
		if (make_room(list) != 0 || cut_block(&run, base, others, &masks) != 0)
			return -1;
		const size_t next = left < CUT_BLOCK ? range.end : base + CUT_BLOCK;
		base = run.start > next ? run.start : next;
	}
	if (run.start < range.end && make_room(list) == 0)
		return put_word(&run, range.end);
	return run.start < range.end ? -1 : 0;
}

int cut_tailored_slowly(struct cut_list *list, const struct language *language, struct span text,
			struct range range)
{
	struct cut_place place = {.text = {text.at, range.end}, .language = language};
	for (size_t at = range.start; at < range.end;) {
		const size_t start = at;
		if (skip_space(list, place.text, &at) != 0)
			return -1;
		if (at == start && cut_hard(list, &place, &at) != 0)
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
