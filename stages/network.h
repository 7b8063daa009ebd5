/*
 * network.h - the stories of a study as a network: which ones share what.
 *
 * Takes   a collection and the words of its anecdotes.
 * Gives   links between anecdotes that have themes in common (the rarer, the more it says), words
 *         (cosine, by inverse document frequency), the one who tells or the case. Of each anecdote
 *         the strongest links stay: a picture of all would be one ball. And a place in a plane for
 *         each, where what is linked lies together (Fruchterman and Reingold 1991, from fixed
 *         places, so that the same study gives the same picture).
 * Memory  results live in `keep`.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_NETWORK_H
#define STAGES_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct collection;
struct content;
struct error;

enum {
	NETWORK_LINKS_EACH = 3, /* of an anecdote; others may link to it besides */
	NETWORK_WORDS = 3,      /* named per link */
	NETWORK_MOST = 4000,    /* anecdotes: every pair is compared, and more is no picture */
};

struct network_link {
	uint32_t from; /* anecdotes of the collection, from < to */
	uint32_t to;
	float weight;
	uint16_t theme;               /* the rarest in common; INDEX_NONE */
	bool teller;                  /* told by the same */
	bool place;                   /* of the same case */
	uint32_t word[NETWORK_WORDS]; /* terms of the content in common, rarest first */
	size_t words;
};

struct network {
	const struct network_link *link; /* by from, then to */
	size_t links;
	const float *x; /* of each anecdote, 0 to 1 */
	const float *y;
};

/* Returns 0, ERROR_LIMIT when there are more than NETWORK_MOST anecdotes, or ERROR_MEMORY. */
int network_run(struct network *out, const struct collection *collection,
		const struct content *content, struct arena *keep, struct error *err);

#endif
