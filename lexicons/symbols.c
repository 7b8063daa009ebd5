#include "lexicons/symbols.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/hash.h"
#include "lexicons/stem_key.h"

enum {
	SLOTS_FIRST = 1024,
	HEAD_LEN = 3, /* bytes of an affix that its mark is made of, and … */
	HEAD_BITS = 5 /* … the bits of each */
};

static uint64_t hash_of(enum symbol_kind kind, struct span text)
{
	return hash_bytes(text) + (uint64_t)kind * UINT64_C(0x9E3779B97F4A7C15);
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
	symbols->item[symbols->count] = (struct symbol){.text = text,
							.kind = (uint8_t)kind,
							.first_group = SYMBOL_NONE,
							.next = SYMBOL_NONE};
	return (uint32_t)symbols->count++;
}

uint32_t symbols_group(struct symbols *symbols)
{
	return append(symbols, SYMBOL_GROUP, (struct span){NULL, 0});
}

static bool is_affix(enum symbol_kind kind)
{
	return kind == SYMBOL_PREFIX || kind == SYMBOL_SUFFIX || kind == SYMBOL_INFIX;
}

/* Of a suffix the bytes from behind. */
static char byte_of(enum symbol_kind kind, struct span text, size_t i)
{
	return text.at[kind == SYMBOL_SUFFIX ? text.len - 1 - i : i];
}

/* The mark of an affix is its first bytes; those that it does not have count as 0. */
static size_t head_of(enum symbol_kind kind, struct span text)
{
	size_t head = 0;
	for (size_t i = 0; i < HEAD_LEN; i++) {
		const unsigned byte = i < text.len ? (unsigned char)byte_of(kind, text, i) : 0u;
		head = head << HEAD_BITS | (byte & ((1U << HEAD_BITS) - 1));
	}
	return head;
}

/* The mark of a whole word: its ends, which differ more than its middle, and its length. */
static size_t mark_of(struct span text)
{
	uint32_t first = 0;
	uint32_t last = 0;
	const size_t len = text.len < sizeof first ? text.len : sizeof first;
	if (len > 0) {
		memcpy(&first, text.at, len);
		memcpy(&last, text.at + text.len - len, len);
	}
	const uint64_t both = (uint64_t)last << 32 | first;
	return (size_t)((both + text.len) * UINT64_C(0x9E3779B97F4A7C15) >> 49);
}

static void set_mark(struct symbols *symbols, enum symbol_kind kind, size_t mark)
{
	symbols->marks[kind][mark / 64] |= UINT64_C(1) << mark % 64;
}

static inline bool has_mark(const struct symbols *symbols, enum symbol_kind kind, size_t mark)
{
	return (symbols->marks[kind][mark / 64] >> mark % 64 & 1) != 0;
}

static int make_chains(struct symbols *symbols, enum symbol_kind kind)
{
	uint32_t *chain = arena_alloc(symbols->arena, (SYMBOL_CHAINS + 1) * sizeof *chain);
	if (!chain)
		return -1;
	for (size_t i = 0; i <= SYMBOL_CHAINS; i++)
		chain[i] = SYMBOL_NONE;
	symbols->chain[kind] = chain;
	return 0;
}

/* Behind an affix that is shorter than a mark anything may stand. */
static int add_affix(struct symbols *symbols, uint32_t index)
{
	struct symbol *symbol = &symbols->item[index];
	const enum symbol_kind kind = symbol->kind;
	const size_t missing = symbol->text.len < HEAD_LEN ? HEAD_LEN - symbol->text.len : 0;
	const size_t head = head_of(kind, symbol->text);
	if (!symbols->chain[kind] && make_chains(symbols, kind) < 0)
		return -1;
	for (size_t i = 0; i < (size_t)1 << missing * HEAD_BITS; i++)
		set_mark(symbols, kind, head + i);
	uint32_t *first = &symbols->chain[kind][missing ? SYMBOL_CHAINS : head % SYMBOL_CHAINS];
	symbol->next = *first;
	*first = index;
	return 0;
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
	if (is_affix(kind))
		return add_affix(symbols, index) < 0 ? SYMBOL_NONE : index;
	set_mark(symbols, kind, mark_of(text));
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
	if (!has_mark(l->symbols, kind, mark_of(text)))
		return 0;
	return take(l, find(l->symbols, kind, text, hash_of(kind, text)));
}

/* Of the bytes of its mark some bits are alike: the others are looked at first. */
static bool begins_with(enum symbol_kind kind, struct span word, struct span affix)
{
	if (affix.len == 0 || affix.len > word.len)
		return false;
	for (size_t i = affix.len; i-- > 0;)
		if (byte_of(kind, word, i) != byte_of(kind, affix, i))
			return false;
	return true;
}

static int take_chain(const struct lookup *l, enum symbol_kind kind, size_t chain, struct span word)
{
	for (uint32_t i = l->symbols->chain[kind][chain]; i != SYMBOL_NONE;
	     i = l->symbols->item[i].next)
		if (begins_with(kind, word, l->symbols->item[i].text) && take(l, i) < 0)
			return -1;
	return 0;
}

/* All beginnings of `word` that are symbols of this kind; for SYMBOL_SUFFIX all its ends. */
static int take_affixes(const struct lookup *l, enum symbol_kind kind, struct span word,
			size_t head)
{
	if (!has_mark(l->symbols, kind, head))
		return 0;
	if (take_chain(l, kind, head % SYMBOL_CHAINS, word) < 0)
		return -1;
	return take_chain(l, kind, SYMBOL_CHAINS, word);
}

/* The infixes that begin at each byte, by head_of() of what is there, moved on a byte at a time. */
static int take_infixes(const struct lookup *l, struct span word)
{
	size_t head = head_of(SYMBOL_INFIX, word);
	for (size_t at = 0; at < word.len; at++) {
		const struct span rest = {word.at + at, word.len - at};
		if (has_mark(l->symbols, SYMBOL_INFIX, head) &&
		    take_affixes(l, SYMBOL_INFIX, rest, head) < 0)
			return -1;
		const unsigned next = rest.len > HEAD_LEN ? (unsigned char)rest.at[HEAD_LEN] : 0;
		head = (head << HEAD_BITS | (next & ((1U << HEAD_BITS) - 1))) & (SYMBOL_MARKS - 1);
	}
	return 0;
}

static int take_all_affixes(const struct lookup *l, struct span word)
{
	if (word.len > SYMBOL_WORD_MOST)
		return 0;
	if (take_affixes(l, SYMBOL_PREFIX, word, head_of(SYMBOL_PREFIX, word)) < 0 ||
	    take_affixes(l, SYMBOL_SUFFIX, word, head_of(SYMBOL_SUFFIX, word)) < 0)
		return -1;
	return l->symbols->chain[SYMBOL_INFIX] ? take_infixes(l, word) : 0;
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
	if (!has_mark(l->symbols, SYMBOL_DIGIT, mark_of(SPAN(""))) || !has_digit(word))
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
