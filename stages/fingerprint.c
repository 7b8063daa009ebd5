#include "stages/fingerprint.h"

#include "stages/vocabulary.h"

enum { AHEAD = 16 }; /* types asked for before they are looked at */

/* Finaliser of MurmurHash3 (Appleby, public domain): every bit of the input reaches every bit. */
static uint64_t mix(uint64_t h)
{
	h ^= h >> 33;
	h *= UINT64_C(0xFF51AFD7ED558CCD);
	h ^= h >> 33;
	h *= UINT64_C(0xC4CEB9FE1A85EC53);
	h ^= h >> 33;
	return h;
}

static uint64_t run_hash(const uint64_t stem[FINGERPRINT_RUN])
{
	uint64_t h = 0;
	for (size_t i = 0; i < FINGERPRINT_RUN; i++)
		h = mix(h ^ stem[i]);
	return h;
}

void fingerprint_run(struct fingerprint *out, const struct token_list *tokens,
		     const struct vocabulary *vocabulary)
{
	out->filled = false;
	for (size_t i = 0; i < FINGERPRINT_BINS; i++)
		out->bin[i] = UINT32_MAX;
	const struct word_type *type = vocabulary_types(vocabulary);
	uint64_t stem[FINGERPRINT_RUN] = {0}; /* of the last words */
	size_t words = 0;
	for (size_t i = 0; i < tokens->count; i++) {
		/* Nobody has looked at most of the types since the document before. */
		if (i + AHEAD < tokens->count)
			__builtin_prefetch(&type[tokens->item[i + AHEAD].type].stem_hash);
		if (tokens->item[i].kind != TOKEN_WORD)
			continue;
		for (size_t k = 1; k < FINGERPRINT_RUN; k++)
			stem[k - 1] = stem[k];
		stem[FINGERPRINT_RUN - 1] = type[tokens->item[i].type].stem_hash;
		words++;
		if (words < FINGERPRINT_RUN)
			continue;
		const uint64_t h = run_hash(stem);
		const size_t bin = (size_t)(h >> 58);
		const uint32_t value = (uint32_t)h;
		if (value < out->bin[bin])
			out->bin[bin] = value;
		out->filled = true;
	}
}

double fingerprint_similarity(const struct fingerprint *a, const struct fingerprint *b)
{
	if (!a->filled || !b->filled)
		return 0;
	int alike = 0, used = 0;
	for (size_t i = 0; i < FINGERPRINT_BINS; i++) {
		/* A bin that is empty in both says nothing: short texts do not fill all. */
		if (a->bin[i] == UINT32_MAX && b->bin[i] == UINT32_MAX)
			continue;
		used++;
		alike += a->bin[i] == b->bin[i];
	}
	return used > 0 ? (double)alike / used : 0;
}
