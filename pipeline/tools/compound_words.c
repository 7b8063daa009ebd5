/*
 * Makes the file of compound_words.h: compound_words LIST RULES OUTPUT
 *
 * LIST has a word a line (/usr/share/dict/dutch), RULES is lexicons/dutch/compounds.txt. Counts how
 * often each word begins and ends others, first over all ways to cut each word in two, then once
 * more over the words as the splitter itself splits them. Long compounds are kept too: that a word
 * is in the list tells how it is to be split.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/hash.h"
#include "lexicons/compound_words.h"
#include "stages/compound.h"

enum { PART_LEAST = 3, WORD_LEAST = 6, LINE_MOST = 512, HEAD_LEN = 24 };

enum rule { NEVER_FIRST = 1, NEVER_LAST = 2, EXTRA_FIRST = 4, EXTRA_LAST = 8 };

/* In the order in which they stand in the file. */
enum ending_kind { INFLECTION, LINK, PREFIX, NEGATION, ENDING_KINDS };

struct word {
	struct span text; /* NULL: the slot is free */
	bool known;       /* in the list, in lower case */
	bool name;        /* in the list with a capital */
	unsigned rules;
	double first;
	double last;
};

struct table {
	struct arena arena;
	struct word *slot;
	size_t mask;
	size_t count;
	struct span ending[COMPOUND_ENDINGS_MOST];
	size_t endings;
	size_t of_kind[ENDING_KINDS];
};

static void die(const char *why)
{
	(void)fprintf(stderr, "compound_words: %s\n", why);
	exit(1);
}

static struct word *find(const struct table *t, struct span text)
{
	size_t i = (size_t)hash_bytes(text) & t->mask;
	while (t->slot[i].text.at && !span_equal(t->slot[i].text, text))
		i = (i + 1) & t->mask;
	return &t->slot[i];
}

static void grow(struct table *t)
{
	struct word *old = t->slot;
	const size_t slots = old ? t->mask + 1 : 0;
	t->mask = (slots ? slots * 2 : 1 << 16) - 1;
	t->slot = calloc(t->mask + 1, sizeof *t->slot);
	if (!t->slot)
		die("out of memory");
	for (size_t i = 0; i < slots; i++)
		if (old[i].text.at)
			*find(t, old[i].text) = old[i];
	free(old);
}

static struct word *add(struct table *t, struct span text)
{
	if (t->count * 2 >= t->mask)
		grow(t);
	struct word *w = find(t, text);
	if (!w->text.at) {
		const char *copy = arena_copy(&t->arena, text.at, text.len);
		if (!copy)
			die("out of memory");
		w->text = (struct span){copy, text.len};
		t->count++;
	}
	return w;
}

static bool only_letters(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] < 'a' || s.at[i] > 'z')
			return false;
	return s.len >= 2;
}

/* One form of a word; also produkt beside product, as it was spelled until 1996. */
static void add_form(struct table *t, struct span folded, bool upper)
{
	struct word *w = add(t, folded);
	w->known |= !upper;
	w->name |= upper;
}

static void add_old_spelling(struct table *t, struct span folded, bool upper)
{
	char old[LINE_MOST];
	memcpy(old, folded.at, folded.len);
	bool differs = false;
	for (size_t i = 0; i + 1 < folded.len; i++)
		if (old[i] == 'c' && old[i + 1] == 't') {
			old[i] = 'k';
			differs = true;
		}
	if (differs)
		add_form(t, (struct span){old, folded.len}, upper);
}

static void read_list(struct table *t, const char *path)
{
	FILE *file = fopen(path, "r");
	if (!file)
		die("cannot read the list of words");
	char line[LINE_MOST];
	while (fgets(line, sizeof line, file)) {
		const struct span raw = span_trim(span_from(line));
		struct span folded;
		if (raw.len == 0 || text_fold(&folded, raw, &t->arena) != 0 ||
		    !only_letters(folded) || folded.len >= LINE_MOST)
			continue;
		size_t len;
		const bool upper = code_is_upper(utf8_decode(raw, 0, &len));
		add_form(t, folded, upper);
		add_old_spelling(t, folded, upper);
	}
	(void)fclose(file);
	for (size_t i = 0; i <= t->mask; i++)
		t->slot[i].name &= !t->slot[i].known;
}

