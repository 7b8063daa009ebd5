#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/report/voices.h"
#include "pipeline/review/api.h"
#include "pipeline/study.h"

static int emit_missing(struct emitter *to, struct overview *overview,
			const struct study_people *expected)
{
	const struct report_expected *missing;
	size_t count;
	if (voices_missing(&missing, &count, overview, expected) < 0)
		return -1;
	emit_field_number(to, "expected", (int64_t)expected->count);
	emit_field_open(to, "missing", '[');
	for (size_t i = 0; i < count; i++) {
		emit_open(to, '{');
		emit_field(to, "name", missing[i].name);
		emit_field(to, "role", missing[i].role);
		emit_field(to, "case", missing[i].place);
		emit_close(to, '}');
	}
	emit_close(to, ']');
	return 0;
}

/* Who tells little at all is not heard on most themes: how many stories they tell stands with it.
 */
static void emit_silent(struct emitter *to, struct span called, size_t stories)
{
	emit_open(to, '[');
	emit_span(to, called);
	emit_number(to, (int64_t)stories);
	emit_close(to, ']');
}

static void emit_theme(struct emitter *to, const struct overview *overview,
		       const struct theme *theme)
{
	const struct collection *c = &overview->collected.collection;
	emit_open(to, '{');
	emit_field(to, "id", c->theme.item[theme->theme].id);
	emit_field_number(to, "anecdotes", (int64_t)theme->anecdotes);
	emit_field_open(to, "roles", '[');
	for (size_t r = 0; r < c->role.count; r++)
		if (overview_unheard(overview, theme, r))
			emit_silent(to, c->role.item[r].name, voices_of_role(c, r));
	emit_close(to, ']');
	emit_field_open(to, "cases", '[');
	for (size_t p = 0; p < c->places; p++)
		if (overview_silent(overview, theme, p))
			emit_silent(to, c->place[p], voices_of_place(c, p));
	emit_close(to, ']');
	emit_close(to, '}');
}

static void emit_roles(struct emitter *to, const struct collection *c)
{
	emit_field_open(to, "roles", '[');
	for (size_t r = 0; r < c->role.count; r++)
		if (voices_no_role(c, r))
			emit_span(to, c->role.item[r].name);
	emit_close(to, ']');
}

int api_voices(struct review *review, const struct request *request, struct response *out,
	       struct error *err)
{
	struct overview overview;
	struct emitter to;
	int status = api_overview(&overview, review, request, err);
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_field_number(&to, "least", (int64_t)SPREAD_OCCURRENCES_LEAST);
	if (status == 0 && emit_missing(&to, &overview, &review->study->expected) < 0)
		status = error_memory(err);
	if (status == 0) {
		emit_roles(&to, &overview.collected.collection);
		emit_field_open(&to, "themes", '[');
		for (size_t i = 0; i < overview.themes.count; i++)
			emit_theme(&to, &overview, &overview.themes.item[i]);
		emit_close(&to, ']');
	}
	emit_close(&to, '}');
	if (status == 0)
		status = respond_json(out, &to, err);
	overview_free(&overview);
	return status;
}
