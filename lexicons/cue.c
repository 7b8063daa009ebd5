#include "lexicons/cue.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"

/* Longer than its line in the error message would be shown. */
#define SHOWN(span) (int)((span).len > 60 ? 60 : (span).len), (span).at

struct parser {
	struct cue *cue;
	struct arena *keep;
	struct error *err;
	uint8_t gap; /* seen and not yet used */
	bool gap_pending;
};

static bool is_plain_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_any_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* Typographic apostrophes become ', so that `zo’n` and `zo'n` are one word. */
static size_t straighten(char *text, size_t len)
{
	size_t to = 0;
	for (size_t i = 0; i < len; i++) {
		const bool curly = i + 2 < len && memcmp(text + i, "\xE2\x80", 2) == 0 &&
				   (text[i + 2] == '\x98' || text[i + 2] == '\x99');
		text[to++] = curly ? '\'' : text[i];
		i += curly ? 2 : 0;
	}
	return to;
}

int cue_fold(struct span *out, struct span text, struct arena *keep)
{
	if (text_fold(out, text, keep) < 0)
		return -1;
	if (out->len == 0 || !memchr(out->at, 0xE2, out->len))
		return 0; /* no such apostrophe */
	char *copy = arena_copy(keep, out->at, out->len);
	if (!copy)
		return -1;
	*out = (struct span){copy, straighten(copy, out->len)};
	return 0;
}

/* Takes a piece up to white space, but keeps ( … ) together. */
static struct span next_piece(struct span *rest)
{
	*rest = span_trim(*rest);
	size_t end = 0;
	bool inside = rest->len > 0 && rest->at[0] == '(';
	while (end < rest->len) {
		size_t len;
		/* Letters of ASCII: nothing to decode, and none is what is looked for. */
		if (is_plain_letter(rest->at[end])) {
			end++;
			continue;
		}
		const uint32_t code = utf8_decode(*rest, end, &len);
		if (code == ')')
			inside = false;
		if (!inside && code_is_space(code))
			break;
		end += len;
	}
	const struct span piece = {rest->at, end};
	*rest = (struct span){rest->at + end, rest->len - end};
	return piece;
}

/* `...`, `...4`, `…4`. Returns 1 if it is a gap, 0 if not, negative if it is a wrong one. */
static int take_gap(struct parser *p, struct span piece)
{
	struct span digits;
	if (span_starts(piece, SPAN("...")) || span_starts(piece, SPAN("\xE2\x80\xA6")))
		digits = (struct span){piece.at + 3, piece.len - 3};
	else
		return 0;
	uint8_t gap = CUE_GAP_DEFAULT;
	if (digits.len == 1 && digits.at[0] >= '1' && digits.at[0] <= '9')
		gap = (uint8_t)(digits.at[0] - '0');
	else if (digits.len != 0)
		return error_set(p->err, ERROR_CONFIG,
				 "a gap is written ... with one digit from 1 to 9", "%.*s",
				 SHOWN(piece));
	if (p->cue->elements == 0 || p->gap_pending)
		return error_set(p->err, ERROR_CONFIG, "a gap has to stand between two words",
				 "%.*s", SHOWN(piece));
	p->gap = gap;
	p->gap_pending = true;
	return 1;
}

static struct span strip_punctuation(struct span word)
{
	while (word.len > 0 && is_any_of(word.at[0], ",;:!\"")) {
		word.at++;
		word.len--;
	}
	while (word.len > 0 && is_any_of(word.at[word.len - 1], ",;:!\""))
		word.len--;
	/* The point of an abbreviation (o.a.) belongs to it; that of a sentence does not. */
	if (word.len > 1 && word.at[word.len - 1] == '.' && !memchr(word.at, '.', word.len - 1))
		word.len--;
	return word;
}

static int special_word(struct parser *p, struct cue_word *out, struct span text)
{
	static const struct {
		const char *name;
		enum cue_match match;
	} table[] = {
		{"<getal>", CUE_NUMBER}, {"<number>", CUE_NUMBER}, {"<woord>", CUE_ANY},
		{"<word>", CUE_ANY},     {"<naam>", CUE_NAME},     {"<name>", CUE_NAME},
	};
	p->cue->tokens = true;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (span_equal(text, span_from(table[i].name))) {
			out->match = (uint8_t)table[i].match;
			return 0;
		}
	}
	return error_set(p->err, ERROR_CONFIG, "only <getal>, <woord> and <naam> are known", "%.*s",
			 SHOWN(text));
}

static bool begins_with_capital(struct span text)
{
	size_t len;
	return text.len > 0 && code_is_upper(utf8_decode(text, 0, &len));
}

static int plain_word(struct parser *p, struct cue_word *out, struct span text)
{
	const struct span whole = text;
	bool before = false;
	bool after = false;
	const bool exact = text.len > 0 && text.at[0] == '=';
	if (exact)
		text = (struct span){text.at + 1, text.len - 1};
	text = strip_punctuation(text);
	if (text.len > 0 && text.at[0] == '*') {
		before = true;
		text = (struct span){text.at + 1, text.len - 1};
	}
	if (text.len > 0 && text.at[text.len - 1] == '*') {
		after = true;
		text.len--;
	}
	if (text.len > 0 && memchr(text.at, '*', text.len))
		return error_set(p->err, ERROR_CONFIG,
				 "a * stands at the beginning or the end of a word", "%.*s",
				 SHOWN(whole));
	if (exact && (before || after))
		return error_set(p->err, ERROR_CONFIG, "a word has = or *, not both", "%.*s",
				 SHOWN(whole));
	if (text.len == 0)
		return error_set(p->err, ERROR_CONFIG, "a word is missing", "%.*s", SHOWN(whole));
	out->capital = !before && begins_with_capital(text);
	out->match = (uint8_t)(before && after ? CUE_INFIX
			       : before        ? CUE_SUFFIX
			       : after         ? CUE_PREFIX
			       : exact         ? CUE_EXACT
					       : CUE_STEM);
	return cue_fold(&out->text, text, p->keep) < 0 ? error_memory(p->err) : 0;
}

static int take_word(struct parser *p, struct cue_word *out, struct span text)
{
	*out = (struct cue_word){.text = text};
	if (text.len > 0 && text.at[0] == '<')
		return special_word(p, out, text);
	if (text.len > 1 && text.at[0] == '@') {
		p->cue->tokens = true;
		out->match = CUE_CLASS;
		out->text = (struct span){text.at + 1, text.len - 1};
		return 0;
	}
	return plain_word(p, out, text);
}

static size_t count_alternatives(struct span piece)
{
	size_t count = 1;
	for (size_t i = 0; i < piece.len; i++)
		count += piece.at[i] == '|';
	return count;
}

static int take_alternatives(struct parser *p, struct cue_element *element, struct span piece)
{
	const size_t count = count_alternatives(piece);
	if (count > CUE_ALTERNATIVES_MOST)
		return error_set(p->err, ERROR_CONFIG, "too many alternatives for one word", "%.*s",
				 SHOWN(piece));
	element->word = arena_calloc(p->keep, count, sizeof *element->word);
	if (!element->word)
		return error_memory(p->err);
	p->cue->tokens |= count > 1;
	for (size_t i = 0; i < count; i++) {
		const char *bar = memchr(piece.at, '|', piece.len);
		struct span one = {piece.at, bar ? (size_t)(bar - piece.at) : piece.len};
		piece = (struct span){one.at + one.len + (bar != NULL),
				      piece.len - one.len - (bar != NULL)};
		one = span_trim(one);
		if (memchr(one.at, ' ', one.len))
			return error_set(p->err, ERROR_CONFIG,
					 "each alternative is one word; make a class of phrases",
					 "%.*s", SHOWN(one));
		const int status = take_word(p, &element->word[element->words++], one);
		if (status < 0)
			return status;
	}
	return 0;
}

/* A sign by itself (a dash, a comma) is passed over as it is in text. */
static bool only_signs(struct span piece)
{
	size_t len;
	if (piece.len > 0 && is_plain_letter(piece.at[0]))
		return false;
	for (size_t at = 0; at < piece.len; at += len) {
		const uint32_t code = utf8_decode(piece, at, &len);
		if (code_is_letter(code) || code_is_digit(code) || code == 0x20AC ||
		    is_any_of(piece.at[at], "*=<@|(%$&"))
			return false;
	}
	return true;
}

static int take_element(struct parser *p, struct span piece)
{
	if (only_signs(piece))
		return 0;
	if (p->cue->elements >= CUE_ELEMENTS_MOST)
		return error_set(p->err, ERROR_CONFIG, "too many words in one cue", "%s", "");
	struct cue_element *element = &p->cue->element[p->cue->elements++];
	*element = (struct cue_element){.gap = p->gap_pending ? p->gap : 0};
	p->gap_pending = false;
	if (piece.len > 1 && piece.at[piece.len - 1] == '?') {
		element->optional = true;
		p->cue->tokens = true;
		piece.len--;
	}
	if (piece.len > 2 && piece.at[0] == '(' && piece.at[piece.len - 1] == ')')
		piece = (struct span){piece.at + 1, piece.len - 2};
	return take_alternatives(p, element, piece);
}

static int check_whole(struct parser *p, struct span text)
{
	const struct cue *cue = p->cue;
	size_t reach = 0;
	for (size_t i = 0; i < cue->elements; i++)
		reach += 1u + cue->element[i].gap;
	if (cue->elements == 0)
		return error_set(p->err, ERROR_CONFIG, "a cue needs at least one word", "%.*s",
				 SHOWN(text));
	if (p->gap_pending)
		return error_set(p->err, ERROR_CONFIG, "a gap has to stand between two words",
				 "%.*s", SHOWN(text));
	if (reach > CUE_REACH_MOST)
		return error_set(p->err, ERROR_CONFIG, "words and gaps of a cue reach too far",
				 "%.*s", SHOWN(text));
	/* Behind the last word a ? can only be the question's own. */
	cue->element[cue->elements - 1].optional = false;
	if (cue->element[0].optional)
		return error_set(p->err, ERROR_CONFIG, "the first word of a cue can't be optional",
				 "%.*s", SHOWN(text));
	return 0;
}

int cue_parse(struct cue *out, struct span text, struct arena *keep, struct error *err)
{
	*out = (struct cue){.element = NULL};
	if (text.len > CUE_BYTES_MOST)
		return error_set(err, ERROR_CONFIG, "a cue is too long", "%.*s", SHOWN(text));
	out->element = arena_calloc(keep, CUE_ELEMENTS_MOST, sizeof *out->element);
	if (!out->element)
		return error_memory(err);
	struct parser p = {.cue = out, .keep = keep, .err = err};
	for (struct span rest = span_trim(text); rest.len > 0; rest = span_trim(rest)) {
		const struct span piece = next_piece(&rest);
		int status = take_gap(&p, piece);
		if (status == 0)
			status = take_element(&p, piece);
		if (status < 0)
			return status;
	}
	return check_whole(&p, text);
}
