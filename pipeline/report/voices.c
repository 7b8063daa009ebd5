#include "pipeline/report/voices.h"

#include "corpus/arena.h"
#include "pipeline/report/quote.h"
#include "pipeline/study.h"

static int is_heard(bool *out, const struct span *heard, size_t count, struct span name,
		    struct arena *arena)
{
	struct span folded;
	*out = false;
	if (text_fold(&folded, quote_text(name, true, arena), arena) < 0)
		return -1;
	for (size_t i = 0; i < count && !*out; i++)
		*out = span_equal(heard[i], folded);
	return 0;
}

int voices_missing(const struct report_expected **out, size_t *count, struct overview *overview,
		   const struct study_people *expected)
{
	struct arena *arena = &overview->arena;
	const struct collection *c = &overview->collected.collection;
	struct report_expected *missing = arena_calloc(arena, expected->count, sizeof *missing);
	struct span *heard = arena_calloc(arena, c->anecdotes, sizeof *heard);
	*count = 0;
	*out = missing;
	if (!missing || !heard)
		return -1;
	for (size_t i = 0; expected->count > 0 && i < c->anecdotes; i++)
		if (text_fold(&heard[i], quote_text(c->anecdote[i].speaker, true, arena), arena) <
		    0)
			return -1;
	for (size_t i = 0; i < expected->count; i++) {
		const struct study_person *person = &expected->item[i];
		const struct span name = span_from(person->name);
		bool found;
		if (is_heard(&found, heard, c->anecdotes, name, arena) < 0)
			return -1;
		if (!found)
			missing[(*count)++] = (struct report_expected){
				name, span_from(person->role), span_from(person->case_name)};
	}
	return 0;
}

size_t voices_of_role(const struct collection *c, size_t role)
{
	size_t count = 0;
	for (size_t i = 0; i < c->anecdotes; i++)
		count += c->anecdote[i].role == role;
	return count;
}

size_t voices_of_place(const struct collection *c, size_t place)
{
	size_t count = 0;
	for (size_t d = 0; d < c->documents; d++)
		if (c->document[d].place == place)
			count += c->document[d].last - c->document[d].first;
	return count;
}

bool voices_no_role(const struct collection *c, size_t role)
{
	return voices_of_role(c, role) == 0 && !span_equal(c->role.item[role].id, SPAN("onbekend"));
}
