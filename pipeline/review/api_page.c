#include <stdio.h>
#include <string.h>

#include "corpus/digest.h"
#include "corpus/error.h"
#include "pipeline/embedded.h"
#include "pipeline/messages.h"
#include "pipeline/review/api.h"
#include "pipeline/store/review.h"

static const char *type_of(struct span name)
{
	static const struct {
		const char *ending;
		const char *type;
	} types[] = {{".html", "text/html; charset=utf-8"},
		     {".css", "text/css; charset=utf-8"},
		     {".js", "text/javascript; charset=utf-8"},
		     {".svg", "image/svg+xml"}};
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (span_ends(name, span_from(types[i].ending)))
			return types[i].type;
	return "application/octet-stream";
}

/* The name is looked up in the table of embedded files and nowhere else. */
int api_page(struct review *review, const struct request *request, struct response *out,
	     struct error *err)
{
	(void)review;
	(void)err;
	const struct span name =
		request->parameter.len > 0 ? request->parameter : SPAN("index.html");
	char path[128];
	const int len = snprintf(path, sizeof path, "pipeline/review/web/%.*s",
				 name.len < sizeof path ? (int)name.len : 0, name.at);
	if (len < 0 || (size_t)len >= sizeof path || !embedded_find(&out->body, path))
		return respond_refusal(out, request, 404, "there is no such page");
	out->status = 200;
	out->type = type_of(name);
	return 0;
}

int api_words(struct review *review, const struct request *request, struct response *out,
	      struct error *err)
{
	struct emitter to;
	(void)review;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	for (const struct message_row *row = message_page_table; row->english; row++) {
		emit_key(&to, row->english);
		emit_string(&to, row->dutch);
	}
	emit_close(&to, '}');
	return respond_json(out, &to, err);
}

int api_session(struct review *review, const struct request *request, struct response *out,
		struct error *err)
{
	char digest[DIGEST_TEXT];
	struct span reviewer;
	digest_of(digest, request_string(request, "secret"));
	const int found =
		store_link_find(&reviewer, review->store, span_from(digest), request->arena, err);
	if (found < 0)
		return found;
	if (found == 0)
		return respond_refusal(out, request, 401, "this link is not known, or too old");
	const struct session *session = session_open(&review->sessions, reviewer, err);
	if (!session)
		return ERROR_STORE;
	struct emitter to;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_key(&to, "token");
	emit_string(&to, session->token);
	emit_key(&to, "reviewer");
	emit_string(&to, session->reviewer);
	/* What every page needs first, so that opening a link takes one question less. */
	struct request by_reviewer = *request;
	by_reviewer.reviewer = session->reviewer;
	emit_key(&to, "study");
	const int status = api_emit_study(&to, review, &by_reviewer, err);
	emit_close(&to, '}');
	return status < 0 ? status : respond_json(out, &to, err);
}
