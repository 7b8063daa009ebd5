/*
 * cut_letters.h - which of 64 bytes are letters, spaces, or the signs that most often stand between
 * words: the step that sets the speed of the tokeniser.
 *
 * A letter here is ASCII or from U+00C0 to U+00FF, which is all but one in thousands in Dutch; what
 * else is a letter goes the slow way. Only UTF-8 sequences whole in the 64 bytes count.
 */
#ifndef STAGES_CUT_LETTERS_H
#define STAGES_CUT_LETTERS_H

#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { CUT_BLOCK = 64 };

/* One bit a byte, the first the lowest. */
struct cut_bytes {
	uint64_t ascii;  /* A-Z a-z */
	uint64_t upper;  /* A-Z */
	uint64_t space;  /* 0x20 */
	uint64_t stroke; /* , and . which differ in one bit */
	uint64_t lead;   /* 0xC3 */
	uint64_t follow; /* continuation bytes of letters behind 0xC3: not those of the signs × and
			    ÷ */
};

#ifdef __SSE2__
static inline uint64_t cut_mask(__m128i bytes)
{
	return (uint64_t)(uint32_t)_mm_movemask_epi8(bytes);
}

static inline struct cut_bytes cut_classify(const char *at)
{
	struct cut_bytes out = {0, 0, 0, 0, 0, 0};
	for (int i = 0; i < CUT_BLOCK; i += 16) {
		const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(at + i));
		const __m128i low = _mm_or_si128(v, _mm_set1_epi8(0x20));
		const __m128i letter = _mm_and_si128(_mm_cmpgt_epi8(low, _mm_set1_epi8('a' - 1)),
						     _mm_cmplt_epi8(low, _mm_set1_epi8('z' + 1)));
		/* × is C3 97 and ÷ is C3 B7: alike but for the bit that `low` has set. */
		const __m128i sign = _mm_cmpeq_epi8(low, _mm_set1_epi8((char)0xB7));
		const __m128i stroke = _mm_cmpeq_epi8(_mm_or_si128(v, _mm_set1_epi8(',' ^ '.')),
						      _mm_set1_epi8('.'));
		const __m128i more = _mm_cmplt_epi8(v, _mm_set1_epi8((char)0xC0));
		const __m128i upper = _mm_and_si128(letter, _mm_cmplt_epi8(v, _mm_set1_epi8('a')));
		out.ascii |= cut_mask(letter) << i;
		out.upper |= cut_mask(upper) << i;
		out.space |= cut_mask(_mm_cmpeq_epi8(v, _mm_set1_epi8(' '))) << i;
		out.stroke |= cut_mask(stroke) << i;
		out.lead |= cut_mask(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xC3))) << i;
		out.follow |= cut_mask(_mm_andnot_si128(sign, more)) << i;
	}
	return out;
}
#else
static inline struct cut_bytes cut_classify(const char *at)
{
	struct cut_bytes out = {0, 0, 0, 0, 0, 0};
	for (int i = 0; i < CUT_BLOCK; i++) {
		const unsigned char c = (unsigned char)at[i];
		const unsigned char low = c | 0x20;
		out.ascii |= (uint64_t)(low >= 'a' && low <= 'z') << i;
		out.upper |= (uint64_t)(c >= 'A' && c <= 'Z') << i;
		out.space |= (uint64_t)(c == ' ') << i;
		out.stroke |= (uint64_t)(c == ',' || c == '.') << i;
		out.lead |= (uint64_t)(c == 0xC3) << i;
		out.follow |= (uint64_t)(c >= 0x80 && c < 0xC0 && low != 0xB7) << i;
	}
	return out;
}
#endif

struct cut_masks {
	uint64_t letters;
	uint64_t capitals;
	uint64_t spaces;
	uint64_t strokes; /* , and . before a space in the same bytes */
};

static inline struct cut_masks cut_masks(const char *at)
{
	const struct cut_bytes b = cut_classify(at);
	const uint64_t lead = b.lead & b.follow >> 1;
	return (struct cut_masks){b.ascii | lead | lead << 1, b.upper, b.space,
				  b.stroke & b.space >> 1};
}

/* The same of fewer bytes: those behind the end are neither. */
static inline struct cut_masks cut_masks_of(const char *at, size_t len)
{
	if (len >= CUT_BLOCK)
		return cut_masks(at);
	char padded[CUT_BLOCK] = {0};
	memcpy(padded, at, len);
	return cut_masks(padded);
}

#endif
