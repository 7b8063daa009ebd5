#include "stages/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/hash.h"
#include "lexicons/language.h"
#include "lexicons/word_class.h"
#include "stages/compound.h"
#include "stages/stem.h"

enum {
	SLOTS_FIRST = 1 << 12,
	INLINE_LEN = 16, /* bytes of a word that stand in the table itself: nearly all words fit */
	AHEAD = 16,      /* look-ups under way at a time */
	TYPES_MOST = UINT32_MAX - 1,
	STEMS = 1 << 11, /* parts of compounds whose stems are kept: they come again and again */
};

/* A part of a compound, with its stem. */
struct stemmed {
	struct span part;
	struct span stem;
};

/* 24 bytes, so that a look-up touches one cache line or two. */
struct slot {
	uint64_t key[2]; /* the first bytes of the word, zeros behind it */
	uint32_t type;
	uint16_t len; /* of the word; 0: the slot is free */
	uint16_t flags;
};

struct vocabulary {
	const struct language *language;
	const struct word_classes *classes; /* NULL: not asked for */
	bool whole;                         /* compounds are not split */
	struct stemmer *stemmer;
	struct arena arena; /* what the spans of types point to */
	struct slot *slot;  /* open addressing, at most half of the slots taken */
	size_t mask;
	struct stemmed *stemmed; /* STEMS, each with the last part of its hash */
	struct word_type *type;
	struct span *form;
	size_t count;
	size_t capacity;
};

struct key {
	uint64_t half[2];
	uint64_t hash;
};

/* The hash of the table only: it sees 16 bytes and the length, or for longer words all. */
static uint64_t mix(uint64_t a, uint64_t b, size_t len)
{
	uint64_t h =
		(a ^ (uint64_t)len * UINT64_C(0x9E3779B97F4A7C15)) * UINT64_C(0xFF51AFD7ED558CCD);
	h ^= h >> 32;
	h = (h ^ b) * UINT64_C(0xC4CEB9FE1A85EC53);
	return h ^ h >> 29;
}

/* The same of a longer word, eight bytes at a time; what is left over lies in the last eight. */
static uint64_t mix_long(struct span bytes)
{
	uint64_t h = bytes.len;
	uint64_t part;
	for (size_t at = 0; at + sizeof part <= bytes.len; at += sizeof part) {
		memcpy(&part, bytes.at + at, sizeof part);
		h = mix(h, part, bytes.len);
	}
	memcpy(&part, bytes.at + bytes.len - sizeof part, sizeof part);
	return mix(h, part, bytes.len);
}

static struct key key_of(struct span bytes)
{
	struct key key = {{0, 0}, 0};
	memcpy(key.half, bytes.at, bytes.len < INLINE_LEN ? bytes.len : INLINE_LEN);
	key.hash = bytes.len <= INLINE_LEN ? mix(key.half[0], key.half[1], bytes.len)
					   : mix_long(bytes);
	return key;
}

/* The same, reading 16 bytes at once where the text has them. */
static struct key key_in_text(struct span text, size_t start, size_t len)
{
	if (len > INLINE_LEN || text.len - start < INLINE_LEN)
		return key_of((struct span){text.at + start, len});
	static const uint64_t mask[9] = {
		0,
		UINT64_C(0xFF),
		UINT64_C(0xFFFF),
		UINT64_C(0xFFFFFF),
		UINT64_C(0xFFFFFFFF),
		UINT64_C(0xFFFFFFFFFF),
		UINT64_C(0xFFFFFFFFFFFF),
		UINT64_C(0xFFFFFFFFFFFFFF),
		UINT64_MAX,
	};
	struct key key;
	memcpy(key.half, text.at + start, INLINE_LEN);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	key.half[0] &= mask[len < 8 ? len : 8];
	key.half[1] &= mask[len < 8 ? 0 : len - 8];
	key.hash = mix(key.half[0], key.half[1], len);
	return key;
#else
	(void)mask;
	return key_of((struct span){text.at + start, len});
#endif
}

static bool slot_holds(const struct vocabulary *v, const struct slot *slot, const struct key *key,
		       struct span bytes)
{
	if (slot->key[0] != key->half[0] || slot->key[1] != key->half[1] || slot->len != bytes.len)
		return false;
	return bytes.len <= INLINE_LEN || span_equal(v->form[slot->type], bytes);
}

