#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/review/standing.h"
#include "pipeline/review/verdict.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/store.h"

enum { EXCERPT_BYTES = 240 }; /* about three lines */

struct queueing {
	struct review *review;
	const struct request *request;
	struct emitter *to;
	struct standing_list standing;
	size_t next;
	struct span document;
};

/* Its beginning, not cut inside a character. */
static struct span excerpt(struct span text)
{
	size_t len = text.len < EXCERPT_BYTES ? text.len : EXCERPT_BYTES;
	while (len < text.len && len > 0 && ((unsigned char)text.at[len] & 0xC0) == 0x80)
		len--;
	return (struct span){text.at, len};
}

static int queue_anecdote(void *context, const struct stored_anecdote *anecdote, struct error *err)
{
	struct queueing *q = context;
	struct emitter *to = q->to;
	int64_t version = 0;
	(void)err;
	const struct standing_list said = standing_of(&q->standing, anecdote->id, &q->next);
	for (size_t i = 0; i < said.count; i++) {
		const struct stored_standing *s = &said.item[i];
		if (s->settle || !span_equal(s->reviewer, span_from(q->request->reviewer)))
			continue;
		if (s->status.len > 0)
			return 0;
		version = s->number;
	}
	emit_open(to, '{');
	emit_key(to, "id");
	emit_span(to, anecdote->id);
	emit_key(to, "document");
	emit_span(to, q->document);
	emit_key(to, "version");
	emit_number(to, version);
	emit_key(to, "excerpt");
	emit_span(to, excerpt(anecdote->text));
	emit_key(to, "ranking");
	emit_raw(to, anecdote->ranking);
	emit_close(to, '}');
	return 0;
}

static int queue_document(void *context, const struct stored_document *document, struct error *err)
{
	struct queueing *q = context;
	if (document->failed)
		return 0;
	q->document = document->id;
	q->next = 0;
	const int status =
		standing_load(&q->standing, q->review, document->number, q->request->arena, err);
	return status < 0 ? status
			  : store_anecdotes_each(q->review->store, document->number, queue_anecdote,
						 q, err);
}

int api_queue(struct review *review, const struct request *request, struct response *out,
	      struct error *err)
{
	struct emitter to;
	emit_init(&to, request->arena);
	struct queueing q = {.review = review, .request = request, .to = &to};
	emit_open(&to, '[');
	const int status = store_documents_each(review->store, queue_document, &q, err);
	emit_close(&to, ']');
	return status < 0 ? status : respond_json(out, &to, err);
}

/* One bulk decision: as suggested, or as suggested without one theme. */
struct bulk {
	struct review *review;
	const struct request *request;
	struct codebook codebook;
	struct verdict_heading heading;
	struct span without; /* empty: nothing is taken out */
	int64_t stored;
	int64_t left; /* somebody decided about them meanwhile */
};

static int bulk_one(struct bulk *bulk, const json_t *item, struct error *err)
{
	struct review *review = bulk->review;
	const char *id = json_string_value(json_object_get(item, "id"));
	struct review_target target;
	int64_t last = 0;
	int status = store_review_target(&target, review->store, span_from(id),
					 bulk->request->arena, err);
	const bool found = status > 0;
	if (found)
		status = store_standing_number(&last, review->store, target.number,
					       bulk->heading.reviewer, false, err);
	if (status < 0)
		return status;
	if (!found || last != json_integer_value(json_object_get(item, "version"))) {
		bulk->left++;
		return 0;
	}
	struct stored_decision written;
	const struct verdict verdict = {.as_suggested = true, .without = bulk->without};
	bulk->stored++;
	return verdict_put(&written, review, &target, &verdict, &bulk->heading, &bulk->codebook,
			   bulk->request->arena, err);
}

static int bulk_all(struct bulk *bulk, const json_t *list, struct error *err)
{
	int status = store_begin(bulk->review->store, err);
	for (size_t i = 0; i < json_array_size(list) && status == 0; i++)
		status = bulk_one(bulk, json_array_get(list, i), err);
	if (status == 0)
		return store_commit(bulk->review->store, err);
	store_rollback(bulk->review->store);
	return status;
}

int api_bulk(struct review *review, const struct request *request, struct response *out,
	     struct error *err)
{
	const json_t *list = json_object_get(request->json, "anecdotes");
	char batch[SECRET_TEXT];
	struct bulk bulk = {.review = review,
			    .request = request,
			    .without = request_string(request, "without")};
	if (json_array_size(list) == 0 || json_array_size(list) > REQUEST_BULK_MOST)
		return respond_refusal(out, request, 422, "the request is not understood");
	int status = secret_make(batch, err);
	if (status == 0)
		status = codebook_load(&bulk.codebook, review->store,
				       review->resources->stage.lexicon, request->arena, err);
	bulk.heading = (struct verdict_heading){.reviewer = span_from(request->reviewer),
						.phase = SPAN("own"),
						.action = SPAN("bulk"),
						.batch = span_from(batch)};
	if (status == 0)
		status = bulk_all(&bulk, list, err);
	if (status < 0)
		return status;
	struct emitter to;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_key(&to, "stored");
	emit_number(&to, bulk.stored);
	emit_key(&to, "left");
	emit_number(&to, bulk.left);
	emit_close(&to, '}');
	return respond_json(out, &to, err);
}
