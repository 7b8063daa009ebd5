/*
 * compare.h - two rounds of a study side by side: what is told of more, of less,
 * for the first time or no longer.
 *
 * Takes   a collection, the words of its anecdotes, and two of its rounds.
 * Gives   per theme its share of the anecdotes and of the documents in each round,
 *         with the change, its interval and the probability of such a difference by
 *         chance (proportion.h: Newcombe 1998, Fisher's exact test); over the cases
 *         that were visited in both rounds, the same paired (McNemar's exact test
 *         and the sign test); per theme and over all, the kinds and the roles; and
 *         the words that make the difference (keyness.h).
 *         Each family of tests (the themes' anecdotes, their documents, and so on)
 *         is corrected for being many (Benjamini and Hochberg 1995).
 *         The anecdotes of one report are not independent, and the test over
 *         anecdotes takes them as if they were; those over documents and over cases
 *         do not.
 * Memory  results live in `keep`.
 * Threads a pure function of its arguments.
 */
#ifndef STAGES_COMPARE_H
#define STAGES_COMPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stages/keyness.h"
#include "stages/proportion.h"

struct arena;
struct collection;
struct content;
struct error;

enum { COMPARE_BEFORE, COMPARE_AFTER, COMPARE_ROUNDS };

enum {
	COMPARE_WORDS_MOST = 20, /* for each round: what can be looked through */
	/* Below these a warning is given. With fewer documents or anecdotes hardly any change
	 * stands; with fewer than six pairs the sign test can't come below .05 at all. */
	COMPARE_DOCUMENTS_LEAST = 5,
	COMPARE_ANECDOTES_LEAST = 30,
	COMPARE_PAIRS_LEAST = 6,
};

/* What remains below it after correction is called a clear change. */
#define COMPARE_SIGNIFICANT 0.05

struct compare_test {
	double p;
	double adjusted; /* for the family it belongs to */
};

struct compare_share {
	struct proportion round[COMPARE_ROUNDS];
	double change; /* of the share, from before to after */
	struct interval interval;
	struct compare_test fisher;
};

/* A theme in one case: of how many of its anecdotes. */
struct compare_case {
	uint32_t place; /* of the collection */
	struct proportion round[COMPARE_ROUNDS];
};

/* A theme over the cases that have anecdotes in both rounds. */
struct compare_pairs {
	uint32_t only_before;
	uint32_t only_after;
	uint32_t both;
	uint32_t neither;
	struct compare_test mcnemar;
	uint32_t more; /* cases where its share of the anecdotes rose */
	uint32_t less;
	uint32_t same;
	struct compare_test sign;
};

enum compare_verdict {
	COMPARE_ABSENT,   /* in neither round */
	COMPARE_NEW,      /* not before, now told of */
	COMPARE_VANISHED, /* told of before, not now */
	COMPARE_MORE,     /* clearly more */
	COMPARE_LESS,
	COMPARE_UNCLEAR, /* no change that these numbers can bear */
	COMPARE_VERDICTS
};

struct compare_theme {
	uint16_t theme;
	enum compare_verdict verdict;
	bool clear; /* the change of its share of the anecdotes stands after correction */
	struct compare_share anecdotes;
	struct compare_share documents;
	struct compare_pairs cases;
	const struct compare_share
		*kind; /* per kind: of its anecdotes of which the kind is known */
	const struct compare_share *role; /* per role: of all anecdotes of that role */
	const struct compare_case *place; /* every case with anecdotes in either round, in order */
};

struct compare_round {
	uint32_t round; /* of the collection */
	uint32_t documents;
	uint32_t anecdotes;
	uint32_t reviewed;
	uint32_t unlabelled;
	uint32_t places;
	uint32_t tellers;
	uint64_t words;
};

struct comparison {
	struct compare_round round[COMPARE_ROUNDS];
	uint32_t pairs;                    /* cases with anecdotes in both rounds */
	size_t places;                     /* cases with anecdotes in either */
	const struct compare_theme *theme; /* greatest rise first; every theme of the collection */
	size_t themes;
	const struct compare_share *kind; /* over all, of anecdotes of which the kind is known */
	const struct compare_share *role; /* likewise: who is heard more or less */
	const struct key_word *word[COMPARE_ROUNDS]; /* key in that round, strongest first */
	size_t words[COMPARE_ROUNDS];
	bool few_documents; /* warnings */
	bool few_anecdotes;
	bool few_pairs;
	bool other_cases; /* not the same cases in both rounds */
};

/* `before` and `after` are rounds of the collection. Returns 0 or ERROR_MEMORY. */
int compare_run(struct comparison *out, const struct collection *collection,
		const struct content *content, uint32_t before, uint32_t after, struct arena *keep,
		struct error *err);

#endif
