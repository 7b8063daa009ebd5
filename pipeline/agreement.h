/*
 * agreement.h - who said what of which anecdote, gathered so that it can be asked how far people
 * agree: with each other, two by two or all together, and with what the program suggested.
 *
 * A label counts for the theme that it counts for now. What a reviewer says nothing of (themes, or
 * the labels of what is no anecdote) is missing and not "no".
 */
#ifndef PIPELINE_AGREEMENT_H
#define PIPELINE_AGREEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "stages/agree.h"

struct agreement_said;
struct agreement_unit;
struct arena;
struct codebook;
struct codebook_theme;
struct error;
struct lexicon;
struct stored_anecdote;

/* Everything in it lives in `arena`; codebook and lexicon are borrowed. */
struct agreement_study {
	const struct codebook *codebook;
	const struct lexicon *lexicon;
	struct arena *arena;
	struct span *rater; /* names, in the order in which they come up */
	size_t raters;
	size_t rater_capacity;
	struct agreement_unit *unit; /* one an anecdote */
	size_t units;
	size_t unit_capacity;
	struct agreement_said *said; /* of all units, in their order */
	size_t saids;
	size_t said_capacity;
	size_t next; /* the unit that agreement_word looks at first */
};

void agreement_init(struct agreement_study *out, const struct codebook *codebook,
		    const struct lexicon *lexicon, struct arena *arena);

/* One anecdote more, with what is suggested for it. Returns 0, ERROR_MEMORY, or ERROR_STORE when
 * its ranking is not what was stored. */
int agreement_unit(struct agreement_study *study, const struct stored_anecdote *anecdote,
		   struct error *err);

/* What somebody said last of an anecdote. */
struct agreement_word {
	struct span anecdote; /* id */
	struct span reviewer;
	bool settled;       /* of all reviewers together */
	struct span status; /* accepted, corrected, rejected */
	struct span themes; /* JSON array of ids; empty: says nothing of them */
	struct span kind;
	struct span role;
};

/* Words come in the order of their units; one on no unit is left out. Returns as above. */
int agreement_word(struct agreement_study *study, const struct agreement_word *word,
		   struct error *err);

enum agreement_about {
	AGREEMENT_THEMES, /* all: each pair of an anecdote and a theme is a unit */
	AGREEMENT_KIND,
	AGREEMENT_ROLE,
	AGREEMENT_REJECTED, /* 1: no anecdote */
	AGREEMENT_THEME,    /* one of them */
};
typedef void agreement_row_fn(void *context, enum agreement_about about,
			      const struct codebook_theme *theme, const struct agreement *found);

/* Between those raters (indices), or, without any, between what holds for people (settled, or said
 * by all who said anything) and what was suggested. Kinds and roles come where the packs have more
 * than one; then each theme that stands. Returns 0 or ERROR_MEMORY. */
int agreement_rows(const struct agreement_study *study, const size_t *rater, size_t raters,
		   agreement_row_fn *each, void *context, struct error *err);

#endif
