#include "pipeline/report/comparison.h"

#include <string.h>

#include "corpus/error.h"
#include "pipeline/messages.h"

static int find_round(uint32_t *out, const struct collection *c, struct span id, struct error *err)
{
	for (uint32_t i = 0; i < c->rounds; i++) {
		if (!span_equal(c->round[i], id))
			continue;
		*out = i;
		return 0;
	}
	return error_set(err, ERROR_USAGE, "there is no such round", "%.*s", (int)id.len, id.at);
}

static int find_rounds(uint32_t found[COMPARE_ROUNDS], const struct collection *c,
		       const char *rounds, struct error *err)
{
	if (c->rounds < COMPARE_ROUNDS)
		return error_set(err, ERROR_USAGE, "there is only one round; nothing to compare",
				 "%.*s", c->rounds > 0 ? (int)c->round[0].len : 0,
				 c->rounds > 0 ? c->round[0].at : "");
	found[COMPARE_BEFORE] = 0;
	found[COMPARE_AFTER] = (uint32_t)c->rounds - 1;
	if (!rounds)
		return 0;
	const char *comma = strchr(rounds, ',');
	if (!comma)
		return error_set(err, ERROR_USAGE, "two rounds are written A,B", "--rounds %s",
				 rounds);
	const struct span first = {rounds, (size_t)(comma - rounds)};
	int status = find_round(&found[COMPARE_BEFORE], c, span_trim(first), err);
	if (status == 0)
		status = find_round(&found[COMPARE_AFTER], c, span_trim(span_from(comma + 1)), err);
	if (status == 0 && found[COMPARE_BEFORE] == found[COMPARE_AFTER])
		return error_set(err, ERROR_USAGE, "two rounds are written A,B", "--rounds %s",
				 rounds);
	return status;
}

int comparison_make(struct comparison *out, struct overview *overview, const char *rounds,
		    struct error *err)
{
	const struct collection *c = &overview->collected.collection;
	uint32_t found[COMPARE_ROUNDS];
	const int status = find_rounds(found, c, rounds, err);
	return status < 0 ? status
			  : compare_run(out, c, &overview->content, found[COMPARE_BEFORE],
					found[COMPARE_AFTER], &overview->arena, err);
}

const char *comparison_verdict(enum compare_verdict verdict)
{
	static const char *const names[COMPARE_VERDICTS] = {
		[COMPARE_ABSENT] = "not told",   [COMPARE_NEW] = "new",
		[COMPARE_VANISHED] = "vanished", [COMPARE_MORE] = "more",
		[COMPARE_LESS] = "less",         [COMPARE_UNCLEAR] = "unclear",
	};
	return names[verdict];
}

const char *comparison_verdict_id(enum compare_verdict verdict)
{
	static const char *const ids[COMPARE_VERDICTS] = {
		[COMPARE_ABSENT] = "absent",     [COMPARE_NEW] = "new",
		[COMPARE_VANISHED] = "vanished", [COMPARE_MORE] = "more",
		[COMPARE_LESS] = "less",         [COMPARE_UNCLEAR] = "unclear",
	};
	return ids[verdict];
}

void comparison_warnings(struct comparison_warning out[static COMPARISON_WARNINGS],
			 const struct comparison *comparison)
{
	const struct {
		bool holds;
		struct comparison_warning warning;
	} all[] = {
		{comparison->few_documents,
		 {"few_documents", "A round has fewer than five documents: one report more or less "
				   "can turn any of this around."}},
		{comparison->few_anecdotes,
		 {"few_anecdotes", "A round has fewer than thirty anecdotes: only great changes "
				   "can show."}},
		{comparison->few_pairs,
		 {"few_pairs", "Fewer than six cases were visited in both rounds: over so few "
			       "no change can be told from chance."}},
		{comparison->other_cases,
		 {"other_cases", "The rounds did not visit the same cases: what differs may be who "
				 "was asked, and not what changed."}},
	};
	size_t count = 0;
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (all[i].holds)
			out[count++] = all[i].warning;
	out[count] = (struct comparison_warning){NULL, NULL};
}

static struct span joined(struct arena *keep, const char *format, struct span a, struct span b,
			  struct span c)
{
	const size_t size = strlen(format) + a.len + b.len + c.len + 1;
	char *text = arena_alloc(keep, size);
	if (!text)
		return SPAN("");
	/* The sentence takes its three texts by number, so that each language has its own order. */
	const struct span value[] = {a, b, c};
	size_t len = 0;
	for (const char *at = format; *at != '\0'; at++) {
		if (at[0] != '$' || at[1] < '1' || at[1] > '3') {
			text[len++] = *at;
			continue;
		}
		const struct span one = value[*++at - '1'];
		if (one.len > 0)
			memcpy(text + len, one.at, one.len);
		len += one.len;
	}
	return (struct span){text, len};
}

struct span comparison_change(const struct overview *overview, size_t index, struct arena *keep)
{
	const struct collected_change *change = &overview->collected.change[index];
	const struct collection_names *themes = &overview->collected.collection.theme;
	const struct span day = {change->at.at, change->at.len < 10 ? change->at.len : 10};
	const struct span now =
		change->theme < themes->count ? themes->item[change->theme].name : change->from;
	if (change->merged)
		return joined(keep,
			      message("“$1” was merged into “$2” on $3: its labels of both rounds "
				      "count there."),
			      change->from, now, day);
	if (change->parent < themes->count)
		return joined(keep,
			      message("“$1” was split off “$2” on $3: what was labelled before "
				      "could not name it."),
			      now, themes->item[change->parent].name, day);
	return joined(keep,
		      message("“$1” was added on $3: what was labelled before could not name it."),
		      now, SPAN(""), day);
}

const struct comparison_format comparison_formats[] = {
	{"table", comparison_table},
	{"json", comparison_json},
	{"csv", comparison_csv},
	{NULL, NULL},
};
