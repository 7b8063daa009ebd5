#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "pipeline/report/overview.h"
#include "pipeline/report/quote.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/proposals.h"
#include "pipeline/store/store.h"
#include "stages/draft.h"

struct drafting {
	struct review *review;
	const struct request *request;
	struct overview overview;
	struct codebook codebook;
	struct draft_list drafts;
	struct proposal_list proposals;
	struct emitter to;
};

static void emit_state(struct emitter *to, const struct proposal *p)
{
	emit_field(to, "text", p ? p->text : SPAN(""));
	emit_field(to, "status", p ? p->status : SPAN(PROPOSAL_DRAFT));
	emit_field_number(to, "version", p ? p->version : 0);
	emit_field(to, "reviewer", p ? p->reviewer : SPAN(""));
	emit_field(to, "edited_at", p ? p->edited_at : SPAN(""));
}

/* What holds, and every version of it. */
static void emit_proposal(struct drafting *d, struct span audience, struct span theme)
{
	struct emitter *to = &d->to;
	emit_state(to, proposals_find(&d->proposals, audience, theme));
	emit_field_open(to, "history", '[');
	for (size_t i = 0; i < d->proposals.count; i++) {
		const struct proposal *p = &d->proposals.item[i];
		if (!span_equal(p->audience, audience) || !span_equal(p->theme, theme))
			continue;
		emit_open(to, '{');
		emit_state(to, p);
		emit_close(to, '}');
	}
	emit_close(to, ']');
}

static void emit_source(struct drafting *d, uint32_t document, uint32_t anecdote)
{
	const struct collection *c = &d->overview.collected.collection;
	emit_field(&d->to, "document", c->document[document].id);
	emit_field(&d->to, "title", c->document[document].title);
	emit_field(&d->to, "anecdote",
		   anecdote == COLLECTION_NONE ? SPAN("") : c->anecdote[anecdote].id);
}

static void emit_quotes(struct drafting *d, const struct draft *draft)
{
	const struct collection *c = &d->overview.collected.collection;
	struct emitter *to = &d->to;
	emit_field_open(to, "kinds", '[');
	for (size_t k = 0; k < c->kind.count; k++) {
		emit_open(to, '{');
		emit_field(to, "id", c->kind.item[k].id);
		emit_field_number(to, "count", draft->by_kind[k]);
		emit_field_open(to, "quotes", '[');
		for (size_t i = 0; i < draft->kind[k].count; i++) {
			const uint32_t index = draft->kind[k].anecdote[i];
			const struct collection_anecdote *a = &c->anecdote[index];
			emit_open(to, '{');
			emit_field(to, "text", quote_text(a->text, false, &d->overview.arena));
			emit_field(to, "speaker", quote_speaker(a->speaker, &d->overview.arena));
			emit_key(to, "reviewed");
			emit_flag(to, a->reviewed);
			emit_source(d, a->document, index);
			emit_close(to, '}');
		}
		emit_close(to, ']');
		emit_close(to, '}');
	}
	emit_close(to, ']');
}

static void emit_sentences(struct drafting *d, const struct draft *draft)
{
	const struct collection *c = &d->overview.collected.collection;
	struct emitter *to = &d->to;
	emit_field_open(to, "sentences", '[');
	for (size_t i = 0; i < draft->sentences; i++) {
		const struct collection_recommendation *r = &c->recommendation[draft->sentence[i]];
		emit_open(to, '{');
		emit_field(to, "text", quote_sentence(r->text, &d->overview.arena));
		emit_field(to, "speaker", quote_speaker(r->speaker, &d->overview.arena));
		emit_source(d, r->document, r->anecdote);
		emit_close(to, '}');
	}
	emit_close(to, ']');
}

static void emit_draft(struct drafting *d, const struct draft *draft)
{
	const struct collection *c = &d->overview.collected.collection;
	const struct span audience = c->audience.item[draft->audience].id;
	const struct span theme = c->theme.item[draft->theme].id;
	struct emitter *to = &d->to;
	emit_open(to, '{');
	emit_field(to, "audience", audience);
	emit_field(to, "theme", theme);
	emit_field_number(to, "anecdotes", draft->anecdotes);
	emit_field_number(to, "reviewed", draft->reviewed);
	emit_key(to, "enough");
	emit_flag(to, draft->enough);
	emit_proposal(d, audience, theme);
	emit_quotes(d, draft);
	emit_sentences(d, draft);
	emit_close(to, '}');
}

static bool has_draft(const struct drafting *d, const struct proposal *p)
{
	const struct collection *c = &d->overview.collected.collection;
	for (size_t i = 0; i < d->drafts.count; i++)
		if (span_equal(c->audience.item[d->drafts.item[i].audience].id, p->audience) &&
		    span_equal(c->theme.item[d->drafts.item[i].theme].id, p->theme))
			return true;
	return false;
}

