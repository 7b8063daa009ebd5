#include "stages/teller.h"

#include "corpus/arena.h"
#include "corpus/document.h"
#include "lexicons/word_class.h"
#include "stages/scan.h"
#include "stages/structure.h"
#include "stages/vocabulary.h"

enum {
	NAME_LEAST = 2,      /* bytes; one letter only as a code or an initial */
	APPOSITION_MOST = 9, /* tokens after a name that may say what somebody does */
};

uint64_t teller_classes(const struct reading *reading, const struct token *token)
{
	if (token->type == VOCABULARY_NONE)
		return 0;
	return vocabulary_type(reading->vocabulary, token->type)->classes;
}

static bool same_letter(char a, char b)
{
	if (a >= 'A' && a <= 'Z')
		a = (char)(a + ('a' - 'A'));
	if (b >= 'A' && b <= 'Z')
		b = (char)(b + ('a' - 'A'));
	return a == b;
}

/* Whether the token is the word, or its possessive (`Sannes`, `Jordy's`). */
static bool is_name(struct span token, struct span word, bool *owner)
{
	if (word.len == 0 || token.len < word.len || token.at[0] != word.at[0])
		return false;
	for (size_t i = 1; i < word.len; i++)
		if (!same_letter(token.at[i], word.at[i]))
			return false;
	const struct span rest = {token.at + word.len, token.len - word.len};
	*owner = rest.len > 0;
	return rest.len == 0 || (word.len > NAME_LEAST &&
				 (span_equal(rest, SPAN("s")) || span_equal(rest, SPAN("'s")) ||
				  span_equal(rest, SPAN("’s"))));
}

uint32_t teller_named(const struct teller_list *tellers, struct span token, bool *owner)
{
	for (size_t i = 0; i < tellers->count; i++)
		for (size_t w = 0; w < tellers->item[i].words; w++)
			if (is_name(token, tellers->item[i].word[w], owner))
				return (uint32_t)i;
	return TELLER_NONE;
}

static void add_word(struct teller *teller, struct span word)
{
	if (word.len > 0 && teller->words < TELLER_WORDS_MOST)
		teller->word[teller->words++] = word;
}

/* The words of a name with a capital; particles say nothing. */
static void add_name(struct teller *teller, struct span name)
{
	size_t at = 0;
	struct span word;
	while (scan_word(&word, name, &at))
		if (scan_is_upper(word) && word.len >= NAME_LEAST)
			add_word(teller, word);
}

/* `KH` for Klaas Hoekstra. */
static void add_initials(struct teller *teller, struct span name)
{
	size_t at = 0;
	size_t len = 0;
	struct span word;
	while (scan_word(&word, name, &at) && len < TELLER_WORDS_MOST)
		if (word.at[0] >= 'A' && word.at[0] <= 'Z')
			teller->initials[len++] = word.at[0];
	if (len >= NAME_LEAST)
		add_word(teller, (struct span){teller->initials, len});
}

static void add_listed(struct teller_list *out, const struct structure *structure)
{
	for (size_t i = 0; i < structure->speakers && out->count < TELLERS_MOST; i++) {
		const struct speaker *speaker = &structure->speaker[i];
		struct teller *teller = &out->item[out->count++];
		*teller = (struct teller){.name = speaker->name,
					  .role_class = speaker->role_class,
					  .interviewer = speaker->interviewer};
		add_word(teller, speaker->code);
		if (speaker->listed)
			add_initials(teller, speaker->name);
		add_name(teller, speaker->name);
	}
	out->listed = out->count;
}

static struct span text_of(const struct reading *reading, const struct token *token)
{
	return span_of(reading->document->text,
		       (struct range){token->start, token->start + token->len});
}

static bool is_capital(const struct token *token)
{
	return token->kind == TOKEN_WORD && (token->flags & TOKEN_CAPITAL);
}

