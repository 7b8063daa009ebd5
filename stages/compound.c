#include "stages/compound.h"

#include <stdbool.h>
#include <string.h>

#include "corpus/hash.h"
#include "stages/compound_form.h"

enum {
	PART_LEAST = 3, /* letters */
	WORD_LEAST = 6, /* letters of a word that can be a compound */
	UNKNOWN_LEAST = 4,
	UNKNOWN_LAST_LEAST = 5,
	OLD_LINK_LEAST = 5,
	BEHIND_PREFIX_LEAST = 4,
	BASE_LEAST = 4,
	BASES_DEEP = 3, /* a form of a form of a form: more does not happen */
};

/*
 * Costs are in the units of levels (compound_words.h), 1.6 for each e-fold of rarity. Fitted in
 * whole steps by coordinate search on one half of 3,300 outside compounds, together with 1,250
 * simple words of which none may be split and the words of two running texts; LONG and what a
 * hyphen behind a name says on both. Whole splits right .949 and .952 of the halves, border
 * precision .983 and .983, recall .961 and .970. Two thirds of what is missed is depth, in which
 * the gold does not agree with itself: honk|slag, but mijnwerker.
 */
enum {
	COST_NONE = 1 << 20,
	COST_FIRST_3 = 4, /* three letters stand anywhere by chance */
	COST_FIRST_4 = 2, /* four nearly so */
	COST_LAST_3 = 4,
	COST_LAST_4 = 2,
	COST_LAST_5 = 1,
	LONG = 13, /* a part with more letters costs 1 for each: it may well be two */
	COST_NAME = 9,
	COST_LINK = 11,         /* a first part that is known only without its s */
	COST_OLD_LINK = 15,     /* ... or only with the n that the old spelling leaves out */
	COST_PREFIX = 10,       /* voor-wedstrijd, on-leesbaar */
	COST_INFLECTED = 3,     /* a last part of which the list has only another form */
	COST_UNKNOWN = 23,      /* a first part that is in no list */
	COST_UNKNOWN_LAST = 25, /* a last part that is in no list */
	LIMIT_KNOWN = 24,       /* a word of the list is split if its parts cost no more */
	LIMIT_NAME = 13,        /* names (Volendam) look like compounds more than they are... */
	LIMIT_NAME_LETTER = 3,  /* ...but the less the longer they are */
	NAME_LETTERS = 9,
	LIMIT_UNKNOWN = 29, /* a word that is in no list is the rather a compound */
	LIMIT_HYPHEN = 11,  /* so much less for a word of the list beside a hyphen: who wrote it has
			       marked where it comes apart */
	LIMIT_BEHIND = 8,   /* ... and for a name or a word of no list with one behind it */
	LIMIT_FAMILY = 2, /* so much less for each level by which the word makes compounds itself */
	FAMILY_LEVEL = 12,
};

enum hyphen {
	HYPHEN_NONE,
	HYPHEN_BESIDE, /* somewhere in what the letters are of */
	HYPHEN_BEHIND, /* right behind them */
};

struct path {
	const struct compound_words *words;
	struct span word;
	bool known;
	enum hyphen hyphen;
	size_t deep;
	uint64_t inflections;           /* that the word ends in */
	size_t tail;                    /* no part may begin behind this */
	size_t reach;                   /* no word of the list that begins here ends behind this */
	int limit;                      /* what costs more is not looked at */
	int cost[COMPOUND_LONGEST + 1]; /* of the cheapest way to this place */
	uint64_t hash[COMPOUND_LONGEST + 1]; /* of the letters from where a part begins */
	uint8_t from[COMPOUND_LONGEST + 1];
	uint8_t parts[COMPOUND_LONGEST + 1];
};

/* The arrays stay as they are: find_path() writes what it reads. */
static void begin(struct path *p, const struct compound_words *words, struct span word,
		  enum hyphen hyphen, size_t deep)
{
	p->words = words;
	p->word = word;
	p->hyphen = hyphen;
	p->deep = deep;
}

/* The word may be a form of a shorter one; then its last part begins early enough to be one in
 * that. */
