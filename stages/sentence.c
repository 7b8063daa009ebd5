#include "stages/sentence.h"

#include <stdbool.h>

#include "corpus/arena.h"
#include "lexicons/language.h"
#include "stages/break.h"

/* Tokens of what was run together with the text behind it, most. */
enum { HEADING_MOST = 8, ITEM_MOST = 16, LABEL_MOST = 4 };

static struct span bytes_of(const struct sentence_unit *u, uint32_t token)
{
	const struct token *t = &u->token[token];
	return (struct span){u->text.at + t->start, t->len};
}

static uint32_t first_code(const struct sentence_unit *u, uint32_t token)
{
	size_t len;
	const unsigned char first = (unsigned char)u->text.at[u->token[token].start];
	return first < 0x80 ? first : utf8_decode(bytes_of(u, token), 0, &len);
}

static bool is_upper(const struct sentence_unit *u, uint32_t token)
{
	if (token >= u->last)
		return false;
	const uint32_t code = first_code(u, token);
	return code < 0x80 ? code >= 'A' && code <= 'Z' : code_is_upper(code);
}

static bool after_space(const struct sentence_unit *u, uint32_t token)
{
	return (u->token[token].flags & TOKEN_AFTER_SPACE) != 0;
}

static unsigned roles(const struct sentence_unit *u, uint32_t token)
{
	return language_roles(u->language, bytes_of(u, token));
}

static bool is_one_of(uint32_t code, const uint32_t *set)
{
	while (*set && *set != code)
		set++;
	return *set != 0;
}

/* Only closes: ) ] } » ” and the rounded brackets of mathematics are left out. */
static bool is_closer(uint32_t code)
{
	static const uint32_t set[] = {')', ']', '}', 0xBB, 0x201D, 0x203A, 0};
	return is_one_of(code, set);
}

static bool is_opener(uint32_t code)
{
	static const uint32_t set[] = {'(',    '[',    '{',    0xAB,   0x201E,
				       0x201C, 0x2018, 0x201A, 0x2039, 0};
	return is_one_of(code, set);
}

/* Opens or closes, as the spaces around it say: " ' ’ ” and the like. */
static bool is_quote(uint32_t code)
{
	static const uint32_t set[] = {'"',    '\'',   '`',    0x2018, 0x2019,
				       0x201C, 0x201D, 0x201E, 0x201F, 0};
	return is_one_of(code, set);
}

static bool is_mark(const struct sentence_unit *u, uint32_t token)
{
	return u->token[token].kind == TOKEN_PUNCTUATION;
}

/* The spaces of `token`: stands against what is before, or apart from what is behind. */
static bool closes(const struct sentence_unit *u, uint32_t token)
{
	if (!is_mark(u, token))
		return false;
	const uint32_t code = first_code(u, token);
	if (is_closer(code))
		return true;
	if (span_equal(bytes_of(u, token), SPAN("''")))
		return true;
	if (!is_quote(code))
		return false;
	return !after_space(u, token) || token + 1 == u->last || after_space(u, token + 1);
}

static bool is_terminator(const struct sentence_unit *u, uint32_t token)
{
	const uint32_t code = first_code(u, token);
	return is_mark(u, token) && (code == '.' || code == '!' || code == '?' || code == 0x2026);
}

/* Emoji and faces behind a sentence belong to it. */
static bool is_picture(const struct sentence_unit *u, uint32_t token)
{
	const uint32_t code = first_code(u, token);
	return u->token[token].kind == TOKEN_SYMBOL &&
	       (code >= 0x2600 || code == ':' || code == ';' || code == '=');
}

/* The first token behind the stop that is not part of the end of its sentence. */
static uint32_t skip_closing(const struct sentence_unit *u, uint32_t token)
{
	while (token < u->last && (closes(u, token) || is_picture(u, token) ||
				   (is_terminator(u, token) && !after_space(u, token))))
		token++;
	return token;
}