static void add_ending(struct table *t, enum ending_kind kind, struct span text)
{
	const char *copy = arena_copy(&t->arena, text.at, text.len);
	if (t->endings == COMPOUND_ENDINGS_MOST || !copy)
		die("too many endings");
	for (size_t later = (size_t)kind + 1; later < ENDING_KINDS; later++)
		if (t->of_kind[later])
			die("the order is inflections, links, prefixes, negations");
	t->ending[t->endings++] = (struct span){copy, text.len};
	t->of_kind[kind]++;
}

static void apply_rule(struct table *t, struct span kind, struct span word)
{
	static const struct {
		const char *kind;
		unsigned rule;
	} kinds[] = {{"never", NEVER_FIRST | NEVER_LAST},
		     {"never-first", NEVER_FIRST},
		     {"never-last", NEVER_LAST},
		     {"first", EXTRA_FIRST},
		     {"last", EXTRA_LAST}};
	static const char *const endings[] = {"inflection", "link", "prefix", "negation"};
	for (int i = 0; i < ENDING_KINDS; i++)
		if (span_equal(kind, span_from(endings[i]))) {
			add_ending(t, (enum ending_kind)i, word);
			return;
		}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (span_equal(kind, span_from(kinds[i].kind))) {
			add(t, word)->rules |= kinds[i].rule;
			return;
		}
	die("unknown kind of rule");
}

static void read_rules(struct table *t, const char *path)
{
	FILE *file = fopen(path, "r");
	if (!file)
		die("cannot read the rules");
	char line[LINE_MOST];
	while (fgets(line, sizeof line, file)) {
		char *tab = strchr(line, '\t');
		if (line[0] == '#' || !tab)
			continue;
		*tab = '\0';
		apply_rule(t, span_from(line), span_trim(span_from(tab + 1)));
	}
	(void)fclose(file);
}

static bool is_known(const struct table *t, struct span a, const char *more)
{
	char bytes[LINE_MOST];
	memcpy(bytes, a.at, a.len);
	memcpy(bytes + a.len, more, strlen(more));
	const struct word *w = find(t, (struct span){bytes, a.len + strlen(more)});
	return w->text.at && w->known;
}

static bool may_be_first(const struct table *t, struct span part)
{
	const struct word *w = find(t, part);
	if (w->text.at && (w->rules & NEVER_FIRST))
		return false;
	if (w->text.at && (w->known || (w->rules & EXTRA_FIRST)))
		return true;
	if (part.at[part.len - 1] == 's' && part.len > PART_LEAST) {
		const struct word *base = find(t, (struct span){part.at, part.len - 1});
		return base->text.at && base->known && !(base->rules & NEVER_FIRST);
	}
	/* kinder- beside kinderen, zonne- beside zonnen */
	if (span_ends(part, SPAN("er")))
		return is_known(t, part, "en");
	return span_ends(part, SPAN("e")) && part.len >= 5 && is_known(t, part, "n");
}

static bool may_be_last(const struct table *t, struct span part)
{
	const struct word *w = find(t, part);
	return w->text.at && (w->known || (w->rules & EXTRA_LAST)) && !(w->rules & NEVER_LAST);
}

static int level(double count)
{
	const double cost = 1.6 * (7.6 - log(count + 0.3));
	return cost < 1 ? 1 : cost > COMPOUND_RAREST ? COMPOUND_RAREST : (int)(cost + 0.5);
}

