#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/json.h"
#include "pipeline/report/perspectives.h"
#include "pipeline/report/quote.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/interpretations.h"
#include "pipeline/store/store.h"

struct drafting {
	struct review *review;
	const struct request *request;
	struct overview overview;
	struct codebook codebook;
	struct perspective_list list;
	struct interpretation_list readings;
	struct emitter to;
};

static void emit_story(struct drafting *d, uint32_t index)
{
	const struct collection *c = &d->overview.collected.collection;
	const struct collection_anecdote *a = &c->anecdote[index];
	struct emitter *to = &d->to;
	emit_open(to, '{');
	emit_field(to, "anecdote", a->id);
	emit_key(to, "number"); /* in the report's appendix, as the questions name it */
	emit_number(to, (int64_t)index + 1);
	emit_field(to, "document", c->document[a->document].id);
	emit_field(to, "title", c->document[a->document].title);
	emit_field(to, "speaker", quote_speaker(a->speaker, &d->overview.arena));
	emit_field(to, "text", quote_text(a->text, false, &d->overview.arena));
	emit_key(to, "reviewed");
	emit_flag(to, a->reviewed);
	emit_close(to, '}');
}

static void emit_stories(struct drafting *d, const struct perspective *p)
{
	emit_field_open(&d->to, "told", '[');
	for (size_t i = 0; i < p->stories; i++)
		emit_story(d, p->story[i]);
	emit_close(&d->to, ']');
	emit_field_open(&d->to, "against_it", '[');
	if (p->contrary != COLLECTION_NONE)
		emit_story(d, p->contrary);
	emit_close(&d->to, ']');
}

/* Its members; without one, those of what nobody wrote about yet. */
static void emit_reading(struct emitter *to, const struct interpretation *reading)
{
	static const struct interpretation none;
	const struct interpretation *r = reading ? reading : &none;
	emit_field(to, "written", r->title);
	emit_field_open(to, "readings", '[');
	for (size_t i = 0; i < READINGS; i++)
		emit_span(to, r->text[i]);
	emit_close(to, ']');
	emit_field_number(to, "version", r->version);
	emit_field(to, "reviewer", r->reviewer);
	emit_field(to, "edited_at", r->edited_at);
}

static void emit_history(struct drafting *d, const struct span *theme, size_t themes)
{
	emit_field_open(&d->to, "history", '[');
	for (size_t i = 0; i < d->readings.count; i++) {
		if (!interpretation_fits(&d->readings.item[i], theme, themes))
			continue;
		emit_open(&d->to, '{');
		emit_reading(&d->to, &d->readings.item[i]);
		emit_close(&d->to, '}');
	}
	emit_close(&d->to, ']');
}

static int emit_one(struct drafting *d, const struct perspective *p, struct error *err)
{
	struct perspective_words words;
	const struct span *theme = perspective_themes(p, &d->overview);
	if (!theme || perspective_say(&words, p, &d->overview, err) < 0)
		return error_memory(err);
	emit_open(&d->to, '{');
	perspective_emit(&d->to, p, &words, &d->overview.collected.collection);
	emit_stories(d, p);
	emit_reading(&d->to, interpretations_find(&d->readings, theme, p->themes));
	emit_history(d, theme, p->themes);
	emit_close(&d->to, '}');
	return 0;
}

static bool is_placed(struct drafting *d, const struct interpretation *reading)
{
	for (size_t i = 0; i < d->list.count; i++) {
		const struct perspective *p = &d->list.item[i];
		const struct span *theme = perspective_themes(p, &d->overview);
		if (theme && interpretation_fits(reading, theme, p->themes))
			return true;
	}
	return false;
}

/* What people wrote stays when its themes no longer stand together. */
static void emit_earlier(struct drafting *d)
{
	struct emitter *to = &d->to;
	emit_field_open(to, "earlier", '[');
	for (size_t i = 0; i < d->readings.count; i++) {
		const struct interpretation *r = &d->readings.item[i];
		if (is_placed(d, r) || interpretations_find(&d->readings, r->theme, r->themes) != r)
			continue;
		emit_open(to, '{');
		emit_field_open(to, "themes", '[');
		for (size_t k = 0; k < r->themes; k++)
			emit_span(to, r->theme[k]);
		emit_close(to, ']');
		emit_reading(to, r);
		emit_close(to, '}');
	}
	emit_close(to, ']');
}

