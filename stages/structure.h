/*
 * structure.h - tell what each block of a document is.
 *
 * Takes   a document as its reader left it: blocks with the kind that the
 *         format gives (a paragraph, a heading, a list item).
 * Gives   the blocks with the kind that their words and their surroundings
 *         give: questions, speakers' turns, headings without mark-up, page
 *         furniture, captions, pull quotes that repeat the running text; the
 *         list of speakers; and the asides (time codes, (lacht),
 *         [onverstaanbaar]) that are no words of anybody's story.
 *         Blocks may be cut; together they cover the same words.
 * Memory  the result lives in `keep`; `scratch` is the caller's to reset.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_STRUCTURE_H
#define STAGES_STRUCTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/document.h"

struct arena;
struct error;
struct word_classes;

/* No speaker is known. */
enum { SPEAKER_NONE = UINT16_MAX };

struct speaker {
	struct span name;    /* as the list of people gives it, else as the label does */
	struct span code;    /* a short label that stands for it (`W`); empty if none */
	struct span role;    /* as written; empty if never said */
	uint64_t role_class; /* bits of WORD_CIVIL, WORD_GOVERNOR, WORD_INITIATOR; 0: not known */
	bool listed;         /* in the list of people */
	bool interviewer;    /* asks, reports or presides, and tells no stories of their own */
	uint32_t turns;
	uint32_t questions; /* turns that end with a question mark */
};

struct structure {
	struct block *block;
	size_t blocks;
	const uint16_t *block_speaker; /* per block: index in `speaker`, or SPEAKER_NONE */
	const struct range *aside;     /* in text order, none overlapping */
	size_t asides;
	const struct speaker *speaker;
	size_t speakers;
};

/* Returns 0 or ERROR_MEMORY. A document without blocks gives none. */
int structure_run(struct structure *out, const struct document *document,
		  const struct word_classes *words, struct arena *keep, struct arena *scratch,
		  struct error *err);

/* Bits of WORD_CIVIL, WORD_GOVERNOR, WORD_INITIATOR and WORD_ASKER that a role such as
 * `ontwerper openbare ruimte, gemeente` means. */
uint64_t structure_role(const struct word_classes *words, struct span role, struct arena *scratch);

/*
 * The role that a description means, from the classes of its words: bits of WORD_CIVIL,
 * WORD_GOVERNOR, WORD_INITIATOR, or 0. `first` are the classes of the first word that tells a
 * role (without bits of one where none does), `all` those of all words together.
 */
uint64_t structure_role_of(uint64_t first, uint64_t all);

/* The classes that tell a role. */
#define STRUCTURE_ROLE_BITS                                                                        \
	(WORD_BIT(WORD_CIVIL) | WORD_BIT(WORD_GOVERNOR) | WORD_BIT(WORD_INITIATOR))

#endif
