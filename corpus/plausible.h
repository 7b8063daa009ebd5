/*
 * plausible.h - how likely a character is to be what the writer meant, for
 * text that may have been decoded wrongly; see mend.h.
 */
#ifndef CORPUS_PLAUSIBLE_H
#define CORPUS_PLAUSIBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What stands in the text now, at the place of the character and around it. */
struct plausible_context {
	uint32_t before;
	uint32_t after;
	const uint32_t *codes;
	size_t count;
	bool controls; /* C1 controls can be half of what is found, one layer deeper */
};

/* Points gained by putting `code` there: positive when it is likelier than what stands there. */
int plausible_gain(uint32_t code, const struct plausible_context *context);

/* Letters of scripts that in our text come in words and not one by one. */
bool plausible_in_runs(uint32_t code);

/* Quotation marks, dashes and the like, which word processors put in by themselves. */
bool plausible_typographic(uint32_t code);

#endif
