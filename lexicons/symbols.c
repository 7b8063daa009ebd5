#include "lexicons/symbols.h"

#include <string.h>

#include "corpus/arena.h"
#include "lexicons/stem_key.h"

enum { SLOTS_FIRST = 1024, LENGTH_LAST = 63 };

/* FNV-1a, which can be extended by a byte at a time: all beginnings of a word cost one walk. */
static uint64_t hash_start(enum symbol_kind kind)
{
	return (UINT64_C(14695981039346656037) ^ (uint64_t)kind) * UINT64_C(1099511628211);
}

static uint64_t hash_byte(uint64_t hash, char byte)
{
	return (hash ^ (unsigned char)byte) * UINT64_C(1099511628211);
}

/* Ends are hashed backwards, so that they too can be extended. */
static uint64_t hash_of(enum symbol_kind kind, struct span text)
{
	uint64_t hash = hash_start(kind);
	for (size_t i = 0; i < text.len; i++)
		hash = hash_byte(hash, text.at[kind == SYMBOL_SUFFIX ? text.len - 1 - i : i]);
	return hash;
}

static size_t slot_of(const struct symbols *symbols, uint64_t hash)
{
	return (size_t)(hash ^ hash >> 32) & (symbols->slots - 1);
}

static uint32_t tag_of(uint64_t hash)
{
	return (uint32_t)(hash >> 32);
}

static uint32_t find(const struct symbols *symbols, enum symbol_kind kind, struct span text,
		     uint64_t hash)
{
	for (size_t at = slot_of(symbols, hash);; at = (at + 1) & (symbols->slots - 1)) {
		const struct symbol_slot slot = symbols->slot[at];
		if (slot.index == SYMBOL_NONE)
			return SYMBOL_NONE;
		if (slot.tag == tag_of(hash) && symbols->item[slot.index].kind == kind &&
		    span_equal(symbols->item[slot.index].text, text))
			return slot.index;
	}
}

static void put(struct symbols *symbols, uint32_t index, uint64_t hash)
{
	size_t at = slot_of(symbols, hash);
	while (symbols->slot[at].index != SYMBOL_NONE)
		at = (at + 1) & (symbols->slots - 1);
	symbols->slot[at] = (struct symbol_slot){tag_of(hash), index};
}

static int make_slots(struct symbols *symbols, size_t slots)
{
	struct symbol_slot *slot = arena_calloc(symbols->arena, slots, sizeof *slot);
	if (!slot)
		return -1;
	for (size_t i = 0; i < slots; i++)
		slot[i].index = SYMBOL_NONE;
	symbols->slot = slot;
	symbols->slots = slots;
	for (size_t i = 0; i < symbols->count; i++) {
		const struct symbol *symbol = &symbols->item[i];
		if (symbol->kind != SYMBOL_GROUP)
			put(symbols, (uint32_t)i, hash_of(symbol->kind, symbol->text));
	}
	return 0;
}

int symbols_init(struct symbols *symbols, struct arena *arena)
{
	*symbols = (struct symbols){.arena = arena};
	return make_slots(symbols, SLOTS_FIRST);
}

static uint32_t append(struct symbols *symbols, enum symbol_kind kind, struct span text)
{
	if (symbols->count >= SYMBOL_NONE ||
	    arena_grow(symbols->arena, &symbols->item, &symbols->capacity, symbols->count,
		       symbols->count + 1, sizeof *symbols->item) < 0)
		return SYMBOL_NONE;
	symbols->item[symbols->count] =
		(struct symbol){.text = text, .kind = (uint8_t)kind, .first_group = SYMBOL_NONE};
	return (uint32_t)symbols->count++;
}

uint32_t symbols_group(struct symbols *symbols)
{
	return append(symbols, SYMBOL_GROUP, (struct span){NULL, 0});
}

enum { HEAD_LEN = 3, HEAD_BITS = 5 };

/* The bit of the first bytes of an affix, or of the last from behind; those that it does not have
 * count as 0. */
