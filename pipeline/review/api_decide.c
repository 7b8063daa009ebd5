#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/review/standing.h"
#include "pipeline/review/verdict.h"
#include "pipeline/store/store.h"

struct counting {
	struct span reviewer;
	int64_t decided;
	int64_t of;
};

static int count(void *context, const struct stored_progress *progress, struct error *err)
{
	struct counting *counting = context;
	(void)err;
	counting->of = progress->of;
	if (span_equal(progress->reviewer, counting->reviewer))
		counting->decided = progress->decided;
	return 0;
}

static int answer(struct review *review, const struct request *request, int64_t document,
		  const struct stored_decision *decision, struct response *out, struct error *err)
{
	struct counting counting = {.reviewer = span_from(request->reviewer)};
	const int status = store_progress_each(review->store, document, count, &counting, err);
	if (status < 0)
		return status;
	struct emitter to;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_key(&to, "state");
	standing_emit_decision(&to, decision);
	emit_field_number(&to, "decided", counting.decided);
	emit_field_number(&to, "of", counting.of);
	emit_close(&to, '}');
	return respond_json(out, &to, err);
}

/* The state that the verdict is about, read by whoever gives it, must still be the last one. */
static int write_checked(struct stored_decision *written, bool *stale, struct review *review,
			 const struct review_target *target, const struct verdict *verdict,
			 const struct codebook *codebook, const struct request *request,
			 bool settle, struct error *err)
{
	const struct verdict_heading heading = {
		.reviewer = span_from(request->reviewer),
		.phase = settle ? SPAN("settle") : SPAN("own"),
		.action = settle ? SPAN("settle") : SPAN("label"),
	};
	int64_t last = 0;
	const int status = store_standing_number(&last, review->store, target->number,
						 heading.reviewer, settle, err);
	*stale = last != request_number(request, "version");
	if (status < 0 || *stale)
		return status;
	return verdict_put(written, review, target, verdict, &heading, codebook, request->arena,
			   err);
}

static int decide(struct review *review, const struct request *request, struct response *out,
		  bool settle, struct error *err)
{
	struct codebook codebook;
	struct verdict verdict;
	struct review_target target;
	int status = codebook_load(&codebook, review->store, review->resources->stage.lexicon,
				   request->arena, err);
	if (status < 0)
		return status;
	const char *why = verdict_read(&verdict, request->json, review, &codebook);
	if (why)
		return respond_refusal(out, request, 422, why);
	status = store_begin(review->store, err);
	if (status < 0)
		return status;
	struct stored_decision written;
	bool stale = false;
	status = store_review_target(&target, review->store, request_string(request, "anecdote"),
				     request->arena, err);
	const bool found = status > 0;
	if (found)
		status = write_checked(&written, &stale, review, &target, &verdict, &codebook,
				       request, settle, err);
	/* Before it is committed: who is told that something failed may ask again. */
	if (found && status >= 0 && !stale)
		status = answer(review, request, target.document_number, &written, out, err);
	if (status < 0 || !found || stale) {
		store_rollback(review->store);
		if (status < 0)
			return status;
		return respond_refusal(out, request, 409,
				       found ? "somebody else changed this meanwhile"
					     : "this anecdote is no longer there");
	}
	return store_commit(review->store, err);
}

int api_decide(struct review *review, const struct request *request, struct response *out,
	       struct error *err)
{
	return decide(review, request, out, false, err);
}

int api_settle(struct review *review, const struct request *request, struct response *out,
	       struct error *err)
{
	return decide(review, request, out, true, err);
}
