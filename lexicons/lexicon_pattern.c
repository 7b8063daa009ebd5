/* PCRE2 patterns, and the literal that lets most sentences pass without running them. */
#include <string.h>

#include "corpus/error.h"
#include "lexicons/lexicon_draft.h"

enum {
	LITERAL_LEAST = 3, /* letters; a shorter one stands in nearly every sentence */
	PATTERN_BYTES_MOST = 2000,
};

struct scan {
	struct span regex;
	size_t at;
	size_t run; /* where the run of letters under way began */
	size_t run_len;
	struct span best;
	bool none; /* something that this scan does not understand, or an alternative */
};

static void end_run(struct scan *s)
{
	if (s->run_len > s->best.len)
		s->best = (struct span){s->regex.at + s->run, s->run_len};
	s->run_len = 0;
}

/* Behind ?, * or { the last letter of the run may be missing. */
static void drop_last(struct scan *s)
{
	while (s->run_len > 0 &&
	       ((unsigned char)s->regex.at[s->run + s->run_len - 1] & 0xC0) == 0x80)
		s->run_len--;
	if (s->run_len > 0)
		s->run_len--;
	end_run(s);
}

/* The byte behind a [ … ]. */
static size_t skip_set(struct span regex, size_t at)
{
	at += at + 1 < regex.len && regex.at[at + 1] == '^' ? 2 : 1;
	if (at < regex.len && regex.at[at] == ']')
		at++;
	while (at < regex.len && regex.at[at] != ']')
		at += regex.at[at] == '\\' ? 2 : 1;
	return at + 1;
}

/* The byte behind a ( … ); what stands in it is not looked at. */
static size_t skip_group(struct span regex, size_t at)
{
	size_t depth = 0;
	while (at < regex.len) {
		const char c = regex.at[at];
		if (c == '[') {
			at = skip_set(regex, at);
			continue;
		}
		if (c == '(')
			depth++;
		if (c == ')' && --depth == 0)
			return at + 1;
		at += c == '\\' ? 2 : 1;
	}
	return at;
}

static void scan_one(struct scan *s)
{
	const char c = s->regex.at[s->at];
	const bool letter = (unsigned char)c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	if (letter) {
		if (s->run_len++ == 0)
			s->run = s->at;
		s->at++;
		return;
	}
	if (c == '?' || c == '*' || c == '{')
		drop_last(s);
	end_run(s);
	if (c == '|')
		s->none = true;
	if (c == '\\') {
		s->none |= s->at + 1 < s->regex.len && strchr("QENpPxoX", s->regex.at[s->at + 1]);
		s->at += 2;
	} else if (c == '[') {
		s->at = skip_set(s->regex, s->at);
	} else if (c == '(') {
		/* (?x) changes what letters and spaces mean; (?: (?= (?! (?< do not */
		s->none |= s->at + 2 < s->regex.len && s->regex.at[s->at + 1] == '?' &&
			   !strchr(":=!<>", s->regex.at[s->at + 2]);
		s->at = skip_group(s->regex, s->at);
	} else if (c == '{') {
		const char *close = memchr(s->regex.at + s->at, '}', s->regex.len - s->at);
		s->at = close ? (size_t)(close - s->regex.at) + 1 : s->regex.len;
	} else {
		s->at++;
	}
}

/* Letters that every match holds inside one word; empty if none are certain. */
static struct span literal_of(struct span regex)
{
	struct scan s = {.regex = regex};
	while (s.at < regex.len && !s.none)
		scan_one(&s);
	end_run(&s);
	const struct span nothing = {NULL, 0};
	return s.none || s.best.len < LITERAL_LEAST ? nothing : s.best;
}

static int wrong_pattern(struct compiler *c, int number, size_t offset)
{
	PCRE2_UCHAR8 message[120];
	if (pcre2_get_error_message(number, message, sizeof message) < 0)
		message[0] = '\0';
	return error_set(c->err, ERROR_CONFIG, "the regular expression is wrong", "%s, at byte %zu",
			 (const char *)message, offset);
}

static int make_literal(struct compiler *c, struct span regex, uint32_t *out)
{
	struct span literal = literal_of(regex);
	*out = SYMBOL_NONE;
	if (literal.len == 0)
		return 0;
	if (text_fold(&literal, literal, &c->scratch) < 0)
		return error_memory(c->err);
	*out = symbols_add(&c->lexicon->symbols, SYMBOL_INFIX, literal);
	return *out == SYMBOL_NONE ? error_memory(c->err) : 0;
}

int compile_pattern(struct compiler *c, struct compiled_rule *rule, const struct pack_cue *cue,
		    uint32_t *literal)
{
	if (cue->text.len == 0 || cue->text.len > PATTERN_BYTES_MOST)
		return error_set(c->err, ERROR_CONFIG, "a regular expression has 1 to 2000 bytes",
				 "%s", "");
	int number;
	PCRE2_SIZE offset;
	/* \C would cut characters; a callout or a newline setting has no place in a pack. */
	rule->code = pcre2_compile((PCRE2_SPTR)cue->text.at, cue->text.len,
				   PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C,
				   &number, &offset, NULL);
	if (!rule->code)
		return wrong_pattern(c, number, offset);
	/* Where the machine has no JIT the interpreter does the same more slowly. */
	(void)pcre2_jit_compile(rule->code, PCRE2_JIT_COMPLETE);
	return make_literal(c, cue->text, literal);
}
