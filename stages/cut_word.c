#include "stages/cut_word.h"

#include <string.h>
#include <utf8proc.h>

#include "lexicons/language.h"
#include "stages/break.h"
#include "stages/break_tables.h"
#include "stages/token.h"

enum {
	ADDRESS_LABEL_MOST = 12, /* bytes of a top-level domain that is looked up */
	CLITIC_MOST = 6,         /* bytes behind the apostrophe of a clitic */
	SUFFIX_MOST = 5,         /* bytes behind an apostrophe that end a word: 80'ers */
};

static char byte_at(struct span text, size_t at)
{
	return at < text.len ? text.at[at] : '\0';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_letter_at(struct span text, size_t at)
{
	size_t len;
	return at < text.len && code_is_letter(utf8_decode(text, at, &len));
}

static bool is_space_at(struct span text, size_t at)
{
	size_t len;
	return at >= text.len || code_is_space(utf8_decode(text, at, &len));
}

static bool is_upper_at(struct span text, size_t at)
{
	size_t len;
	return at < text.len && code_is_upper(utf8_decode(text, at, &len));
}

bool cut_is_word(struct span text, size_t at)
{
	if (at >= text.len)
		return false;
	const char byte = text.at[at];
	if ((unsigned char)byte < 0x80)
		return is_lower(byte | 0x20) || is_digit(byte) || byte == '_';
	size_t len;
	const enum word_class c = break_word(utf8_decode(text, at, &len));
	return c == WB_LETTER || c == WB_NUMERIC || c == WB_HEBREW || c == WB_KATAKANA ||
	       c == WB_EXTEND_NUM_LET || c == WB_LETTER_PICTOGRAPHIC;
}

size_t cut_apostrophe(struct span text, size_t at)
{
	const char c = byte_at(text, at);
	if (c == '\'' || c == '`')
		return 1;
	const struct span rest = {text.at + at, text.len - at};
	if (c == '\xC2')
		return span_starts(rest, SPAN("\xC2\xB4")) ? 2 : 0;
	if (c != '\xE2' || rest.len < 3 || rest.at[1] != '\x80')
		return 0;
	return rest.at[2] >= '\x98' && rest.at[2] <= '\x9B' ? 3 : 0;
}

static unsigned roles(const struct cut_place *p, size_t start, size_t end)
{
	return language_roles(p->language, (struct span){p->text.at + start, end - start});
}

/* A full stop between a word and a capital letter with no space: `einde.Begin` is two words. */
static bool sentences_run_together(const struct cut_place *p, size_t start, size_t point)
{
	const char *s = p->text.at;
	return point - start >= 3 && is_lower(s[point - 1]) && is_lower(s[point - 2]) &&
	       is_upper(byte_at(p->text, point + 1)) && is_lower(byte_at(p->text, point + 2)) &&
	       !(roles(p, start, point + 1) & WORD_ABBREVIATION);
}

/* The end of the word of UAX #29, but that no colon stands inside a word. */
static size_t segment(const struct cut_place *p, size_t start)
{
	const size_t end = break_word_next(p->text, start);
	for (size_t i = start; i < end; i++) {
		if (p->text.at[i] == ':' && i > start)
			return i;
		if (p->text.at[i] == '.' && sentences_run_together(p, start, i))
			return i;
	}
	return end;
}

/* Bytes of the hyphen at `at`: - U+2010 U+2011; 0 if there is none. */
static size_t hyphen(struct span text, size_t at)
{
	const struct span rest = {text.at + at, text.len - at};
	if (byte_at(text, at) == '-')
		return 1;
	return span_starts(rest, SPAN("\xE2\x80\x90")) || span_starts(rest, SPAN("\xE2\x80\x91"))
		       ? 3
		       : 0;
}

static size_t skip_letters(struct span text, size_t at)
{
	size_t len;
	while (at < text.len && code_is_letter(utf8_decode(text, at, &len)))
		at += len;
	return at;
}

/* `zee- en landmacht`: the hyphen stands for the rest of a compound that comes later. */
static bool is_half_compound(const struct cut_place *p, size_t after)
{
	if (byte_at(p->text, after) == ',')
		return true;
	if (byte_at(p->text, after) != ' ')
		return false;
	return (roles(p, after + 1, skip_letters(p->text, after + 1)) & WORD_COORDINATOR) != 0;
}

static size_t join_hyphen(const struct cut_place *p, size_t end)
{
	const size_t len = hyphen(p->text, end);
	if (len == 0)
		return end;
	if (cut_is_word(p->text, end + len))
		return segment(p, end + len);
	return is_half_compound(p, end + len) ? end + len : end;
}

static size_t count_digits(struct span text, size_t at)
{
	size_t n = 0;
	while (is_digit(byte_at(text, at + n)))
		n++;
	return n;
}

/* 12:30, 2/3, 12/03/2024, 50%, 65+: what joins to a number. */
static size_t join_number(const struct cut_place *p, size_t end)
{
	const char c = byte_at(p->text, end);
	if (!is_digit(p->text.at[end - 1]))
		return end;
	if (c == '%')
		return end + 1;
	if (c == '+' && !cut_is_word(p->text, end + 1))
		return end + 1;
	const size_t digits = count_digits(p->text, end + 1);
	if ((c == '/' && digits > 0) || (c == ':' && digits == 2))
		return end + 1 + digits;
	return end;
}

/* f16's, 80'er, Jan`s; and `Alex' fiets` where no quotation can end. */
static size_t join_apostrophe(const struct cut_place *p, size_t start, size_t end)
{
	const size_t len = cut_apostrophe(p->text, end);
	if (len == 0)
		return end;
	const size_t stop = skip_letters(p->text, end + len);
	if (stop > end + len)
		return stop - end - len <= SUFFIX_MOST ? stop : end;
	const char last = p->text.at[end - 1];
	const bool hisses = last == 's' || last == 'x' || last == 'z';
	return hisses && !p->quote_open && is_upper_at(p->text, start) &&
			       byte_at(p->text, end + len) == ' ' &&
			       is_lower(byte_at(p->text, end + len + 1))
		       ? end + len
		       : end;
}

/* A&O, m², and what the tables have with a slash: t/m. */
static size_t join_sign(const struct cut_place *p, size_t start, size_t end)
{
	const char c = byte_at(p->text, end);
	if (c == '&' && is_letter_at(p->text, end - 1) && is_letter_at(p->text, end + 1))
		return segment(p, end + 1);
	const char power = byte_at(p->text, end + 1);
	if (c == '\xC2' && (power == '\xB2' || power == '\xB3') && is_letter_at(p->text, end - 1))
		return end + 2;
	if (c != '/')
		return end;
	const size_t next = skip_letters(p->text, end + 1);
	return roles(p, start, next) & WORD_ABBREVIATION ? next : end;
}

/* Letters one by one with points between: d.w.z, V.S. */
static bool is_dotted(struct span word)
{
	size_t letters = 0;
	for (size_t at = 0; at < word.len;) {
		size_t len;
		if (!code_is_letter(utf8_decode(word, at, &len)))
			return false;
		at += len;
		letters++;
		if (at < word.len && word.at[at++] != '.')
			return false;
	}
	return letters >= 2;
}

/* J. in `J. de Vries`: a capital letter alone, and a name behind it. */
static bool is_initial(const struct cut_place *p, size_t start, size_t point)
{
	size_t len;
	if (!code_is_upper(utf8_decode(p->text, start, &len)) || start + len != point)
		return false;
	const size_t next = point + 1;
	if (byte_at(p->text, next) == '-')
		return true;
	if (byte_at(p->text, next) != ' ' || !is_letter_at(p->text, next + 1))
		return false;
	const unsigned r = roles(p, next + 1, skip_letters(p->text, next + 1));
	if (!is_upper_at(p->text, next + 1))
		return (r & WORD_PARTICLE) != 0;
	return !p->lower_before || !(r & WORD_STOP);
}

/* Whether the point at `end` belongs to the word. */
static bool keeps_point(const struct cut_place *p, size_t start, size_t end)
{
	if (byte_at(p->text, end) != '.' || byte_at(p->text, end + 1) == '.')
		return false;
	return (roles(p, start, end + 1) & WORD_ABBREVIATION) ||
	       is_dotted((struct span){p->text.at + start, end - start}) ||
	       is_initial(p, start, end);
}

static size_t join_all(const struct cut_place *p, size_t start, size_t end)
{
	for (size_t before = 0; end != before && end < p->text.len;) {
		before = end;
		end = join_hyphen(p, end);
		if (end == before)
			end = join_number(p, end);
		if (end == before)
			end = join_apostrophe(p, start, end);
		if (end == before)
			end = join_sign(p, start, end);
	}
	return end;
}

static bool ends_address(char c)
{
	return c == '\0' || (unsigned char)c <= ' ' || c == '<' || c == '>' || c == '"';
}

/* From `at` to white space, less the punctuation that belongs to the sentence. */
static size_t address_end(struct span text, size_t at)
{
	const size_t start = at;
	while (at < text.len && !ends_address(text.at[at]) && !is_space_at(text, at)) {
		size_t len;
		const uint32_t code = utf8_decode(text, at, &len);
		if (code >= 0x2018 && code <= 0x201F)
			break;
		at += len;
	}
	while (at > start && strchr(".,;:!?)]}'", text.at[at - 1]))
		at--;
	return at;
}

static size_t mail_end(struct span text, size_t sign)
{
	size_t at = sign + 1;
	while (at < text.len && (is_digit(text.at[at]) || is_lower(text.at[at] | 0x20) ||
				 text.at[at] == '.' || text.at[at] == '-'))
		at++;
	while (at > sign + 1 && (text.at[at - 1] == '.' || text.at[at - 1] == '-'))
		at--;
	return at;
}

/* `valkuil.net`: points inside, and a name of the tables behind the last. */
static bool is_domain(const struct cut_place *p, size_t start, size_t end)
{
	size_t point = end;
	while (point > start && p->text.at[point - 1] != '.')
		point--;
	return point > start + 2 && end - point >= 2 && end - point <= ADDRESS_LABEL_MOST &&
	       is_lower(p->text.at[point]) && (roles(p, point, end) & WORD_DOMAIN);
}

/* The end of the address that the word [start, end) begins; `end` if it begins none, 0 if it may be
 * no more than a word. */
static size_t join_address(const struct cut_place *p, size_t start, size_t end)
{
	const struct span rest = {p->text.at + end, p->text.len - end};
	const struct span word = {p->text.at + start, end - start};
	if (span_starts(rest, SPAN("://")) && !ends_address(byte_at(p->text, end + 3)))
		return address_end(p->text, end);
	if (byte_at(p->text, end) == '@' && mail_end(p->text, end) > end + 1)
		return mail_end(p->text, end);
	if (word.len > 4 && (span_starts(word, SPAN("www.")) || span_starts(word, SPAN("WWW."))))
		return address_end(p->text, end);
	if (memchr(word.at, '.', word.len) && is_domain(p, start, end))
		return byte_at(p->text, end) == '/' ? address_end(p->text, end) : end;
	return 0;
}

static uint8_t word_kind(struct span word)
{
	size_t len;
	for (size_t at = 0; at < word.len; at += len)
		if (code_is_letter(utf8_decode(word, at, &len)))
			return TOKEN_WORD;
	return TOKEN_NUMBER;
}

struct cut_found cut_word(const struct cut_place *p)
{
	const size_t start = p->at;
	size_t end = join_all(p, start, segment(p, start));
	const size_t address = join_address(p, start, end);
	if (address != 0)
		return (struct cut_found){address, TOKEN_ADDRESS, false};
	const bool point = keeps_point(p, start, end);
	if (point) {
		end++;
		if (hyphen(p->text, end) && cut_is_word(p->text, end + 1)) /* St.-Janstraat */
			end = join_all(p, start, end);
	}
	const struct span word = {p->text.at + start, end - start};
	return (struct cut_found){end, word_kind(word), point && word.at[word.len - 1] == '.'};
}

/* 't, 's-Hertogenbosch, '90: what begins with an apostrophe. `p->at` if it is none. */
static struct cut_found cut_clitic(const struct cut_place *p, size_t len)
{
	const size_t start = p->at;
	const size_t after = start + len;
	const size_t letters = skip_letters(p->text, after);
	if (letters > after && letters - after <= CLITIC_MOST &&
	    (roles(p, start, letters) & WORD_CLITIC))
		return (struct cut_found){join_hyphen(p, letters), TOKEN_WORD, false};
	if (count_digits(p->text, after) == 2 && !p->quote_open)
		return (struct cut_found){skip_letters(p->text, after + 2), TOKEN_NUMBER, false};
	return (struct cut_found){start, TOKEN_PUNCTUATION, false};
}

/* A face such as :-) or ;) behind a space and before one. 0: none. */
static size_t smiley_end(const struct cut_place *p)
{
	size_t at = p->at + 1;
	if (!p->after_space || !strchr(":;=", p->text.at[p->at]))
		return 0;
	if (byte_at(p->text, at) == '-' || byte_at(p->text, at) == '^' ||
	    byte_at(p->text, at) == '\'')
		at++;
	if (byte_at(p->text, at) == '\0' || !strchr(")(DPpOo/\\|][}{*3", p->text.at[at]))
		return 0;
	at++;
	return at >= p->text.len || !cut_is_word(p->text, at) ? at : 0;
}

static size_t run_end(struct span text, size_t at, const char *set)
{
	while (at < text.len && text.at[at] != '\0' && strchr(set, text.at[at]))
		at++;
	return at;
}

static uint8_t sign_kind(uint32_t code)
{
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_PC:
	case UTF8PROC_CATEGORY_PD:
	case UTF8PROC_CATEGORY_PS:
	case UTF8PROC_CATEGORY_PE:
	case UTF8PROC_CATEGORY_PI:
	case UTF8PROC_CATEGORY_PF:
	case UTF8PROC_CATEGORY_PO:
		return TOKEN_PUNCTUATION;
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
		return TOKEN_WORD;
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return TOKEN_NUMBER;
	default:
		return TOKEN_SYMBOL;
	}
}

