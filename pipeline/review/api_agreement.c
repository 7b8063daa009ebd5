#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/agreement.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/review/pairs.h"
#include "pipeline/store/codebook.h"

enum { FIGURE_DECIMALS = 4 };

static int gather_unit(void *context, const struct pair_unit *pair, struct error *err)
{
	struct agreement_study *study = context;
	int status = agreement_unit(study, pair->anecdote, err);
	for (size_t i = 0; i < pair->said.count && status == 0; i++) {
		const struct stored_standing *s = &pair->said.item[i];
		const struct agreement_word word = {.anecdote = s->anecdote,
						    .reviewer = s->reviewer,
						    .settled = s->settle,
						    .status = s->status,
						    .themes = s->themes,
						    .kind = s->kind,
						    .role = s->role};
		if (s->status.len > 0)
			status = agreement_word(study, &word, err);
	}
	return status;
}

static void emit_figure(struct emitter *to, const char *key, const struct agree_figure *figure)
{
	emit_key(to, key);
	if (!figure->defined) {
		emit_null(to);
		return;
	}
	emit_open(to, '[');
	emit_real(to, figure->value, FIGURE_DECIMALS);
	if (figure->interval) {
		emit_real(to, figure->low, FIGURE_DECIMALS);
		emit_real(to, figure->high, FIGURE_DECIMALS);
	}
	emit_close(to, ']');
}

static void emit_row(void *context, enum agreement_about about, const struct codebook_theme *theme,
		     const struct agreement *found)
{
	static const char *const what[] = {[AGREEMENT_THEMES] = "themes",
					   [AGREEMENT_KIND] = "kind",
					   [AGREEMENT_ROLE] = "role",
					   [AGREEMENT_REJECTED] = "rejected",
					   [AGREEMENT_THEME] = "theme"};
	struct emitter *to = context;
	emit_open(to, '{');
	emit_key(to, "what");
	emit_string(to, what[about]);
	emit_field(to, "theme", theme ? theme->id : SPAN(""));
	emit_field_number(to, "units", (int64_t)found->units);
	emit_field_number(to, "coded", (int64_t)found->coded);
	emit_figure(to, "raw", &found->raw);
	emit_figure(to, "on_coded", &found->on_coded);
	emit_figure(to, "kappa", &found->kappa);
	emit_figure(to, "alpha", &found->alpha);
	emit_figure(to, "ac1", &found->ac1);
	emit_close(to, '}');
}

/* All reviewers with each other; people with the program if there are none in the list. */
static int emit_rows(struct emitter *to, const char *key, const struct agreement_study *study,
		     size_t raters, struct error *err)
{
	size_t *rater = arena_calloc(study->arena, raters, sizeof *rater);
	if (!rater)
		return error_memory(err);
	for (size_t i = 0; i < raters; i++)
		rater[i] = i;
	emit_field_open(to, key, '[');
	const int status = agreement_rows(study, rater, raters, emit_row, to, err);
	emit_close(to, ']');
	return status;
}

int api_agreement(struct review *review, const struct request *request, struct response *out,
		  struct error *err)
{
	const struct lexicon *lexicon = review->resources->stage.lexicon;
	struct codebook codebook;
	struct agreement_study study;
	const struct pairs_visitor visitor = {NULL, gather_unit, &study};
	struct emitter to;
	int status = codebook_load(&codebook, review->store, lexicon, request->arena, err);
	agreement_init(&study, &codebook, lexicon, request->arena);
	if (status == 0)
		status = pairs_each(review, request, SPAN(""), &visitor, err);
	if (status < 0)
		return status;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_field_open(&to, "reviewers", '[');
	for (size_t i = 0; i < study.raters; i++)
		emit_span(&to, study.rater[i]);
	emit_close(&to, ']');
	emit_field_number(&to, "anecdotes", (int64_t)study.units);
	if (study.raters > 0) {
		status = emit_rows(&to, "people", &study, study.raters, err);
		if (status == 0)
			status = emit_rows(&to, "program", &study, 0, err);
	}
	emit_close(&to, '}');
	return status == 0 ? respond_json(out, &to, err) : status;
}
