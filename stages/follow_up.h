/*
 * follow_up.h - over the study: which passage (outcome.h), in a later round of the same case,
 * says what became of which commitment.
 *
 * A passage and a promise belong together by the rare words they share (stems and
 * parts of compounds, weighted by inverse document frequency: Sparck Jones 1972),
 * in the passage itself and in what stands just before and behind it, by how much the
 * passage reads like an answer, and by how far on both stand in their rounds: what was
 * promised is mostly gone through in its order.
 */
#ifndef STAGES_FOLLOW_UP_H
#define STAGES_FOLLOW_UP_H

#include <stddef.h>

#include "corpus/text.h"

struct arena;
struct error;
struct vocabulary;

/* Bytes in front of a passage and behind it that may tell its subject. */
enum { FOLLOW_UP_BEFORE = 200, FOLLOW_UP_BEHIND = 200 };

/* A commitment, or a passage that may say what became of one. */
struct follow_passage {
	struct span text;
	struct span before; /* of an outcome: what stands in front of it */
	struct span behind; /* and behind it */
	struct span case_name;
	unsigned round; /* follow_up_round(); 0: not known */
	float score;    /* of an outcome */
};

/* What stands in front of a passage and may tell its subject: the rest of its line, or the heading
 * above it. A view into the text. */
struct span follow_up_before(struct span text, struct range passage);
/* What stands behind it. */
struct span follow_up_behind(struct span text, struct range passage);

/* The number in `2` or `ronde 2`; 0 if there is none. */
unsigned follow_up_round(struct span round);

struct follow_up {
	size_t outcome; /* SIZE_MAX: no later round says */
	float score;
};

/*
 * For each commitment the outcome that answers it, into `out`; both in the order in which they
 * stand in their documents. No outcome answers two. Uses the vocabulary as a cache. What is known
 * of all passages lies in `scratch`; `passage` is another arena, emptied for each of them. Returns
 * 0, ERROR_MEMORY or ERROR_LIMIT.
 */
int follow_up_run(struct follow_up *out, const struct follow_passage *commitment,
		  size_t commitments, const struct follow_passage *outcome, size_t outcomes,
		  struct vocabulary *vocabulary, struct arena *scratch, struct arena *passage,
		  struct error *err);

#endif
