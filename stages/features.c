#include "stages/features.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/hash.h"
#include "corpus/text.h"
#include "lexicons/lexicon.h"
#include "stages/match.h"
#include "stages/vocabulary.h"

/* Mixes two 64-bit values; the constants are those of MurmurHash3's finisher. */
static uint32_t mix(uint64_t a, uint64_t b)
{
	uint64_t h = a * UINT64_C(0xff51afd7ed558ccd) ^ (b + UINT64_C(0x9e3779b97f4a7c15));
	h ^= h >> 33;
	h *= UINT64_C(0xc4ceb9fe1a85ec53);
	h ^= h >> 33;
	return (uint32_t)h ^ (uint32_t)(h >> 32);
}

static uint64_t hash_characters(const char *at, size_t len)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)at[i]) * UINT64_C(0x100000001b3);
	return h;
}

struct feature_list {
	struct feature *item;
	size_t count;
	uint64_t seen[8]; /* a bit for the first bits of each hash */
};

static void add(struct feature_list *list, enum feature_view view, uint64_t value)
{
	if (list->count == FEATURES_PER_TYPE)
		return;
	const uint32_t hash = mix(value, view);
	uint64_t *seen = &list->seen[hash >> 29];
	const uint64_t bit = UINT64_C(1) << (hash >> 23 & 63);
	for (size_t i = 0; (*seen & bit) && i < list->count; i++)
		if (list->item[i].hash == hash)
			return;
	*seen |= bit;
	list->item[list->count++] = (struct feature){hash, (uint8_t)view};
}

/* N-grams of the folded form with a border at both ends, as in scikit-learn's char_wb: `^het$`. */
static void add_characters(struct feature_list *list, struct span folded)
{
	char bordered[256];
	size_t start[sizeof bordered + 1]; /* byte offset of each character */
	size_t characters = 0, used = 0;
	start[characters++] = used;
	bordered[used++] = '^';
	for (size_t at = 0, len; at < folded.len && used + 5 < sizeof bordered; at += len) {
		(void)utf8_decode(folded, at, &len);
		start[characters++] = used;
		memcpy(bordered + used, folded.at + at, len);
		used += len;
	}
	start[characters++] = used;
	bordered[used++] = '$';
	start[characters] = used;
	for (size_t n = FEATURES_SHORTEST; n <= FEATURES_LONGEST; n++)
		for (size_t i = 0; i + n <= characters; i++)
			add(list, FEATURE_CHARACTERS,
			    hash_characters(bordered + start[i], start[i + n] - start[i]));
}

size_t features_of_type(struct feature out[FEATURES_PER_TYPE], const struct word_type *type)
{
	struct feature_list list = {.item = out};
	add(&list, FEATURE_WORD, type->hash);
	add(&list, FEATURE_STEM, type->stem_hash);
	for (size_t i = 0; i < type->parts; i++)
		add(&list, FEATURE_STEM, hash_bytes(type->part[i]));
	add_characters(&list, type->folded);
	return list.count;
}

static bool counts(const struct token *token)
{
	return token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER;
}

/* The first token of the last `tail` sentences among tokens [first, last). */
static uint32_t tail_start(const struct token_list *tokens, uint32_t first, uint32_t last,
			   unsigned tail)
{
	size_t low = 0, high = tokens->sentences; /* the sentences that begin before `last` */
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (tokens->sentence[middle].first < last)
			low = middle + 1;
		else
			high = middle;
	}
	uint32_t start = last;
	for (; tail > 0 && low > 0; low--) {
		const struct sentence *sentence = &tokens->sentence[low - 1];
		if (sentence->last <= first)
			break;
		start = sentence->first > first ? sentence->first : first;
		tail--;
	}
	return start;
}

struct bag_maker {
	uint32_t *type;
	size_t types;
	struct feature *extra;
	size_t extras;
};

static void add_extra(struct bag_maker *maker, enum feature_view view, uint64_t a, uint64_t b)
{
	maker->extra[maker->extras++] =
		(struct feature){mix(a ^ (b << 1 | b >> 63), view), (uint8_t)view};
}

/* A stem, and with the one before it (0: none) a pair, of one part of the stretch. */
static void add_place(struct bag_maker *maker, enum feature_view view, uint64_t before,
		      uint64_t stem)
{
	add_extra(maker, view, stem, 0);
	if (before)
		add_extra(maker, view, before, stem);
}

/* Features met before, by hash; one table for the rules of a bag. */
struct met {
	uint32_t *slot; /* 0: free */
	size_t mask;
	bool zero; /* the feature 0 was met */
};

static bool is_met(struct met *met, uint32_t hash)
{
	if (hash == 0) {
		const bool before = met->zero;
		met->zero = true;
		return before;
	}
	size_t i = hash & met->mask;
	while (met->slot[i] != 0 && met->slot[i] != hash)
		i = (i + 1) & met->mask;
	const bool before = met->slot[i] != 0;
	met->slot[i] = hash;
	return before;
}

