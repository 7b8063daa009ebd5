#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/review/api.h"
#include "pipeline/review/standing.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/pack.h"
#include "pipeline/store/timing.h"

struct showing {
	struct emitter *to;
	const struct standing_list *standing;
	size_t next; /* in `standing` */
	struct span reviewer;
	struct timing timing;
};

static void put_raw(struct emitter *to, const char *key, struct span value)
{
	emit_key(to, key);
	emit_raw(to, value);
}

/* What I said, and what was settled together. What others said is for the pages where we compare.
 */
static void emit_mine(struct showing *showing, struct span anecdote)
{
	const struct standing_list said = standing_of(showing->standing, anecdote, &showing->next);
	const struct stored_standing *mine = NULL, *together = NULL;
	for (size_t i = 0; i < said.count; i++) {
		if (said.item[i].settle)
			together = &said.item[i];
		else if (span_equal(said.item[i].reviewer, showing->reviewer))
			mine = &said.item[i];
	}
	emit_key(showing->to, "mine");
	if (mine)
		standing_emit(showing->to, mine);
	else
		emit_null(showing->to);
	emit_key(showing->to, "settled");
	if (together)
		standing_emit(showing->to, together);
	else
		emit_null(showing->to);
}

static int emit_anecdote(void *context, const struct stored_anecdote *anecdote, struct error *err)
{
	struct showing *showing = context;
	struct emitter *to = showing->to;
	(void)err;
	emit_open(to, '{');
	emit_field(to, "id", anecdote->id);
	emit_field_number(to, "start", anecdote->range.start);
	emit_field_number(to, "end", anecdote->range.end);
	emit_field(to, "speaker", anecdote->speaker);
	emit_field(to, "role", anecdote->role);
	emit_field(to, "kind", anecdote->kind);
	emit_key(to, "kind_score");
	emit_real(to, (double)anecdote->kind_score, SCORE_DECIMALS);
	put_raw(to, "kind_evidence", anecdote->kind_evidence);
	put_raw(to, "ranking", anecdote->ranking);
	timing_emit(to, &showing->timing, anecdote->range);
	emit_mine(showing, anecdote->id);
	emit_close(to, '}');
	return 0;
}

int api_document(struct review *review, const struct request *request, struct response *out,
		 struct error *err)
{
	int64_t number;
	struct stored_content content = {.text = SPAN("")};
	struct standing_list standing;
	int status = store_document_number(&number, review->store, request->parameter, err);
	if (status == 0 && number == 0)
		return respond_refusal(out, request, 404, "there is no such document");
	if (status == 0)
		status = store_content_get(&content, review->store, number, request->arena, err);
	if (status == 0)
		status = standing_load(&standing, review, number, request->arena, err);
	struct emitter to;
	struct showing showing = {
		.to = &to, .standing = &standing, .reviewer = span_from(request->reviewer)};
	if (status == 0)
		status = timing_load(&showing.timing, content.blocks, request->arena, err);
	if (status < 0)
		return status;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_field(&to, "id", request->parameter);
	emit_field(&to, "text", content.text);
	put_raw(&to, "blocks", content.blocks.len > 0 ? content.blocks : SPAN("[]"));
	emit_field_open(&to, "anecdotes", '[');
	status = store_anecdotes_each(review->store, number, emit_anecdote, &showing, err);
	emit_close(&to, ']');
	emit_close(&to, '}');
	return status < 0 ? status : respond_json(out, &to, err);
}