static int load(struct drafting *d, struct error *err)
{
	struct arena *arena = d->request->arena;
	int status = api_overview(&d->overview, d->review, d->request, err);
	if (status == 0)
		status = perspectives_make(&d->list, &d->overview, err);
	if (status == 0)
		status = codebook_load(&d->codebook, d->review->store,
				       d->review->resources->stage.lexicon, arena, err);
	return status == 0 ? interpretations_load(&d->readings, d->review->store, &d->codebook,
						  arena, err)
			   : status;
}

int api_perspectives(struct review *review, const struct request *request, struct response *out,
		     struct error *err)
{
	struct drafting d = {.review = review, .request = request};
	int status = load(&d, err);
	emit_init(&d.to, request->arena);
	emit_open(&d.to, '{');
	emit_field_number(&d.to, "labelled", d.list.labelled);
	emit_field_number(&d.to, "least", PERSPECTIVE_ANECDOTES_LEAST);
	emit_key(&d.to, "modularity");
	emit_real(&d.to, d.list.modularity, 2);
	emit_field_open(&d.to, "perspectives", '[');
	for (size_t i = 0; i < d.list.count && status == 0; i++)
		status = emit_one(&d, &d.list.item[i], err);
	emit_close(&d.to, ']');
	if (status == 0)
		emit_earlier(&d);
	emit_close(&d.to, '}');
	if (status == 0)
		status = respond_json(out, &d.to, err);
	overview_free(&d.overview);
	return status;
}

/* NULL, or why it can't be taken. */
static const char *read_wanted(struct interpretation *wanted, const struct request *request,
			       const struct codebook *codebook)
{
	const json_t *themes = json_object_get(request->json, "themes");
	const json_t *texts = json_object_get(request->json, "readings");
	const size_t count = json_array_size(themes);
	if (count == 0 || count > REQUEST_THEMES_MOST || json_array_size(texts) != READINGS)
		return "the request is not understood";
	wanted->title = span_trim(request_string(request, "title"));
	if (wanted->title.len > REQUEST_NAME_MOST)
		return "the text is too long";
	for (size_t i = 0; i < READINGS; i++) {
		wanted->text[i] = span_trim(json_span(json_array_get(texts, i)));
		if (wanted->text[i].len > REQUEST_NOTE_MOST)
			return "the text is too long";
	}
	for (; wanted->themes < count; wanted->themes++)
		wanted->theme[wanted->themes] = json_span(json_array_get(themes, wanted->themes));
	interpretation_settle_themes(wanted, codebook);
	for (size_t i = 0; i < wanted->themes; i++)
		if (!codebook_find(codebook, wanted->theme[i]))
			return "there is no such theme";
	return NULL;
}

static int store_wanted(struct interpretation *wanted, struct review *review,
			const struct request *request, struct response *out, int64_t replaces,
			struct error *err)
{
	int status = store_begin(review->store, err);
	if (status == 0)
		status = interpretations_put(review->store, wanted, replaces, request->arena, err);
	if (status == 0)
		status = respond_version(out, request, wanted->version, err);
	return store_end(review->store, status, err);
}

int api_perspective(struct review *review, const struct request *request, struct response *out,
		    struct error *err)
{
	struct codebook codebook;
	struct interpretation_list list;
	struct span theme[REQUEST_THEMES_MOST];
	struct interpretation wanted = {.theme = theme, .reviewer = span_from(request->reviewer)};
	int status = codebook_load(&codebook, review->store, review->resources->stage.lexicon,
				   request->arena, err);
	if (status < 0)
		return status;
	const char *why = read_wanted(&wanted, request, &codebook);
	if (why)
		return respond_refusal(out, request, 422, why);
	status = interpretations_load(&list, review->store, &codebook, request->arena, err);
	if (status < 0)
		return status;
	const struct interpretation *now = interpretations_find(&list, wanted.theme, wanted.themes);
	const int64_t version = now ? now->version : 0;
	if (version != request_number(request, "version"))
		return respond_refusal(out, request, 409, "somebody else changed this meanwhile");
	return store_wanted(&wanted, review, request, out, version, err);
}
