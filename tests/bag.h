/* For tests: a text as the bag of features that models learn from. */
#ifndef TESTS_BAG_H
#define TESTS_BAG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "corpus/document.h"
#include "stages/features.h"
#include "stages/tokenise.h"
#include "stages/vocabulary.h"

/* `tail` as in bag_options. The text is copied; the bag lives in `keep`. */
static inline struct bag test_bag(struct vocabulary *vocabulary, const char *text, unsigned tail,
				  struct arena *keep, struct arena *scratch)
{
	const struct tokenise_options options = {.tailored = true};
	const struct bag_options how = {.tail = tail};
	struct token_list tokens;
	struct span span;
	struct bag bag;
	assert_int_equal(span_keep(&span, span_from(text), keep), 0);
	const struct block block = {.end = (uint32_t)span.len, .time_ms = -1};
	assert_int_equal(tokenise_run(&tokens, vocabulary, &options, span, &block, 1, NULL, 0, keep,
				      scratch, NULL),
			 0);
	uint32_t *seen = arena_calloc(keep, vocabulary_count(vocabulary), sizeof *seen);
	assert_int_equal(
		bag_make(&bag, &tokens, 0, (uint32_t)tokens.count, vocabulary, &how, seen, 1, keep),
		0);
	return bag;
}

#endif
