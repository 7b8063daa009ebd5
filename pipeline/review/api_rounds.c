#include <stdio.h>
#include <stdlib.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/messages.h"
#include "pipeline/report/comparison.h"
#include "pipeline/report/report.h"
#include "pipeline/review/api.h"

/* As an element of SVG; empty when there is nothing to draw. */
static int emit_picture(struct emitter *to, struct report *report, enum report_picture picture,
			struct error *err)
{
	char *text = NULL;
	size_t len = 0;
	FILE *file = open_memstream(&text, &len);
	if (!file)
		return error_memory(err);
	int status =
		report_has_picture(report, picture) ? report_picture(report, picture, "", file) : 0;
	if (fclose(file) != 0)
		status = -1;
	if (status == 0)
		emit_span(to, (struct span){text, len});
	free(text);
	return status < 0 ? error_memory(err) : 0;
}

static int emit_pictures(struct emitter *to, struct overview *overview,
			 const struct comparison *comparison, struct error *err)
{
	struct report report = {
		.overview = overview,
		.c = &overview->collected.collection,
		.comparison = comparison,
	};
	emit_key(to, "slope");
	const int status = emit_picture(to, &report, REPORT_SLOPE, err);
	if (status < 0)
		return status;
	emit_key(to, "multiples");
	return emit_picture(to, &report, REPORT_MULTIPLES, err);
}

/* What the figures rest on, in the language of the page. */
static void emit_notes(struct emitter *to, struct overview *overview,
		       const struct comparison *comparison)
{
	struct comparison_warning warning[COMPARISON_WARNINGS];
	comparison_warnings(warning, comparison);
	emit_field_open(to, "notes", '[');
	for (size_t i = 0; warning[i].id; i++)
		emit_string(to, message(warning[i].text));
	for (size_t i = 0; i < overview->collected.changes; i++)
		emit_span(to, comparison_change(overview, i, &overview->arena));
	emit_close(to, ']');
	emit_field_open(to, "verdicts", '{');
	for (int i = 0; i < COMPARE_VERDICTS; i++) {
		emit_key(to, comparison_verdict_id((enum compare_verdict)i));
		emit_string(to, message(comparison_verdict((enum compare_verdict)i)));
	}
	emit_close(to, '}');
}

static int emit_comparison(struct emitter *to, struct overview *overview,
			   const struct comparison *comparison, struct error *err)
{
	emit_key(to, "comparison");
	comparison_emit(to, comparison, overview);
	emit_notes(to, overview, comparison);
	return emit_pictures(to, overview, comparison, err);
}

static void emit_rounds(struct emitter *to, const struct collection *c)
{
	emit_field_open(to, "all", '[');
	for (size_t i = 0; i < c->rounds; i++)
		emit_span(to, c->round[i]);
	emit_close(to, ']');
}

static int answer(struct overview *overview, const struct request *request, struct response *out,
		  struct error *err)
{
	const struct collection *c = &overview->collected.collection;
	const char *rounds = arena_copy(request->arena, request->group.at, request->group.len);
	struct comparison comparison;
	struct emitter to;
	int status = 0;
	if (!rounds)
		return error_memory(err);
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_rounds(&to, c);
	if (c->rounds > 1) {
		status = comparison_make(&comparison, overview,
					 request->group.len > 0 ? rounds : NULL, err);
		if (status == ERROR_USAGE)
			return respond_refusal(out, request, 404, "there is no such page");
		if (status == 0)
			status = emit_comparison(&to, overview, &comparison, err);
	}
	emit_close(&to, '}');
	return status < 0 ? status : respond_json(out, &to, err);
}

int api_rounds(struct review *review, const struct request *request, struct response *out,
	       struct error *err)
{
	struct overview overview;
	int status = api_overview(&overview, review, request, err);
	if (status == 0)
		status = answer(&overview, request, out, err);
	overview_free(&overview);
	return status;
}
