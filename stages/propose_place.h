/*
 * propose_place.h - where words, phrases and pairs of words stand in one anecdote,
 * each under a key that is the same wherever a cue (lexicons/cue.h) would find it.
 * For propose.c.
 *
 * A word is known by its stem's key, alone or as a part of a compound, as a cue in
 * any form is; a phrase and a pair by the keys of their words in order. What is
 * counted begins and ends with a word that says what a text is about: content.h.
 * Numbers, addresses and names part phrases, punctuation does not, as in matching.
 */
#ifndef STAGES_PROPOSE_PLACE_H
#define STAGES_PROPOSE_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct content;
struct token_list;
struct vocabulary;
struct word_classes;

enum {
	PLACE_WORDS_MOST = 4, /* in a phrase: longer ones hardly come twice */
	PLACE_GAP_MOST = 3,   /* words between those of a pair: CUE_GAP_DEFAULT */
};

/* In the order in which the plainer of two that say the same goes first. */
enum place_form { PLACE_WORD, PLACE_TWO, PLACE_PAIR, PLACE_THREE, PLACE_FOUR };

struct place {
	uint64_t key;      /* sorts by form first */
	uint32_t anecdote; /* as the caller numbers them */
	uint32_t first;    /* tokens [first, last) of the anecdote */
	uint32_t last;
	uint32_t part; /* of a compound, 1 for its first; 0: the whole word */
};

static inline enum place_form place_form(uint64_t key)
{
	return (enum place_form)(key >> 61);
}

/* Of each type of the vocabulary, worked out once. */
struct place_words {
	uint64_t *key;
	bool *content;
	bool *barred; /* a name: parts phrases as a number does */
};

struct place_list {
	struct place *item;
	size_t count;
	size_t capacity;
	const uint64_t *wanted; /* ascending; NULL: all */
	size_t wants;
};

/* From the vocabulary's types and the forms of `content`, which are added to it. `name` says of
 * the first `types` types whether they are names; what `telling` (which may be
 * NULL) has as words of telling is no content. -1: no memory. */
int place_words_make(struct place_words *out, struct vocabulary *vocabulary,
		     const struct content *content, const bool *name, size_t types,
		     const struct word_classes *telling, struct arena *keep);

/* Appends what stands in the anecdote. -1: no memory. */
int place_add(struct place_list *list, uint32_t anecdote, const struct token_list *tokens,
	      const struct vocabulary *vocabulary, const struct place_words *words,
	      struct arena *keep);

/* The key of a compound's part, counted from 1. */
uint64_t place_part_key(const struct vocabulary *vocabulary, uint32_t type, uint32_t part);

#endif
