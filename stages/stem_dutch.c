#include "stages/stem_dutch.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
	REGION_LEAST = 3, /* bytes before the first region */
	VOWEL = 1,
	VOWEL_OR_J = 2,
	VOWEL_OR_I = 4, /* I: an i that stands as a consonant between vowels, as marked */
};

static const uint8_t letter_class[256] = {
	['a'] = VOWEL | VOWEL_OR_J | VOWEL_OR_I,
	['e'] = VOWEL | VOWEL_OR_J | VOWEL_OR_I,
	['i'] = VOWEL | VOWEL_OR_J | VOWEL_OR_I,
	['o'] = VOWEL | VOWEL_OR_J | VOWEL_OR_I,
	['u'] = VOWEL | VOWEL_OR_J | VOWEL_OR_I,
	['y'] = VOWEL | VOWEL_OR_J | VOWEL_OR_I,
	['j'] = VOWEL_OR_J,
	['I'] = VOWEL_OR_I,
};

/* A word while it is stemmed: `first` and `second` are where its regions R1 and R2 begin. */
struct stem {
	char *at;
	size_t len;
	size_t first;
	size_t second;
};

static inline bool is(char c, unsigned classes)
{
	return (letter_class[(unsigned char)c] & classes) != 0;
}

/* Whether a letter that is in none of the classes stands just before `end`. */
static bool other_before(const struct stem *s, size_t end, unsigned classes)
{
	return end > 0 && !is(s->at[end - 1], classes);
}

static bool ends(const struct stem *s, const char *suffix, size_t len)
{
	return s->len >= len && memcmp(s->at + s->len - len, suffix, len) == 0;
}

#define ENDS(s, literal) ends(s, literal, sizeof(literal) - 1)

/* Writes i and y that stand as consonants as I and Y. */
static void mark_consonants(char *word, size_t len)
{
	if (len > 0 && word[0] == 'y')
		word[0] = 'Y';
	for (size_t i = 1; i < len; i++) {
		if ((word[i] != 'i' && word[i] != 'y') || !is(word[i - 1], VOWEL))
			continue;
		if (word[i] == 'y')
			word[i] = 'Y';
		else if (i + 1 < len && is(word[i + 1], VOWEL))
			word[i] = 'I';
	}
}

static void unmark_consonants(char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (word[i] == 'I' || word[i] == 'Y')
			word[i] = (char)(word[i] | 0x20);
}

/* The place behind the first consonant behind a vowel from `at` on; `none` if there is none. */
static size_t behind_syllable(const struct stem *s, size_t at, size_t none)
{
	while (at < s->len && !is(s->at[at], VOWEL))
		at++;
	while (at < s->len && is(s->at[at], VOWEL))
		at++;
	return at < s->len ? at + 1 : none;
}

static void find_regions(struct stem *s)
{
	s->first = s->second = s->len;
	const size_t first = behind_syllable(s, 0, SIZE_MAX);
	if (first == SIZE_MAX)
		return;
	s->first = first < REGION_LEAST ? REGION_LEAST : first;
	s->second = behind_syllable(s, first, s->len);
}

static void undouble(struct stem *s)
{
	if (ENDS(s, "kk") || ENDS(s, "dd") || ENDS(s, "tt"))
		s->len--;
}

static void take_en(struct stem *s, size_t suffix)
{
	const size_t start = s->len - suffix;
	if (start < s->first || !other_before(s, start, VOWEL) ||
	    (start >= 3 && memcmp(s->at + start - 3, "gem", 3) == 0))
		return;
	s->len = start;
	undouble(s);
}

static bool take_e(struct stem *s)
{
	if (!ENDS(s, "e") || s->len - 1 < s->first || !other_before(s, s->len - 1, VOWEL))
		return false;
	s->len--;
	undouble(s);
	return true;
}

static void take_s(struct stem *s, size_t suffix)
{
	const size_t start = s->len - suffix;
	if (start >= s->first && other_before(s, start, VOWEL_OR_J))
		s->len = start;
}

/* Plurals and the endings of adjectives: the longest ending alone is tried. */
static void take_plural(struct stem *s)
{
	if (ENDS(s, "heden")) {
		if (s->len - 5 < s->first)
			return;
		memcpy(s->at + s->len - 3, "id", 2); /* -heid */
		s->len--;
	} else if (ENDS(s, "en")) {
		take_en(s, 2);
	} else if (ENDS(s, "ene")) {
		take_en(s, 3);
	} else if (ENDS(s, "s")) {
		take_s(s, 1);
	} else if (ENDS(s, "se")) {
		take_s(s, 2);
	}
}

static bool in_second(const struct stem *s, size_t suffix)
{
	return s->len - suffix >= s->second;
}

/* Takes off a suffix in R2 that does not stand behind this letter. */
static bool take_unless(struct stem *s, size_t suffix, char before)
{
	if (!in_second(s, suffix) || (s->len > suffix && s->at[s->len - suffix - 1] == before))
		return false;
	s->len -= suffix;
	return true;
}

static void take_heid(struct stem *s)
{
	if (ENDS(s, "heid") && take_unless(s, 4, 'c') && ENDS(s, "en"))
		take_en(s, 2);
}

/* -end, -ing, -ig, -lijk, -baar, -bar. */
static void take_derivation(struct stem *s, bool e_taken)
{
	if (ENDS(s, "end") || ENDS(s, "ing")) {
		if (!in_second(s, 3))
			return;
		s->len -= 3;
		if (!ENDS(s, "ig") || !take_unless(s, 2, 'e'))
			undouble(s);
	} else if (ENDS(s, "ig")) {
		(void)take_unless(s, 2, 'e');
	} else if (ENDS(s, "lijk") && in_second(s, 4)) {
		s->len -= 4;
		(void)take_e(s);
	} else if ((ENDS(s, "baar") && in_second(s, 4))) {
		s->len -= 4;
	} else if (ENDS(s, "bar") && in_second(s, 3) && e_taken) {
		s->len -= 3;
	}
}

/* maan: man, as in manen. */
static void shorten_vowel(struct stem *s)
{
	if (s->len < 4 || !other_before(s, s->len, VOWEL_OR_I))
		return;
	const char *end = s->at + s->len;
	const char vowel = end[-2];
	if (vowel != end[-3] || (vowel != 'a' && vowel != 'e' && vowel != 'o' && vowel != 'u') ||
	    is(end[-4], VOWEL))
		return;
	s->at[s->len - 2] = end[-1];
	s->len--;
}

size_t stem_dutch(char *word, size_t len)
{
	struct stem s = {.at = word, .len = len};
	mark_consonants(word, len);
	find_regions(&s);
	take_plural(&s);
	const bool e_taken = take_e(&s);
	take_heid(&s);
	take_derivation(&s, e_taken);
	shorten_vowel(&s);
	unmark_consonants(word, s.len);
	return s.len;
}
