#include "lexicons/word_class.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/hash.h"

static const char *const class_name[WORD_CLASSES] = {
	[WORD_ASIDE] = "aside",
	[WORD_ASKER] = "asker",
	[WORD_QUESTION] = "question",
	[WORD_ANSWER] = "answer",
	[WORD_SPEAKER] = "speaker",
	[WORD_NO_LABEL] = "no-label",
	[WORD_ADMINISTRATION] = "administration",
	[WORD_ADVICE] = "advice",
	[WORD_FURNITURE] = "furniture",
	[WORD_CIVIL] = "civil",
	[WORD_GOVERNOR] = "governor",
	[WORD_INITIATOR] = "initiator",
	[WORD_OCCUPATION] = "occupation",
	[WORD_ORGANISATION] = "organisation",
	[WORD_REPORTING] = "reporting",
	[WORD_FIRST] = "first",
	[WORD_WE] = "we",
	[WORD_SHE] = "she",
	[WORD_HE] = "he",
	[WORD_THEY] = "they",
	[WORD_YOU] = "you",
	[WORD_PAST] = "past",
	[WORD_PARTICIPLE] = "participle",
	[WORD_MODAL] = "modal",
	[WORD_OPINION] = "opinion",
	[WORD_TIME] = "time",
	[WORD_SEQUENCE] = "sequence",
	[WORD_FILLER] = "filler",
	[WORD_TURN] = "turn",
	[WORD_GENERAL] = "general",
	[WORD_IMPERATIVE] = "imperative",
	[WORD_FUTURE] = "future",
	[WORD_DEICTIC] = "deictic",
};

enum {
	BUCKETS = 256,   /* by first or last byte */
	AFFIX_REST = 2,  /* bytes that must stand between a beginning and an end */
	TABLE_LEAST = 64 /* slots */
};

struct entry {
	struct span word;
	uint64_t classes;
	uint32_t tag;
};

/* A word with a star in it; `next` in the same bucket. */
struct affix {
	struct span prefix;
	struct span suffix;
	uint64_t classes;
	struct affix *next;
};

struct word_classes {
	struct arena arena;
	const char *const *name; /* of the classes; only while tables are read */
	unsigned names;
	struct entry *slot; /* open addressing; an empty word is a free slot */
	size_t slots;       /* a power of two */
	size_t used;
	struct affix *by_first[BUCKETS]; /* those with a prefix */
	struct affix *by_last[BUCKETS];  /* those with a suffix alone */
};

/* An entry's tag is from the hash of its word: it turns nearly all other words away without a look
 * at their bytes. */
static struct entry *find_slot(struct entry *slot, size_t slots, struct span word, uint64_t hash)
{
	size_t i = (size_t)hash & (slots - 1);
	while (slot[i].word.len != 0 &&
	       (slot[i].tag != (uint32_t)(hash >> 32) || !span_equal(slot[i].word, word)))
		i = (i + 1) & (slots - 1);
	return &slot[i];
}

static int make_room(struct word_classes *classes)
{
	if (classes->slots != 0 && classes->used * 2 < classes->slots)
		return 0;
	size_t slots = classes->slots ? classes->slots * 2 : TABLE_LEAST;
	struct entry *slot = arena_calloc(&classes->arena, slots, sizeof(*slot));
	if (!slot)
		return -1;
	for (size_t i = 0; i < classes->slots; i++)
		if (classes->slot[i].word.len != 0)
			*find_slot(slot, slots, classes->slot[i].word,
				   hash_bytes(classes->slot[i].word)) = classes->slot[i];
	classes->slot = slot;
	classes->slots = slots;
	return 0;
}

static int add_word(struct word_classes *classes, struct span word, uint64_t bit)
{
	if (make_room(classes) < 0)
		return -1;
	const uint64_t hash = hash_bytes(word);
	struct entry *entry = find_slot(classes->slot, classes->slots, word, hash);
	if (entry->word.len == 0) {
		entry->word = word;
		entry->tag = (uint32_t)(hash >> 32);
		classes->used++;
	}
	entry->classes |= bit;
	return 0;
}

static int add_affix(struct word_classes *classes, struct span word, size_t star, uint64_t bit)
{
	struct affix *affix = arena_alloc(&classes->arena, sizeof(*affix));
	if (!affix)
		return -1;
	affix->prefix = (struct span){.at = word.at, .len = star};
	affix->suffix = (struct span){.at = word.at + star + 1, .len = word.len - star - 1};
	affix->classes = bit;
	struct affix **bucket = star > 0 ? &classes->by_first[(unsigned char)word.at[0]]
					 : &classes->by_last[(unsigned char)word.at[word.len - 1]];
	affix->next = *bucket;
	*bucket = affix;
	return 0;
}

