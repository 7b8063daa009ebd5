#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/review/theme_edit.h"
#include "pipeline/review/verdict.h"
#include "pipeline/store/store.h"

struct split {
	struct review *review;
	const struct request *request;
	struct codebook codebook;
	struct verdict_heading heading;
	struct span theme; /* that is split */
	struct codebook_theme part;
	int64_t stored;
	int64_t left; /* no longer there, or no anecdote */
};

/* What holds of it is said again with the new theme: by me, or for all where it was settled. */
static int split_one(struct split *split, const json_t *item, struct error *err)
{
	struct review *review = split->review;
	struct arena *arena = split->request->arena;
	const struct span me = span_from(split->request->reviewer);
	struct review_target target;
	struct stored_decision written;
	struct verdict verdict;
	bool settled = false;
	int status = store_review_target(&target, review->store, span_from(json_string_value(item)),
					 arena, err);
	if (status <= 0) {
		split->left += status == 0;
		return status;
	}
	status = verdict_now(&verdict, &settled, review, &target, me, &split->codebook, arena, err);
	if (status < 0 || verdict.rejected) {
		split->left++;
		return status;
	}
	verdict_replace(&verdict, split->theme, split->part.id);
	split->heading.phase = settled ? SPAN("settle") : SPAN("own");
	split->stored++;
	return verdict_put(&written, review, &target, &verdict, &split->heading, &split->codebook,
			   arena, err);
}

static int answer(const struct split *split, struct response *out, struct error *err)
{
	struct emitter to;
	emit_init(&to, split->request->arena);
	emit_open(&to, '{');
	emit_field(&to, "id", split->part.id);
	emit_field_number(&to, "stored", split->stored);
	emit_field_number(&to, "left", split->left);
	emit_close(&to, '}');
	return respond_json(out, &to, err);
}

static int split_all(struct split *split, const json_t *list, struct response *out,
		     struct error *err)
{
	int status = store_begin(split->review->store, err);
	if (status == 0)
		status = theme_write(split->review, split->request, &split->part, &split->codebook,
				     err);
	for (size_t i = 0; i < json_array_size(list) && status == 0; i++)
		status = split_one(split, json_array_get(list, i), err);
	if (status == 0)
		status = answer(split, out, err);
	return store_end(split->review->store, status, err);
}

int api_split(struct review *review, const struct request *request, struct response *out,
	      struct error *err)
{
	const json_t *list = json_object_get(request->json, "anecdotes");
	char batch[SECRET_TEXT];
	struct split split = {.review = review, .request = request};
	if (json_array_size(list) == 0 || json_array_size(list) > REQUEST_BULK_MOST)
		return respond_refusal(out, request, 422, "the request is not understood");
	int status = secret_make(batch, err);
	if (status == 0)
		status = codebook_load(&split.codebook, review->store,
				       review->resources->stage.lexicon, request->arena, err);
	if (status < 0)
		return status;
	const struct codebook_theme *theme =
		codebook_resolve(&split.codebook, request_string(request, "theme"));
	if (!theme)
		return respond_refusal(out, request, 404, "there is no such theme");
	split.theme = theme->id;
	split.part = (struct codebook_theme){
		.name_nl = request_string(request, "nl"),
		.name_en = request_string(request, "en"),
		.definition = request_string(request, "definition"),
		.parent = theme->parent,
	};
	split.heading = (struct verdict_heading){.reviewer = span_from(request->reviewer),
						 .action = SPAN("split"),
						 .batch = span_from(batch)};
	const char *why = theme_check(&split.codebook, &split.part);
	if (why)
		return respond_refusal(out, request, 422, why);
	return split_all(&split, list, out, err);
}
