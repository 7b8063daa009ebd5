#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/offsets.h"
#include "pipeline/store/decisions.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/labels.h"
#include "pipeline/store/timing.h"

/* One document's worth of output is built in `arena` and written in one go. */
struct jsonl {
	struct store *store;
	const struct codebook *codebook;
	FILE *to;
	struct arena arena;
	struct emitter line;
	struct offsets offsets;
	struct timing timing;
	struct span document; /* id */
};

static void put_span(struct jsonl *out, const char *key, struct span value)
{
	emit_field(&out->line, key, value);
}

static void put_optional(struct jsonl *out, const char *key, struct span value)
{
	emit_key(&out->line, key);
	if (value.len > 0)
		emit_span(&out->line, value);
	else
		emit_null(&out->line);
}

static void put_score(struct jsonl *out, const char *key, float score)
{
	emit_key(&out->line, key);
	emit_real(&out->line, (double)score, SCORE_DECIMALS);
}

static void put_range(struct jsonl *out, struct range range)
{
	emit_field_number(&out->line, "start", offsets_characters(&out->offsets, range.start));
	emit_field_number(&out->line, "end", offsets_characters(&out->offsets, range.end));
}

static void begin(struct jsonl *out, const char *type)
{
	emit_open(&out->line, '{');
	emit_key(&out->line, "type");
	emit_string(&out->line, type);
}

static void end(struct jsonl *out)
{
	emit_close(&out->line, '}');
	emit_newline(&out->line);
}

static void put_suggestion(struct jsonl *out, const struct unpacked_theme *theme)
{
	emit_open(&out->line, '{');
	put_span(out, "id", theme->id);
	put_score(out, "score", theme->score);
	emit_field_open(&out->line, "evidence", '[');
	for (size_t i = 0; i < theme->evidences; i++) {
		emit_open(&out->line, '{');
		put_range(out, theme->evidence[i].range);
		put_span(out, "by", theme->evidence[i].by);
		emit_close(&out->line, '}');
	}
	emit_close(&out->line, ']');
	emit_close(&out->line, '}');
}

static int put_themes(struct jsonl *out, struct span ranking, struct error *err)
{
	const struct unpacked_theme *theme;
	size_t count;
	const int status = labels_ranking(&theme, &count, out->codebook, ranking, &out->arena, err);
	if (status < 0)
		return status;
	emit_field_open(&out->line, "themes", '[');
	for (size_t i = 0; i < count; i++)
		if (theme[i].suggested)
			put_suggestion(out, &theme[i]);
	emit_close(&out->line, ']');
	emit_field_open(&out->line, "ranking", '[');
	for (size_t i = 0; i < count; i++) {
		emit_open(&out->line, '[');
		emit_span(&out->line, theme[i].id);
		emit_real(&out->line, (double)theme[i].score, SCORE_DECIMALS);
		emit_close(&out->line, ']');
	}
	emit_close(&out->line, ']');
	return 0;
}

/* null where nothing is said of themes. */
static int put_ids(struct jsonl *out, struct span json, struct error *err)
{
	const struct span *id;
	size_t count;
	emit_key(&out->line, "themes");
	if (json.len == 0) {
		emit_null(&out->line);
		return 0;
	}
	const int status = labels_ids(&id, &count, out->codebook, json, &out->arena, err);
	emit_open(&out->line, '[');
	for (size_t i = 0; i < count; i++)
		emit_span(&out->line, id[i]);
	emit_close(&out->line, ']');
	return status;
}

/* What a reviewer made of it stands behind the fields that every anecdote has. */
static int put_decision(struct jsonl *out, int64_t number, struct error *err)
{
	emit_key(&out->line, "status");
	if (number == 0) {
		emit_string(&out->line, "suggested");
		return 0;
	}
	struct stored_decision decision;
	const int status = store_decision_get(&decision, out->store, number, &out->arena, err);
	if (status < 0)
		return status;
	emit_span(&out->line, decision.status);
	emit_field_open(&out->line, "decided", '{');
	put_span(out, "reviewer", decision.reviewer);
	put_span(out, "decided_at", decision.decided_at);
	const int listed = put_ids(out, decision.themes, err);
	put_optional(out, "kind", decision.kind);
	put_optional(out, "speaker_role", decision.role);
	emit_close(&out->line, '}');
	return listed;
}