/* Signs that form one token when they stand in a row: ... ?! -- ,, '' *** */
static size_t sign_run(struct span text, size_t at)
{
	static const char *const runs[] = {".", "!?", "-", ",", "'", "*", "=", "~", "#", "+"};
	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
		if (strchr(runs[i], text.at[at]))
			return run_end(text, at, runs[i]);
	return at + 1;
}

static struct cut_found cut_ascii(const struct cut_place *p)
{
	const unsigned char c = (unsigned char)p->text.at[p->at];
	if (c == '\0')
		return (struct cut_found){p->at + 1, TOKEN_SYMBOL, false};
	const size_t smiley = smiley_end(p);
	if (smiley)
		return (struct cut_found){smiley, TOKEN_SYMBOL, false};
	if (c == '@' && p->after_space && is_letter_at(p->text, p->at + 1))
		return (struct cut_found){segment(p, p->at + 1), TOKEN_ADDRESS, false};
	const bool stop = c == '.' || c == '!' || c == '?';
	return (struct cut_found){sign_run(p->text, p->at), sign_kind(c), stop};
}

struct cut_found cut_other(const struct cut_place *p)
{
	const size_t quote = cut_apostrophe(p->text, p->at);
	if (quote) {
		const struct cut_found found = cut_clitic(p, quote);
		if (found.end > p->at)
			return found;
	}
	struct cut_found found;
	if ((unsigned char)p->text.at[p->at] < 0x80) {
		found = cut_ascii(p);
	} else {
		size_t len;
		const uint32_t code = utf8_decode(p->text, p->at, &len);
		const enum sentence_class c = break_sentence(code);
		found = (struct cut_found){break_word_next(p->text, p->at), sign_kind(code),
					   c == SB_STERM || c == SB_ATERM || code == 0x2026};
	}
	/* What combines with a sign stays with it. */
	if (found.end < p->text.len && (unsigned char)p->text.at[found.end] >= 0x80 &&
	    found.end == p->at + 1)
		found.end = break_word_next(p->text, p->at);
	return found;
}
