/*
 * refi_traits.h - what the variables, cases and sets of a project say of a text and of the
 * passages in it, as columns of a table of stories: there round, case, date, speaker and role are
 * known by their names, and the others are variables of the story.
 *
 * A case of the whole text gives its values to all its stories, and its name is the text's case if
 * there is one such case and no variable that says so. A case of passages gives its values to
 * their stories, and its name as a variable `case (passage)` unless it says who speaks. A set that
 * is named like a round is the round of its texts.
 */
#ifndef PIPELINE_EXCHANGE_REFI_TRAITS_H
#define PIPELINE_EXCHANGE_REFI_TRAITS_H

#include <stddef.h>

#include "pipeline/exchange/refi_say.h"

struct refi_trait {
	size_t story; /* SIZE_MAX: of all */
	struct span name;
	struct span value;
	size_t order;
};

struct refi_traits {
	const char *round;        /* `2` for `2` and `Ronde 2`; "1" if nothing says */
	struct refi_trait *trait; /* by story; what holds of all comes last */
	size_t traits;
	size_t capacity;
};

/* `place` has the story of each selection, SIZE_MAX for none. Cases and sets of which something is
 * taken over are marked. In the scratch arena. Returns 0 or ERROR_MEMORY. */
int refi_traits(struct refi_traits *out, struct refi_work *work, const struct refi_source *source,
		const size_t *place);

/* Marks the cases and sets of a text that the study has, and wrote itself. */
void refi_traits_known(const struct refi_work *work, const struct refi_source *source);

#endif
