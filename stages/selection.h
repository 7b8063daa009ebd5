/*
 * selection.h - a few anecdotes out of many, so that as much as possible is there.
 *
 * Greedy maximum coverage (Nemhauser, Wolsey and Fisher 1978: at least 63% of what could be
 * covered): each next one adds most themes, roles, kinds and cases that are not there yet. A
 * theme that is new counts most; of equals the surest label goes first, then the earlier one.
 * A pure function of its arguments.
 */
#ifndef STAGES_SELECTION_H
#define STAGES_SELECTION_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct collection;

/* Puts at most `most` anecdotes in `out`, in the order in which they were chosen, all of them if
 * there are no more. Returns how many; SIZE_MAX: no memory. */
size_t selection_spread(uint32_t *out, size_t most, const struct collection *collection,
			struct arena *scratch);

#endif
