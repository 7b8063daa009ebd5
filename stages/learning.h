/*
 * learning.h - what people say they want to learn, what they can bring, and what
 * they hope to get: what a network that learns begins with.
 *
 * Takes   a reading whose lexicon has the classes learning.want, .bring and .get
 *         (lexicons/dutch/learning.yaml), and what suggests themes, which may be NULL.
 * Gives   utterances in text order that hold such a cue, or stand under a heading,
 *         behind a question or behind a colon that does (`Leervragen:`). What the
 *         interviewer says and headings themselves are left out. Themes: those the
 *         words of the utterance alone make likely.
 * Memory  the result lives in `keep`; `scratch` is the caller's to reset.
 * Threads a pure function of its arguments; the cache belongs to one thread.
 */
#ifndef STAGES_LEARNING_H
#define STAGES_LEARNING_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct error;
struct reading;
struct suggest_cache;
struct suggester;

enum learning_aim { LEARNING_WANT, LEARNING_BRING, LEARNING_GET, LEARNING_AIMS };

enum {
	/* A paragraph under the heading begins with what the heading promises; a list is it. */
	LEARNING_ANNOUNCED_MOST = 2,
	LEARNING_LISTED_MOST = 12,
	LEARNING_WORDS_LEAST = 3, /* `Zeker weten!` is no question */
	LEARNING_WORDS_MOST = 60, /* more is speech without full stops, about much else */
	LEARNING_THEMES_MOST = 2,
};
/* Probability of a theme, from the few words of one sentence. */
#define LEARNING_THEME_LEAST 0.5F

struct learning {
	struct range range;
	enum learning_aim aim;
	struct span speaker;                  /* empty if not known */
	uint16_t theme[LEARNING_THEMES_MOST]; /* of the lexicon, most likely first */
	size_t themes;
};

struct learning_list {
	const struct learning *item;
	size_t count;
};

/* Returns 0 or ERROR_MEMORY. */
int learning_run(struct learning_list *out, const struct reading *reading,
		 const struct suggester *suggester, struct suggest_cache *cache, struct arena *keep,
		 struct arena *scratch, struct error *err);

#endif
