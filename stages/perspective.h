/*
 * perspective.h - drafts of perspectives: clusters of themes that pull together in a study, and
 * the stories that show them (the catalysis of participatory narrative inquiry, Kurtz 2014).
 *
 * Takes   a collection, the words of its anecdotes and its theme list.
 * Gives   clusters of the themes that people told of. Two themes are linked by each anecdote that
 *         has both (one with k themes gives each pair 1 / (k - 1), Newman 2001), and more weakly by
 *         as many documents as tell of both beyond chance. Clusters are communities of that network
 * (community.h). With each: its counts, who tells it more than other things, which themes outside
 * it are avoided where it is told, the stories that show it best, and one that contradicts it.
 * Memory  results live in `keep`.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_PERSPECTIVE_H
#define STAGES_PERSPECTIVE_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct collection;
struct content;
struct error;
struct theme_list;

enum {
	PERSPECTIVE_STORIES_MOST = 5,
	/* With fewer labelled anecdotes, clusters are chance. */
	PERSPECTIVE_ANECDOTES_LEAST = 20,
	/* What fewer stories show is no perspective. */
	PERSPECTIVE_STORIES_LEAST = 3,
};

/* Two themes, and how many items have one, the other, both. */
struct perspective_pull {
	uint16_t theme[2]; /* INDEX_NONE: there is none */
	uint32_t with[2];
	uint32_t both;
};

struct perspective {
	const uint16_t *theme; /* of the collection, most anecdotes first */
	size_t themes;
	uint32_t anecdotes;
	uint32_t reviewed;
	uint32_t documents;
	uint32_t places;
	const uint32_t *by_kind; /* the last one is for an unknown kind */
	const uint32_t *by_role; /* the last one is for an unknown role */
	uint16_t kind;           /* the most frequent; INDEX_NONE if none is known */
	uint16_t role;           /* told by it more than the rest is; INDEX_NONE: by none */
	struct perspective_pull together; /* the themes inside that meet in most anecdotes */
	struct perspective_pull
		against;       /* one inside and one outside that avoid each other's
				  documents (G2 above what chance does once in 20 times) */
	const uint32_t *story; /* anecdotes, best first */
	size_t stories;
	uint32_t contrary; /* a story of another kind; COLLECTION_NONE */
};

struct perspective_list {
	const struct perspective *item; /* most anecdotes first */
	size_t count;                   /* 0: there is too little to go by */
	double modularity;              /* 0: one heap, up to nearly 1: islands */
	uint32_t labelled;              /* anecdotes with a theme */
};

/* Returns 0 or ERROR_MEMORY. */
int perspective_run(struct perspective_list *out, const struct collection *collection,
		    const struct content *content, const struct theme_list *themes,
		    struct arena *keep, struct error *err);

#endif