/* The slot of the word, or the free one where it would stand. */
static struct slot *find_slot(const struct vocabulary *v, const struct key *key, struct span bytes)
{
	size_t i = (size_t)key->hash & v->mask;
	while (v->slot[i].len != 0 && !slot_holds(v, &v->slot[i], key, bytes))
		i = (i + 1) & v->mask;
	return &v->slot[i];
}

static int grow_slots(struct vocabulary *v)
{
	const size_t more = v->slot ? (v->mask + 1) * 2 : SLOTS_FIRST;
	struct slot *old = v->slot;
	const size_t slots = old ? v->mask + 1 : 0;
	struct slot *slot = calloc(more, sizeof *slot);
	if (!slot)
		return -1;
	v->slot = slot;
	v->mask = more - 1;
	for (size_t i = 0; i < slots; i++) {
		if (old[i].len == 0)
			continue;
		const struct span form = v->form[old[i].type];
		const struct key key = key_of(form);
		*find_slot(v, &key, form) = old[i];
	}
	free(old);
	return 0;
}

static int grow_types(struct vocabulary *v)
{
	if (v->count >= TYPES_MOST)
		return -1;
	const size_t more = v->capacity ? v->capacity * 2 : SLOTS_FIRST / 2;
	struct word_type *type = realloc(v->type, more * sizeof *type);
	if (!type)
		return -1;
	v->type = type;
	struct span *form = realloc(v->form, more * sizeof *form);
	if (!form)
		return -1;
	v->form = form;
	v->capacity = more;
	return 0;
}

/* How many letters a word has, and how many of them are capitals. */
struct capitals {
	size_t letters;
	size_t uppers;
	bool first; /* the word begins with one */
};

/* Of the ASCII letters in the word; false: there is something else in it. */
static bool count_ascii(struct capitals *out, struct span bytes)
{
	unsigned char all = 0;
	for (size_t i = 0; i < bytes.len; i++) {
		const unsigned char c = (unsigned char)bytes.at[i];
		out->letters += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		out->uppers += c >= 'A' && c <= 'Z';
		all |= c;
	}
	out->first = bytes.len > 0 && bytes.at[0] >= 'A' && bytes.at[0] <= 'Z';
	return all < 0x80;
}

static void count_any(struct capitals *out, struct span bytes)
{
	*out = (struct capitals){.letters = 0};
	for (size_t at = 0, len = 0; at < bytes.len; at += len) {
		const uint32_t code = utf8_decode(bytes, at, &len);
		const bool upper = code_is_upper(code);
		out->first |= at == 0 && upper;
		out->uppers += upper;
		out->letters += code_is_letter(code);
	}
}

static uint8_t flags_of(struct span bytes)
{
	struct capitals c = {.letters = 0};
	if (!count_ascii(&c, bytes))
		count_any(&c, bytes);
	return (uint8_t)((c.first ? TOKEN_CAPITAL : 0) |
			 (c.letters >= 2 && c.uppers == c.letters ? TOKEN_ALL_CAPITALS : 0));
}

/* `gezegd`, `zeggen`, `zegde` or `zette`, `zegt`. */
static enum word_ending ending_of(struct span folded)
{
	const char last = folded.len > 0 ? folded.at[folded.len - 1] : '\0';
	const char before = folded.len > 1 ? folded.at[folded.len - 2] : '\0';
	if (folded.len > 4 && folded.at[0] == 'g' && folded.at[1] == 'e')
		return ENDING_GE;
	if (before == 'e' && last == 'n')
		return ENDING_EN;
	if ((before == 't' || before == 'd') && last == 'e')
		return ENDING_TE;
	return last == 't' ? ENDING_T : ENDING_NONE;
}

/* The stem of a part, which stays where it is as long as the types. */
static int stem_part(struct span *out, struct vocabulary *v, struct span part)
{
	struct stemmed *known = &v->stemmed[hash_bytes(part) % STEMS];
	if (!known->part.at || !span_equal(known->part, part)) {
		if (stemmer_run(&known->stem, v->stemmer, part, &v->arena) != 0) {
			known->part.at = NULL;
			return -1;
		}
		known->part = part;
	}
	*out = known->stem;
	return 0;
}

/* The stems of the parts, for a word of more than one. One that negates the rest has none:
 * onleesbaar is not found by what finds leesbaar. */
