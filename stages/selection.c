#include "stages/selection.h"

#include <stdbool.h>

#include "corpus/arena.h"
#include "stages/collection.h"

/* What something new is worth beside the others. */
enum { NEW_THEME = 8, NEW_ROLE = 6, NEW_PLACE = 3, NEW_KIND = 2, NEW_DOCUMENT = 1 };

struct seen {
	bool *theme;
	bool *role;
	bool *kind;
	bool *place;
	bool *document;
	bool *chosen;
};

static bool *flags(struct arena *arena, size_t count)
{
	return arena_calloc(arena, count + 1, sizeof(bool));
}

static bool is_new(const bool *seen, uint32_t index, size_t count)
{
	return index < count && !seen[index];
}

static unsigned worth(const struct collection *c, const struct seen *seen,
		      const struct collection_anecdote *a)
{
	unsigned sum = 0;
	for (size_t i = 0; i < a->labels; i++)
		sum += is_new(seen->theme, a->label[i].theme, c->theme.count) ? NEW_THEME : 0;
	sum += is_new(seen->role, a->role, c->role.count) ? NEW_ROLE : 0;
	sum += is_new(seen->kind, a->kind, c->kind.count) ? NEW_KIND : 0;
	sum += is_new(seen->place, c->document[a->document].place, c->places) ? NEW_PLACE : 0;
	sum += is_new(seen->document, a->document, c->documents) ? NEW_DOCUMENT : 0;
	return sum;
}

static void mark(struct seen *seen, const struct collection *c, uint32_t anecdote)
{
	const struct collection_anecdote *a = &c->anecdote[anecdote];
	const uint32_t place = c->document[a->document].place;
	for (size_t i = 0; i < a->labels; i++)
		seen->theme[a->label[i].theme] = true;
	if (a->role < c->role.count)
		seen->role[a->role] = true;
	if (a->kind < c->kind.count)
		seen->kind[a->kind] = true;
	if (place < c->places)
		seen->place[place] = true;
	seen->document[a->document] = true;
	seen->chosen[anecdote] = true;
}

static float surety(const struct collection_anecdote *a)
{
	return a->labels > 0 ? a->label[0].score : 0;
}

size_t selection_spread(uint32_t *out, size_t most, const struct collection *collection,
			struct arena *scratch)
{
	const struct collection *c = collection;
	struct seen seen = {flags(scratch, c->theme.count), flags(scratch, c->role.count),
			    flags(scratch, c->kind.count),  flags(scratch, c->places),
			    flags(scratch, c->documents),   flags(scratch, c->anecdotes)};
	if (!seen.theme || !seen.role || !seen.kind || !seen.place || !seen.document ||
	    !seen.chosen)
		return SIZE_MAX;
	size_t count = 0;
	for (; count < most && count < c->anecdotes; count++) {
		uint32_t best = COLLECTION_NONE;
		unsigned gain = 0;
		for (uint32_t i = 0; i < c->anecdotes; i++) {
			const unsigned now = worth(c, &seen, &c->anecdote[i]);
			if (seen.chosen[i])
				continue;
			if (best == COLLECTION_NONE || now > gain ||
			    (now == gain && surety(&c->anecdote[i]) > surety(&c->anecdote[best]))) {
				best = i;
				gain = now;
			}
		}
		out[count] = best;
		mark(&seen, c, best);
	}
	return count;
}