/* The first token that is no opening quotation mark, bracket or dash. */
static uint32_t skip_opening(const struct sentence_unit *u, uint32_t token)
{
	while (token < u->last && is_mark(u, token)) {
		const uint32_t code = first_code(u, token);
		const bool dash = code == '-' || code == 0x2013 || code == 0x2014 || code == 0x2022;
		if (!is_opener(code) && !is_quote(code) && code != ',' && !dash && code != '*')
			break;
		token++;
	}
	return token;
}

/* A word in capitals follows, or 's and then one: `'s Avonds`. */
static bool begins_sentence(const struct sentence_unit *u, uint32_t token)
{
	if (token >= u->last)
		return true;
	if (is_upper(u, token) || u->token[token].kind == TOKEN_NUMBER)
		return true;
	return u->token[token].kind == TOKEN_WORD && (roles(u, token) & WORD_CLITIC) &&
	       is_upper(u, token + 1);
}

/* What stands before the stop is only the number of a list: `1. Eerst`. */
static bool is_list_number(const struct sentence_unit *u, uint32_t start, uint32_t stop)
{
	if (stop == 0 || stop - 1 != start || u->token[stop].len != 1)
		return false;
	const struct token *t = &u->token[start];
	return t->kind == TOKEN_NUMBER || (t->kind == TOKEN_WORD && t->len == 1);
}

/* `(!)`, `(...)`: a mark on its own in brackets is a comment on the words around it. */
static bool in_brackets(const struct sentence_unit *u, uint32_t stop)
{
	if (stop == u->first || stop + 1 >= u->last)
		return false;
	const uint32_t before = first_code(u, stop - 1);
	return (before == '(' || before == '[') && is_closer(first_code(u, stop + 1));
}

/* Whether an abbreviation ends its sentence when a capital follows. */
static bool abbreviation_ends(const struct sentence_unit *u, uint32_t stop, uint32_t next)
{
	const unsigned r = roles(u, stop);
	if (u->token[next].kind == TOKEN_NUMBER)
		return (r & WORD_CLOSING) && !(r & WORD_TITLE);
	if (r & WORD_CLOSING)
		return true;
	if (r & WORD_ABBREVIATION)
		return false;
	/* Dotted letters that no table has: the name of something, or initials. */
	const unsigned after = roles(u, next);
	return (after & WORD_STOP) && !(after & WORD_PARTICLE);
}

/* A word of grammar with a capital and then a word in lower case: `Het type`, but not `De Vries`.
 */
static bool opens_clause(const struct sentence_unit *u, uint32_t token)
{
	const unsigned r = roles(u, token);
	if (!(r & WORD_STOP) || token + 1 >= u->last || u->token[token + 1].kind > TOKEN_NUMBER)
		return false;
	if (is_upper(u, token + 1))
		return !(r & WORD_PARTICLE) && !is_upper(u, token - 1);
	return !(r & WORD_PARTICLE) || !(roles(u, token + 1) & WORD_PARTICLE);
}

/* Whether a new sentence begins at `rest`, the end of the old one being at `stop`. */
static bool ends_here(const struct sentence_unit *u, uint32_t start, uint32_t stop, uint32_t rest,
		      bool lower_case)
{
	const bool abbreviation = u->token[stop].kind != TOKEN_PUNCTUATION;
	const uint32_t next = skip_opening(u, rest);
	if (next >= u->last)
		return false;
	if (in_brackets(u, stop))
		return is_upper(u, next) && opens_clause(u, next);
	if (is_list_number(u, start, stop))
		return false;
	if (!begins_sentence(u, next))
		return lower_case && !abbreviation && u->token[stop].len == 1 &&
		       u->token[next].kind == TOKEN_WORD && after_space(u, rest);
	if (!after_space(u, rest) && u->token[next].kind == TOKEN_NUMBER)
		return false;
	return !abbreviation || abbreviation_ends(u, stop, next);
}

