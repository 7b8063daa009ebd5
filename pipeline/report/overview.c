#include "pipeline/report/overview.h"

#include "corpus/error.h"

int overview_make(struct overview *out, struct store *store, const struct lexicon *lexicon,
		  const struct language *language, const struct collect_options *options,
		  struct error *err)
{
	*out = (struct overview){.arena = ARENA_INIT};
	const struct collection *collection = &out->collected.collection;
	int status = collect_study(&out->collected, store, lexicon, options, &out->arena, err);
	if (status == 0)
		status = content_run(&out->content, collection, language, &out->arena, err);
	if (status == 0)
		status = theme_run(&out->themes, collection, &out->content, &out->arena, err);
	if (status == 0)
		status =
			discover_run(&out->candidates, collection, &out->content, &out->arena, err);
	return status;
}

void overview_free(struct overview *overview)
{
	arena_release(&overview->arena);
}

bool overview_unheard(const struct overview *overview, const struct theme *theme, size_t role)
{
	const struct collection *c = &overview->collected.collection;
	if (theme->anecdotes < SPREAD_OCCURRENCES_LEAST || theme->by_role[role] > 0)
		return false;
	for (size_t i = 0; i < c->anecdotes; i++)
		if (c->anecdote[i].role == role)
			return true;
	return false;
}

bool overview_silent(const struct overview *overview, const struct theme *theme, size_t place)
{
	const struct collection *c = &overview->collected.collection;
	if (theme->anecdotes < SPREAD_OCCURRENCES_LEAST || theme->by_place[place] > 0)
		return false;
	for (size_t d = 0; d < c->documents; d++)
		if (c->document[d].place == place && c->document[d].last > c->document[d].first)
			return true;
	return false;
}

const char *overview_spread(enum spread spread)
{
	static const char *const names[SPREADS] = {
		[SPREAD_FEW] = "too few",
		[SPREAD_RED_THREAD] = "red thread",
		[SPREAD_HOBBY_HORSE] = "hobby-horse",
		[SPREAD_BETWEEN] = "in between",
	};
	return names[spread];
}

const char *overview_spread_id(enum spread spread)
{
	static const char *const ids[SPREADS] = {
		[SPREAD_FEW] = "too_few",
		[SPREAD_RED_THREAD] = "red_thread",
		[SPREAD_HOBBY_HORSE] = "hobby_horse",
		[SPREAD_BETWEEN] = "neither",
	};
	return ids[spread];
}

const struct overview_format overview_formats[] = {
	{"table", overview_table},
	{"json", overview_json},
	{"csv", overview_csv},
	{NULL, NULL},
};
