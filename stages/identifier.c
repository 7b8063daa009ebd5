#include "stages/identifier.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/name_class.h"

enum {
	BIRTH_REACH = 6,  /* tokens between `geboren` and the date */
	STREET_WORDS = 5, /* words of a street's name */
	NUMBER_BYTES = 6, /* of a house number: 12, 104a, 12-III */
	YEAR_DIGITS = 4,
};

struct finder {
	struct span text;
	const struct token_list *tokens;
	const struct word_classes *classes;
	uint64_t *bits; /* per token */
	struct identifier_list *out;
	struct arena *keep;
};

static int add(struct finder *finder, enum identifier_kind kind, size_t start, size_t end)
{
	struct identifier_list *out = finder->out;
	if (arena_grow(finder->keep, &out->item, &out->capacity, out->count, out->count + 1,
		       sizeof *out->item) < 0)
		return -1;
	out->item[out->count++] = (struct identifier){{(uint32_t)start, (uint32_t)end}, kind};
	return 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
	return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (unsigned char)c >= 0x80;
}

size_t identifier_number(enum identifier_kind *kind, struct span text, size_t at)
{
	static const struct {
		size_t (*read)(struct span text, size_t at);
		enum identifier_kind kind;
	} form[] = {{identifier_bank, IDENTIFIER_BANK},
		    {identifier_plate, IDENTIFIER_PLATE},
		    {identifier_postcode, IDENTIFIER_POSTCODE},
		    {identifier_phone, IDENTIFIER_PHONE},
		    {identifier_citizen, IDENTIFIER_CITIZEN}};
	for (size_t i = 0; i < sizeof form / sizeof form[0]; i++) {
		const size_t len = form[i].read(text, at);
		*kind = form[i].kind;
		if (len > 0)
			return len;
	}
	return 0;
}

static int find_numbers(struct finder *finder)
{
	const struct span text = finder->text;
	for (size_t at = 0; at < text.len; at++) {
		const char c = text.at[at];
		const bool may = is_digit(c) || c == '+' || c == '(' || (c >= 'A' && c <= 'Z');
		if (!may || (at > 0 && (is_word(text.at[at - 1]) ||
					(is_digit(c) && at > 1 && is_digit(text.at[at - 2]) &&
					 (text.at[at - 1] == '-' || text.at[at - 1] == '.')))))
			continue;
		enum identifier_kind kind;
		const size_t len = identifier_number(&kind, text, at);
		if (len == 0)
			continue;
		if (add(finder, kind, at, at + len) < 0)
			return -1;
		at += len - 1;
	}
	return 0;
}

/* Bytes of a mail address that were cut off it as if a sentence ended there: Poli.Opname@… */
static size_t mail_before(const struct finder *finder, const struct token *token,
			  enum identifier_kind kind)
{
	size_t len = 0;
	while (kind == IDENTIFIER_MAIL && len < token->start &&
	       (is_word(finder->text.at[token->start - len - 1]) ||
		strchr("._+-", finder->text.at[token->start - len - 1])))
		len++;
	return len;
}

static int find_addresses(struct finder *finder)
{
	for (size_t i = 0; i < finder->tokens->count; i++) {
		const struct token *token = &finder->tokens->item[i];
		const struct span word = {finder->text.at + token->start, token->len};
		size_t at = 0;
		if (token->kind != TOKEN_ADDRESS)
			continue;
		while (at < word.len && word.at[at] != '@')
			at++;
		const enum identifier_kind kind = at == 0         ? IDENTIFIER_HANDLE
						  : at < word.len ? IDENTIFIER_MAIL
								  : IDENTIFIER_WEB;
		if (add(finder, kind, token->start - mail_before(finder, token, kind),
			token->start + token->len) < 0)
			return -1;
	}
	return 0;
}

/* `geboren op 4 mei 1962`, `geboren in 1962`. */
static int find_births(struct finder *finder)
{
	const struct token_list *tokens = finder->tokens;
	for (size_t i = 0; i < tokens->count; i++) {
		if (!(finder->bits[i] & WORD_BIT(NAME_BIRTH)))
			continue;
		for (size_t n = i + 1; n < tokens->count && n <= i + BIRTH_REACH; n++) {
			const struct token *token = &tokens->item[n];
			const size_t at = token->start;
			if (!is_digit(finder->text.at[at]))
				continue;
			size_t len = identifier_date(finder->text, at, finder->classes);
			if (len == 0 && token->len == YEAR_DIGITS && token->kind == TOKEN_NUMBER &&
			    (finder->text.at[at] == '1' || finder->text.at[at] == '2'))
				len = token->len;
			if (len > 0 && add(finder, IDENTIFIER_BIRTH, at, at + len) < 0)
				return -1;
			break;
		}
	}
	return 0;
}

static bool is_capital(const struct finder *finder, size_t i)
{
	return finder->tokens->item[i].kind == TOKEN_WORD &&
	       (finder->tokens->item[i].flags & TOKEN_CAPITAL);
}