/* `Truus vertelt`, `zegt Truus`: a name beside a word of telling. */
static bool beside_telling(const struct reading *reading, size_t i)
{
	const struct token_list *tokens = reading->tokens;
	const uint64_t telling = WORD_BIT(WORD_REPORTING);
	if (i + 1 < tokens->count && (teller_classes(reading, &tokens->item[i + 1]) & telling))
		return true;
	return i > 0 && (teller_classes(reading, &tokens->item[i - 1]) & telling);
}

/* How many tokens from i on make up one name: words with a capital, one after another. */
static size_t name_length(const struct reading *reading, size_t i)
{
	size_t n = 1;
	while (i + n < reading->tokens->count && n < TELLER_WORDS_MOST &&
	       is_capital(&reading->tokens->item[i + n]))
		n++;
	return n;
}

static void add_unlisted(struct teller_list *out, const struct reading *reading)
{
	const struct token_list *tokens = reading->tokens;
	for (size_t i = 0; i < tokens->count && out->count < TELLERS_MOST; i++) {
		const struct token *token = &tokens->item[i];
		bool owner;
		if (!is_capital(token) || token->len < NAME_LEAST)
			continue;
		const size_t n = name_length(reading, i);
		const bool speaks =
			beside_telling(reading, i) || beside_telling(reading, i + n - 1);
		/* A word of any class at the beginning of a sentence has its capital from there. */
		if (speaks && teller_classes(reading, token) == 0 &&
		    vocabulary_type(reading->vocabulary, token->type)->roles == 0 &&
		    teller_named(out, text_of(reading, token), &owner) == TELLER_NONE) {
			const struct token *last = &tokens->item[i + n - 1];
			struct teller *teller = &out->item[out->count++];
			*teller = (struct teller){
				.name = span_of(
					reading->document->text,
					(struct range){token->start, last->start + last->len})};
			add_name(teller, teller->name);
		}
		i += n - 1;
	}
}

/* What stands behind a name between commas or brackets: `Remco Schaap, verkeerskundige, …`. */
static uint64_t apposition(const struct reading *reading, size_t i)
{
	const struct token_list *tokens = reading->tokens;
	uint64_t all = 0;
	uint64_t first = 0;
	if (i >= tokens->count || tokens->item[i].kind != TOKEN_PUNCTUATION)
		return 0;
	const char open = reading->document->text.at[tokens->item[i].start];
	if (open != ',' && open != '(')
		return 0;
	for (size_t n = 1; n <= APPOSITION_MOST && i + n < tokens->count; n++) {
		const struct token *token = &tokens->item[i + n];
		if (token->kind == TOKEN_PUNCTUATION)
			break;
		const uint64_t bits = teller_classes(reading, token);
		all |= bits;
		if ((first & STRUCTURE_ROLE_BITS) == 0)
			first = bits;
	}
	return structure_role_of(first, all);
}

/* What the text says of those whose role no list gives. */
static void find_roles(struct teller_list *out, const struct reading *reading)
{
	const struct token_list *tokens = reading->tokens;
	for (size_t i = 0; i < tokens->count; i++) {
		bool owner = false;
		if (!is_capital(&tokens->item[i]))
			continue;
		const uint32_t who = teller_named(out, text_of(reading, &tokens->item[i]), &owner);
		if (who == TELLER_NONE || owner || out->item[who].role_class != 0)
			continue;
		const size_t n = name_length(reading, i);
		uint64_t role = apposition(reading, i + n);
		if (role == 0 && i > 0) {
			/* `Wethouder Dijk`; an organisation there is nobody's yet. */
			const uint64_t before = teller_classes(reading, &tokens->item[i - 1]);
			role = structure_role_of(before, before & STRUCTURE_ROLE_BITS);
		}
		out->item[who].role_class = role;
		i += n - 1;
	}
}

int teller_list_make(struct teller_list *out, const struct reading *reading, struct arena *scratch)
{
	*out = (struct teller_list){
		.item = arena_alloc(scratch, TELLERS_MOST * sizeof(*out->item))};
	if (!out->item)
		return -1;
	add_listed(out, reading->structure);
	add_unlisted(out, reading);
	find_roles(out, reading);
	return 0;
}
