#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/report/overview.h"
#include "pipeline/report/quote.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/study.h"

enum { SCORE_DECIMALS_SHOWN = 4 };

int api_overview(struct overview *out, struct review *review, const struct request *request,
		 struct error *err)
{
	const struct stage_resources *stage = &review->resources->stage;
	const struct collect_options options = {
		.language = request->language.len > 0 ? request->language
						      : span_from(review->study->language),
		.reviewer = span_from(request->reviewer),
	};
	return overview_make(out, review->store, stage->lexicon, stage->language, &options, err);
}

int api_themes(struct review *review, const struct request *request, struct response *out,
	       struct error *err)
{
	struct overview overview;
	struct emitter to;
	int status = api_overview(&overview, review, request, err);
	emit_init(&to, request->arena);
	if (status == 0) {
		overview_emit(&to, &overview);
		status = respond_json(out, &to, err);
	}
	overview_free(&overview);
	return status;
}

static void put_id(struct emitter *to, const char *key, const struct collection_names *names,
		   uint16_t index)
{
	emit_field(to, key, index < names->count ? names->item[index].id : SPAN(""));
}

static const struct collection_label *find_label(const struct collection_anecdote *a, size_t theme)
{
	for (size_t i = 0; i < a->labels; i++)
		if (a->label[i].theme == theme)
			return &a->label[i];
	return NULL;
}

static void emit_anecdote(struct emitter *to, const struct collection *c,
			  const struct collection_anecdote *a, const struct collection_label *label,
			  struct arena *arena)
{
	const struct collection_document *document = &c->document[a->document];
	emit_open(to, '{');
	emit_field(to, "id", a->id);
	emit_field(to, "document", document->id);
	emit_field(to, "title", document->title);
	emit_field(to, "case",
		   document->place == COLLECTION_NONE ? SPAN("") : c->place[document->place]);
	emit_field(to, "round", c->round[document->round]);
	emit_field(to, "speaker", quote_speaker(a->speaker, arena));
	put_id(to, "role", &c->role, a->role);
	put_id(to, "kind", &c->kind, a->kind);
	emit_field(to, "text", a->text);
	emit_key(to, "score");
	emit_real(to, (double)label->score, SCORE_DECIMALS_SHOWN);
	emit_key(to, "reviewed");
	emit_flag(to, a->reviewed);
	emit_close(to, '}');
}

static void emit_theme(struct emitter *to, struct overview *overview, const struct theme *theme)
{
	const struct collection *c = &overview->collected.collection;
	emit_open(to, '{');
	put_id(to, "id", &c->theme, theme->theme);
	emit_field_open(to, "typical", '[');
	for (size_t i = 0; i < theme->quotes; i++)
		emit_span(to, c->anecdote[theme->quote[i]].id);
	emit_close(to, ']');
	emit_field_open(to, "anecdotes", '[');
	for (size_t i = 0; i < c->anecdotes; i++) {
		const struct collection_anecdote *a = &c->anecdote[i];
		const struct collection_label *label = find_label(a, theme->theme);
		if (label)
			emit_anecdote(to, c, a, label, &overview->arena);
	}
	emit_close(to, ']');
	emit_close(to, '}');
}

static const struct theme *find_theme(const struct overview *overview, struct span id)
{
	const struct collection_names *names = &overview->collected.collection.theme;
	for (size_t i = 0; i < overview->themes.count; i++)
		if (span_equal(names->item[overview->themes.item[i].theme].id, id))
			return &overview->themes.item[i];
	return NULL;
}

int api_theme_page(struct review *review, const struct request *request, struct response *out,
		   struct error *err)
{
	struct overview overview;
	struct emitter to;
	int status = api_overview(&overview, review, request, err);
	const struct theme *theme = status == 0 ? find_theme(&overview, request->parameter) : NULL;
	emit_init(&to, request->arena);
	if (theme) {
		emit_theme(&to, &overview, theme);
		status = respond_json(out, &to, err);
	} else if (status == 0) {
		status = respond_refusal(out, request, 404, "there is no such theme");
	}
	overview_free(&overview);
	return status;
}
