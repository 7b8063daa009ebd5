/*
 * typical.h - which anecdotes show a theme best.
 *
 * An anecdote shows its theme well when the label is sure, its words are those of
 * the theme's other anecdotes (the cosine with their mean, words weighted by
 * inverse document frequency) and it is short enough to quote. They are chosen one
 * by one: what comes from a document that is quoted already, or has a kind that
 * is, stands back.
 */
#ifndef STAGES_TYPICAL_H
#define STAGES_TYPICAL_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct collection;
struct content;

/* An anecdote that may be chosen, and how sure its label is. */
struct typical_candidate {
	uint32_t anecdote;
	float score;
};

/*
 * Puts at most `most` of the candidates in `out`, best first; *chosen is how many. Candidates are
 * in the collection's order. -1: no memory.
 */
int typical_choose(uint32_t *out, size_t *chosen, size_t most, const struct collection *collection,
		   const struct content *content, const struct typical_candidate *candidate,
		   size_t candidates, struct arena *scratch);

#endif
