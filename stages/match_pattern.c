#include "stages/match_cache.h"

/* A pattern that matches at every letter must not fill memory. */
enum { MATCHES_PER_SENTENCE = 256 };

static struct range bytes_of(const struct matcher *m, uint32_t token)
{
	const struct token *t = &m->tokens->item[token];
	return (struct range){t->start, t->start + t->len};
}

/* The first word of the sentence that ends behind byte `at`. */
static size_t word_behind(const struct matcher *m, uint32_t at)
{
	size_t low = 0;
	size_t high = m->words;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (bytes_of(m, m->word[middle].token).end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int add_range(struct matcher *m, uint32_t rule, struct range range)
{
	const size_t first = word_behind(m, range.start);
	size_t last = first;
	while (last < m->words && last - first < MATCH_WORDS_MOST &&
	       bytes_of(m, m->word[last].token).start < range.end)
		last++;
	if (last == first)
		return 0; /* it matched signs alone */
	const size_t words = last - first;
	return match_add(m, (struct found){.mask = words == MATCH_WORDS_MOST
							   ? UINT64_MAX
							   : (UINT64_C(1) << words) - 1,
					   .first = (uint32_t)first,
					   .last = (uint32_t)last,
					   .rule = rule,
					   .specificity = UINT16_MAX});
}

/* An error, such as a passed match limit, ends the pattern for this sentence. */
static int run_pattern(struct matcher *m, uint32_t rule, struct range sentence)
{
	const struct match_cache *cache = m->cache;
	const PCRE2_SPTR text = (PCRE2_SPTR)m->text.at + sentence.start;
	const PCRE2_SIZE len = sentence.end - sentence.start;
	PCRE2_SIZE at = 0;
	for (int i = 0; i < MATCHES_PER_SENTENCE && at <= len; i++) {
		if (pcre2_match(m->lexicon->rule[rule].code, text, len, at,
				PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, cache->match_data,
				cache->match_context) < 0)
			return 0;
		const PCRE2_SIZE *vector = pcre2_get_ovector_pointer(cache->match_data);
		/* \K in a look-ahead can put the start behind the end, or move nothing on */
		if (vector[1] <= vector[0] || vector[1] <= at)
			return 0;
		const struct range range = {sentence.start + (uint32_t)vector[0],
					    sentence.start + (uint32_t)vector[1]};
		const int status = add_range(m, rule, range);
		if (status < 0)
			return status;
		at = vector[1];
	}
	return 0;
}

int match_patterns(struct matcher *m, const struct sentence *sentence)
{
	if (m->words == 0 || (m->patterns == 0 && m->lexicon->always_count == 0))
		return 0;
	const struct range range = {bytes_of(m, sentence->first).start,
				    bytes_of(m, sentence->last - 1).end};
	int status = 0;
	for (size_t i = 0; i < m->patterns && status == 0; i++)
		status = run_pattern(m, m->pattern[i], range);
	for (size_t i = 0; i < m->lexicon->always_count && status == 0; i++)
		status = run_pattern(m, m->lexicon->always[i], range);
	return status;
}