/* What people wrote stays when the anecdotes behind it have gone elsewhere. */
static void emit_bare(struct drafting *d, const struct proposal *p)
{
	struct emitter *to = &d->to;
	emit_open(to, '{');
	emit_field(to, "audience", p->audience);
	emit_field(to, "theme", p->theme);
	emit_field_number(to, "anecdotes", 0);
	emit_field_number(to, "reviewed", 0);
	emit_key(to, "enough");
	emit_flag(to, false);
	emit_proposal(d, p->audience, p->theme);
	emit_field_open(to, "kinds", '[');
	emit_close(to, ']');
	emit_field_open(to, "sentences", '[');
	emit_close(to, ']');
	emit_close(to, '}');
}

static void emit_all(struct drafting *d)
{
	const struct lexicon *lexicon = d->review->resources->stage.lexicon;
	struct emitter *to = &d->to;
	emit_open(to, '{');
	emit_field_open(to, "audiences", '[');
	for (size_t i = 0; i < lexicon_count(lexicon, TARGET_AUDIENCE); i++) {
		const struct target *target = lexicon_target(lexicon, TARGET_AUDIENCE, (uint16_t)i);
		emit_open(to, '{');
		api_emit_target(to, target);
		emit_close(to, '}');
	}
	emit_close(to, ']');
	emit_field_open(to, "drafts", '[');
	for (size_t i = 0; i < d->drafts.count; i++)
		emit_draft(d, &d->drafts.item[i]);
	for (size_t i = 0; i < d->proposals.count; i++)
		if (d->proposals.item[i].holds && !has_draft(d, &d->proposals.item[i]))
			emit_bare(d, &d->proposals.item[i]);
	emit_close(to, ']');
	emit_close(to, '}');
}

static int load(struct drafting *d, struct error *err)
{
	const struct review *review = d->review;
	const struct stage_resources *stage = &review->resources->stage;
	struct arena *arena = d->request->arena;
	int status = api_overview(&d->overview, d->review, d->request, err);
	if (status == 0)
		status = draft_run(&d->drafts, &d->overview.collected.collection,
				   &d->overview.content, &d->overview.themes, &d->overview.arena,
				   err);
	if (status == 0)
		status = codebook_load(&d->codebook, review->store, stage->lexicon, arena, err);
	return status == 0 ? proposals_load(&d->proposals, review->store, &d->codebook, arena, err)
			   : status;
}

int api_recommendations(struct review *review, const struct request *request, struct response *out,
			struct error *err)
{
	struct drafting d = {.review = review, .request = request};
	int status = load(&d, err);
	emit_init(&d.to, request->arena);
	if (status == 0) {
		emit_all(&d);
		status = respond_json(out, &d.to, err);
	}
	overview_free(&d.overview);
	return status;
}

/* NULL, or why it can't be taken. */
static const char *check(const struct proposal *wanted, const struct review *review,
			 const struct codebook *codebook)
{
	const struct lexicon *lexicon = review->resources->stage.lexicon;
	if (wanted->text.len > REQUEST_NOTE_MOST)
		return "the text is too long";
	if (!proposal_status_known(wanted->status) ||
	    lexicon_find(lexicon, TARGET_AUDIENCE, wanted->audience) == UINT16_MAX)
		return "the request is not understood";
	return codebook_find(codebook, wanted->theme) ? NULL : "there is no such theme";
}

int api_recommendation(struct review *review, const struct request *request, struct response *out,
		       struct error *err)
{
	struct codebook codebook;
	struct proposal_list list;
	struct proposal wanted = {
		.audience = request_string(request, "audience"),
		.text = span_trim(request_string(request, "text")),
		.status = request_string(request, "status"),
		.reviewer = span_from(request->reviewer),
	};
	int status = codebook_load(&codebook, review->store, review->resources->stage.lexicon,
				   request->arena, err);
	if (status < 0)
		return status;
	wanted.theme = codebook_label(&codebook, request_string(request, "theme"));
	const char *why = check(&wanted, review, &codebook);
	if (why)
		return respond_refusal(out, request, 422, why);
	status = proposals_load(&list, review->store, &codebook, request->arena, err);
	if (status < 0)
		return status;
	const struct proposal *now = proposals_find(&list, wanted.audience, wanted.theme);
	const int64_t version = now ? now->version : 0;
	if (version != request_number(request, "version"))
		return respond_refusal(out, request, 409, "somebody else changed this meanwhile");
	status = store_begin(review->store, err);
	if (status == 0)
		status = proposals_put(review->store, &wanted, version, request->arena, err);
	if (status == 0)
		status = respond_version(out, request, wanted.version, err);
	return store_end(review->store, status, err);
}
