#include "stages/compound_form.h"

#include <string.h>

enum { STEM_LEAST = 3, FORM_MORE = 4 /* ge- and -en */ };

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static struct compound_base *add(struct compound_base *out, size_t *count, struct span stem)
{
	struct compound_base *base = &out[(*count)++];
	memcpy(base->at, stem.at, stem.len);
	base->len = base->kept = stem.len;
	return base;
}

size_t compound_form_bases(struct compound_base out[COMPOUND_BASES_MOST], struct span word,
			   size_t ending)
{
	size_t count = 0;
	const struct span stem = {word.at, word.len - ending};
	if (stem.len < STEM_LEAST || stem.len >= COMPOUND_LONGEST)
		return 0;
	const char last = stem.at[stem.len - 1];
	const char before = stem.at[stem.len - 2];
	(void)add(out, &count, stem);
	if (ending == 0 || !is_vowel(word.at[stem.len]))
		return count;
	if (last == before)
		(void)add(out, &count, (struct span){stem.at, stem.len - 1});
	const char hard = last == 'v' ? 'f' : last == 'z' ? 's' : last;
	if (hard != last)
		add(out, &count, stem)->at[stem.len - 1] = hard;
	if (!is_vowel(last) && is_vowel(before) && before != 'i') {
		struct compound_base *open = add(out, &count, stem);
		open->at[stem.len - 1] = before;
		open->at[stem.len] = hard;
		open->len++;
	}
	return count;
}

static bool knows(const struct compound_words *words, const char *at, size_t len)
{
	return compound_words_find(words, (struct span){at, len}).known;
}

bool compound_form_known(struct compound_base *out, const struct compound_words *words,
			 struct span word, size_t ending)
{
	struct compound_base base[COMPOUND_BASES_MOST];
	const size_t count = compound_form_bases(base, word, ending);
	for (size_t i = 0; i < count; i++)
		if (knows(words, base[i].at, base[i].len)) {
			*out = base[i];
			return true;
		}
	return false;
}

/* The verbs that a word with a prefix may come from. */
struct verb {
	const struct compound_words *words;
	struct span word;
	size_t prefix;
	const struct compound_base *stem;
	bool ending; /* the word has one behind the stem */
};

/* Whether the list has the prefix, `middle`, the stem and `ending` as one word, and another than
 * the word itself. */
static bool has_form(const struct verb *v, struct span middle, struct span ending)
{
	char bytes[2 * COMPOUND_LONGEST + FORM_MORE];
	size_t len = 0;
	const struct span piece[] = {
		{v->word.at, v->prefix}, middle, {v->stem->at, v->stem->len}, ending};
	for (size_t i = 0; i < sizeof piece / sizeof *piece; i++) {
		memcpy(bytes + len, piece[i].at, piece[i].len);
		len += piece[i].len;
	}
	return !span_equal((struct span){bytes, len}, v->word) && knows(v->words, bytes, len);
}

static bool is_verb(const struct verb *v)
{
	struct compound_base bare = {.len = 0};
	if (v->ending && span_starts((struct span){v->stem->at, v->stem->len}, SPAN("ge"))) {
		bare.len = v->stem->len - 2;
		memcpy(bare.at, v->stem->at + 2, bare.len);
		const struct verb without = {v->words, v->word, v->prefix, &bare, false};
		if (has_form(&without, SPAN(""), SPAN("t")) ||
		    has_form(&without, SPAN(""), SPAN("en")))
			return true;
	}
	return has_form(v, SPAN("ge"), SPAN("t")) || has_form(v, SPAN("ge"), SPAN("d")) ||
	       has_form(v, SPAN("ge"), SPAN("en")) || has_form(v, SPAN(""), SPAN("t"));
}

static bool has_verb(const struct compound_words *words, struct span word, size_t prefix,
		     size_t ending)
{
	const struct span rest = {word.at + prefix, word.len - prefix};
	struct compound_base base[COMPOUND_BASES_MOST];
	const size_t count = rest.len > ending ? compound_form_bases(base, rest, ending) : 0;
	for (size_t n = 0; n < count; n++)
		if (is_verb(&(struct verb){words, word, prefix, &base[n], ending > 0}))
			return true;
	return false;
}

bool compound_form_is_verbal(const struct compound_words *words, struct span word, size_t prefix)
{
	uint64_t left = compound_words_inflections(words, word);
	for (struct span ending; compound_words_next(&ending, words, &left);)
		if (has_verb(words, word, prefix, ending.len))
			return true;
	return has_verb(words, word, prefix, 0);
}
