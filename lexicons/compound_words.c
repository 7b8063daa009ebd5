#include "lexicons/compound_words.h"

#include <string.h>

#include "corpus/error.h"
#include "corpus/hash.h"

/*
 * A slot from its low bit: first level (4), last level (4), known, name, and 22 bits of the hash. A
 * taken slot is never 0, because what is not known has a level.
 */
enum { HEADER_LEN = 24, LAST_SHIFT = 4, KNOWN_BIT = 1 << 8, NAME_BIT = 1 << 9, HASH_SHIFT = 10 };

static uint32_t number_at(const unsigned char *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
	       (uint32_t)at[3] << 24;
}

static int refuse(struct error *err)
{
	return error_set(err, ERROR_CONFIG, "the list of words for compounds is damaged", "%s", "");
}

int compound_words_open(struct compound_words *out, struct span bytes, struct error *err)
{
	const unsigned char *at = (const unsigned char *)bytes.at;
	if (bytes.len < HEADER_LEN || number_at(at) != COMPOUND_MAGIC)
		return refuse(err);
	const uint32_t slots = number_at(at + 4);
	const size_t count[] = {number_at(at + 8), number_at(at + 12), number_at(at + 16),
				number_at(at + 20)};
	size_t endings = 0;
	for (size_t i = 0; i < sizeof count / sizeof *count; i++)
		endings += count[i];
	if (slots == 0 || (slots & (slots - 1)) != 0 || endings > COMPOUND_ENDINGS_MOST ||
	    count[0] > COMPOUND_INFLECTIONS_MOST)
		return refuse(err);
	*out = (struct compound_words){.inflections = count[0],
				       .links = count[1],
				       .prefixes = count[2],
				       .negations = count[3]};
	size_t place = HEADER_LEN;
	for (size_t i = 0; i < endings; i++) {
		if (place >= bytes.len)
			return refuse(err);
		const char *end = memchr(bytes.at + place, '\0', bytes.len - place);
		if (!end)
			return refuse(err);
		const size_t len = (size_t)(end - bytes.at) - place;
		out->ending[i] = (struct span){bytes.at + place, len};
		if (len == 0)
			return refuse(err);
		if (i < out->inflections)
			out->inflected[end[-1] & (COMPOUND_LAST_BYTES - 1)] |= UINT64_C(1) << i;
		place += len + 1;
	}
	place = (place + 3) / 4 * 4;
	if (place > bytes.len || bytes.len - place != (size_t)slots * (4 + COMPOUND_CUTS) +
							      COMPOUND_SEEN_BYTES +
							      COMPOUND_BEGIN_BYTES)
		return refuse(err);
	out->slot = at + place;
	out->mask = slots - 1;
	out->cut = out->slot + (size_t)slots * 4;
	out->seen = out->cut + (size_t)slots * COMPOUND_CUTS;
	out->begin = out->seen + COMPOUND_SEEN_BYTES;
	return 0;
}

struct span compound_words_prefix(const struct compound_words *words, size_t i)
{
	return words->ending[words->inflections + words->links + i];
}

struct span compound_words_negation(const struct compound_words *words, size_t i)
{
	return words->ending[words->inflections + words->links + words->prefixes + i];
}

uint32_t compound_words_pack(struct span word, struct compound_word value, uint32_t *place)
{
	const uint64_t hash = hash_bytes(word);
	*place = (uint32_t)hash;
	return (uint32_t)value.first | (uint32_t)value.last << LAST_SHIFT |
	       (value.known ? KNOWN_BIT : 0) | (value.name ? NAME_BIT : 0) |
	       (uint32_t)(hash >> 42) << HASH_SHIFT;
}

struct compound_word compound_words_find(const struct compound_words *words, struct span word)
{
	return compound_words_find_hash(words, hash_bytes(word));
}

uint32_t compound_words_slot(const struct compound_words *words, uint64_t hash)
{
	const uint32_t tag = (uint32_t)(hash >> 42);
	uint32_t i = (uint32_t)hash & words->mask;
	if (!compound_words_seen(words, hash))
		return UINT32_MAX;
	/* The table is never full, but a damaged file might be: one round at most. */
	for (uint32_t steps = 0; steps <= words->mask; steps++, i = (i + 1) & words->mask) {
		const uint32_t slot = number_at(words->slot + (size_t)i * 4);
		if (slot == 0)
			break;
		if (slot >> HASH_SHIFT == tag)
			return i;
	}
	return UINT32_MAX;
}

struct compound_word compound_words_find_hash(const struct compound_words *words, uint64_t hash)
{
	const uint32_t i = compound_words_slot(words, hash);
	if (i == UINT32_MAX)
		return (struct compound_word){false, false, COMPOUND_NEVER, COMPOUND_NEVER};
	const uint32_t slot = number_at(words->slot + (size_t)i * 4);
	return (struct compound_word){(slot & KNOWN_BIT) != 0, (slot & NAME_BIT) != 0, slot & 15,
				      slot >> LAST_SHIFT & 15};
}

size_t compound_words_parts(const struct compound_words *words, struct span word, uint8_t *end)
{
	const uint32_t i = compound_words_slot(words, hash_bytes(word));
	if (i == UINT32_MAX)
		return 0;
	const unsigned char *cut = words->cut + (size_t)i * COMPOUND_CUTS;
	size_t parts = 0;
	if (cut[0] == COMPOUND_NOT_CUT)
		return 0;
	for (; parts < COMPOUND_CUTS && cut[parts] != 0; parts++) {
		/* A word that is not there may have the hash of one that is. */
		if (cut[parts] >= word.len || (parts > 0 && cut[parts] <= cut[parts - 1]))
			return 0;
		end[parts] = cut[parts];
	}
	end[parts] = (uint8_t)word.len;
	return parts + 1;
}

uint64_t compound_words_inflections(const struct compound_words *words, struct span word)
{
	uint64_t ends = 0;
	uint64_t left =
		word.len ? words->inflected[word.at[word.len - 1] & (COMPOUND_LAST_BYTES - 1)] : 0;
	for (; left != 0; left &= left - 1)
		if (span_ends(word, words->ending[__builtin_ctzll(left)]))
			ends |= left & -left;
	return ends;
}

bool compound_words_next(struct span *ending, const struct compound_words *words, uint64_t *left)
{
	if (*left == 0)
		return false;
	*ending = words->ending[__builtin_ctzll(*left)];
	*left &= *left - 1;
	return true;
}
