#include "stages/propose_place.h"

#include "corpus/arena.h"
#include "corpus/hash.h"
#include "lexicons/language.h"
#include "lexicons/stem_key.h"
#include "lexicons/word_class.h"
#include "stages/content.h"
#include "stages/vocabulary.h"

enum { FORM_BITS = 3, SENTENCE_MOST = 1024 };

static const uint16_t empty_roles =
	WORD_STOP | WORD_AUXILIARY | WORD_CLITIC | WORD_PARTICLE | WORD_CUT | WORD_ABBREVIATION;

/* `maandag`, `altijd`, `nou`: how a thing is told. */
static const uint64_t telling_classes =
	WORD_BIT(WORD_TIME) | WORD_BIT(WORD_SEQUENCE) | WORD_BIT(WORD_FILLER) |
	WORD_BIT(WORD_TURN) | WORD_BIT(WORD_GENERAL) | WORD_BIT(WORD_MODAL) |
	WORD_BIT(WORD_REPORTING) | WORD_BIT(WORD_FUTURE) | WORD_BIT(WORD_DEICTIC);

static bool only_tells(const struct word_classes *telling, const struct word_type *type)
{
	return telling && word_classes_of(telling, type->folded) & telling_classes;
}

static uint64_t with_form(uint64_t hash, enum place_form form)
{
	return hash >> FORM_BITS | (uint64_t)form << (64 - FORM_BITS);
}

/* A word without a stem's key is known by its own form. */
static uint64_t word_key(const struct word_type *type)
{
	char buffer[STEM_KEY_SIZE];
	const struct span key = stem_key(buffer, type->folded, type->stem);
	return hash_bytes(key.len > 0 ? key : type->folded);
}

uint64_t place_part_key(const struct vocabulary *vocabulary, uint32_t type, uint32_t part)
{
	const struct word_type *word = vocabulary_type(vocabulary, type);
	char buffer[STEM_KEY_SIZE];
	struct span key = {NULL, 0};
	size_t at = 0;
	for (uint32_t p = 0; p < part && p < word->parts; p++)
		key = stem_key_part(buffer, word->folded, word->part[p], &at);
	return key.len > 0 ? with_form(hash_bytes(key), PLACE_WORD) : 0;
}

/* Slots of a set of stems, by their hashes; 0: free. */
struct stem_set {
	uint64_t *slot;
	size_t mask;
};

static bool stem_find(const struct stem_set *set, uint64_t hash, size_t *at)
{
	*at = (size_t)hash & set->mask;
	while (set->slot[*at] != 0 && set->slot[*at] != hash)
		*at = (*at + 1) & set->mask;
	return set->slot[*at] == hash;
}

static int gather_stems(struct stem_set *set, struct vocabulary *vocabulary,
			const struct content *content, struct arena *keep)
{
	size_t slots = 16, at;
	while (slots < content->terms * 2)
		slots *= 2;
	set->mask = slots - 1;
	set->slot = arena_calloc(keep, slots, sizeof *set->slot);
	if (!set->slot)
		return -1;
	for (size_t i = 0; i < content->terms; i++) {
		const uint32_t type = vocabulary_intern(vocabulary, content->term[i].form);
		if (type == UINT32_MAX)
			return -1;
		const uint64_t hash = vocabulary_type(vocabulary, type)->stem_hash;
		if (!stem_find(set, hash, &at))
			set->slot[at] = hash;
	}
	return 0;
}

int place_words_make(struct place_words *out, struct vocabulary *vocabulary,
		     const struct content *content, const bool *name, size_t types,
		     const struct word_classes *telling, struct arena *keep)
{
	struct stem_set stems;
	size_t at;
	if (gather_stems(&stems, vocabulary, content, keep) < 0)
		return -1;
	const size_t all = vocabulary_count(vocabulary);
	out->key = arena_calloc(keep, all, sizeof *out->key);
	out->content = arena_calloc(keep, all, sizeof *out->content);
	out->barred = arena_calloc(keep, all, sizeof *out->barred);
	if (!out->key || !out->content || !out->barred)
		return -1;
	for (uint32_t t = VOCABULARY_NONE + 1; t < all; t++) {
		const struct word_type *type = vocabulary_type(vocabulary, t);
		out->key[t] = word_key(type);
		out->barred[t] = t < types && name[t];
		out->content[t] = (type->roles & empty_roles) == 0 && !only_tells(telling, type) &&
				  stem_find(&stems, type->stem_hash, &at);
	}
	return 0;
}

