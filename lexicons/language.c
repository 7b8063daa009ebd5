#include "lexicons/language.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/hash.h"

enum {
	WORD_LONGEST =
		64, /* bytes of a word in a table: longer is a slip, and look-ups stay short */
	WORDS_MOST = 1 << 16,
	END_BITS = 15, /* some 2,000 words, so that nearly all bits stay free */
	END_LEN = 3,
	POINT_LEAST = 3, /* bytes of a word that language_may_abbreviate() is asked of */
	APOSTROPHE_MORE =
		4, /* bytes by which two typographic apostrophes are longer than straight ones */
};

struct entry {
	struct span word; /* as normalise() gives it; NULL: the slot is free */
	struct span full; /* written out; empty if the word is not short for another */
	unsigned roles;
};

struct language {
	struct arena arena;
	const char *tag;
	const char *stemmer;
	const struct compound_words *words;
	struct entry *slot; /* open addressing, `mask + 1` slots, at most half of them taken */
	size_t mask;
	size_t count;
	size_t longest;     /* bytes of a word in a text that the tables may have */
	uint64_t pairs[64]; /* one bit for the first two bytes of each word, six bits of each */
	uint64_t ends[(1 << END_BITS) / 64];   /* one bit for the last bytes and the length */
	uint64_t points[(1 << END_BITS) / 64]; /* of words with a point: as point_of() has it */
};

static const struct {
	const char *kind;
	unsigned roles;
} role_names[] = {
	{"stop", WORD_STOP},
	{"abbreviation", WORD_ABBREVIATION},
	{"title", WORD_ABBREVIATION | WORD_TITLE},
	{"closing", WORD_ABBREVIATION | WORD_CLOSING},
	{"clitic", WORD_CLITIC},
	{"particle", WORD_PARTICLE},
	{"cut", WORD_CUT},
	{"domain", WORD_DOMAIN},
	{"auxiliary", WORD_AUXILIARY},
	{"coordinator", WORD_COORDINATOR},
};

/* Bytes of the apostrophe or its look-alike at `at`: ' ` ´ ʼ ‘ ’; 0 if there is none. */
static size_t apostrophe(struct span word, size_t at)
{
	static const struct span look_alikes[] = {
		{"'", 1},
		{"`", 1},
		{"\xC2\xB4", 2},
		{"\xCA\xBC", 2},
		{"\xE2\x80\x98", 3},
		{"\xE2\x80\x99", 3},
	};
	const struct span rest = {word.at + at, word.len - at};
	for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++)
		if (span_starts(rest, look_alikes[i]))
			return look_alikes[i].len;
	return 0;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Lower-case ASCII and straight apostrophes, and the hash of that; false when it does not fit. */
static bool normalise(struct span *out, uint64_t *hash, char buffer[WORD_LONGEST], struct span word)
{
	uint64_t state = HASH_BEGIN;
	size_t len = 0;
	for (size_t at = 0; at < word.len; len++) {
		if (len == WORD_LONGEST)
			return false;
		const char c = word.at[at];
		const size_t quote =
			(unsigned char)c >= 0x80 || c == '`' ? apostrophe(word, at) : 0;
		buffer[len] = quote ? '\'' : lower(c);
		state = hash_add(state, buffer[len]);
		at += quote ? quote : 1;
	}
	*out = (struct span){buffer, len};
	*hash = hash_end(state);
	return true;
}

/* The slot of the word, or the free one where it would stand. */
static struct entry *find_slot(const struct language *language, struct span word, uint64_t hash)
{
	size_t i = (size_t)hash & language->mask;
	while (language->slot[i].word.at && !span_equal(language->slot[i].word, word))
		i = (i + 1) & language->mask;
	return &language->slot[i];
}

static int grow(struct language *language)
{
	struct entry *old = language->slot;
	const size_t slots = old ? language->mask + 1 : 0;
	const size_t more = slots ? slots * 2 : 1024;
	struct entry *slot = arena_calloc(&language->arena, more, sizeof *slot);
	if (!slot)
		return -1;
	language->slot = slot;
	language->mask = more - 1;
	for (size_t i = 0; i < slots; i++)
		if (old[i].word.at)
			*find_slot(language, old[i].word, hash_bytes(old[i].word)) = old[i];
	return 0;
}

/* The bit of a word's first two bytes. */
static size_t pair_of(struct span word)
{
	const char second = word.len > 1 ? lower(word.at[1]) : '\0';
	return (size_t)(lower(word.at[0]) & 0x3F) << 6 | (size_t)(second & 0x3F);
}

/* Whether any word of the tables begins like this one: turns most words away at once. What is not
 * ASCII, or a look-alike of the apostrophe, may begin anything. */
static bool may_begin(const struct language *language, struct span word)
{
	for (size_t i = 0; i < 2 && i < word.len; i++)
		if ((unsigned char)word.at[i] >= 0x80 || word.at[i] == '`')
			return true;
	const size_t pair = pair_of(word);
	return (language->pairs[pair / 64] >> pair % 64 & 1) != 0;
}

