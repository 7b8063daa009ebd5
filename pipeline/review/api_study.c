#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/review.h"
#include "pipeline/study.h"

void api_emit_target(struct emitter *to, const struct target *target)
{
	emit_field(to, "id", target->id);
	emit_field(to, "nl", lexicon_name(target, SPAN("nl")));
	emit_field(to, "en", lexicon_name(target, SPAN("en")));
}

static void emit_targets(struct emitter *to, const char *key, const struct lexicon *lexicon,
			 enum target_kind kind)
{
	emit_field_open(to, key, '[');
	for (size_t i = 0; i < lexicon_count(lexicon, kind); i++) {
		const struct target *target = lexicon_target(lexicon, kind, (uint16_t)i);
		emit_open(to, '{');
		api_emit_target(to, target);
		emit_field(to, "definition", target->definition);
		emit_close(to, '}');
	}
	emit_close(to, ']');
}

static int emit_document(void *context, const struct stored_document *document, struct error *err)
{
	struct emitter *to = context;
	(void)err;
	if (document->failed)
		return 0;
	emit_open(to, '{');
	emit_field_number(to, "number", document->number);
	emit_field(to, "id", document->id);
	emit_field(to, "title", document->title.len > 0 ? document->title : document->path);
	emit_field(to, "path", document->path);
	emit_field(to, "round", document->round);
	emit_field(to, "case", document->case_name);
	emit_field(to, "date", document->date);
	emit_close(to, '}');
	return 0;
}

static int emit_progress(void *context, const struct stored_progress *progress, struct error *err)
{
	struct emitter *to = context;
	(void)err;
	emit_open(to, '[');
	emit_number(to, progress->document);
	emit_span(to, progress->reviewer);
	emit_number(to, progress->decided);
	emit_number(to, progress->of);
	emit_close(to, ']');
	return 0;
}

static int emit_reviewer(void *context, struct span reviewer, struct error *err)
{
	(void)err;
	emit_span(context, reviewer);
	return 0;
}

static int emit_lists(struct emitter *to, struct review *review, struct error *err)
{
	emit_field_open(to, "reviewers", '[');
	int status = store_reviewers_each(review->store, false, emit_reviewer, to, err);
	emit_close(to, ']');
	emit_field_open(to, "documents", '[');
	if (status == 0)
		status = store_documents_each(review->store, emit_document, to, err);
	emit_close(to, ']');
	emit_field_open(to, "progress", '[');
	if (status == 0)
		status = store_progress_each(review->store, 0, emit_progress, to, err);
	emit_close(to, ']');
	return status;
}

int api_emit_study(struct emitter *to, struct review *review, const struct request *request,
		   struct error *err)
{
	const struct lexicon *lexicon = review->resources->stage.lexicon;
	struct codebook codebook;
	struct span document = SPAN(""), anecdote = SPAN("");
	int status = codebook_load(&codebook, review->store, lexicon, request->arena, err);
	if (status == 0)
		status = store_review_last(&document, &anecdote, review->store,
					   span_from(request->reviewer), request->arena, err);
	size_t strays = 0;
	if (status == 0)
		status = api_count_strays(&strays, review, request, err);
	if (status < 0)
		return status;
	emit_open(to, '{');
	emit_field(to, "name", span_from(review->study->name));
	emit_field(to, "language", span_from(review->study->language));
	emit_field(to, "me", span_from(request->reviewer));
	emit_field(to, "last_document", document);
	emit_field(to, "last_anecdote", anecdote);
	emit_field_number(to, "strays", (int64_t)strays);
	emit_key(to, "themes");
	codebook_emit(to, &codebook);
	emit_targets(to, "kinds", lexicon, TARGET_KIND);
	emit_targets(to, "roles", lexicon, TARGET_ROLE);
	status = emit_lists(to, review, err);
	emit_close(to, '}');
	return status;
}

int api_study(struct review *review, const struct request *request, struct response *out,
	      struct error *err)
{
	struct emitter to;
	emit_init(&to, request->arena);
	const int status = api_emit_study(&to, review, request, err);
	return status < 0 ? status : respond_json(out, &to, err);
}
