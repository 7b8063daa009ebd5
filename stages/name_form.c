#include "stages/name_form.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/hash.h"
#include "lexicons/compound_words.h"
#include "lexicons/language.h"
#include "lexicons/name_class.h"
#include "stages/vocabulary.h"

enum {
	KNOWN_LEAST = 2,   /* bytes of a known name; single letters are codes */
	GENITIVE_LEAST = 3 /* bytes that must stand before the s of `Ahmeds` */
};

#define LISTED (WORD_BIT(NAME_FIRST) | WORD_BIT(NAME_FAMILY))

/* Bytes of an apostrophe and s at the end, or of the s alone where a listed name is left. */
static size_t genitive_of(const struct name_input *input, struct span folded)
{
	const struct word_classes *classes = input->classes;
	const struct language *language = vocabulary_language(input->vocabulary);
	static const struct span ending[] = {{"'s", 2}, {"\xE2\x80\x99s", 4}, {"`s", 2}};
	for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++)
		if (folded.len > ending[i].len && span_ends(folded, ending[i]))
			return ending[i].len;
	if (folded.len <= GENITIVE_LEAST || folded.at[folded.len - 1] != 's' ||
	    word_classes_of(classes, folded) & LISTED)
		return 0;
	/* `iets` is nothing of Iet's. */
	if (language_roles(language, folded) & WORD_STOP)
		return 0;
	folded.len--;
	return (word_classes_of(classes, folded) & WORD_BIT(NAME_FIRST)) != 0;
}

/* Of a double name its first part counts too: Visser-de, Jan-Willem. */
static uint64_t classes_of(const struct word_classes *classes, struct span folded)
{
	const uint64_t bits = word_classes_of(classes, folded);
	const char *hyphen = memchr(folded.at, '-', folded.len);
	if (!hyphen || (bits & LISTED))
		return bits;
	const size_t at = (size_t)(hyphen - folded.at);
	const uint64_t first = word_classes_of(classes, (struct span){folded.at, at});
	const uint64_t last =
		word_classes_of(classes, (struct span){hyphen + 1, folded.len - at - 1});
	/* Alphen-Chaam, Boven-Leeuwen */
	if (last & (WORD_BIT(NAME_THING) | WORD_BIT(NAME_PLACE)) ||
	    (!(first & WORD_BIT(NAME_FIRST)) &&
	     (first & (WORD_BIT(NAME_PLACE) | WORD_BIT(NAME_PLACE_PREPOSITION)))))
		return bits;
	return bits | ((first | last) & LISTED);
}

static struct name_form *form_slot(const struct name_forms *forms, uint64_t hash)
{
	size_t i = (size_t)hash & forms->mask;
	while (forms->slot[i].hash != 0 && forms->slot[i].hash != hash)
		i = (i + 1) & forms->mask;
	return &forms->slot[i];
}

static struct name_form *form_add(const struct name_forms *forms, const struct name_input *input,
				  struct span folded)
{
	const uint64_t hash = hash_bytes(folded) | 1;
	struct name_form *form = form_slot(forms, hash);
	if (form->hash != 0)
		return form;
	const struct language *language = vocabulary_language(input->vocabulary);
	const struct compound_words *words = language_words(language);
	form->hash = hash;
	form->classes = classes_of(input->classes, folded);
	form->roles = (uint16_t)language_roles(language, folded);
	if (words) {
		const struct compound_word word = compound_words_find(words, folded);
		form->ordinary = word.known && !word.name;
		form->proper = word.known && word.name;
	}
	return form;
}

/* Marks the words of a whole name. */
static int mark(const struct name_forms *forms, struct span name, bool kept, struct arena *scratch)
{
	struct span folded;
	if (text_fold(&folded, name, scratch) < 0)
		return -1;
	for (size_t at = 0; at < folded.len;) {
		size_t len = 0;
		while (at + len < folded.len && folded.at[at + len] != ' ')
			len++;
		const struct span word = {folded.at + at, len};
		struct name_form *form =
			len < KNOWN_LEAST ? NULL : form_slot(forms, hash_bytes(word) | 1);
		if (form && form->hash != 0 && !(form->classes & WORD_BIT(NAME_PARTICLE))) {
			form->known = form->known || !kept;
			form->kept = form->kept || kept;
		}
		at += len + 1;
	}
	return 0;
}

static bool is_opening(struct span text, const struct token *token)
{
	const char c = text.at[token->start];
	return c == ':' || c == '"' || c == '\'' || c == '-' || c == '(' || c == '[' || c == '/' ||
	       (unsigned char)c >= 0x80;
}

/* `De Grachtenvegers`: people take no article. */
static bool after_article(const struct name_forms *forms, size_t token)
{
	const uint64_t both = WORD_BIT(NAME_ARTICLE) | WORD_BIT(NAME_PARTICLE);
	const struct name_form *before = token > 0 ? name_form_of(forms, token - 1) : NULL;
	return before && forms->sentence[token - 1] == forms->sentence[token] &&
	       (before->classes & both) == both;
}

static int make_tokens(struct name_forms *out, const struct name_input *input)
{
	const struct token_list *tokens = input->tokens;
	for (size_t s = 0; s < tokens->sentences; s++) {
		bool begins = true;
		for (uint32_t i = tokens->sentence[s].first; i < tokens->sentence[s].last; i++) {
			const struct token *token = &tokens->item[i];
			out->sentence[i] = (uint32_t)s;
			out->begins[i] = begins;
			if (token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER)
				begins = false;
			else if (token->kind != TOKEN_ASIDE && is_opening(input->text, token))
				begins = true;
		}
	}
	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *token = &tokens->item[i];
		out->of_token[i] = UINT32_MAX;
		if (token->kind != TOKEN_WORD)
			continue;
		struct span folded = vocabulary_type(input->vocabulary, token->type)->folded;
		const size_t genitive =
			(token->flags & TOKEN_CAPITAL) ? genitive_of(input, folded) : 0;
		folded.len -= genitive;
		const struct span written = {input->text.at + token->start, token->len};
		if (genitive > 1) /* the apostrophe may be written in one byte or three */
			out->genitive[i] = span_ends(written, SPAN("\xE2\x80\x99s")) ? 4 : 2;
		else
			out->genitive[i] = (uint8_t)genitive;
		struct name_form *form = form_add(out, input, folded);
		out->of_token[i] = (uint32_t)(form - out->slot);
		form->articles += after_article(out, i);
		if (!(token->flags & TOKEN_CAPITAL))
			form->lower++;
		else if (!out->begins[i])
			form->inside++;
	}
	return 0;
}

int name_forms_make(struct name_forms *out, const struct name_input *input, struct arena *scratch)
{
	const size_t count = input->tokens->count;
	size_t slots = 64;
	while (slots < count * 2)
		slots *= 2;
	out->mask = slots - 1;
	out->slot = arena_calloc(scratch, slots, sizeof *out->slot);
	out->of_token = arena_calloc(scratch, count, sizeof *out->of_token);
	out->genitive = arena_calloc(scratch, count, sizeof *out->genitive);
	out->begins = arena_calloc(scratch, count, sizeof *out->begins);
	out->sentence = arena_calloc(scratch, count, sizeof *out->sentence);
	if (!out->slot || !out->of_token || !out->genitive || !out->begins || !out->sentence ||
	    make_tokens(out, input) < 0)
		return -1;
	for (size_t i = 0; i < input->knowns; i++)
		if (mark(out, input->known[i], false, scratch) < 0)
			return -1;
	for (size_t i = 0; i < input->kept_count; i++)
		if (mark(out, input->kept[i], true, scratch) < 0)
			return -1;
	return 0;
}
