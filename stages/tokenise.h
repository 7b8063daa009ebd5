/*
 * tokenise.h - cut text into tokens and sentences.
 *
 * Takes   valid UTF-8 text, the blocks and the asides of structure.h. Only what
 *         stands in a block from content_start on is cut; text is not copied.
 * Gives   tokens in text order as byte ranges, none overlapping, white space
 *         left out; sentences as ranges of tokens; types in the vocabulary.
 *         Word and sentence boundaries after UAX #29 (Unicode 15), tailored for
 *         Dutch unless the options say otherwise.
 * Memory  the lists live in `keep`; types in the vocabulary.
 * Threads a pure function of its arguments, but for the vocabulary, which is a
 *         cache that belongs to one thread: what it holds changes type numbers
 *         and the time it takes, and nothing else.
 */
#ifndef STAGES_TOKENISE_H
#define STAGES_TOKENISE_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/document.h"
#include "stages/token.h"

struct arena;
struct error;
struct language;
struct vocabulary;

struct tokenise_options {
	bool tailored; /* Dutch and English tailoring; false: UAX #29 as it stands */
	const struct language *language; /* NULL: the vocabulary's */
};

/* Raise when the same text may give other tokens or sentences; stored with every run. */
enum { TOKENISE_VERSION = 1 };

/*
 * `vocabulary` may be NULL: all types are then VOCABULARY_NONE, and `language` of the options is
 * used. Asides that stand in a block become tokens of their own; they lie inside their block or are
 * cut to it. Returns 0, ERROR_MEMORY or ERROR_LIMIT (text longer than TEXT_LIMIT). Empty text is no
 * error and gives no tokens.
 */
int tokenise_run(struct token_list *out, struct vocabulary *vocabulary,
		 const struct tokenise_options *options, struct span text,
		 const struct block *block, size_t blocks, const struct range *aside, size_t asides,
		 struct arena *keep, struct arena *scratch, struct error *err);

#endif