static bool is_wanted(const struct place_list *list, uint64_t key)
{
	if (!list->wanted)
		return true;
	size_t low = 0, high = list->wants;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (list->wanted[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < list->wants && list->wanted[low] == key;
}

static int append(struct place_list *list, const struct place *place, struct arena *keep)
{
	if (!is_wanted(list, place->key))
		return 0;
	if (arena_grow(keep, &list->item, &list->capacity, list->count, list->count + 1,
		       sizeof *list->item) < 0)
		return -1;
	list->item[list->count++] = *place;
	return 0;
}

/* What all that looks at one sentence shares. */
struct looking {
	struct place_list *list;
	uint32_t anecdote;
	const struct token_list *tokens;
	const struct vocabulary *vocabulary;
	const struct place_words *words;
	struct arena *keep;
	uint32_t word[SENTENCE_MOST]; /* tokens in a row that are words */
	size_t count;
};

static uint32_t type_at(const struct looking *l, size_t i)
{
	return l->tokens->item[l->word[i]].type;
}

static int put(const struct looking *l, uint64_t key, size_t first, size_t last, uint32_t part)
{
	const struct place place = {key, l->anecdote, l->word[first], l->word[last] + 1, part};
	return append(l->list, &place, l->keep);
}

static int add_word(const struct looking *l, size_t i)
{
	const uint32_t type = type_at(l, i);
	const uint32_t parts = vocabulary_type(l->vocabulary, type)->parts;
	if (!l->words->content[type])
		return 0;
	int status = put(l, with_form(l->words->key[type], PLACE_WORD), i, i, 0);
	for (uint32_t p = 1; p <= parts && status == 0; p++) {
		const uint64_t key = place_part_key(l->vocabulary, type, p);
		status = key ? put(l, key, i, i, p) : 0;
	}
	return status;
}

static uint64_t join(uint64_t hash, uint64_t key)
{
	return hash_end(hash * UINT64_C(0x9E3779B97F4A7C15) + key);
}

/* Phrases that begin here. One that begins or ends with an empty word is a longer way to say the
 * rest of it. */
static int add_phrases(const struct looking *l, size_t i)
{
	static const enum place_form form[] = {PLACE_TWO, PLACE_THREE, PLACE_FOUR};
	uint64_t hash = l->words->key[type_at(l, i)];
	int status = 0;
	if (!l->words->content[type_at(l, i)])
		return 0;
	for (size_t n = 1; n < PLACE_WORDS_MOST && i + n < l->count && status == 0; n++) {
		const uint32_t type = type_at(l, i + n);
		hash = join(hash, l->words->key[type]);
		if (l->words->content[type])
			status = put(l, with_form(hash, form[n - 1]), i, i + n, 0);
	}
	return status;
}

static int add_pairs(const struct looking *l, size_t i)
{
	const uint64_t key = l->words->key[type_at(l, i)];
	int status = 0;
	if (!l->words->content[type_at(l, i)])
		return 0;
	for (size_t n = 2; n <= PLACE_GAP_MOST + 1 && i + n < l->count && status == 0; n++) {
		const uint32_t type = type_at(l, i + n);
		if (l->words->content[type] && l->words->key[type] != key)
			status = put(l, with_form(join(key, l->words->key[type]), PLACE_PAIR), i,
				     i + n, 0);
	}
	return status;
}

static int add_run(struct looking *l)
{
	int status = 0;
	for (size_t i = 0; i < l->count && status == 0; i++) {
		status = add_word(l, i);
		if (status == 0)
			status = add_phrases(l, i);
		if (status == 0)
			status = add_pairs(l, i);
	}
	l->count = 0;
	return status;
}

int place_add(struct place_list *list, uint32_t anecdote, const struct token_list *tokens,
	      const struct vocabulary *vocabulary, const struct place_words *words,
	      struct arena *keep)
{
	struct looking l = {list, anecdote, tokens, vocabulary, words, keep, {0}, 0};
	int status = 0;
	for (size_t s = 0; s < tokens->sentences && status == 0; s++) {
		for (uint32_t t = tokens->sentence[s].first;
		     t < tokens->sentence[s].last && status == 0; t++) {
			const uint8_t kind = tokens->item[t].kind;
			const bool barred =
				kind == TOKEN_WORD && words->barred[tokens->item[t].type];
			/* Speech without full stops is taken a stretch at a time. */
			if (kind == TOKEN_NUMBER || kind == TOKEN_ADDRESS || barred ||
			    l.count == SENTENCE_MOST)
				status = add_run(&l);
			if (kind == TOKEN_WORD && !barred)
				l.word[l.count++] = t;
		}
		if (status == 0)
			status = add_run(&l);
	}
	return status;
}