/* One word of a line, not yet folded. */
static int add(struct word_classes *classes, struct span word, uint64_t bit, struct error *err)
{
	struct span folded;
	if (text_fold(&folded, word, &classes->arena) < 0)
		return error_memory(err);
	char *copy = arena_copy(&classes->arena, folded.at, folded.len);
	if (!copy)
		return error_memory(err);
	folded.at = copy;
	const char *star = memchr(folded.at, '*', folded.len);
	if (star && folded.len == 1)
		return error_set(err, ERROR_CONFIG, "a star needs letters beside it", "%.*s",
				 (int)word.len, word.at);
	int status = star ? add_affix(classes, folded, (size_t)(star - folded.at), bit)
			  : add_word(classes, folded, bit);
	return status < 0 ? error_memory(err) : 0;
}

static uint64_t class_bit(const struct word_classes *classes, struct span name)
{
	for (unsigned i = 0; i < classes->names; i++)
		if (span_equal(name, span_from(classes->name[i])))
			return WORD_BIT(i);
	return 0;
}

static int add_line(struct word_classes *classes, struct span line, struct error *err)
{
	const char *tab = memchr(line.at, '\t', line.len);
	if (!tab)
		return error_set(err, ERROR_CONFIG, "expected a class, a tab and words", "%.*s",
				 (int)(line.len < 64 ? line.len : 64), line.at);
	struct span name = {.at = line.at, .len = (size_t)(tab - line.at)};
	uint64_t bit = class_bit(classes, name);
	if (bit == 0)
		return error_set(err, ERROR_CONFIG, "no class of words has this name", "%.*s",
				 (int)(name.len < 64 ? name.len : 64), name.at);
	struct span rest = {.at = tab + 1, .len = line.len - name.len - 1};
	while (rest.len > 0) {
		size_t len = 0;
		while (len < rest.len && rest.at[len] != ' ')
			len++;
		int status = 0;
		if (len > 0)
			status = add(classes, (struct span){.at = rest.at, .len = len}, bit, err);
		if (status < 0)
			return status;
		len += len < rest.len;
		rest.at += len;
		rest.len -= len;
	}
	return 0;
}

static int read_lines(struct word_classes *classes, const struct word_class_table *table,
		      struct error *err)
{
	struct span tsv = table->bytes;
	for (unsigned number = 1; tsv.len > 0; number++) {
		const char *end = memchr(tsv.at, '\n', tsv.len);
		size_t len = end ? (size_t)(end - tsv.at) : tsv.len;
		struct span line = span_trim((struct span){.at = tsv.at, .len = len});
		if (line.len > 0 && line.at[0] != '#') {
			int status = add_line(classes, line, err);
			if (status < 0) {
				error_at(err, table->name, number, 0);
				return status;
			}
		}
		len += end != NULL;
		tsv.at += len;
		tsv.len -= len;
	}
	return 0;
}

struct word_classes *word_classes_new_named(const struct word_class_table *table, size_t tables,
					    const char *const *name, unsigned names,
					    struct error *err)
{
	struct word_classes *classes = calloc(1, sizeof(*classes));
	if (!classes) {
		error_memory(err);
		return NULL;
	}
	classes->name = name;
	classes->names = names;
	int status = make_room(classes) < 0 ? error_memory(err) : 0;
	for (size_t i = 0; i < tables && status == 0; i++)
		status = read_lines(classes, &table[i], err);
	if (status == 0)
		return classes;
	word_classes_free(classes);
	return NULL;
}

struct word_classes *word_classes_new(struct span tsv, struct error *err)
{
	const struct word_class_table table = {"telling/dutch.tsv", tsv};
	return word_classes_new_named(&table, 1, class_name, WORD_CLASSES, err);
}

void word_classes_free(struct word_classes *classes)
{
	if (!classes)
		return;
	arena_release(&classes->arena);
	free(classes);
}

static bool affix_fits(const struct affix *affix, struct span word)
{
	const bool both = affix->prefix.len > 0 && affix->suffix.len > 0;
	return word.len >= affix->prefix.len + affix->suffix.len + (both ? AFFIX_REST : 0) &&
	       span_starts(word, affix->prefix) && span_ends(word, affix->suffix);
}

uint64_t word_classes_of(const struct word_classes *classes, struct span folded)
{
	return word_classes_of_hashed(classes, folded, hash_bytes(folded));
}

uint64_t word_classes_of_hashed(const struct word_classes *classes, struct span folded,
				uint64_t hash)
{
	if (folded.len == 0)
		return 0;
	uint64_t bits = find_slot(classes->slot, classes->slots, folded, hash)->classes;
	/* A word that is named is what the table says it is, and nothing by its ending. */
	if (bits != 0)
		return bits;
	const struct affix *affix = classes->by_first[(unsigned char)folded.at[0]];
	for (; affix; affix = affix->next)
		if (affix_fits(affix, folded))
			bits |= affix->classes;
	affix = classes->by_last[(unsigned char)folded.at[folded.len - 1]];
	for (; affix; affix = affix->next)
		if (affix_fits(affix, folded))
			bits |= affix->classes;
	return bits;
}