/* The bit of a word's last bytes and its length: nearly all abbreviations end in a point, and most
 * words in a few letters. */
static size_t end_of(struct span word, size_t len)
{
	uint32_t mixed = (uint32_t)len;
	for (size_t i = 1; i <= END_LEN && i <= word.len; i++)
		mixed = mixed << 8 | (unsigned char)lower(word.at[word.len - i]);
	return mixed * UINT32_C(0x9E3779B1) >> (32 - END_BITS);
}

/* Whether any word of the tables has this end and this length: turns away most of the rest. */
static bool may_end(const struct language *language, struct span word)
{
	for (size_t i = 1; i <= END_LEN && i <= word.len; i++)
		if ((unsigned char)word.at[word.len - i] >= 0x80 || word.at[word.len - i] == '`')
			return true;
	const size_t end = end_of(word, word.len);
	return (language->ends[end / 64] >> end % 64 & 1) != 0;
}

/* A look-alike of the apostrophe has up to two bytes more than the apostrophe. */
static void note_ends(struct language *language, struct span word)
{
	size_t more = 0;
	for (size_t i = 0; i < word.len; i++)
		more += word.at[i] == '\'' ? 2 : 0;
	for (size_t n = 0; n <= more; n++) {
		const size_t end = end_of(word, word.len + n);
		language->ends[end / 64] |= UINT64_C(1) << end % 64;
	}
}

/* The bit of a word of letters and a point: its first byte, the last two before the point, and its
 * length, which together hardly any other word has. Upper and lower case are alike. */
static size_t point_of(struct span word)
{
	const uint32_t first = (unsigned char)word.at[0] | 0x20;
	const uint32_t last = (unsigned char)word.at[word.len - 2] | 0x20;
	const uint32_t before = (unsigned char)word.at[word.len - 3] | 0x20;
	const uint32_t mixed = first | last << 8 | before << 16 | (uint32_t)word.len << 24;
	return mixed * UINT32_C(0x9E3779B1) >> (32 - END_BITS);
}

static void note_point(struct language *language, struct span word)
{
	if (word.len < POINT_LEAST || word.at[word.len - 1] != '.')
		return;
	const size_t point = point_of(word);
	language->points[point / 64] |= UINT64_C(1) << point % 64;
}

bool language_may_abbreviate(const struct language *language, struct span word)
{
	const size_t point = point_of(word);
	return (language->points[point / 64] >> point % 64 & 1) != 0;
}

/* The entry of a word, made if it is new. NULL: no memory. */
static struct entry *add_word(struct language *language, struct span word)
{
	if ((language->count + 1) * 2 > language->mask && grow(language) != 0)
		return NULL;
	struct entry *entry = find_slot(language, word, hash_bytes(word));
	if (!entry->word.at) {
		const char *copy = arena_copy(&language->arena, word.at, word.len);
		if (!copy)
			return NULL;
		entry->word = (struct span){copy, word.len};
		language->count++;
		const size_t pair = pair_of(word);
		language->pairs[pair / 64] |= UINT64_C(1) << pair % 64;
		note_ends(language, entry->word);
		note_point(language, entry->word);
		if (word.len + APOSTROPHE_MORE > language->longest)
			language->longest = word.len + APOSTROPHE_MORE;
	}
	return entry;
}

/* Cuts the field off that ends at a tab or at the end of the line. */
static struct span take_field(struct span *line)
{
	const char *tab = line->len ? memchr(line->at, '\t', line->len) : NULL;
	const size_t len = tab ? (size_t)(tab - line->at) : line->len;
	const struct span field = {line->at, len};
	const size_t step = tab ? len + 1 : len;
	*line = (struct span){line->at + step, line->len - step};
	return span_trim(field);
}

static int set_stemmer(struct language *language, struct span name, struct error *err)
{
	language->stemmer = arena_copy(&language->arena, name.at, name.len);
	return language->stemmer ? 0 : error_memory(err);
}

/* `spoken 't het`: written out in full when folded. */
static int set_spoken(struct language *language, struct span word, struct span full,
		      struct error *err)
{
	const char *copy = arena_copy(&language->arena, full.at, full.len);
	struct entry *entry = copy ? add_word(language, word) : NULL;
	if (!entry)
		return error_memory(err);
	entry->full = (struct span){copy, full.len};
	return 0;
}

static int set_role(struct language *language, struct span kind, struct span word,
		    struct error *err)
{
	for (size_t i = 0; i < sizeof role_names / sizeof *role_names; i++) {
		if (!span_equal(kind, span_from(role_names[i].kind)))
			continue;
		struct entry *entry = add_word(language, word);
		if (!entry)
			return error_memory(err);
		entry->roles |= role_names[i].roles;
		return 0;
	}
	return error_set(err, ERROR_CONFIG, "unknown kind of row in a language table", "%.*s",
			 (int)(kind.len < 64 ? kind.len : 64), kind.at);
}