static size_t head_of(enum symbol_kind kind, struct span text)
{
	size_t head = 0;
	for (size_t i = 0; i < HEAD_LEN; i++) {
		const size_t at = kind == SYMBOL_SUFFIX ? text.len - 1 - i : i;
		const unsigned byte = i < text.len ? (unsigned char)text.at[at] : 0;
		head = head << HEAD_BITS | (byte & ((1U << HEAD_BITS) - 1));
	}
	return head;
}

/* Behind a shorter affix anything may stand. */
static void note_head(struct symbols *symbols, enum symbol_kind kind, struct span text)
{
	const size_t missing = text.len < HEAD_LEN ? HEAD_LEN - text.len : 0;
	const size_t head = head_of(kind, text);
	for (size_t i = 0; i < (size_t)1 << missing * HEAD_BITS; i++)
		symbols->heads[kind][(head + i) / 64] |= UINT64_C(1) << (head + i) % 64;
}

static bool may_begin(const struct symbols *symbols, enum symbol_kind kind, struct span word)
{
	const size_t head = head_of(kind, word);
	return (symbols->heads[kind][head / 64] >> head % 64 & 1) != 0;
}

uint32_t symbols_add(struct symbols *symbols, enum symbol_kind kind, struct span text)
{
	const uint64_t hash = hash_of(kind, text);
	const uint32_t known = find(symbols, kind, text, hash);
	if (known != SYMBOL_NONE)
		return known;
	if (symbols->count * 3 >= symbols->slots && make_slots(symbols, symbols->slots * 2) < 0)
		return SYMBOL_NONE;
	const char *copy = arena_copy(symbols->arena, text.at, text.len);
	if (!copy)
		return SYMBOL_NONE;
	const uint32_t index = append(symbols, kind, (struct span){copy, text.len});
	if (index == SYMBOL_NONE)
		return SYMBOL_NONE;
	put(symbols, index, hash);
	const size_t length = text.len < LENGTH_LAST ? text.len : LENGTH_LAST;
	symbols->lengths[kind] |= UINT64_C(1) << length;
	note_head(symbols, kind, text);
	return index;
}

int symbols_join(struct symbols *symbols, uint32_t group, uint32_t member)
{
	if (arena_grow(symbols->arena, &symbols->edge, &symbols->edge_capacity, symbols->edges,
		       symbols->edges + 1, sizeof *symbols->edge) < 0)
		return -1;
	symbols->edge[symbols->edges] =
		(struct symbol_edge){.group = group, .next = symbols->item[member].first_group};
	symbols->item[member].first_group = (uint32_t)symbols->edges++;
	return 0;
}

struct lookup {
	const struct symbols *symbols;
	struct symbol_list *out;
	struct arena *arena;
};

static int take(const struct lookup *l, uint32_t symbol)
{
	if (symbol == SYMBOL_NONE)
		return 0;
	if (arena_grow(l->arena, &l->out->item, &l->out->capacity, l->out->count, l->out->count + 1,
		       sizeof *l->out->item) < 0)
		return -1;
	l->out->item[l->out->count++] = symbol;
	return 0;
}

static int take_text(const struct lookup *l, enum symbol_kind kind, struct span text)
{
	if (l->symbols->lengths[kind] == 0)
		return 0;
	return take(l, find(l->symbols, kind, text, hash_of(kind, text)));
}

/* All beginnings of `word` that are symbols of this kind; for SYMBOL_SUFFIX all its ends. */
static int take_affixes(const struct lookup *l, enum symbol_kind kind, struct span word)
{
	if (!may_begin(l->symbols, kind, word))
		return 0;
	const uint64_t lengths = l->symbols->lengths[kind];
	const bool back = kind == SYMBOL_SUFFIX;
	uint64_t hash = hash_start(kind);
	for (size_t n = 1; n <= word.len; n++) {
		const size_t length = n < LENGTH_LAST ? n : LENGTH_LAST;
		if (lengths >> length == 0)
			return 0; /* none of them is so long */
		hash = hash_byte(hash, word.at[back ? word.len - n : n - 1]);
		if ((lengths >> length & 1) == 0)
			continue;
		const struct span affix = {word.at + (back ? word.len - n : 0), n};
		if (take(l, find(l->symbols, kind, affix, hash)) < 0)
			return -1;
	}
	return 0;
}

