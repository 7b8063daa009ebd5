#include "lexicons/stem_key.h"

#include <string.h>

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/* The vowels that are written twice where they are long before two consonants. */
static bool is_doubled(char c)
{
	return c == 'a' || c == 'e' || c == 'o' || c == 'u';
}

static char at_or_nul(struct span text, size_t at)
{
	return at < text.len ? text.at[at] : '\0';
}

/* 'l' long, 's' short, '-' where the spelling does not tell: the stem does not end in one vowel and
 * one consonant, or the form changes more than its end. */
static char vowel_length(struct span form, struct span stem)
{
	const size_t vowel = stem.len - 2;
	if (stem.len < 3 || !is_doubled(stem.at[vowel]) || is_vowel(stem.at[vowel - 1]) ||
	    is_vowel(stem.at[vowel + 1]))
		return '-';
	const struct span head = {stem.at, vowel + 1};
	if (!span_starts(form, head))
		return '-';
	const char next = at_or_nul(form, vowel + 1);
	const char after = at_or_nul(form, vowel + 2);
	if (next == stem.at[vowel])
		return 'l';
	return is_vowel(after) ? 'l' : 's';
}

static char derivation(struct span form, struct span stem)
{
	static const struct {
		struct span ending;
		char mark;
	} table[] = {
		{{"heid", 4}, 'h'},  {{"heden", 5}, 'h'}, {{"ing", 3}, 'i'},  {{"ingen", 5}, 'i'},
		{{"baar", 4}, 'b'},  {{"bare", 4}, 'b'},  {{"lijk", 4}, 'l'}, {{"lijke", 5}, 'l'},
		{{"lijks", 5}, 'l'}, {{"ig", 2}, 'g'},    {{"ige", 3}, 'g'},  {{"end", 3}, 'e'},
		{{"ende", 4}, 'e'},
	};
	/* Nothing was taken off. */
	if (form.len <= stem.len)
		return '-';
	const char last = form.at[form.len - 1];
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const struct span ending = table[i].ending;
		if (ending.at[ending.len - 1] == last && stem.len + ending.len <= form.len &&
		    span_ends(form, ending))
			return table[i].mark;
	}
	return '-';
}

static struct span put(char *buffer, struct span stem, char length, char mark)
{
	memcpy(buffer, stem.at, stem.len);
	buffer[stem.len] = length;
	buffer[stem.len + 1] = mark;
	return (struct span){buffer, stem.len + 2};
}

static bool has_key(struct span folded, struct span stem)
{
	return stem.len >= STEM_KEY_LEAST && stem.len <= STEM_KEY_MOST &&
	       folded.len <= STEM_KEY_MOST;
}

struct span stem_key(char buffer[static STEM_KEY_SIZE], struct span folded, struct span stem)
{
	if (!has_key(folded, stem))
		return (struct span){buffer, 0};
	return put(buffer, stem, vowel_length(folded, stem), derivation(folded, stem));
}

/* The spelling of a part is not kept, but it still stands in the word. */
struct span stem_key_part(char buffer[static STEM_KEY_SIZE], struct span folded, struct span stem,
			  size_t *at)
{
	if (!has_key(folded, stem))
		return (struct span){buffer, 0};
	const struct span head = {stem.at, stem.len - 1};
	for (size_t i = *at; i + head.len <= folded.len; i++) {
		const struct span form = {folded.at + i, folded.len - i};
		if (!span_starts(form, head))
			continue;
		*at = i + head.len;
		return put(buffer, stem, vowel_length(form, stem), '-');
	}
	return put(buffer, stem, '-', '-');
}
