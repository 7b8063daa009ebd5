/*
 * match_cache.h - what the files of match share: what a lexicon asks of each word
 * type, and the work under way in one sentence. For stages/match*.c and explain.c alone.
 */
#ifndef STAGES_MATCH_CACHE_H
#define STAGES_MATCH_CACHE_H

#include "corpus/arena.h"
#include "lexicons/compiled.h"
#include "stages/match.h"

/* Of one type: the symbols it satisfies, ascending, and the rules it wakes: first those that ask
 * nothing of the words beside it, then those that ask for a symbol in the next word, then in the
 * one before. */
struct type_info {
	uint64_t some; /* bit s % 64 for each symbol s: most questions end here */
	const uint32_t *symbol;
	const uint32_t *needed; /* those of them that a posting needs in its sentence */
	const struct posting *posting;
	const uint32_t *beside; /* of each posting: nearly all are turned away by this alone */
	uint32_t symbols;
	uint32_t needs;
	uint32_t alone; /* postings [0, alone) ask nothing, [alone, next) of the next word */
	uint32_t next;
	uint32_t postings;
};

enum match_limits {
	MATCH_WORDS_MOST = 64, /* of one match, as many as its mask has bits */
};

struct match_cache {
	const struct lexicon *lexicon;
	struct arena self;             /* holds the cache itself */
	struct arena types;            /* what is known of types; emptied by match_cache_reset */
	const struct type_info **info; /* by type; NULL: not worked out yet */
	size_t capacity;
	uint32_t *met;              /* per symbol: the number of the last sentence that had it */
	uint32_t sentence;          /* the number of the one under way */
	struct symbol_list symbols; /* while a type is worked out */
	struct arena symbol_arena;
	struct stemmer *stemmer;
	pcre2_match_data *match_data;
	pcre2_match_context *match_context;
};

/* A word of the sentence under way: punctuation and asides are no words. */
struct match_word {
	uint32_t token;
	const struct type_info *info;
};

/* A rule that fits, before it is settled what counts. Words are those of the sentence. */
struct found {
	uint64_t mask;  /* bit i: word `first` + i is part of the match, not of a gap */
	uint32_t first; /* words [first, last) */
	uint32_t last;
	uint32_t rule;
	uint32_t group;  /* hits of one group compete: those of a kind of target, or of one class */
	uint16_t length; /* words in the mask */
	uint16_t specificity;
	uint16_t target;
	uint8_t role; /* enum rule_role */
	uint8_t status;
	int32_t next; /* first: phrases of classes that begin at the same word; later: matches that
		       * count for the same words; -1 ends */
};

/* A match in an order: by key, then by tie. */
struct ranked {
	uint64_t key;
	uint64_t tie;
	struct found *found;
};

struct matcher {
	struct match_cache *cache;
	const struct lexicon *lexicon;
	const struct vocabulary *vocabulary;
	struct span text;
	const struct token_list *tokens;
	struct arena *keep;
	struct arena *scratch;
	struct error *err;
	struct match_word *word; /* of the sentence */
	size_t words;
	size_t word_capacity;
	struct found *found;
	size_t founds;
	uint32_t roles; /* bit r: some match has enum rule_role r */
	bool negatable; /* some match may be negated */
	bool phrases;   /* some match is a phrase of a class */
	size_t found_capacity;
	struct posting *woken; /* rules to be tried when phrases of classes are known */
	uint32_t *woken_at;
	size_t wokens;
	size_t woken_capacity;
	size_t woken_at_capacity;
	uint32_t *pattern; /* woken patterns */
	size_t patterns;
	size_t pattern_capacity;
	struct ranked *by_place; /* by first word, then longest, then rule */
	size_t place_capacity;
	struct ranked *by_rank; /* by group, then the ones that stand first */
	size_t rank_capacity;
	struct found **owner; /* per word, of the group under way */
	size_t owner_capacity;
	uint8_t *flag; /* per word: what it does to others */
	size_t flag_capacity;
	uint32_t *present; /* the ROLE_UNLESS rules of the sentence */
	size_t present_capacity;
	int32_t *class_at; /* per word: first phrase of a class that begins there; -1: none */
	size_t class_at_capacity;
	struct hit *hit;
	size_t hits;
	size_t hit_capacity;
};

/* What the lexicon asks of a token's type. NULL: no memory. */
const struct type_info *match_type(struct matcher *m, uint32_t token);

/* The second half of match_has_symbol, for when the bit is set. */
bool match_find_symbol(const struct type_info *info, uint32_t symbol);

static inline bool match_has_symbol(const struct type_info *info, uint32_t symbol)
{
	return info->some >> (symbol % 64) & 1 && match_find_symbol(info, symbol);
}

/* Fits the rule with its `element` at word `at`; 1 and *out filled in, 0 if it does not fit. */
int match_sequence(const struct matcher *m, const struct compiled_rule *rule, size_t element,
		   size_t at, struct found *out);

/* Adds a match to the sentence's. 0 or ERROR_MEMORY. */
int match_add(struct matcher *m, struct found found);

/* Runs the woken patterns, and those without a literal, over the sentence. */
int match_patterns(struct matcher *m, const struct sentence *sentence);

/* Settles which of the sentence's matches count and appends them to the hits. */
int match_resolve(struct matcher *m);

#endif
