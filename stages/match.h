/*
 * match.h - find the lexicon's rules in tokens.
 *
 * Takes   tokens and vocabulary of one document, the lexicon.
 * Gives   hits in text order. Per target kind the longest match wins and
 *         nothing is counted twice; a hit that is negated, excluded or covered
 *         by a longer one is kept with that status, so that it can be shown.
 * Memory  hits live in `keep`; the cache belongs to one thread.
 * Threads a pure function of its arguments; see tokenise.h for caches.
 */
#ifndef STAGES_MATCH_H
#define STAGES_MATCH_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "stages/token.h"

struct arena;
struct error;
struct lexicon;
struct vocabulary;

enum hit_status {
	HIT_COUNTS,
	HIT_NEGATED,  /* stands in the reach of a negation */
	HIT_EXCLUDED, /* an exclusion of its rule holds here */
	HIT_COVERED,  /* a longer match of the same kind of target covers it */
};

struct hit {
	uint32_t first; /* tokens [first, last) */
	uint32_t last;
	uint32_t rule;  /* lexicon_rule() */
	uint8_t status; /* enum hit_status */
};

struct hit_list {
	const struct hit *item; /* by first token, then longest first, then rule */
	size_t count;
};

/* The index of the first hit that begins at token `first` or later. */
size_t hit_list_from(const struct hit_list *hits, uint32_t first);

/* What is known of each type, worked out once per type and thread. */
struct match_cache;
struct match_cache *match_cache_new(const struct lexicon *lexicon, struct error *err);
void match_cache_free(struct match_cache *cache);
/* To be called whenever the vocabulary is reset. */
void match_cache_reset(struct match_cache *cache);

/* Returns 0, or ERROR_MEMORY. A pattern that passes its match limit is left out for that
 * sentence, which depends on the text alone. */
int match_run(struct hit_list *out, struct match_cache *cache, const struct lexicon *lexicon,
	      const struct vocabulary *vocabulary, struct span text,
	      const struct token_list *tokens, struct arena *keep, struct arena *scratch,
	      struct error *err);

#endif