static int split_parts(struct vocabulary *v, struct word_type *type)
{
	const struct compound_words *words = language_words(v->language);
	uint8_t end[COMPOUND_PARTS_MOST];
	const size_t parts = words ? compound_split(words, type->folded, end) : 1;
	if (parts < 2 || compound_is_negated(words, type->folded, end))
		return 0;
	struct span *part = arena_calloc(&v->arena, parts, sizeof *part);
	if (!part)
		return -1;
	for (size_t i = 0; i < parts; i++)
		if (stem_part(&part[i], v, compound_part(type->folded, end, i)) != 0)
			return -1;
	type->part = part;
	type->parts = (uint8_t)parts;
	return 0;
}

/* The hashes of the word and its stem, in one pass where the word begins with its stem. */
static void set_hashes(struct word_type *type)
{
	if (type->stem.at != type->folded.at) {
		type->hash = hash_bytes(type->folded);
		type->stem_hash = hash_bytes(type->stem);
		return;
	}
	uint64_t state = HASH_BEGIN;
	for (size_t i = 0; i < type->stem.len; i++)
		state = hash_add(state, type->folded.at[i]);
	type->stem_hash = hash_end(state);
	for (size_t i = type->stem.len; i < type->folded.len; i++)
		state = hash_add(state, type->folded.at[i]);
	type->hash = hash_end(state);
}

static int work_out(struct vocabulary *v, struct word_type *type, struct span form)
{
	*type = (struct word_type){.flags = flags_of(form)};
	if (language_fold(&type->folded, v->language, form, &v->arena) != 0 ||
	    stemmer_run(&type->stem, v->stemmer, type->folded, &v->arena) != 0)
		return -1;
	if (!v->whole && split_parts(v, type) != 0)
		return -1;
	type->roles = (uint16_t)language_roles(v->language, form);
	if (!span_equal(form, type->folded))
		type->roles |= (uint16_t)language_roles(v->language, type->folded);
	type->ending = (uint8_t)ending_of(type->folded);
	set_hashes(type);
	if (v->classes)
		type->classes = word_classes_of_hashed(v->classes, type->folded, type->hash);
	return 0;
}

/* Adds a type. Returns its number; UINT32_MAX: no memory. */
static uint32_t add_type(struct vocabulary *v, struct span bytes)
{
	if (v->count == v->capacity && grow_types(v) != 0)
		return UINT32_MAX;
	const char *copy = arena_copy(&v->arena, bytes.at, bytes.len);
	if (!copy)
		return UINT32_MAX;
	const uint32_t number = (uint32_t)v->count;
	v->form[number] = (struct span){copy, bytes.len};
	if (work_out(v, &v->type[number], v->form[number]) != 0)
		return UINT32_MAX;
	v->count++;
	return number;
}

/* The slot of a word that is no longer than a token may be; NULL: no memory. */
static struct slot *intern(struct vocabulary *v, const struct key *key, struct span bytes)
{
	struct slot *slot = find_slot(v, key, bytes);
	if (slot->len != 0)
		return slot;
	if ((v->count + 1) * 2 > v->mask) {
		if (grow_slots(v) != 0)
			return NULL;
		slot = find_slot(v, key, bytes);
	}
	const uint32_t type = add_type(v, bytes);
	if (type == UINT32_MAX)
		return NULL;
	*slot = (struct slot){
		{key->half[0], key->half[1]}, type, (uint16_t)bytes.len, v->type[type].flags};
	return slot;
}

struct vocabulary *vocabulary_new(const struct language *language, struct error *err)
{
	struct vocabulary *v = calloc(1, sizeof *v);
	if (!v) {
		(void)error_memory(err);
		return NULL;
	}
	v->language = language;
	v->stemmer = stemmer_new(language_stemmer(language), err);
	v->stemmed = calloc(STEMS, sizeof *v->stemmed);
	if (v->stemmer && v->stemmed && grow_slots(v) == 0 &&
	    add_type(v, SPAN("")) == VOCABULARY_NONE)
		return v;
	if (v->stemmer)
		(void)error_memory(err);
	vocabulary_free(v);
	return NULL;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
	if (!vocabulary)
		return;
	stemmer_free(vocabulary->stemmer);
	arena_release(&vocabulary->arena);
	free(vocabulary->stemmed);
	free(vocabulary->slot);
	free(vocabulary->type);
	free(vocabulary->form);
	free(vocabulary);
}

