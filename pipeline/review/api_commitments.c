#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "pipeline/report/commitments.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/store/judgements.h"
#include "pipeline/store/store.h"

/* What a person can choose from, but for "not mentioned", which the page has a word for. */
static void emit_statuses(struct emitter *to, const struct lexicon *lexicon)
{
	emit_field_open(to, "statuses", '[');
	for (size_t i = 0; i < lexicon_count(lexicon, TARGET_STATUS); i++) {
		const struct target *target = lexicon_target(lexicon, TARGET_STATUS, (uint16_t)i);
		emit_open(to, '{');
		api_emit_target(to, target);
		emit_close(to, '}');
	}
	emit_close(to, ']');
}

static int emit_lost(void *context, const struct stored_judgement *judgement, struct error *err)
{
	struct emitter *to = context;
	(void)err;
	emit_open(to, '{');
	emit_field(to, "text", judgement->text);
	emit_field(to, "status", judgement->status);
	emit_field(to, "reviewer", judgement->reviewer);
	emit_close(to, '}');
	return 0;
}

int api_commitments(struct review *review, const struct request *request, struct response *out,
		    struct error *err)
{
	struct overview overview;
	struct emitter to;
	int status = api_overview(&overview, review, request, err);
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	if (status == 0) {
		commitments_emit_list(&to, &overview);
		emit_statuses(&to, review->resources->stage.lexicon);
		emit_field_open(&to, "lost", '[');
		status = store_judgements_lost_each(review->store, emit_lost, &to, err);
		emit_close(&to, ']');
	}
	emit_close(&to, '}');
	if (status == 0)
		status = respond_json(out, &to, err);
	overview_free(&overview);
	return status;
}

static bool is_known(const struct review *review, struct span status)
{
	return status.len == 0 || span_equal(status, SPAN(JUDGED_NOT_MENTIONED)) ||
	       lexicon_find(review->resources->stage.lexicon, TARGET_STATUS, status) != UINT16_MAX;
}

static int store_wanted(struct stored_judgement *wanted, const struct stored_judgement *now,
			struct review *review, const struct request *request, struct response *out,
			struct error *err)
{
	int status = store_begin(review->store, err);
	if (status == 0)
		status = store_judgement_put(review->store, wanted, now, request->arena, err);
	if (status == 0)
		status = respond_version(out, request, wanted->version, err);
	return store_end(review->store, status, err);
}

int api_commitment(struct review *review, const struct request *request, struct response *out,
		   struct error *err)
{
	struct stored_judgement now, wanted = {
					     .commitment = request_string(request, "commitment"),
					     .status = request_string(request, "status"),
					     .reviewer = span_from(request->reviewer),
				     };
	if (!is_known(review, wanted.status))
		return respond_refusal(out, request, 422, "the request is not understood");
	int status =
		store_judgement_find(&now, review->store, wanted.commitment, request->arena, err);
	if (status < 0)
		return status;
	if (status == 0)
		return respond_refusal(out, request, 404, "there is no such commitment");
	if (now.version != request_number(request, "version"))
		return respond_refusal(out, request, 409, "somebody else changed this meanwhile");
	return store_wanted(&wanted, &now, review, request, out, err);
}
