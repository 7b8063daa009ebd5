#include "stages/break.h"

#include <stdbool.h>
#include <stdint.h>

#include "stages/break_tables.h"

static bool is_newline(enum word_class c)
{
	return c == WB_CR || c == WB_LF || c == WB_NEWLINE;
}

/* What WB4 passes over. */
static bool is_ignored(enum word_class c)
{
	return c == WB_EXTEND || c == WB_FORMAT || c == WB_ZWJ;
}

static bool is_letter(enum word_class c)
{
	return c == WB_LETTER || c == WB_HEBREW || c == WB_LETTER_PICTOGRAPHIC;
}

static bool is_pictographic(enum word_class c)
{
	return c == WB_PICTOGRAPHIC || c == WB_LETTER_PICTOGRAPHIC;
}

static bool is_mid_letter(enum word_class c)
{
	return c == WB_MID_LETTER || c == WB_MID_NUM_LET || c == WB_SINGLE_QUOTE;
}

static bool is_mid_number(enum word_class c)
{
	return c == WB_MID_NUM || c == WB_MID_NUM_LET || c == WB_SINGLE_QUOTE;
}

/* The class of the first character from `at` on that WB4 does not pass over. */
static enum word_class next_class(struct span text, size_t at)
{
	while (at < text.len) {
		size_t len;
		const enum word_class c = break_word(utf8_decode(text, at, &len));
		if (!is_ignored(c))
			return c;
		at += len;
	}
	return WB_OTHER;
}

/* What stands before a place where a word may end. */
struct word_state {
	enum word_class raw;    /* of the character just before */
	enum word_class last;   /* of the last character that WB4 does not pass over */
	enum word_class before; /* of the one before that */
	bool odd;               /* an odd number of regional indicators stands before */
};

/* WB6, WB7, WB7b, WB7c, WB11, WB12: a middle character joins when both its sides fit. */
static bool joins_around(const struct word_state *s, enum word_class c, struct span text,
			 size_t after)
{
	if (is_letter(s->last) && is_mid_letter(c))
		return is_letter(next_class(text, after)) ||
		       (s->last == WB_HEBREW && c == WB_SINGLE_QUOTE);
	if (is_letter(s->before) && is_mid_letter(s->last) && is_letter(c))
		return true;
	if (s->last == WB_HEBREW && c == WB_DOUBLE_QUOTE)
		return next_class(text, after) == WB_HEBREW;
	if (s->before == WB_HEBREW && s->last == WB_DOUBLE_QUOTE && c == WB_HEBREW)
		return true;
	if (s->last == WB_NUMERIC && is_mid_number(c))
		return next_class(text, after) == WB_NUMERIC;
	return s->before == WB_NUMERIC && is_mid_number(s->last) && c == WB_NUMERIC;
}

/* WB5, WB8 to WB10, WB13 to WB16. */
static bool joins_beside(const struct word_state *s, enum word_class c)
{
	const bool alphanumeric = is_letter(c) || c == WB_NUMERIC;
	if (is_letter(s->last) || s->last == WB_NUMERIC)
		return alphanumeric || c == WB_EXTEND_NUM_LET;
	if (s->last == WB_KATAKANA)
		return c == WB_KATAKANA || c == WB_EXTEND_NUM_LET;
	if (s->last == WB_EXTEND_NUM_LET)
		return alphanumeric || c == WB_KATAKANA || c == WB_EXTEND_NUM_LET;
	return s->last == WB_REGIONAL && c == WB_REGIONAL && s->odd;
}

static bool word_joins(const struct word_state *s, enum word_class c, struct span text,
		       size_t after)
{
	if (s->raw == WB_CR && c == WB_LF)
		return true;
	if (is_newline(s->raw) || is_newline(c))
		return false;
	if (s->raw == WB_ZWJ && is_pictographic(c))
		return true;
	if (s->raw == WB_SPACE && c == WB_SPACE)
		return true;
	return is_ignored(c) || joins_beside(s, c) || joins_around(s, c, text, after);
}

/* The end of the ASCII letters at `at`: WB5 joins them all. */
static size_t skip_ascii_letters(struct span text, size_t at)
{
	while (at < text.len) {
		const unsigned char lower = (unsigned char)text.at[at] | 0x20;
		if (lower < 'a' || lower > 'z')
			break;
		at++;
	}
	return at;
}

