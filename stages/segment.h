/*
 * segment.h - find the anecdotes.
 *
 * Takes   the structure, tokens and hits of one document.
 * Gives   anecdotes in text order, none overlapping: range, tokens and speaker
 *         filled in; role by speaker.h, kind and themes by later stages.
 * Memory  the result lives in `keep`.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_SEGMENT_H
#define STAGES_SEGMENT_H

#include <stddef.h>

#include "stages/analysis.h"
#include "stages/match.h"
#include "stages/structure.h"
#include "stages/token.h"

struct document;
struct segment_model;
struct vocabulary;
struct word_classes;

/* A document as the stages see it when they have got so far. All borrowed. */
struct reading {
	const struct document *document;
	const struct structure *structure;
	const struct token_list *tokens;
	const struct hit_list *hits;
	const struct vocabulary *vocabulary;
	const struct lexicon *lexicon;
	const struct word_classes *words;
	const struct segment_model *segment_model;
};

int segment_run(struct analysis *out, const struct reading *reading, struct arena *keep,
		struct arena *scratch, struct error *err);

#endif