static int each_anecdote(void *context, const struct stored_anecdote *anecdote, struct error *err)
{
	struct jsonl *out = context;
	begin(out, "anecdote");
	put_span(out, "id", anecdote->id);
	put_optional(out, "external_id", anecdote->external);
	put_span(out, "document", out->document);
	put_range(out, anecdote->range);
	put_span(out, "text", anecdote->text);
	put_optional(out, "speaker", anecdote->speaker);
	put_optional(out, "speaker_role", anecdote->role);
	put_optional(out, "kind", anecdote->kind);
	put_score(out, "kind_score", anecdote->kind_score);
	int status = put_themes(out, anecdote->ranking, err);
	if (status == 0)
		status = put_decision(out, anecdote->decision, err);
	timing_emit(&out->line, &out->timing, anecdote->range);
	end(out);
	return status;
}

static int each_recommendation(void *context, const struct stored_recommendation *recommendation,
			       struct error *err)
{
	struct jsonl *out = context;
	begin(out, "recommendation");
	put_span(out, "id", recommendation->id);
	put_span(out, "document", out->document);
	put_optional(out, "anecdote", recommendation->anecdote);
	put_range(out, recommendation->range);
	put_span(out, "text", recommendation->text);
	put_optional(out, "audience", recommendation->audience);
	const int status = put_ids(out, recommendation->themes, err);
	put_score(out, "score", recommendation->score);
	end(out);
	return status;
}

static void put_judgement(struct jsonl *out, const struct stored_commitment *commitment)
{
	emit_key(&out->line, "judged");
	if (commitment->judged.len == 0) {
		emit_null(&out->line);
		return;
	}
	emit_open(&out->line, '{');
	put_span(out, "status", commitment->judged);
	put_span(out, "reviewer", commitment->judge);
	put_span(out, "at", commitment->judged_at);
	emit_close(&out->line, '}');
}

static int each_commitment(void *context, const struct stored_commitment *commitment,
			   struct error *err)
{
	struct jsonl *out = context;
	(void)err;
	begin(out, "commitment");
	put_span(out, "id", commitment->id);
	put_span(out, "document", out->document);
	put_range(out, commitment->range);
	put_span(out, "text", commitment->text);
	emit_key(&out->line, "followed_up");
	if (commitment->status.len > 0) {
		emit_open(&out->line, '{');
		put_span(out, "document", commitment->outcome_document);
		emit_field_number(&out->line, "start", commitment->outcome_characters.start);
		emit_field_number(&out->line, "end", commitment->outcome_characters.end);
		put_span(out, "text", commitment->outcome_text);
		put_span(out, "status", commitment->status);
		emit_close(&out->line, '}');
	} else {
		emit_null(&out->line);
	}
	put_judgement(out, commitment);
	end(out);
	return 0;
}

static void put_document(struct jsonl *out, const struct stored_document *document)
{
	begin(out, "document");
	put_span(out, "id", document->id);
	put_span(out, "path", document->path);
	put_span(out, "round", document->round);
	put_span(out, "title", document->title);
	put_span(out, "language", document->language);
	put_span(out, "sha256", document->sha256);
	emit_field_number(&out->line, "characters", (int64_t)document->characters);
	put_optional(out, "case", document->case_name);
	put_optional(out, "date", document->date);
	end(out);
}

static int put_passages(struct jsonl *out, int64_t document, struct error *err)
{
	int status = store_anecdotes_each(out->store, document, each_anecdote, out, err);
	if (status == 0)
		status = store_recommendations_each(out->store, document, each_recommendation, out,
						    err);
	if (status == 0)
		status = store_commitments_each(out->store, document, each_commitment, out, err);
	return status;
}

static int each_document(void *context, const struct stored_document *document, struct error *err)
{
	struct jsonl *out = context;
	if (document->failed)
		return 0;
	struct stored_content content;
	arena_reset(&out->arena);
	emit_init(&out->line, &out->arena);
	out->document = document->id;
	int status = store_content_get(&content, out->store, document->number, &out->arena, err);
	if (status == 0 && offsets_init(&out->offsets, content.text, &out->arena) < 0)
		status = error_memory(err);
	if (status == 0)
		status = timing_load(&out->timing, content.blocks, &out->arena, err);
	if (status < 0)
		return status;
	put_document(out, document);
	status = put_passages(out, document->number, err);
	if (status == 0 && out->line.failed)
		status = error_memory(err);
	const struct span text = emit_text(&out->line);
	if (status == 0)
		(void)fwrite(text.at, 1, text.len, out->to);
	return status;
}

int export_jsonl(const struct export_job *job, struct error *err)
{
	struct jsonl out = {.store = job->store, .codebook = job->codebook, .to = job->to};
	const int status = store_documents_each(job->store, each_document, &out, err);
	arena_release(&out.arena);
	return status;
}