static bool touches(const struct finder *finder, size_t i)
{
	const struct token *token = &finder->tokens->item[i];
	return token[1].start - (token->start + token->len) == 1 &&
	       finder->text.at[token->start + token->len] == ' ';
}

/* `Burgemeester Jansen` of Jansenlaan, `Jan van` of Galenstraat. */
static size_t street_begins(const struct finder *finder, size_t at)
{
	const uint64_t joins = WORD_BIT(NAME_PARTICLE);
	size_t first = at;
	for (size_t i = at; i > 0 && at - i < STREET_WORDS && touches(finder, i - 1); i--) {
		const size_t before = i - 1;
		const bool capital = is_capital(finder, before);
		if (!capital && !(finder->bits[before] & joins))
			break;
		/* Not `In de Dorpsstraat`, nor `Op Burgemeesterslaan`. */
		if (capital && (finder->bits[before] &
				(WORD_BIT(NAME_PLACE_PREPOSITION) | WORD_BIT(NAME_ARTICLE) |
				 WORD_BIT(NAME_PERSON_PREPOSITION))))
			break;
		if (capital)
			first = before;
	}
	return first;
}

/* The last token of the street that `at` is the end or, as in `Laan van Meerdervoort`, the
 * beginning of. */
static size_t street_ends(const struct finder *finder, size_t at)
{
	size_t last = at;
	for (size_t i = at;
	     i + 1 < finder->tokens->count && i - at < STREET_WORDS && touches(finder, i); i++) {
		const bool capital = is_capital(finder, i + 1);
		if (!capital && !(finder->bits[i + 1] & WORD_BIT(NAME_PARTICLE)))
			break;
		if (capital)
			last = i + 1;
	}
	return last;
}

static int find_streets(struct finder *finder)
{
	const struct token_list *tokens = finder->tokens;
	for (size_t i = 0; i < tokens->count; i++) {
		const bool alone = (finder->bits[i] & WORD_BIT(NAME_STREET_WORD)) != 0;
		const bool listed =
			(finder->bits[i] & (WORD_BIT(NAME_FIRST) | WORD_BIT(NAME_FAMILY) |
					    WORD_BIT(NAME_PLACE))) != 0;
		if (!is_capital(finder, i) || listed ||
		    !(alone ||
		      (finder->bits[i] & (WORD_BIT(NAME_STREET_LIKE) | WORD_BIT(NAME_STREET_END)))))
			continue;
		const size_t first = street_begins(finder, i);
		const size_t last = alone ? street_ends(finder, i) : i;
		if (alone && first == i && last == i)
			continue;
		const struct token *end = &tokens->item[last];
		size_t stop = end->start + end->len;
		enum identifier_kind kind = IDENTIFIER_STREET;
		if (last + 1 < tokens->count && touches(finder, last) &&
		    tokens->item[last + 1].len <= NUMBER_BYTES &&
		    is_digit(finder->text.at[tokens->item[last + 1].start])) {
			stop = tokens->item[last + 1].start + tokens->item[last + 1].len;
			kind = IDENTIFIER_ADDRESS;
		}
		if (kind == IDENTIFIER_STREET && !alone &&
		    !(finder->bits[i] & WORD_BIT(NAME_STREET_LIKE)))
			continue;
		if (add(finder, kind, tokens->item[first].start, stop) < 0)
			return -1;
	}
	return 0;
}

static int by_place(const void *a, const void *b)
{
	const struct identifier *x = a, *y = b;
	if (x->range.start != y->range.start)
		return x->range.start < y->range.start ? -1 : 1;
	if (x->range.end != y->range.end)
		return x->range.end > y->range.end ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

int identifier_find(struct identifier_list *out, struct span text, const struct token_list *tokens,
		    const struct word_classes *classes, struct arena *keep, struct arena *scratch,
		    struct error *err)
{
	struct finder finder = {text, tokens, classes, NULL, out, keep};
	*out = (struct identifier_list){.count = 0};
	finder.bits = arena_calloc(scratch, tokens->count, sizeof *finder.bits);
	if (!finder.bits)
		return error_memory(err);
	for (size_t i = 0; i < tokens->count; i++) {
		struct span folded =
			span_of(text, (struct range){tokens->item[i].start,
						     tokens->item[i].start + tokens->item[i].len});
		if (tokens->item[i].kind != TOKEN_WORD)
			continue;
		if (text_fold(&folded, folded, scratch) < 0)
			return error_memory(err);
		finder.bits[i] = word_classes_of(classes, folded);
	}
	if (find_addresses(&finder) < 0 || find_births(&finder) < 0 || find_numbers(&finder) < 0 ||
	    find_streets(&finder) < 0)
		return error_memory(err);
	if (out->count > 1)
		qsort(out->item, out->count, sizeof *out->item, by_place);
	size_t kept = 0;
	for (size_t i = 0; i < out->count; i++)
		if (kept == 0 || out->item[i].range.start >= out->item[kept - 1].range.end)
			out->item[kept++] = out->item[i];
	out->count = kept;
	return 0;
}