static size_t last_start(const struct compound_words *words, struct span word, uint64_t inflections)
{
	size_t tail = word.len - PART_LEAST;
	for (struct span ending; compound_words_next(&ending, words, &inflections);) {
		struct compound_base base;
		if (word.len < ending.len + PART_LEAST ||
		    !compound_form_known(&base, words, word, ending.len))
			continue;
		if (base.kept >= PART_LEAST && base.kept - PART_LEAST < tail)
			tail = base.kept - PART_LEAST;
	}
	return tail;
}

static int long_cost(size_t len)
{
	return len > LONG ? (int)(len - LONG) : 0;
}

static int first_letters_cost(size_t len)
{
	return long_cost(len) + (len == 3 ? COST_FIRST_3 : len == 4 ? COST_FIRST_4 : 0);
}

static int last_letters_cost(size_t len)
{
	return long_cost(len) + (len == 3   ? COST_LAST_3
				 : len == 4 ? COST_LAST_4
				 : len == 5 ? COST_LAST_5
					    : 0);
}

/* kippe-eieren: the list has kippen-, as it is spelled since 1996. */
static bool has_old_link(const struct compound_words *words, struct span part, size_t longest)
{
	char bytes[COMPOUND_LONGEST + 1];
	if (part.len < OLD_LINK_LEAST || part.len > longest || !span_ends(part, SPAN("e")) ||
	    span_ends(part, SPAN("ee")))
		return false;
	memcpy(bytes, part.at, part.len);
	bytes[part.len] = 'n';
	const struct compound_word w =
		compound_words_find(words, (struct span){bytes, part.len + 1});
	return w.known && w.first != COMPOUND_NEVER;
}

/* `longest`: so many letters at most of the part begin a word of the list. */
static int linked_cost(const struct compound_words *words, struct span part, size_t longest)
{
	for (size_t i = 0; i < words->links; i++) {
		const struct span link = words->ending[words->inflections + i];
		if (part.len < link.len + PART_LEAST || part.len - link.len > longest ||
		    !span_ends(part, link))
			continue;
		const struct compound_word w =
			compound_words_find(words, (struct span){part.at, part.len - link.len});
		if (w.known && !w.name && w.first != COMPOUND_NEVER)
			return COST_LINK + first_letters_cost(part.len);
	}
	return has_old_link(words, part, longest) ? COST_OLD_LINK : COST_NONE;
}

/* The part that ends there, of those that hash_parts() has gone through. */
static struct compound_word find_part(const struct path *p, size_t end)
{
	if (end > p->reach)
		return (struct compound_word){false, false, COMPOUND_NEVER, COMPOUND_NEVER};
	return compound_words_find_hash(p->words, p->hash[end]);
}

static int first_cost(const struct path *p, size_t start, size_t end)
{
	const struct span part = {p->word.at + start, end - start};
	const struct compound_word w = find_part(p, end);
	if (w.first != COMPOUND_NEVER)
		return (w.name ? COST_NAME : w.first) + first_letters_cost(part.len);
	const bool affordable = p->cost[start] + COST_LINK <= p->limit;
	const int linked =
		w.known || !affordable ? COST_NONE : linked_cost(p->words, part, p->reach - start);
	if (linked == COST_NONE && start == 0 && !p->known && !w.known && part.len >= UNKNOWN_LEAST)
		return COST_UNKNOWN;
	return linked;
}

/* Of a last part that the list does not have: by the word it is a form of, or as any word might be.
 */
static int unlisted_last_cost(const struct path *p, size_t start)
{
	const struct compound_words *words = p->words;
	const struct span part = {p->word.at + start, p->word.len - start};
	int least = COST_NONE;
	uint64_t left = p->inflections;
	for (struct span ending; compound_words_next(&ending, words, &left);) {
		struct compound_base base[COMPOUND_BASES_MOST];
		/* All but the last letter of what is left begin the word that it is a form of. */
		if (part.len < ending.len + BASE_LEAST ||
		    start + part.len - ending.len > p->reach + 1)
			continue;
		const size_t count = compound_form_bases(base, part, ending.len);
		for (size_t n = 0; n < count; n++) {
			const struct compound_word w =
				compound_words_find(words, (struct span){base[n].at, base[n].len});
			const int cost = w.last + last_letters_cost(base[n].len) + COST_INFLECTED;
			if (w.known && w.last != COMPOUND_NEVER && cost < least)
				least = cost;
		}
	}
	if (least == COST_NONE && part.len >= UNKNOWN_LAST_LEAST && start >= UNKNOWN_LEAST)
		return COST_UNKNOWN_LAST;
	return least;
}

