#include "stages/compound.h"

#include <stdbool.h>
#include <string.h>

enum {
	PART_LEAST = 3, /* letters */
	WORD_LEAST = 6, /* letters of a word that can be a compound */
	UNKNOWN_LEAST = 4,
};

/* Costs are in the units of levels (compound_words.h), 1.6 for each e-fold of rarity. Set by hand,
 * in whole steps, on outside gold of 3,300 compounds and against 1,700 simple words. */
enum {
	COST_NONE = 1 << 20,
	COST_SHORT_3 = 5,   /* three letters stand anywhere by chance */
	COST_SHORT_4 = 2,   /* four nearly so */
	COST_UNKNOWN = 22,  /* a first part that is in no list */
	LIMIT_KNOWN = 24,   /* a word of the list is split if its parts cost no more */
	LIMIT_NAME = 14,    /* names (Volendam) look like compounds more than they are */
	LIMIT_UNKNOWN = 30, /* a word that is in no list is the rather a compound */
	LIMIT_PER_PART = 6, /* so much more for each part after the second */
	LIMIT_PER_FAMILY =
		2, /* so much less for each level by which the word makes compounds itself */
	FAMILY_LEVEL = 12, /* the level of a word with one compound */
};

struct path {
	const struct compound_words *words;
	struct span word;
	bool known;
	size_t tail;                    /* no part may begin behind this */
	int cost[COMPOUND_LONGEST + 1]; /* of the cheapest way to this place */
	uint8_t from[COMPOUND_LONGEST + 1];
	uint8_t parts[COMPOUND_LONGEST + 1];
};

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static bool knows(const struct compound_words *words, const char *at, size_t len)
{
	return compound_words_find(words, (struct span){at, len}).known;
}

/* The word that `len` bytes are the stem of, by the spelling of Dutch: ras-sen, lop-en (loop),
 * brev-en (brief). Gives its length in these bytes; 0: no word. */
static size_t base_len(const struct compound_words *words, const char *at, size_t len)
{
	char changed[COMPOUND_LONGEST + 1];
	if (len < PART_LEAST)
		return 0;
	if (knows(words, at, len))
		return len;
	if (at[len - 1] == at[len - 2] && knows(words, at, len - 1))
		return len - 1;
	memcpy(changed, at, len);
	if (at[len - 1] == 'v' || at[len - 1] == 'z') {
		changed[len - 1] = at[len - 1] == 'v' ? 'f' : 's';
		if (knows(words, changed, len))
			return len;
	}
	if (!is_vowel(at[len - 1]) && is_vowel(at[len - 2]) && at[len - 2] != 'i') {
		changed[len] = changed[len - 1];
		changed[len - 1] = at[len - 2];
		if (knows(words, changed, len + 1))
			return len;
	}
	return 0;
}

/* The word may be a form of a shorter one; then its last part begins early enough to be one in
 * that. */
static size_t last_start(const struct compound_words *words, struct span word)
{
	size_t tail = word.len - PART_LEAST;
	for (size_t i = 0; i < words->inflections; i++) {
		const struct span ending = words->ending[i];
		if (word.len < ending.len + PART_LEAST || !span_ends(word, ending))
			continue;
		const size_t base = base_len(words, word.at, word.len - ending.len);
		if (base >= PART_LEAST && base - PART_LEAST < tail)
			tail = base - PART_LEAST;
	}
	return tail;
}

static int short_cost(size_t len)
{
	return len == 3 ? COST_SHORT_3 : len == 4 ? COST_SHORT_4 : 0;
}

static int linked_cost(const struct compound_words *words, struct span part)
{
	for (size_t i = 0; i < words->links; i++) {
		const struct span link = words->ending[words->inflections + i];
		if (part.len < link.len + PART_LEAST || !span_ends(part, link))
			continue;
		const struct compound_word w =
			compound_words_find(words, (struct span){part.at, part.len - link.len});
		if (w.known && !w.name && w.first != COMPOUND_NEVER)
			return COMPOUND_RAREST + short_cost(part.len);
	}
	return COST_NONE;
}

static int first_cost(const struct path *p, size_t start, size_t end)
{
	const struct span part = {p->word.at + start, end - start};
	const struct compound_word w = compound_words_find(p->words, part);
	if (w.first != COMPOUND_NEVER)
		return w.first + short_cost(part.len);
	const int linked = w.known ? COST_NONE : linked_cost(p->words, part);
	if (linked == COST_NONE && start == 0 && !p->known && !w.known && part.len >= UNKNOWN_LEAST)
		return COST_UNKNOWN;
	return linked;
}

