/*
 * analysis.h - what the stages find in one document, as it is stored, shown and
 * exported. Offsets are bytes in the document's text. Everything lives in the
 * arena handed to the stage that made it.
 *
 * Themes, kinds, roles, audiences and statuses are indexes into the lists of
 * the lexicon (lexicons/lexicon.h), which knows their ids and names.
 */
#ifndef STAGES_ANALYSIS_H
#define STAGES_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

enum { INDEX_NONE = UINT16_MAX };

/* Why a suggestion is made: these bytes, by this rule. `by` is `term:vergunning`,
 * `phrase:van het kastje naar de muur`, `pattern:NAME`, `model` … */
struct evidence {
	struct range range;
	struct span by;
	float weight; /* what it adds to the score's log-odds; negative speaks against */
};

struct suggestion {
	uint16_t theme;
	bool suggested;                  /* above the theme's threshold; else only in the ranking */
	float score;                     /* calibrated probability */
	const struct evidence *evidence; /* heaviest first */
	size_t evidences;
};

struct anecdote {
	struct range range;
	uint32_t first; /* tokens [first, last) */
	uint32_t last;
	struct span speaker; /* as the document names them; empty if not known */
	uint16_t role;
	float role_score;
	uint16_t kind;
	float kind_score;
	const struct evidence *kind_evidence;
	size_t kind_evidences;
	const struct suggestion *ranking; /* every theme of the lexicon, best first */
	size_t themes;
	struct span external; /* id of an imported story; else empty */
};

struct recommendation {
	struct range range;
	uint16_t audience;
	float score;
	struct span speaker; /* who says it; empty if not known */
	uint32_t anecdote;   /* index in the analysis, or UINT32_MAX */
	const uint16_t *theme;
	size_t themes;
};

struct commitment {
	struct range range;
	struct span who; /* empty if not known */
	float score;
};

/* A passage in a later round that may say what became of a commitment; which one is
 * worked out over the study (stages/follow_up.h). */
struct outcome {
	struct range range;
	uint16_t status; /* INDEX_NONE if the passage alone does not tell */
	float score;
};

struct analysis {
	struct anecdote *anecdote;
	size_t anecdotes;
	struct recommendation *recommendation;
	size_t recommendations;
	struct commitment *commitment;
	size_t commitments;
	struct outcome *outcome;
	size_t outcomes;
};

#endif