static bool is_word(const struct token *t)
{
	return t->kind == TOKEN_WORD || t->kind == TOKEN_NUMBER;
}

static bool same_word(const struct sentence_unit *u, uint32_t a, uint32_t b)
{
	const struct span one = bytes_of(u, a);
	const struct span two = bytes_of(u, b);
	if (one.len != two.len || one.len < 3)
		return false;
	return (one.at[0] | 0x20) == (two.at[0] | 0x20) &&
	       span_equal((struct span){one.at + 1, one.len - 1},
			  (struct span){two.at + 1, two.len - 1});
}

/* Words without a verb of grammar. */
static bool is_verbless(const struct sentence_unit *u, uint32_t first, uint32_t last)
{
	for (uint32_t t = first; t < last; t++)
		if (u->token[t].kind == TOKEN_WORD && (roles(u, t) & WORD_AUXILIARY))
			return false;
	return true;
}

static bool only_words(const struct sentence_unit *u, uint32_t first, uint32_t last)
{
	for (uint32_t t = first; t < last; t++)
		if (u->token[t].kind != TOKEN_WORD)
			return false;
	return true;
}

/*
 * Whether what stands before this capital, from `start` on, is a heading that was set on a line of
 * its own: short, without verbs of grammar, and then either a word that begins clauses or the
 * heading's own word again (`Italië Italië ging`, `Vee fokken Fokken is`).
 */
static bool follows_heading(const struct sentence_unit *u, uint32_t start, uint32_t token)
{
	if (token - start > HEADING_MOST || !is_upper(u, token) || !is_upper(u, start))
		return false;
	/* What is seldom so comes first: nearly every capital here is a name's. */
	const bool again =
		same_word(u, token - 1, token) ||
		(token + 1 < u->last && same_word(u, start, token + 1) && token == start + 1);
	if (!again &&
	    (!opens_clause(u, token) || (roles(u, token - 1) & (WORD_STOP | WORD_PARTICLE))))
		return false;
	return only_words(u, start, token) && is_verbless(u, start, token);
}

/* The colon behind the label that begins at `token`; u->last if there is none. */
static uint32_t label_end(const struct sentence_unit *u, uint32_t token)
{
	for (uint32_t t = token; t < u->last && t < token + LABEL_MOST; t++) {
		if (u->token[t].kind != TOKEN_WORD)
			return t > token && first_code(u, t) == ':' ? t : u->last;
	}
	return u->last;
}

/*
 * Whether the next item of a list that was set on lines of their own begins here: after a label and
 * what it says another label (`Plaats: Utrecht Aanwezig: ...`), after a number in brackets, or with
 * the mark that the item before began with (`« Bessy » 1952 « Jerom » 1960`).
 */
static bool begins_item(const struct sentence_unit *u, uint32_t start, uint32_t token)
{
	if (is_mark(u, token))
		return is_opener(first_code(u, token)) &&
		       first_code(u, token) == first_code(u, start);
	if (first_code(u, token - 1) == ')' && u->token[token - 2].kind == TOKEN_NUMBER)
		return u->token[token - 2].len > 1; /* not (1), which begins the item itself */
	const uint32_t label = label_end(u, token);
	if (label == u->last || (is_upper(u, token - 1) && label > token + 1) ||
	    (roles(u, token - 1) & WORD_STOP))
		return false;
	return label_end(u, start) < token;
}

static bool follows_item(const struct sentence_unit *u, uint32_t start, uint32_t token)
{
	return token - start <= ITEM_MOST && token >= start + 2 && begins_item(u, start, token) &&
	       is_verbless(u, start, token);
}

/* The block begins in lower case, and no sentence after a stop begins otherwise. */
static bool is_lower_case(const struct sentence_unit *u)
{
	const uint32_t begin = skip_opening(u, u->first);
	if (begin >= u->last || u->token[begin].kind != TOKEN_WORD || is_upper(u, begin))
		return false;
	for (size_t i = 0; i < u->stops; i++) {
		const uint32_t next = u->stop[i].token + 1;
		if (u->stop[i].kind == CUT_MARK && next < u->last && is_mark(u, next - 1) &&
		    is_upper(u, next))
			return false;
	}
	return true;
}

