#include "corpus/error.h"
#include "lexicons/pack.h"
#include "pipeline/learn/teaching.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/study.h"

int api_terms(struct review *review, const struct request *request, struct response *out,
	      struct error *err)
{
	const struct collect_options options = {
		.language = request->language.len > 0 ? request->language
						      : span_from(review->study->language),
		.reviewer = span_from(request->reviewer),
	};
	struct teaching teaching;
	struct emitter to;
	int status = teaching_make(&teaching, review->store, review->resources, review->study,
				   &options, err);
	emit_init(&to, request->arena);
	if (status == 0) {
		teaching_emit_shared(&to, &teaching);
		status = respond_json(out, &to, err);
	}
	teaching_free(&teaching);
	return status;
}

/* NULL, or why it can't be taken, with the status of the answer. A theme may be in the codebook
 * alone: the line of its first term makes it one of the study's own pack. */
static const char *check(unsigned *status, const struct learnt_term *wanted,
			 const struct codebook *codebook)
{
	*status = 422;
	if (wanted->state == LEARNT_STATES || wanted->weight < 1 ||
	    wanted->weight > PACK_WEIGHT_MOST)
		return "the request is not understood";
	*status = 404;
	return codebook_find(codebook, wanted->theme) ? NULL : "there is no such theme";
}

int api_term(struct review *review, const struct request *request, struct response *out,
	     struct error *err)
{
	struct codebook codebook;
	struct learnt_list said;
	unsigned refused;
	int status = codebook_load(&codebook, review->store, review->resources->stage.lexicon,
				   request->arena, err);
	if (status == 0)
		status = learnt_load(&said, review->store, &codebook, request->arena, err);
	if (status < 0)
		return status;
	struct learnt_term wanted = {
		.theme = codebook_label(&codebook, request_string(request, "theme")),
		.cue = span_trim(request_string(request, "term")),
		.state = learnt_state_find(request_string(request, "state")),
		.weight = (float)request_number(request, "weight"),
		.reviewer = span_from(request->reviewer),
	};
	const char *why = check(&refused, &wanted, &codebook);
	if (why)
		return respond_refusal(out, request, refused, why);
	status = learnt_check(wanted.cue, NULL);
	if (status < 0)
		return status == ERROR_USAGE ? respond_refusal(out, request, 422,
							       "this can't be a term of a pack")
					     : error_memory(err);
	const struct learnt_term *now = learnt_find(&said, wanted.theme, wanted.cue);
	if ((now ? now->version : 0) != request_number(request, "version"))
		return respond_refusal(out, request, 409, "somebody else changed this meanwhile");
	status = learnt_put(review->store, review->study, &wanted, now, request->arena, err);
	if (status < 0)
		return status;
	return respond_version(out, request, wanted.version, err);
}