static int read_row(struct language *language, struct span line, struct error *err)
{
	const struct span kind = take_field(&line);
	const struct span form = take_field(&line);
	const struct span value = take_field(&line);
	char buffer[WORD_LONGEST];
	struct span word;
	uint64_t hash;
	if (form.len == 0 || language->count >= WORDS_MOST ||
	    !normalise(&word, &hash, buffer, form))
		return error_set(err, ERROR_CONFIG,
				 "a row of a language table needs a kind and a word", "%s", "");
	if (span_equal(kind, SPAN("stemmer")))
		return set_stemmer(language, form, err);
	if (span_equal(kind, SPAN("spoken")))
		return set_spoken(language, word, value, err);
	return set_role(language, kind, word, err);
}

static int read_table(struct language *language, const struct language_table *table,
		      struct error *err)
{
	struct span rest = table->bytes;
	for (unsigned number = 1; rest.len > 0; number++) {
		const char *end = memchr(rest.at, '\n', rest.len);
		const size_t len = end ? (size_t)(end - rest.at) : rest.len;
		const struct span line = {rest.at, len};
		const size_t step = end ? len + 1 : len;
		rest = (struct span){rest.at + step, rest.len - step};
		if (span_trim(line).len == 0 || line.at[0] == '#')
			continue;
		const int status = read_row(language, line, err);
		if (status != 0) {
			error_at(err, table->name, number, 0);
			return status;
		}
	}
	return 0;
}

struct language *language_new(const char *tag, const struct language_table *table, size_t tables,
			      const struct compound_words *words, struct error *err)
{
	struct language *language = calloc(1, sizeof *language);
	if (!language || grow(language) != 0)
		goto no_memory;
	language->stemmer = "";
	language->words = words;
	language->tag = arena_copy(&language->arena, tag, strlen(tag));
	if (!language->tag)
		goto no_memory;
	for (size_t i = 0; i < tables; i++) {
		if (read_table(language, &table[i], err) != 0) {
			language_free(language);
			return NULL;
		}
	}
	return language;
no_memory:
	(void)error_memory(err);
	language_free(language);
	return NULL;
}

void language_free(struct language *language)
{
	if (!language)
		return;
	arena_release(&language->arena);
	free(language);
}

const char *language_folder(const char *tag)
{
	static const char *const folders[][2] = {{"nl", "lexicons/dutch/"},
						 {"en", "lexicons/english/"}};
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (strncmp(tag, folders[i][0], 2) == 0 && (tag[2] == '\0' || tag[2] == '-'))
			return folders[i][1];
	return NULL;
}

const char *language_tag(const struct language *language)
{
	return language->tag;
}

const char *language_stemmer(const struct language *language)
{
	return language->stemmer;
}

const struct compound_words *language_words(const struct language *language)
{
	return language->words;
}

static const struct entry *find_word(const struct language *language, struct span word)
{
	char buffer[WORD_LONGEST];
	struct span key;
	uint64_t hash;
	if (word.len == 0 || word.len > language->longest || !may_begin(language, word) ||
	    !may_end(language, word) || !normalise(&key, &hash, buffer, word))
		return NULL;
	const struct entry *entry = find_slot(language, key, hash);
	return entry->word.at ? entry : NULL;
}

unsigned language_roles(const struct language *language, struct span word)
{
	const struct entry *entry = find_word(language, word);
	return entry ? entry->roles : 0;
}

/* The letter without its accent for U+00C0 to U+00FF, lower case; 0: not so simple. */
static char plain_letter(unsigned char second)
{
	static const char plain[] = "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0\0"
				    "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0y";
	return plain[second & 0x3F];
}

/* Folds what is ASCII, Latin-1 with an accent, or an apostrophe. false: something else is in it. */
static bool fold_simple(char *out, size_t *out_len, struct span word)
{
	size_t len = 0;
	for (size_t at = 0; at < word.len;) {
		const unsigned char c = (unsigned char)word.at[at];
		const size_t quote = c >= 0x80 || c == '`' ? apostrophe(word, at) : 0;
		char folded = (char)c;
		size_t step = 1;
		if (quote) {
			folded = '\'';
			step = quote;
		} else if (c == 0xC3 && at + 1 < word.len) {
			folded = plain_letter((unsigned char)word.at[at + 1]);
			step = 2;
		} else if (c >= 'A' && c <= 'Z') {
			folded = (char)(c | 0x20);
		}
		if (folded == '\0' || (unsigned char)folded >= 0x80)
			return false;
		out[len++] = folded;
		at += step;
	}
	*out_len = len;
	return true;
}

int language_fold(struct span *out, const struct language *language, struct span word,
		  struct arena *keep)
{
	char *buffer = arena_alloc(keep, word.len);
	if (!buffer)
		return -1;
	size_t len;
	struct span folded;
	if (fold_simple(buffer, &len, word))
		folded = (struct span){buffer, len};
	else if (!utf8_valid(word))
		folded = word; /* not text at all: it can only be looked up as it is */
	else if (text_fold(&folded, word, keep) != 0)
		return -1;
	const struct entry *entry = find_word(language, folded);
	*out = entry && entry->full.len ? entry->full : folded;
	return 0;
}
