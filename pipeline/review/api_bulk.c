#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/review/verdict.h"
#include "pipeline/store/store.h"

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

static int answer(const struct bulk *bulk, struct response *out, struct error *err)
{
	struct emitter to;
	emit_init(&to, bulk->request->arena);
	emit_open(&to, '{');
	emit_field_number(&to, "stored", bulk->stored);
	emit_field_number(&to, "left", bulk->left);
	emit_close(&to, '}');
	return respond_json(out, &to, err);
}

static int bulk_all(struct bulk *bulk, const json_t *list, struct response *out, struct error *err)
{
	int status = store_begin(bulk->review->store, err);
	for (size_t i = 0; i < json_array_size(list) && status == 0; i++)
		status = bulk_one(bulk, json_array_get(list, i), err);
	if (status == 0)
		status = answer(bulk, out, err);
	return store_end(bulk->review->store, status, err);
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
	return status == 0 ? bulk_all(&bulk, list, out, err) : status;
}
