/*
 * utterance.h - the sentences of a document as somebody's utterances: without the
 * label in front (`- Hilda: `, `Adviezen: `), with who says it and what announces it (the
 * heading, the question, the line that ends in a colon).
 *
 * Sentences of furniture, captions and header lines are left out.
 */
#ifndef STAGES_UTTERANCE_H
#define STAGES_UTTERANCE_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "stages/segment.h"

struct arena;

enum utterance_sign {
	UTTERANCE_ASKS = 1, /* ends with a question mark */
	UTTERANCE_EXCLAIMS = 2,
	UTTERANCE_STOPS = 4,     /* ends with a full stop */
	UTTERANCE_ANNOUNCES = 8, /* ends with a colon */
	UTTERANCE_OPENS = 16,    /* begins with a quotation mark */
	UTTERANCE_CLOSES = 32,   /* ends with one */
	UTTERANCE_LABELLED = 64, /* a label stood in front */
	UTTERANCE_LOWER = 128,   /* begins with a small letter */
	UTTERANCE_ASKER = 256,   /* the interviewer speaks */
	UTTERANCE_HEADS = 512,   /* first of its block */
	UTTERANCE_TAILS = 1024,  /* last of its block */
	UTTERANCE_COLON = 2048,  /* a colon inside */
	UTTERANCE_SIGNS = 12
};

struct utterance {
	struct range range;
	uint32_t first; /* tokens [first, last), the label left out */
	uint32_t last;
	uint32_t label; /* tokens [label, first) are the label */
	uint32_t hit;   /* hits [hit, hits) begin in the tokens */
	uint32_t hits;
	uint32_t block;     /* index in the structure */
	uint32_t announcer; /* tokens [announcer, announced) announce it; empty: nothing does */
	uint32_t announced;
	uint32_t since;   /* utterances since then */
	uint16_t speaker; /* index in the structure, or SPEAKER_NONE */
	uint16_t words;
	uint16_t signs;    /* of enum utterance_sign */
	uint64_t classes;  /* that its words are in (lexicons/word_class.h) */
	uint64_t shape[2]; /* of its first words (utterance_word.h); 0: none */
};

enum { UTTERANCE_AUDIENCES = 4 }; /* audiences of the lexicon that are counted */

struct utterance_list {
	struct utterance *item; /* in text order */
	size_t count;
	uint32_t audience[UTTERANCE_AUDIENCES]; /* how often the document speaks of each */
};

/* In `keep`. Returns 0, or -1: no memory. */
int utterance_list_make(struct utterance_list *out, const struct reading *reading,
			struct arena *keep, struct arena *scratch);

#endif
