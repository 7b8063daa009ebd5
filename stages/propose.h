/*
 * propose.h - terms that a study's reviewed anecdotes suggest for its themes, for
 * people to accept or not.
 *
 * Takes   a collection and the words of its anecdotes; the lexicon, whose terms are
 *         not proposed again; who is who, since no name of a person is a term.
 * Gives   per theme the words (compound parts too), phrases of up to four words and
 *         pairs of words that the reviewed anecdotes with the theme have more often
 *         than the reviewed ones without it: log-likelihood ratio, Hardie's log
 *         ratio, probability corrected for all that were tried (keyness.h). Each in
 *         at least three anecdotes of two documents, most of which have the theme,
 *         written as a cue
 *         (lexicons/cue.h). Of those that share words of the text and have no
 *         other anecdotes only the strongest stays.
 * Memory  the result lives in `keep`.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_PROPOSE_H
#define STAGES_PROPOSE_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "stages/keyness.h"

struct arena;
struct collection;
struct content;
struct error;
struct language;
struct lexicon;
struct propose_names;

enum {
	PROPOSE_ANECDOTES_LEAST = 3, /* of KEYNESS_DOCUMENTS_LEAST documents: two are chance */
	PROPOSE_MOST = 20,           /* per theme: what people look through */
	PROPOSE_WEIGHT_MOST = 5,     /* what packs give to a term that nearly always means it */
};

enum propose_form { PROPOSE_WORD, PROPOSE_PHRASE, PROPOSE_PAIR };

/* Words of an anecdote that the cue finds: bytes [start, end) of its text. */
struct proposed_spot {
	uint32_t anecdote;
	uint32_t start;
	uint32_t end;
};

struct proposed_term {
	enum propose_form form;
	struct span cue;
	float weight;        /* the log ratio, in whole numbers from 1 to PROPOSE_WEIGHT_MOST */
	struct key_word key; /* its counts; `term` says nothing outside the stage */
	const uint32_t *anecdote; /* not reviewed, without the theme, and the cue finds it there */
	size_t anecdotes;
	const struct proposed_spot *spot; /* in these, in their order; of a pair both words */
	size_t spots;
};

struct proposed_theme {
	uint16_t theme;                   /* of the collection */
	uint32_t reviewed;                /* reviewed anecdotes with it */
	const struct proposed_term *term; /* strongest first */
	size_t terms;
	size_t left_out; /* more than PROPOSE_MOST were found */
};

struct proposed_list {
	const struct proposed_theme *item; /* themes with terms, in the collection's order */
	size_t count;
	uint32_t reviewed;
	size_t tried; /* words, phrases and pairs that are spread enough */
};

/* Returns 0, ERROR_MEMORY or ERROR_LIMIT. */
int propose_run(struct proposed_list *out, const struct collection *collection,
		const struct content *content, const struct language *language,
		const struct lexicon *lexicon, const struct propose_names *names,
		struct arena *keep, struct error *err);

#endif