static struct compound_word value_of(const struct table *t, const struct word *w)
{
	const bool first =
		may_be_first(t, w->text) && (w->known || w->first > 0 || (w->rules & EXTRA_FIRST));
	struct compound_word v = {w->known, w->name, COMPOUND_NEVER, COMPOUND_NEVER};
	if (first)
		v.first = (uint8_t)level(w->first);
	else if (w->name && w->text.len > PART_LEAST && !(w->rules & NEVER_FIRST))
		v.first = COMPOUND_RAREST;
	if (may_be_last(t, w->text))
		v.last = w->rules & EXTRA_LAST ? COMPOUND_BOUND : (uint8_t)level(w->last);
	return v;
}

static bool is_wanted(const struct word *w, struct compound_word value)
{
	if (!w->text.at)
		return false;
	return value.known || value.name || value.first != COMPOUND_NEVER ||
	       value.last != COMPOUND_NEVER;
}

static void put(unsigned char *at, uint32_t number)
{
	for (int i = 0; i < 4; i++)
		at[i] = (unsigned char)(number >> 8 * i);
}

static void set_bit(unsigned char *bits, size_t bit)
{
	bits[bit / 8] = (unsigned char)(bits[bit / 8] | 1U << bit % 8);
}

static void put_slot(unsigned char *slots, uint32_t mask, struct span word, struct compound_word v)
{
	static const unsigned char zero[4];
	uint32_t place;
	const uint32_t slot = compound_words_pack(word, v, &place);
	while (memcmp(slots + (size_t)(place & mask) * 4, zero, 4) != 0)
		place++;
	put(slots + (size_t)(place & mask) * 4, slot);
	unsigned char *seen = slots + ((size_t)mask + 1) * (4 + COMPOUND_CUTS);
	set_bit(seen, compound_words_bit(hash_bytes(word)));
	for (size_t len = 1; len <= word.len; len++)
		if (compound_words_has_begin(len))
			set_bit(seen + COMPOUND_SEEN_BYTES,
				compound_words_begin_bit(hash_bytes((struct span){word.at, len})));
}

/* The bytes of the file, to be freed. */
static struct span make_file(const struct table *t)
{
	size_t wanted = 0;
	for (size_t i = 0; i <= t->mask; i++)
		wanted += t->slot[i].text.at && is_wanted(&t->slot[i], value_of(t, &t->slot[i]));
	uint32_t slots = 1;
	while (slots < wanted * 3 / 2)
		slots *= 2;
	size_t head = HEAD_LEN;
	for (size_t i = 0; i < t->endings; i++)
		head += t->ending[i].len + 1;
	head = (head + 3) / 4 * 4;
	const size_t size = head + (size_t)slots * (4 + COMPOUND_CUTS) + COMPOUND_SEEN_BYTES +
			    COMPOUND_BEGIN_BYTES;
	unsigned char *bytes = calloc(1, size);
	if (!bytes)
		die("out of memory");
	put(bytes, COMPOUND_MAGIC);
	put(bytes + 4, slots);
	for (size_t i = 0; i < ENDING_KINDS; i++)
		put(bytes + 8 + 4 * i, (uint32_t)t->of_kind[i]);
	size_t at = HEAD_LEN;
	for (size_t i = 0; i < t->endings; i++, at++) {
		memcpy(bytes + at, t->ending[i].at, t->ending[i].len);
		at += t->ending[i].len;
	}
	for (size_t i = 0; i <= t->mask; i++) {
		const struct word *w = &t->slot[i];
		const struct compound_word v =
			w->text.at ? value_of(t, w) : (struct compound_word){0};
		if (is_wanted(w, v))
			put_slot(bytes + head, slots - 1, w->text, v);
	}
	memset(bytes + head + (size_t)slots * 4, COMPOUND_NOT_CUT, (size_t)slots * COMPOUND_CUTS);
	return (struct span){(char *)bytes, size};
}

/* All words of the list that may be compounds; the same order each time, for hashes do not change.
 */
static struct span *list_words(const struct table *t, size_t *count)
{
	struct span *list = calloc(t->count, sizeof *list);
	if (!list)
		die("out of memory");
	*count = 0;
	for (size_t i = 0; i <= t->mask; i++)
		if (t->slot[i].text.at && t->slot[i].known && t->slot[i].text.len >= WORD_LEAST)
			list[(*count)++] = t->slot[i].text;
	return list;
}

