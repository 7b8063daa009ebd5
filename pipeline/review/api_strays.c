#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/review/api.h"
#include "pipeline/store/decisions.h"

struct straying {
	struct emitter *to; /* NULL: only count */
	struct span reviewer;
	size_t count;
};

/* What I said and what was settled together: what others said is theirs. */
static bool is_mine(const struct straying *straying, const struct stored_decision *decision)
{
	return span_equal(decision->phase, SPAN("settle")) ||
	       span_equal(decision->reviewer, straying->reviewer);
}

static int emit_stray(void *context, const struct stored_decision *decision, struct error *err)
{
	struct straying *straying = context;
	struct emitter *to = straying->to;
	(void)err;
	if (!is_mine(straying, decision))
		return 0;
	straying->count++;
	if (!to)
		return 0;
	emit_open(to, '{');
	emit_field_number(to, "number", decision->number);
	emit_field(to, "document", decision->document);
	emit_field(to, "reviewer", decision->reviewer);
	emit_field(to, "decided_at", decision->decided_at);
	emit_field(to, "phase", decision->phase);
	emit_field(to, "status", decision->status);
	emit_key(to, "themes");
	emit_raw(to, decision->themes.len > 0 ? decision->themes : SPAN("[]"));
	emit_field(to, "kind", decision->kind);
	emit_field(to, "role", decision->role);
	emit_field(to, "text", decision->quotation);
	emit_close(to, '}');
	return 0;
}

int api_count_strays(size_t *out, struct review *review, const struct request *request,
		     struct error *err)
{
	struct straying straying = {.reviewer = span_from(request->reviewer)};
	const int status = store_decisions_stray(review->store, emit_stray, &straying, err);
	*out = straying.count;
	return status;
}

int api_strays(struct review *review, const struct request *request, struct response *out,
	       struct error *err)
{
	struct emitter to;
	emit_init(&to, request->arena);
	struct straying straying = {.to = &to, .reviewer = span_from(request->reviewer)};
	emit_open(&to, '[');
	const int status = store_decisions_stray(review->store, emit_stray, &straying, err);
	emit_close(&to, ']');
	return status < 0 ? status : respond_json(out, &to, err);
}