static int last_cost(const struct path *p, size_t start)
{
	const struct span part = {p->word.at + start, p->word.len - start};
	const struct compound_word w = find_part(p, p->word.len);
	if (!w.known && !w.name && w.last == COMPOUND_NEVER && w.first == COMPOUND_NEVER)
		return p->known || p->cost[start] + COST_INFLECTED > p->limit
			       ? COST_NONE
			       : unlisted_last_cost(p, start);
	return w.last == COMPOUND_NEVER || w.name ? COST_NONE
						  : w.last + last_letters_cost(part.len);
}

static void step(struct path *p, size_t from, size_t to, int cost)
{
	if (p->cost[from] + cost > p->limit || p->cost[from] + cost >= p->cost[to])
		return;
	p->cost[to] = p->cost[from] + cost;
	p->from[to] = (uint8_t)from;
	p->parts[to] = (uint8_t)(p->parts[from] + 1);
}

/* A prefix with a word that is no form of a verb with that prefix. */
static void step_prefixes(struct path *p)
{
	for (size_t i = 0; i < p->words->prefixes; i++) {
		const struct span prefix = compound_words_prefix(p->words, i);
		if (p->word.len >= prefix.len + BEHIND_PREFIX_LEAST && prefix.len <= p->tail &&
		    span_starts(p->word, prefix) &&
		    !compound_form_is_verbal(p->words, p->word, prefix.len))
			step(p, 0, prefix.len, COST_PREFIX);
	}
}

/* Hashes all parts that begin at `start`, as far as words of the list begin so, and asks for their
 * slots, so that the waits for memory overlap. */
static void hash_parts(struct path *p, size_t start)
{
	uint64_t state = HASH_BEGIN;
	size_t end = start + 1;
	for (; end <= p->word.len; end++) {
		state = hash_add(state, p->word.at[end - 1]);
		const uint64_t hash = hash_end(state);
		if (!compound_words_may_begin(p->words, end - start, hash))
			break;
		if (end < start + PART_LEAST || (end > p->tail && end < p->word.len))
			continue;
		p->hash[end] = hash;
		compound_words_prefetch(p->words, hash);
	}
	p->reach = end - 1;
}

static void find_path(struct path *p)
{
	for (size_t i = 0; i <= p->word.len; i++)
		p->cost[i] = COST_NONE;
	p->cost[0] = 0;
	p->parts[0] = 0;
	step_prefixes(p);
	for (size_t i = 0; i <= p->tail; i++) {
		if (p->cost[i] == COST_NONE)
			continue;
		hash_parts(p, i);
		for (size_t j = i + PART_LEAST; j <= p->tail; j++)
			step(p, i, j, first_cost(p, i, j));
		if (i > 0)
			step(p, i, p->word.len, last_cost(p, i));
	}
}

/* How dear the parts may be before the word is rather taken as one. */
static int limit_of(struct compound_word whole, size_t len, enum hyphen hyphen)
{
	const int letters = len > NAME_LETTERS ? (int)(len - NAME_LETTERS) : 0;
	const int behind = hyphen == HYPHEN_BEHIND ? LIMIT_BEHIND : 0;
	if (whole.name)
		return LIMIT_NAME + LIMIT_NAME_LETTER * letters - behind;
	if (!whole.known)
		return LIMIT_UNKNOWN - behind;
	const int level = whole.first < whole.last ? whole.first : whole.last;
	return LIMIT_KNOWN - (hyphen == HYPHEN_NONE ? 0 : LIMIT_HYPHEN) -
	       (level < FAMILY_LEVEL ? LIMIT_FAMILY * (FAMILY_LEVEL - level) : 0);
}

static bool is_form_of_simple(const struct path *p);

/* twee-talig: what only ends words, and is none, says that this is a compound. */
static bool ends_bound(const struct path *p)
{
	const size_t last = p->from[p->word.len];
	const struct compound_word w =
		compound_words_find(p->words, (struct span){p->word.at + last, p->word.len - last});
	return w.last == COMPOUND_BOUND;
}

