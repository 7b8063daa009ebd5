/*
 * model_lanes.h - the inner loops of model.c, several numbers at a time where the processor can
 * (SSE2). Everywhere the same sums are made in the same order as one by one, so that scores are the
 * same on every machine.
 */
#ifndef LEXICONS_MODEL_LANES_H
#define LEXICONS_MODEL_LANES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { LANES = 4 }; /* features compared, and weights added, at a time */

/* Rows of a model: phis, and behind them the weights. */
struct lanes_rows {
	const float *const *row;
	const float (*unit)[LANES]; /* what a weight of each part of a row counts for */
	size_t count;
};

/* A bit for each of LANES keys: whether it is the feature. */
static inline unsigned lanes_compare(const uint32_t *key, uint32_t feature)
{
#ifdef __SSE2__
	const __m128i keys = _mm_loadu_si128((const __m128i *)(const void *)key);
	const __m128i same = _mm_cmpeq_epi32(keys, _mm_set1_epi32((int)feature));
	return (unsigned)_mm_movemask_ps(_mm_castsi128_ps(same));
#else
	unsigned same = 0;
	for (unsigned i = 0; i < LANES; i++)
		same |= (unsigned)(key[i] == feature) << i;
	return same;
#endif
}

/* The units of rows of LANES parts, and their squared phis into norm2[0..LANES). */
static inline void lanes_units(float (*unit)[LANES], float *norm2, const float *const *row,
			       size_t count, const float *scale)
{
#ifdef __SSE2__
	const __m128 scales = _mm_loadu_ps(scale);
	__m128 sum = _mm_loadu_ps(norm2);
	for (size_t i = 0; i < count; i++) {
		const __m128 phi = _mm_loadu_ps(row[i]);
		_mm_storeu_ps(unit[i], _mm_mul_ps(phi, scales));
		sum = _mm_add_ps(sum, _mm_mul_ps(phi, phi));
	}
	_mm_storeu_ps(norm2, sum);
#else
	for (size_t i = 0; i < count; i++)
		for (size_t p = 0; p < LANES; p++) {
			unit[i][p] = row[i][p] * scale[p];
			norm2[p] += row[i][p] * row[i][p];
		}
#endif
}

#ifdef __SSE2__
/* Adds four weights, each in the last byte of its number, times the unit. */
static inline __m128 lanes_sum(__m128 sum, __m128i four, __m128 unit)
{
	const __m128 weight = _mm_cvtepi32_ps(_mm_srai_epi32(four, 24));
	return _mm_add_ps(sum, _mm_mul_ps(weight, unit));
}
#endif

/* Adds to LANES scores, from each row the weights `at` bytes behind its beginning times the unit of
 * its part. */
static inline void lanes_add(float score[LANES], const struct lanes_rows *rows, size_t part,
			     size_t at)
{
#ifdef __SSE2__
	__m128 sum = _mm_loadu_ps(score);
	for (size_t i = 0; i < rows->count; i++) {
		int32_t bytes;
		memcpy(&bytes, (const int8_t *)rows->row[i] + at, sizeof bytes);
		__m128i four = _mm_cvtsi32_si128(bytes);
		four = _mm_unpacklo_epi8(four, four);
		sum = lanes_sum(sum, _mm_unpacklo_epi16(four, four),
				_mm_set1_ps(rows->unit[i][part]));
	}
	_mm_storeu_ps(score, sum);
#else
	for (size_t i = 0; i < rows->count; i++)
		for (size_t k = 0; k < LANES; k++)
			score[k] +=
				rows->unit[i][part] * (float)((const int8_t *)rows->row[i])[at + k];
#endif
}

/* The same for four times as many. */
static inline void lanes_add_wide(float score[4 * LANES], const struct lanes_rows *rows,
				  size_t part, size_t at)
{
#ifdef __SSE2__
	__m128 sum[4];
	for (size_t k = 0; k < 4; k++)
		sum[k] = _mm_loadu_ps(score + k * LANES);
	for (size_t i = 0; i < rows->count; i++) {
		const __m128 unit = _mm_set1_ps(rows->unit[i][part]);
		const char *weights = (const char *)rows->row[i] + at;
		const __m128i all = _mm_loadu_si128((const __m128i *)(const void *)weights);
		const __m128i low = _mm_unpacklo_epi8(all, all);
		const __m128i high = _mm_unpackhi_epi8(all, all);
		sum[0] = lanes_sum(sum[0], _mm_unpacklo_epi16(low, low), unit);
		sum[1] = lanes_sum(sum[1], _mm_unpackhi_epi16(low, low), unit);
		sum[2] = lanes_sum(sum[2], _mm_unpacklo_epi16(high, high), unit);
		sum[3] = lanes_sum(sum[3], _mm_unpackhi_epi16(high, high), unit);
	}
	for (size_t k = 0; k < 4; k++)
		_mm_storeu_ps(score + k * LANES, sum[k]);
#else
	for (size_t k = 0; k < 4; k++)
		lanes_add(score + k * LANES, rows, part, at + k * LANES);
#endif
}

#endif