static int add(struct sentence_list *out, const struct sentence_unit *u, uint32_t first,
	       uint32_t last)
{
	if (first == last)
		return 0;
	if (arena_grow(out->keep, &out->item, &out->capacity, out->count, out->count + 1,
		       sizeof *out->item) != 0)
		return -1;
	out->item[out->count++] = (struct sentence){first, last, u->block};
	return 0;
}

/* The end of the stretch of words without punctuation that begins at `first`; *words: how many. */
static uint32_t stretch_end(const struct sentence_unit *u, uint32_t first, uint32_t last,
			    uint32_t *words)
{
	*words = 0;
	uint32_t t = first;
	for (; t < last && u->token[t].kind != TOKEN_PUNCTUATION; t++)
		*words += is_word(&u->token[t]);
	return t;
}

/* Adds [first, last), cut where speech that nobody has punctuated goes on too long. */
static int add_stretches(struct sentence_list *out, const struct sentence_unit *u, uint32_t first,
			 uint32_t last)
{
	for (uint32_t t = first; t < last && last - first > SENTENCE_UNPUNCTUATED;) {
		uint32_t words;
		const uint32_t end = stretch_end(u, t, last, &words);
		uint32_t since = 0;
		for (; t < end && words > SENTENCE_UNPUNCTUATED; t++) {
			since += is_word(&u->token[t]);
			if (since <= SENTENCE_PIECE_LEAST || end - t < SENTENCE_PIECE_LEAST ||
			    !(roles(u, t) & WORD_CUT))
				continue;
			const bool en = roles(u, t - 1) & WORD_COORDINATOR; /* en toen */
			if (add(out, u, first, en ? t - 1 : t) != 0)
				return -1;
			first = en ? t - 1 : t;
			since = 1;
		}
		t = end + 1;
	}
	return add(out, u, first, last);
}

/* The first token of the next sentence if one begins at this stop; UINT32_MAX if none does. */
static uint32_t next_sentence(const struct sentence_unit *u, struct cut_stop stop, uint32_t start,
			      bool lower_case)
{
	if (stop.kind == CUT_BLANK_LINE)
		return stop.token;
	if (stop.kind == CUT_CAPITAL)
		return follows_heading(u, start, stop.token) || follows_item(u, start, stop.token)
			       ? stop.token
			       : UINT32_MAX;
	const uint32_t rest = skip_closing(u, stop.token + 1);
	return ends_here(u, start, stop.token, rest, lower_case) ? rest : UINT32_MAX;
}

int sentence_cut(struct sentence_list *out, const struct sentence_unit *u)
{
	const bool lower_case = u->stops > 0 && is_lower_case(u);
	uint32_t start = u->first;
	for (size_t i = 0; i < u->stops; i++) {
		const struct cut_stop stop = u->stop[i];
		if (stop.token <= start && stop.kind != CUT_MARK)
			continue;
		if (stop.token < start)
			continue;
		const uint32_t rest = next_sentence(u, stop, start, lower_case);
		if (rest == UINT32_MAX)
			continue;
		if (add_stretches(out, u, start, rest) != 0)
			return -1;
		start = rest;
	}
	return add_stretches(out, u, start, u->last);
}

int sentence_cut_plain(struct sentence_list *out, const struct sentence_unit *u, struct range range)
{
	const struct span text = {u->text.at, range.end};
	uint32_t first = u->first;
	for (size_t at = range.start; at < range.end;) {
		at = break_sentence_next(text, at);
		uint32_t last = first;
		while (last < u->last && u->token[last].start < at)
			last++;
		if (add(out, u, first, last) != 0)
			return -1;
		first = last;
	}
	return add(out, u, first, u->last);
}