size_t break_word_next(struct span text, size_t at)
{
	size_t len;
	const enum word_class first = break_word(utf8_decode(text, at, &len));
	struct word_state s = {first, first, WB_OTHER, first == WB_REGIONAL};
	for (at += len; at < text.len; at += len) {
		const enum word_class c = break_word(utf8_decode(text, at, &len));
		if (!word_joins(&s, c, text, at + len))
			return at;
		s.raw = c;
		if (is_ignored(c))
			continue;
		s.odd = c == WB_REGIONAL && !s.odd;
		s.before = s.last;
		s.last = c;
		if (c != WB_LETTER)
			continue;
		const size_t letters = skip_ascii_letters(text, at + len) - (at + len);
		if (letters > 0)
			s.before = WB_LETTER;
		len += letters;
	}
	return text.len;
}

/* How far the end of a sentence has come: SATerm, then Close*, then Sp*. */
enum sentence_stage { STAGE_NONE, STAGE_TERM, STAGE_CLOSE, STAGE_SPACE };

struct sentence_state {
	enum sentence_class raw;         /* of the character just before */
	enum sentence_class last;        /* without what SB5 passes over */
	enum sentence_class before_term; /* before the terminator */
	enum sentence_stage stage;
	bool aterm; /* the terminator is a full stop */
};

static bool is_separator(enum sentence_class c)
{
	return c == SB_SEP || c == SB_CR || c == SB_LF;
}

/* SB8: after a full stop, whether the next letter is a lower-case one. */
static bool lower_follows(struct span text, size_t at)
{
	while (at < text.len) {
		size_t len;
		const enum sentence_class c = break_sentence(utf8_decode(text, at, &len));
		if (c == SB_LOWER)
			return true;
		if (c == SB_OLETTER || c == SB_UPPER || c == SB_ATERM || c == SB_STERM ||
		    is_separator(c))
			return false;
		at += len;
	}
	return false;
}

/* SB6 to SB11, when a terminator stands before. */
static bool sentence_goes_on(const struct sentence_state *s, enum sentence_class c,
			     struct span text, size_t at)
{
	if (s->aterm && s->stage == STAGE_TERM) {
		if (c == SB_NUMERIC)
			return true;
		if (c == SB_UPPER && (s->before_term == SB_UPPER || s->before_term == SB_LOWER))
			return true;
	}
	if (c == SB_SCONTINUE || c == SB_ATERM || c == SB_STERM || c == SB_SP || is_separator(c))
		return true;
	if (c == SB_CLOSE && s->stage != STAGE_SPACE)
		return true;
	return s->aterm && lower_follows(text, at);
}

static void sentence_advance(struct sentence_state *s, enum sentence_class c)
{
	s->raw = c;
	if (c == SB_EXTEND || c == SB_FORMAT)
		return;
	if (c == SB_ATERM || c == SB_STERM) {
		s->before_term = s->last;
		s->stage = STAGE_TERM;
		s->aterm = c == SB_ATERM;
	} else if (c == SB_CLOSE && (s->stage == STAGE_TERM || s->stage == STAGE_CLOSE)) {
		s->stage = STAGE_CLOSE;
	} else if (c == SB_SP && s->stage != STAGE_NONE) {
		s->stage = STAGE_SPACE;
	} else {
		s->stage = STAGE_NONE;
	}
	s->last = c;
}

size_t break_sentence_next(struct span text, size_t at)
{
	struct sentence_state s = {SB_OTHER, SB_OTHER, SB_OTHER, STAGE_NONE, false};
	size_t len;
	sentence_advance(&s, break_sentence(utf8_decode(text, at, &len)));
	for (at += len; at < text.len; at += len) {
		const enum sentence_class c = break_sentence(utf8_decode(text, at, &len));
		if (s.raw == SB_CR && c == SB_LF) {
			s.raw = c;
			continue;
		}
		if (is_separator(s.raw))
			return at;
		if (c != SB_EXTEND && c != SB_FORMAT && s.stage != STAGE_NONE &&
		    !sentence_goes_on(&s, c, text, at))
			return at;
		sentence_advance(&s, c);
	}
	return text.len;
}