/* Finds the cheapest parts. Returns how many there are; 1: the word is rather one. */
static size_t split_word(struct path *p)
{
	const struct compound_word whole = compound_words_find(p->words, p->word);
	if (p->word.len < WORD_LEAST || p->word.len > COMPOUND_LONGEST)
		return 1;
	p->known = whole.known;
	p->limit = limit_of(whole, p->word.len, p->hyphen);
	if (p->limit < 0)
		return 1;
	p->inflections = compound_words_inflections(p->words, p->word);
	p->tail = last_start(p->words, p->word, p->inflections);
	find_path(p);
	if (p->cost[p->word.len] > p->limit || (!ends_bound(p) && is_form_of_simple(p)))
		return 1;
	return p->parts[p->word.len];
}

/* bestrijden is a form of bestrijd, which is no compound: then it is none of best and rijden. */
static bool is_form_of_simple(const struct path *p)
{
	if (p->deep >= BASES_DEEP)
		return false;
	uint64_t left = p->inflections;
	for (struct span ending; compound_words_next(&ending, p->words, &left);) {
		struct compound_base base;
		if (p->word.len < ending.len + BASE_LEAST ||
		    !compound_form_known(&base, p->words, p->word, ending.len) ||
		    base.len < BASE_LEAST)
			continue;
		struct path inner;
		begin(&inner, p->words, (struct span){base.at, base.len}, p->hyphen, p->deep + 1);
		if (split_word(&inner) == 1)
			return true;
	}
	return false;
}

/* Splits letters. Writes where parts end, counted from `word`; returns how many there are. */
static size_t split_letters(const struct compound_words *words, struct span word,
			    enum hyphen hyphen, uint8_t *end, size_t room)
{
	struct path p;
	if (hyphen == HYPHEN_NONE && word.len >= WORD_LEAST && room > COMPOUND_CUTS) {
		const size_t known = compound_words_parts(words, word, end);
		if (known > 0)
			return known;
	}
	begin(&p, words, word, hyphen, 0);
	end[0] = (uint8_t)word.len;
	const size_t parts = room < 2 ? 1 : split_word(&p);
	if (parts == 1 || parts > room)
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

static enum hyphen hyphen_of(struct span word, size_t end, bool hyphened)
{
	if (!hyphened)
		return HYPHEN_NONE;
	return end < word.len && word.at[end] == '-' ? HYPHEN_BEHIND : HYPHEN_BESIDE;
}

/* e-mail: the letter is no word, but belongs to what is behind it. */
static bool begins_with_sign(struct span word)
{
	return span_starts(word, SPAN("e-"));
}

size_t compound_split(const struct compound_words *words, struct span word,
		      uint8_t end[COMPOUND_PARTS_MOST])
{
	size_t parts = 0;
	if (word.len > UINT8_MAX) {
		end[0] = 0;
		return 1;
	}
	const size_t sign = begins_with_sign(word) ? 2 : 0;
	const bool hyphened = word.len > sign && memchr(word.at + sign, '-', word.len - sign);
	for (size_t at = sign; at < word.len;) {
		const size_t stop = piece_end(word, at);
		const size_t letters = letters_at(word, at);
		const bool cut = parts > 0 && parts < COMPOUND_PARTS_MOST && letters > 0 &&
				 (letters >= PART_LEAST || word.at[at - 1] == '-');
		if (parts == 0 || cut) {
			uint8_t *here = end + parts;
			const size_t n = split_letters(words, (struct span){word.at + at, letters},
						       hyphen_of(word, at + letters, hyphened),
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

bool compound_is_negated(const struct compound_words *words, struct span word, const uint8_t *end)
{
	const struct span first = compound_part(word, end, 0);
	for (size_t i = 0; i < words->negations; i++)
		if (span_equal(first, compound_words_negation(words, i)))
			return true;
	return false;
}

struct span compound_part(struct span word, const uint8_t *end, size_t part)
{
	const size_t start = part ? end[part - 1] : 0;
	struct span out = {word.at + start, end[part] - start};
	while (out.len > 0 && out.at[out.len - 1] == '-')
		out.len--;
	return out;
}