static int last_cost(const struct path *p, size_t start)
{
	const struct span part = {p->word.at + start, p->word.len - start};
	const struct compound_word w = compound_words_find(p->words, part);
	return w.last == COMPOUND_NEVER || w.name ? COST_NONE : w.last + short_cost(part.len);
}

static void step(struct path *p, size_t from, size_t to, int cost)
{
	if (cost == COST_NONE || p->cost[from] + cost >= p->cost[to])
		return;
	p->cost[to] = p->cost[from] + cost;
	p->from[to] = (uint8_t)from;
	p->parts[to] = (uint8_t)(p->parts[from] + 1);
}

static void find_path(struct path *p)
{
	for (size_t i = 0; i <= p->word.len; i++)
		p->cost[i] = COST_NONE;
	p->cost[0] = 0;
	p->parts[0] = 0;
	for (size_t i = 0; i <= p->tail; i++) {
		if (p->cost[i] == COST_NONE)
			continue;
		for (size_t j = i + PART_LEAST; j <= p->tail; j++)
			step(p, i, j, first_cost(p, i, j));
		if (i > 0)
			step(p, i, p->word.len, last_cost(p, i));
	}
}

/* How dear the parts may be before the word is rather taken as one. */
static int limit_of(struct compound_word whole)
{
	if (whole.name)
		return LIMIT_NAME;
	if (!whole.known)
		return LIMIT_UNKNOWN;
	const int level = whole.first < whole.last ? whole.first : whole.last;
	return LIMIT_KNOWN - (level < FAMILY_LEVEL ? LIMIT_PER_FAMILY * (FAMILY_LEVEL - level) : 0);
}

/* Splits letters. Writes where parts end, counted from `word`; returns how many there are. */
static size_t split_letters(const struct compound_words *words, struct span word, uint8_t *end,
			    size_t room)
{
	end[0] = (uint8_t)word.len;
	if (word.len < WORD_LEAST || word.len > COMPOUND_LONGEST || room < 2)
		return 1;
	const struct compound_word whole = compound_words_find(words, word);
	struct path p = {.words = words, .word = word, .known = whole.known};
	p.tail = last_start(words, word);
	find_path(&p);
	const size_t parts = p.parts[word.len];
	if (p.cost[word.len] == COST_NONE || parts > room ||
	    p.cost[word.len] > limit_of(whole) + LIMIT_PER_PART * ((int)parts - 2))
		return 1;
	size_t at = word.len;
	for (size_t i = parts; i > 0; i--, at = p.from[at])
		end[i - 1] = (uint8_t)at;
	return parts;
}

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* The end of the piece that begins at `at`: letters, or anything else up to letters. */
static size_t piece_end(struct span word, size_t at)
{
	const bool letters = is_letter(word.at[at]);
	while (at < word.len && is_letter(word.at[at]) == letters)
		at++;
	/* 's, 'er: no part of its own. A hyphen goes with what is before it. */
	if (letters && at < word.len && word.at[at] == '\'')
		return word.len;
	return at;
}

static size_t letters_at(struct span word, size_t at)
{
	size_t n = 0;
	while (at + n < word.len && is_letter(word.at[at + n]))
		n++;
	return n;
}

size_t compound_split(const struct compound_words *words, struct span word,
		      uint8_t end[COMPOUND_PARTS_MOST])
{
	size_t parts = 0;
	if (word.len > UINT8_MAX) {
		end[0] = 0;
		return 1;
	}
	for (size_t at = 0; at < word.len;) {
		const size_t stop = piece_end(word, at);
		const size_t letters = letters_at(word, at);
		const bool cut = parts > 0 && parts < COMPOUND_PARTS_MOST && letters > 0 &&
				 (letters >= PART_LEAST || word.at[at - 1] == '-') &&
				 !(at == 2 && is_letter(word.at[0])); /* e-mail */
		if (parts == 0 || cut) {
			uint8_t *here = end + parts;
			const size_t n = split_letters(words, (struct span){word.at + at, letters},
						       here, COMPOUND_PARTS_MOST - parts);
			for (size_t i = 0; i < n; i++)
				here[i] = (uint8_t)(here[i] + at);
			parts += n;
		}
		end[parts - 1] = (uint8_t)stop;
		at = stop;
	}
	return parts ? parts : 1;
}

struct span compound_part(struct span word, const uint8_t *end, size_t part)
{
	const size_t start = part ? end[part - 1] : 0;
	struct span out = {word.at + start, end[part] - start};
	while (out.len > 0 && out.at[out.len - 1] == '-')
		out.len--;
	return out;
}
