/*
 * explain.h - say why a text gets a label: its words as they are looked up, and
 * every rule that fits, whether it counts or not.
 *
 * Takes   text, tokens, hits, and what they were made with.
 * Gives   words and hits in text order, and per theme the sum of what counts.
 * Memory  lists live in `keep`; spans point into text, vocabulary and lexicon.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_EXPLAIN_H
#define STAGES_EXPLAIN_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "lexicons/lexicon.h"
#include "stages/match.h"
#include "stages/token.h"

struct arena;
struct error;
struct vocabulary;

struct explained_word {
	struct range range;
	uint32_t sentence;
	uint8_t kind; /* enum token_kind */
	struct span folded;
	struct span stem;
	const struct span *part; /* stems of a compound's parts */
	size_t parts;
};

struct explained_hit {
	struct range range;
	const struct rule *rule;
	const struct target *target;
	uint8_t status;         /* enum hit_status */
	struct span covered_by; /* name of a rule that covers it; empty if its status is another */
};

struct explained_theme {
	uint16_t theme;
	float weight; /* sum over the hits that count */
	uint32_t hits;
};

struct explanation {
	struct explained_word *word;
	size_t words;
	struct explained_hit *hit;
	size_t hits;
	struct explained_theme *theme; /* those with hits, heaviest first */
	size_t themes;
};

/* Returns 0 or ERROR_MEMORY. */
int explain_run(struct explanation *out, const struct lexicon *lexicon,
		const struct vocabulary *vocabulary, const struct token_list *tokens,
		const struct hit_list *hits, struct arena *keep, struct error *err);

#endif
