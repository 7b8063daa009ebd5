/*
 * learnt.h - what people made of the terms that were proposed to them: accepted,
 * dismissed, or taken back.
 *
 * The store's log of edits (subject `term`) has who did what and when; nothing in it
 * is ever changed. What is accepted also goes into the study's own pack `learnt`
 * (lexicons/learnt/), which every study reads behind its other packs: a line at the
 * end of learnt.tsv; what is taken back, a line with weight 0. What people wrote in
 * those files stays as it is.
 */
#ifndef PIPELINE_LEARN_LEARNT_H
#define PIPELINE_LEARN_LEARNT_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

struct arena;
struct codebook;
struct error;
struct store;
struct study;

#define LEARNT_PACK "learnt"
/* Who accepts on the command line without saying who. */
#define LEARNT_SOMEBODY "terminal"

enum learnt_state { LEARNT_OPEN, LEARNT_ACCEPTED, LEARNT_DISMISSED, LEARNT_STATES };

struct learnt_term {
	struct span theme;   /* id, behind merges */
	struct span written; /* id of the theme when it was said, as the pack's line has it */
	struct span cue;
	enum learnt_state state;
	float weight;    /* from 1 to 10 */
	int64_t version; /* number of the row */
	struct span reviewer;
	struct span edited_at;
};

struct learnt_list {
	struct learnt_term *item; /* the last of each theme and cue, in the order of the first */
	size_t count;
	size_t capacity;
	struct arena *arena;
	const struct codebook *codebook; /* borrowed */
};

/* All in `keep`; of the codebook only merges are used. */
int learnt_load(struct learnt_list *out, struct store *store, const struct codebook *codebook,
		struct arena *keep, struct error *err);
/* NULL if nobody said anything of it. */
const struct learnt_term *learnt_find(const struct learnt_list *list, struct span theme,
				      struct span cue);

/* `accepted`, `dismissed`, `open`. */
const char *learnt_state_name(enum learnt_state state);
/* LEARNT_STATES if there is none of that name. */
enum learnt_state learnt_state_find(struct span name);

/* 0, or ERROR_USAGE when that is no cue that a line of a table can hold: of plain words, stars and
 * gaps alone, since a class that no pack has would keep every pack from being read. */
int learnt_check(struct span cue, struct error *err);

/*
 * Stores what somebody made of a term, `before` being what held till now (NULL: nothing), and
 * brings the study's pack in line with it. Both or neither. Sets the version. Returns 0 or an
 * error.
 */
int learnt_put(struct store *store, const struct study *study, struct learnt_term *term,
	       const struct learnt_term *before, struct arena *scratch, struct error *err);

#endif
