/*
 * features.h - what a model sees of a stretch of tokens.
 *
 * A stretch is a bag of its distinct word types, each with the features of its
 * form (the word, its stem, the stems of its parts if it is a compound, its
 * character n-grams), and of extra features that belong to no single type:
 * pairs of stems that follow each other, the lexicon's rules that hit, and, where
 * a model asks for it, the stems and rules of the last sentences, on which a story turns.
 *
 * A feature is a 32-bit hash, the same in every run and on every machine. What a
 * type adds depends on the type alone, so it can be worked out once per type.
 */
#ifndef STAGES_FEATURES_H
#define STAGES_FEATURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stages/token.h"

struct arena;
struct hit_list;
struct lexicon;
struct vocabulary;

enum feature_view {
	FEATURE_WORD,
	FEATURE_STEM,
	FEATURE_CHARACTERS,
	FEATURE_PAIR,
	FEATURE_TAIL,
	FEATURE_RULE,   /* a rule of the lexicon that hits */
	FEATURE_TARGET, /* what such rules point at: a theme, a kind, a class of cues */
	FEATURE_LAST,   /* as FEATURE_TAIL, of the very last sentence */
	FEATURE_COURSE, /* a stem with the third, what a rule points at with the fifth of the
			 * stretch that it stands in: how a story goes on */
	FEATURE_VIEWS
};

enum {
	FEATURES_SHORTEST = 3, /* characters in an n-gram, word borders counted */
	FEATURES_LONGEST = 5,
	FEATURES_PER_TYPE = 128, /* of a longer word the n-grams that no longer fit are left out */
};

struct feature {
	uint32_t hash;
	uint8_t view; /* enum feature_view */
};

/* The features of one type, none of them twice. Returns how many. */
size_t features_of_type(struct feature out[FEATURES_PER_TYPE], const struct word_type *type);

struct bag {
	const uint32_t *type; /* distinct, by first appearance */
	size_t types;
	const struct feature *extra; /* may repeat */
	size_t extras;
};

struct bag_options {
	unsigned tail; /* this many last sentences get features of their own; 0: none */
	const struct hit_list *hits; /* NULL: the lexicon gives no features */
	const struct lexicon *lexicon;
};

/*
 * The bag of tokens [first, last) and of the sentences in them. Only words and numbers count.
 * `seen` is a table of one mark per type, of at least vocabulary_count() elements, cleared before
 * the first call; `mark` must differ from call to call. In `keep`. Returns 0, or -1 without memory.
 */
int bag_make(struct bag *out, const struct token_list *tokens, uint32_t first, uint32_t last,
	     const struct vocabulary *vocabulary, const struct bag_options *options, uint32_t *seen,
	     uint32_t mark, struct arena *keep);

#endif