/* The infixes that begin at each byte, by head_of() of what is there, moved on a byte at a time. */
static int take_infixes(const struct lookup *l, struct span word)
{
	const uint64_t *heads = l->symbols->heads[SYMBOL_INFIX];
	size_t head = head_of(SYMBOL_INFIX, word);
	for (size_t at = 0; at < word.len; at++) {
		const struct span rest = {word.at + at, word.len - at};
		if ((heads[head / 64] >> head % 64 & 1) != 0 &&
		    take_affixes(l, SYMBOL_INFIX, rest) < 0)
			return -1;
		const unsigned next = rest.len > HEAD_LEN ? (unsigned char)rest.at[HEAD_LEN] : 0;
		head = (head << HEAD_BITS | (next & ((1U << HEAD_BITS) - 1))) & (SYMBOL_HEADS - 1);
	}
	return 0;
}

static int take_all_affixes(const struct lookup *l, struct span word)
{
	if (word.len > SYMBOL_WORD_MOST)
		return 0;
	if (take_affixes(l, SYMBOL_PREFIX, word) < 0 || take_affixes(l, SYMBOL_SUFFIX, word) < 0)
		return -1;
	return l->symbols->lengths[SYMBOL_INFIX] == 0 ? 0 : take_infixes(l, word);
}

static bool has_digit(struct span word)
{
	for (size_t at = 0, len; at < word.len; at += len) {
		const unsigned char c = (unsigned char)word.at[at];
		len = 1;
		if (c < 0x80 ? c >= '0' && c <= '9' : code_is_digit(utf8_decode(word, at, &len)))
			return true;
	}
	return false;
}

static int take_digit(const struct lookup *l, struct span word)
{
	if (l->symbols->lengths[SYMBOL_DIGIT] == 0 || !has_digit(word))
		return 0;
	return take_text(l, SYMBOL_DIGIT, SPAN(""));
}

/* Groups may hold groups; the list grows while it is walked. A group already taken stops it. */
static int take_groups(const struct lookup *l)
{
	for (size_t i = 0; i < l->out->count; i++) {
		uint32_t edge = l->symbols->item[l->out->item[i]].first_group;
		for (; edge != SYMBOL_NONE; edge = l->symbols->edge[edge].next) {
			const uint32_t group = l->symbols->edge[edge].group;
			bool known = false;
			for (size_t j = 0; j < l->out->count && !known; j++)
				known = l->out->item[j] == group;
			if (!known && take(l, group) < 0)
				return -1;
		}
	}
	return 0;
}

static void sort_unique(struct symbol_list *list)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++) {
		const uint32_t symbol = list->item[i];
		size_t at = kept;
		while (at > 0 && list->item[at - 1] > symbol)
			at--;
		if (at > 0 && list->item[at - 1] == symbol)
			continue;
		memmove(list->item + at + 1, list->item + at, (kept - at) * sizeof *list->item);
		list->item[at] = symbol;
		kept++;
	}
	list->count = kept;
}

int symbols_of(const struct symbols *symbols, struct symbol_list *out, struct span folded,
	       struct span stem, const struct span *part, size_t parts, struct arena *arena)
{
	const struct lookup l = {symbols, out, arena};
	out->count = 0;
	char buffer[STEM_KEY_SIZE];
	if (take_text(&l, SYMBOL_EXACT, folded) < 0 ||
	    take_text(&l, SYMBOL_STEM, stem_key(buffer, folded, stem)) < 0 ||
	    take_all_affixes(&l, folded) < 0 || take_digit(&l, folded) < 0)
		return -1;
	size_t at = 0;
	for (size_t i = 0; i < parts; i++)
		if (take_text(&l, SYMBOL_PART, stem_key_part(buffer, folded, part[i], &at)) < 0)
			return -1;
	if (take_groups(&l) < 0)
		return -1;
	sort_unique(out);
	return 0;
}
