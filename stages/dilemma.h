/*
 * dilemma.h - two stories on one theme that pull apart: it went well in the one and got stuck in
 * the other, and they are about nearly the same thing. What a group can vote on.
 *
 * Takes   a collection, the words of its anecdotes and its theme list.
 * Gives   per theme the success and the bottleneck, of those that show each best (typical.h), whose
 *         words are nearest (cosine, words weighted by inverse document frequency; Salton and
 *         Buckley 1988). Two of one document or one teller stand back, and so does a story that
 *         another theme has taken already.
 * Memory  results live in `keep`.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_DILEMMA_H
#define STAGES_DILEMMA_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct collection;
struct content;
struct error;
struct theme_list;

enum {
	DILEMMA_WORDS_MOST = 3,       /* shared ones that are named */
	DILEMMA_CANDIDATES_MOST = 40, /* of a kind; each success meets each bottleneck */
};

struct dilemma {
	uint16_t theme;
	uint32_t success; /* anecdotes */
	uint32_t bottleneck;
	double nearness;                   /* cosine of their words, 0 to 1 */
	uint32_t word[DILEMMA_WORDS_MOST]; /* terms of the content that both have, rarest first */
	size_t words;
};

struct dilemma_list {
	const struct dilemma *item; /* in the order of the theme list */
	size_t count;
};

/* The kinds are `succes` and `knelpunt`; where the packs have none of these, there is no dilemma.
 * Returns 0 or ERROR_MEMORY. */
int dilemma_run(struct dilemma_list *out, const struct collection *collection,
		const struct content *content, const struct theme_list *themes, struct arena *keep,
		struct error *err);

#endif
