#include "lexicons/pattern_literal.h"

#include <string.h>

enum {
	LITERAL_LEAST = 3, /* bytes; a shorter one stands in nearly every sentence */
	DEPTH_MOST = 32,   /* of groups in groups */
	/* Latin, Greek and Cyrillic: scripts in which no word is cut between two letters. */
	LETTER_LAST = 0x52F,
};

struct scan {
	struct span regex;
	size_t at;
	unsigned depth;
	bool unsure; /* something stands there that this does not understand */
};

/* The letters in a row that are under way in one alternative, and the best that it had. */
struct branch {
	size_t run;
	size_t run_len;
	struct pattern_literals found;
};

static bool has(const struct scan *s, size_t ahead)
{
	return s->at + ahead < s->regex.len;
}

/* NUL behind the end. */
static char look(const struct scan *s, size_t ahead)
{
	return has(s, ahead) ? s->regex.at[s->at + ahead] : '\0';
}

static bool is_one_of(char c, const char *these)
{
	return c != '\0' && strchr(these, c);
}

/* Behind the next `c`. */
static void skip_past(struct scan *s, char c)
{
	while (has(s, 0) && look(s, 0) != c)
		s->at++;
	s->at++;
}

static size_t shortest(const struct literal_set *set)
{
	size_t least = set->count ? SIZE_MAX : 0;
	for (size_t i = 0; i < set->count; i++)
		least = set->item[i].len < least ? set->item[i].len : least;
	return least;
}

/* Long literals are rare; a set is as good as its worst. */
static bool is_better(const struct literal_set *set, const struct literal_set *than)
{
	const size_t len = shortest(set), other = shortest(than);
	return len > other || (len == other && set->count < than->count);
}

static void offer(struct branch *b, const struct literal_set *set)
{
	struct pattern_literals *found = &b->found;
	if (shortest(set) < LITERAL_LEAST)
		return;
	if (is_better(set, &found->best)) {
		found->also = found->best;
		found->best = *set;
	} else if (is_better(set, &found->also)) {
		found->also = *set;
	}
}

static void end_run(struct branch *b, const struct scan *s)
{
	const struct literal_set one = {{{s->regex.at + b->run, b->run_len}}, 1};
	if (b->run_len > 0)
		offer(b, &one);
	b->run_len = 0;
}

/* Behind ?, * or { the last letter of the run may be missing. */
static void drop_last(struct branch *b, const struct scan *s)
{
	while (b->run_len > 0 &&
	       ((unsigned char)s->regex.at[b->run + b->run_len - 1] & 0xC0) == 0x80)
		b->run_len--;
	if (b->run_len > 0)
		b->run_len--;
}

/* A { that counts; any other stands for itself. */
static bool is_count(const struct scan *s)
{
	size_t ahead = 1;
	while (is_one_of(look(s, ahead), "0123456789, "))
		ahead++;
	return look(s, 0) == '{' && ahead > 1 && look(s, ahead) == '}';
}

static bool is_optional(const struct scan *s)
{
	if (!is_count(s))
		return is_one_of(look(s, 0), "?*");
	size_t ahead = 1;
	while (look(s, ahead) == ' ')
		ahead++;
	return is_one_of(look(s, ahead), "0,");
}

static void scan_escape(struct scan *s)
{
	const char c = look(s, 1);
	const bool braces = look(s, 2) == '{';
	/* quoting; a control sign whatever stands behind it; letters with marks added */
	s->unsure |= is_one_of(c, "QEcX");
	s->unsure |= is_one_of(c, "xoNgk") && !braces;
	s->at += c == 'p' || c == 'P' ? 3 : 2;
	if (is_one_of(c, "pPxoNgk") && braces)
		skip_past(s, '}');
}

/* A [ … ]: any one sign of many. */
static void skip_set(struct scan *s)
{
	s->at += look(s, 1) == '^' ? 2 : 1;
	if (look(s, 0) == ']')
		s->at++;
	while (has(s, 0) && look(s, 0) != ']' && !s->unsure) {
		if (look(s, 0) == '\\') {
			scan_escape(s);
		} else if (look(s, 0) == '[' && is_one_of(look(s, 1), ":.=")) {
			s->unsure |= look(s, 1) != ':';
			skip_past(s, ']');
		} else {
			s->at++;
		}
	}
	s->at++;
}