/* Where a stretch begins and ends, and where the sentences begin that it ends with. */
struct ending {
	uint32_t first;
	uint32_t last;
	uint32_t tail; /* first token of the last sentences; `last` if they get no features */
	uint32_t end;  /* of the very last one */
};

/* A view of a hit's rule each: FEATURE_RULE, FEATURE_TARGET, FEATURE_TAIL, FEATURE_LAST,
 * FEATURE_COURSE. */
enum { VIEWS_OF_HIT = 5 };

enum { STEM_PARTS = 3, TARGET_PARTS = 5 };

enum { AHEAD = 8 }; /* rules asked for before they are looked at */

/* In which of so many equal parts of the stretch a token stands, from 1 on; no two numbers of parts
 * give the same. */
static uint64_t part_of(const struct ending *ending, uint32_t token, unsigned parts)
{
	const uint64_t at = token - ending->first, all = ending->last - ending->first;
	return parts * UINT64_C(16) + at * parts / all + 1;
}

/* Each rule once, however often it hits, once more in the last sentences; and each target once. */
static int add_rules(struct bag_maker *maker, const struct bag_options *options, size_t from,
		     size_t to, const struct ending *ending, struct arena *keep)
{
	struct met met = {.mask = 7};
	while (met.mask < VIEWS_OF_HIT * (to - from) * 3 / 2)
		met.mask = met.mask * 2 + 1;
	met.slot = arena_calloc(keep, met.mask + 1, sizeof *met.slot);
	if (!met.slot)
		return -1;
	for (size_t i = from; i < to; i++) {
		const struct hit *hit = &options->hits->item[i];
		if (i + AHEAD < to)
			__builtin_prefetch(lexicon_rule(options->lexicon, hit[AHEAD].rule));
		if (hit->status != HIT_COUNTS || hit->last > ending->last)
			continue;
		const struct rule *rule = lexicon_rule(options->lexicon, hit->rule);
		const uint64_t of = rule->target_hash + rule->target_kind;
		const size_t known = maker->extras;
		add_extra(maker, FEATURE_RULE, rule->name_hash, of);
		add_extra(maker, FEATURE_TARGET, of, rule->weight < 0);
		if (rule->target_kind != TARGET_THEME)
			add_extra(maker, FEATURE_COURSE, of,
				  part_of(ending, hit->first, TARGET_PARTS));
		if (hit->first >= ending->tail)
			add_extra(maker, FEATURE_TAIL, rule->name_hash, of);
		if (hit->first >= ending->end)
			add_extra(maker, FEATURE_LAST, rule->name_hash, of);
		for (size_t new = known; new < maker->extras;) {
			if (is_met(&met, maker->extra[new].hash))
				maker->extra[new] = maker->extra[--maker->extras];
			else
				new ++;
		}
	}
	return 0;
}

int bag_make(struct bag *out, const struct token_list *tokens, uint32_t first, uint32_t last,
	     const struct vocabulary *vocabulary, const struct bag_options *options, uint32_t *seen,
	     uint32_t mark, struct arena *keep)
{
	const size_t count = last - first;
	const size_t from = options->hits ? hit_list_from(options->hits, first) : 0;
	const size_t to = options->hits ? hit_list_from(options->hits, last) : 0;
	struct bag_maker maker = {
		.type = arena_alloc(keep, count * sizeof *maker.type),
		.extra = arena_alloc(keep, (6 * count + VIEWS_OF_HIT * (to - from)) *
						   sizeof *maker.extra),
	};
	if (!maker.type || !maker.extra)
		return -1;
	const struct ending ending = {
		.first = first,
		.last = last,
		.tail = tail_start(tokens, first, last, options->tail),
		.end = tail_start(tokens, first, last, options->tail > 0),
	};
	const struct word_type *types = vocabulary_types(vocabulary);
	uint64_t before = 0; /* stem of the word before; 0 at the start */
	for (uint32_t i = first; i < last; i++) {
		const struct token *token = &tokens->item[i];
		if (!counts(token))
			continue;
		const uint64_t stem = types[token->type].stem_hash;
		if (seen[token->type] != mark) {
			seen[token->type] = mark;
			maker.type[maker.types++] = token->type;
		}
		if (before)
			add_extra(&maker, FEATURE_PAIR, before, stem);
		add_extra(&maker, FEATURE_COURSE, stem, part_of(&ending, i, STEM_PARTS));
		if (i >= ending.tail)
			add_place(&maker, FEATURE_TAIL, i > ending.tail ? before : 0, stem);
		if (i >= ending.end)
			add_place(&maker, FEATURE_LAST, i > ending.end ? before : 0, stem);
		before = stem;
	}
	if (add_rules(&maker, options, from, to, &ending, keep) < 0)
		return -1;
	*out = (struct bag){maker.type, maker.types, maker.extra, maker.extras};
	return 0;
}