void vocabulary_classify(struct vocabulary *vocabulary, const struct word_classes *classes)
{
	vocabulary->classes = classes;
	for (size_t i = 0; i < vocabulary->count; i++) {
		struct word_type *type = &vocabulary->type[i];
		type->classes = word_classes_of_hashed(classes, type->folded, type->hash);
	}
}

void vocabulary_leave_whole(struct vocabulary *vocabulary)
{
	vocabulary->whole = true;
}

uint32_t vocabulary_intern(struct vocabulary *vocabulary, struct span bytes)
{
	if (bytes.len == 0)
		return VOCABULARY_NONE;
	if (bytes.len > UINT16_MAX)
		bytes.len = UINT16_MAX;
	const struct key key = key_of(bytes);
	const struct slot *slot = intern(vocabulary, &key, bytes);
	return slot ? slot->type : UINT32_MAX;
}

enum { ASKED = 2 * AHEAD }; /* keys of the window under way and of the next */

/* The keys of the tokens [from, from + AHEAD), as far as there are any; asks the memory for their
 * slots. */
static void ask_window(const struct vocabulary *v, struct key key[ASKED], struct span text,
		       const struct token *token, size_t from, size_t count)
{
	for (size_t i = from; i < from + AHEAD && i < count; i++) {
		const struct key k = key_in_text(text, token[i].start, token[i].len);
		__builtin_prefetch(&v->slot[(size_t)k.hash & v->mask]);
		key[i % ASKED] = k;
	}
}

static int intern_token(struct vocabulary *v, const struct key *key, struct span text,
			struct token *t)
{
	const struct slot *slot = &v->slot[(size_t)key->hash & v->mask];
	if (t->kind == TOKEN_ASIDE) {
		t->type = VOCABULARY_NONE;
		return 0;
	}
	/* Nearly always a short word that stands in its first slot. */
	if (slot->key[0] != key->half[0] || slot->key[1] != key->half[1] || slot->len != t->len ||
	    t->len > INLINE_LEN)
		slot = intern(v, key, (struct span){text.at + t->start, t->len});
	if (!slot)
		return -1;
	t->type = slot->type;
	t->flags = (uint8_t)(t->flags | slot->flags);
	return 0;
}

/* The slots of one window are asked for before those of the window before it are read. */
int vocabulary_intern_tokens(struct vocabulary *vocabulary, struct span text, struct token *token,
			     size_t count, struct error *err)
{
	struct key key[ASKED];
	ask_window(vocabulary, key, text, token, 0, count);
	for (size_t i = 0; i < count; i++) {
		if (i % AHEAD == 0)
			ask_window(vocabulary, key, text, token, i + AHEAD, count);
		if (intern_token(vocabulary, &key[i % ASKED], text, &token[i]) != 0)
			return error_memory(err);
	}
	return 0;
}

const struct word_type *vocabulary_type(const struct vocabulary *vocabulary, uint32_t type)
{
	return &vocabulary->type[type];
}

const struct word_type *vocabulary_types(const struct vocabulary *vocabulary)
{
	return vocabulary->type;
}

struct span vocabulary_form(const struct vocabulary *vocabulary, uint32_t type)
{
	return vocabulary->form[type];
}

size_t vocabulary_count(const struct vocabulary *vocabulary)
{
	return vocabulary->count;
}

const struct language *vocabulary_language(const struct vocabulary *vocabulary)
{
	return vocabulary->language;
}

void vocabulary_reset(struct vocabulary *vocabulary)
{
	memset(vocabulary->slot, 0, (vocabulary->mask + 1) * sizeof *vocabulary->slot);
	const struct word_type none = {.folded = SPAN(""), .stem = SPAN("")};
	memset(vocabulary->stemmed, 0, STEMS * sizeof *vocabulary->stemmed);
	arena_reset(&vocabulary->arena);
	vocabulary->type[VOCABULARY_NONE] = none;
	vocabulary->type[VOCABULARY_NONE].hash = hash_bytes(none.folded);
	vocabulary->type[VOCABULARY_NONE].stem_hash = hash_bytes(none.folded);
	vocabulary->form[VOCABULARY_NONE] = SPAN("");
	vocabulary->count = 1;
}