static bool has_only_digits(const struct scan *s)
{
	const struct span rest = {s->regex.at + s->at, s->regex.len - s->at};
	return span_starts(rest, SPAN("[0-9]"));
}

/* Goes to where the alternatives of a group begin; whether what they match is part of the match. */
static bool enter_group(struct scan *s)
{
	s->at++;
	s->unsure |= look(s, 0) == '*';
	if (look(s, 0) != '?')
		return true;
	const char c = look(s, 1);
	const bool behind = c == '<' && is_one_of(look(s, 2), "=!*");
	/* (?x), (?i: and their like change what is said; others call, ask or comment */
	s->unsure |= !is_one_of(c, ":>=!<");
	s->at += behind ? 3 : 2;
	if (c == '<' && !behind)
		skip_past(s, '>');
	return !behind && c != '=' && c != '!';
}

static void scan_branch(struct scan *s, struct pattern_literals *out);

static void join(struct literal_set *all, const struct literal_set *one)
{
	if (all->count == 0 || one->count == 0 || all->count + one->count > PATTERN_LITERALS_MOST) {
		all->count = 0;
		return;
	}
	memcpy(all->item + all->count, one->item, one->count * sizeof *one->item);
	all->count += one->count;
}

/* Of each alternative one is needed: without those of one of them nothing is certain. */
static void scan_alternatives(struct scan *s, struct pattern_literals *out)
{
	scan_branch(s, out);
	while (!s->unsure && look(s, 0) == '|') {
		struct pattern_literals one;
		s->at++;
		scan_branch(s, &one);
		join(&out->best, &one.best);
		out->also.count = 0;
		out->digit &= one.digit;
	}
}

static void scan_group(struct scan *s, struct branch *b)
{
	struct pattern_literals inside;
	const bool matched = enter_group(s);
	s->unsure |= s->depth == DEPTH_MOST;
	if (s->unsure)
		return;
	s->depth++;
	scan_alternatives(s, &inside);
	s->depth--;
	s->unsure |= look(s, 0) != ')';
	s->at++;
	if (!matched || is_optional(s))
		return;
	offer(b, &inside.best);
	offer(b, &inside.also);
	b->found.digit |= inside.digit;
}

/* The bytes of the letter that stands here; 0: something else does. */
static size_t letter_here(const struct scan *s)
{
	size_t len;
	const uint32_t code = utf8_decode(s->regex, s->at, &len);
	return code <= LETTER_LAST && code_is_letter(code) ? len : 0;
}

static void scan_one(struct scan *s, struct branch *b)
{
	const size_t letter = letter_here(s);
	if (letter > 0) {
		if (b->run_len == 0)
			b->run = s->at;
		b->run_len += letter;
		s->at += letter;
		return;
	}
	if (is_optional(s))
		drop_last(b, s);
	end_run(b, s);
	bool digit = false;
	switch (look(s, 0)) {
	case '\\':
		digit = look(s, 1) == 'd';
		scan_escape(s);
		break;
	case '[':
		digit = has_only_digits(s);
		skip_set(s);
		break;
	case '(':
		scan_group(s, b);
		break;
	default:
		s->at++;
	}
	if (digit && !is_optional(s))
		b->found.digit = true;
}

/* Up to a | or a ) or the end. */
static void scan_branch(struct scan *s, struct pattern_literals *out)
{
	struct branch b = {.run_len = 0};
	while (has(s, 0) && !is_one_of(look(s, 0), "|)") && !s->unsure)
		scan_one(s, &b);
	end_run(&b, s);
	*out = b.found;
}

void pattern_literals(struct pattern_literals *out, struct span regex)
{
	struct scan s = {.regex = regex};
	scan_alternatives(&s, out);
	if (s.unsure || s.at < regex.len)
		*out = (struct pattern_literals){.digit = false};
}