static void count_halves(struct table *t, const struct span *list, size_t count)
{
	for (size_t n = 0; n < count; n++) {
		const struct span w = list[n];
		bool fits[LINE_MOST] = {false};
		size_t ways = 0;
		for (size_t i = PART_LEAST; i + PART_LEAST <= w.len; i++) {
			fits[i] = may_be_first(t, (struct span){w.at, i}) &&
				  may_be_last(t, (struct span){w.at + i, w.len - i});
			ways += fits[i];
		}
		for (size_t i = PART_LEAST; i + PART_LEAST <= w.len; i++)
			if (fits[i]) {
				add(t, (struct span){w.at, i})->first += 1.0 / (double)ways;
				add(t, (struct span){w.at + i, w.len - i})->last +=
					1.0 / (double)ways;
			}
	}
}

static void count_splits(struct table *t, const struct span *list, size_t count)
{
	const struct span bytes = make_file(t);
	struct compound_words words;
	if (compound_words_open(&words, bytes, NULL) != 0)
		die("the file made cannot be opened");
	for (size_t i = 0; i <= t->mask; i++)
		t->slot[i].first = t->slot[i].last = 0;
	for (size_t n = 0; n < count; n++) {
		uint8_t end[COMPOUND_PARTS_MOST];
		const size_t parts = compound_split(&words, list[n], end);
		for (size_t i = 0; parts > 1 && i < parts; i++) {
			struct word *w = add(t, compound_part(list[n], end, i));
			if (i + 1 < parts)
				w->first += 1;
			else
				w->last += 1;
		}
	}
	free((char *)bytes.at);
}

/* Splits each word into its slot. Two words that share a slot are left to be split when they come
 * up, and so are those of many parts. */
static void put_cuts(const struct table *t, struct span bytes)
{
	struct compound_words words;
	if (compound_words_open(&words, bytes, NULL) != 0)
		die("the file made cannot be opened");
	unsigned char *cuts = calloc((size_t)words.mask + 1, COMPOUND_CUTS);
	bool *taken = calloc((size_t)words.mask + 1, sizeof *taken);
	if (!cuts || !taken)
		die("out of memory");
	for (size_t i = 0; i <= t->mask; i++) {
		const struct span word = t->slot[i].text;
		if (!word.at || !is_wanted(&t->slot[i], value_of(t, &t->slot[i])))
			continue;
		const uint32_t slot = compound_words_slot(&words, hash_bytes(word));
		unsigned char *cut = cuts + (size_t)slot * COMPOUND_CUTS;
		uint8_t end[COMPOUND_PARTS_MOST];
		const size_t parts = compound_split(&words, word, end);
		if (taken[slot] || parts > COMPOUND_CUTS + 1)
			cut[0] = COMPOUND_NOT_CUT;
		else
			memcpy(cut, end, parts - 1);
		taken[slot] = true;
	}
	memcpy((char *)bytes.at + (words.cut - (const unsigned char *)bytes.at), cuts,
	       ((size_t)words.mask + 1) * COMPOUND_CUTS);
	free(cuts);
	free(taken);
}

int main(int argc, char **argv)
{
	if (argc != 4)
		die("usage: compound_words LIST RULES OUTPUT");
	struct table t = {.arena = ARENA_INIT};
	grow(&t);
	read_list(&t, argv[1]);
	read_rules(&t, argv[2]);
	size_t count;
	struct span *list = list_words(&t, &count);
	count_halves(&t, list, count);
	count_splits(&t, list, count);
	const struct span bytes = make_file(&t);
	put_cuts(&t, bytes);
	FILE *out = fopen(argv[3], "wb");
	if (!out || fwrite(bytes.at, 1, bytes.len, out) != bytes.len || fclose(out) != 0)
		die("cannot write");
	free((char *)bytes.at);
	free(list);
	free(t.slot);
	arena_release(&t.arena);
	return 0;
}
