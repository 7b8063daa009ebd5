#include "pipeline/review/routes.h"

#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/json.h"
#include "pipeline/messages.h"
#include "pipeline/review/api.h"
#include "pipeline/review/tls.h"

const struct route route_table[] = {
	{"GET", "/", api_page, .open = true},
	{"GET", "/web/*", api_page, .open = true},
	{"GET", "/words", api_words, .open = true},
	{"POST", "/api/session", api_session, .open = true},
	{"GET", "/api/study", api_study, .open = false},
	{"GET", "/api/document/*", api_document, .open = false},
	{"GET", "/api/strays", api_strays, .slow = true},
	{"POST", "/api/decide", api_decide, .open = false},
	{"POST", "/api/settle", api_settle, .open = false},
	{"GET", "/api/pairs", api_pairs, .slow = true},
	{"GET", "/api/differences/*", api_differences, .slow = true},
	{"GET", "/api/agreement", api_agreement, .slow = true},
	{"GET", "/api/queue/*", api_queue, .slow = true},
	{"POST", "/api/bulk", api_bulk, .open = false},
	{"GET", "/api/codebook", api_codebook, .open = false},
	{"POST", "/api/theme", api_theme, .open = false},
	{"GET", "/api/themes", api_themes, .slow = true},
	{"GET", "/api/theme/*", api_theme_page, .slow = true},
	{"GET", "/api/perspectives", api_perspectives, .slow = true},
	{"POST", "/api/perspective", api_perspective, .open = false},
	{"GET", "/api/rounds", api_rounds, .slow = true},
	{"GET", "/api/network", api_network, .slow = true},
	{"GET", "/api/commitments", api_commitments, .slow = true},
	{"POST", "/api/commitment", api_commitment, .open = false},
	{"GET", "/api/voices", api_voices, .slow = true},
	{"GET", "/api/names", api_names, .slow = true},
	{"POST", "/api/name", api_name, .open = false},
	{"GET", "/api/terms", api_terms, .slow = true},
	{"POST", "/api/term", api_term, .open = false},
	{"POST", "/api/split", api_split, .open = false},
	{"GET", "/api/recommendations", api_recommendations, .slow = true},
	{"POST", "/api/recommendation", api_recommendation, .open = false},
	{"POST", "/api/shape", api_shape, .open = false},
	{"POST", "/api/undo", api_undo, .open = false},
	{"POST", "/api/redo", api_redo, .open = false},
	{.method = NULL},
};

int respond_json(struct response *out, const struct emitter *to, struct error *err)
{
	if (to->failed)
		return error_memory(err);
	out->status = out->status ? out->status : 200;
	out->type = "application/json";
	out->body = emit_text(to);
	return 0;
}

int respond_version(struct response *out, const struct request *request, int64_t version,
		    struct error *err)
{
	struct emitter to;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_field_number(&to, "version", version);
	emit_close(&to, '}');
	return respond_json(out, &to, err);
}

int respond_refusal(struct response *out, const struct request *request, unsigned status,
		    const char *why)
{
	struct emitter to;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_key(&to, "error");
	emit_string(&to, why);
	emit_close(&to, '}');
	*out = (struct response){.status = status};
	if (respond_json(out, &to, NULL) < 0)
		*out = (struct response){500, "application/json", SPAN("{}")};
	return 0;
}

struct span request_string(const struct request *request, const char *key)
{
	return json_span(json_object_get(request->json, key));
}

int64_t request_number(const struct request *request, const char *key)
{
	return json_integer_value(json_object_get(request->json, key));
}

bool route_fits(struct span *parameter, const char *pattern, struct span path)
{
	const size_t len = strlen(pattern);
	*parameter = SPAN("");
	if (len == 0 || pattern[len - 1] != '*')
		return span_equal(path, span_from(pattern));
	if (path.len < len || memcmp(path.at, pattern, len - 1) != 0)
		return false;
	*parameter = (struct span){path.at + len - 1, path.len - len + 1};
	return memchr(parameter->at, '/', parameter->len) == NULL;
}

/* A host that the certificate is for, with the port unless that is the usual one. */
static bool is_certified_host(struct span host, const struct review *review)
{
	enum { HTTPS_PORT = 443 };
	char port[16];
	(void)snprintf(port, sizeof port, ":%u", review->port);
	if (span_ends(host, span_from(port)))
		host.len -= strlen(port);
	else if (review->port != HTTPS_PORT)
		return false;
	if (host.len > 2 && host.at[0] == '[' && host.at[host.len - 1] == ']')
		host = (struct span){host.at + 1, host.len - 2};
	return tls_names(review->tls, host);
}

/* `127.0.0.1:PORT` or `localhost:PORT`: another name that leads here is a page elsewhere that
 * would make this browser its messenger (DNS rebinding). */
static bool is_own_host(struct span host, const struct review *review)
{
	static const char *const name[] = {"127.0.0.1", "localhost"};
	if (review->tls)
		return is_certified_host(host, review);
	char own[40];
	for (size_t i = 0; i < 2; i++) {
		(void)snprintf(own, sizeof own, "%s:%u", name[i], review->port);
		if (span_equal(host, span_from(own)))
			return true;
	}
	return false;
}

static bool is_own_origin(const struct request *request, const struct review *review)
{
	const struct span scheme = review->tls ? SPAN("https://") : SPAN("http://");
	const struct span origin = request->origin;
	return span_starts(origin, scheme) &&
	       span_equal((struct span){origin.at + scheme.len, origin.len - scheme.len},
			  request->host);
}

static const struct route *find_route(struct request *request, bool *known)
{
	*known = false;
	for (const struct route *route = route_table; route->method; route++) {
		if (!route_fits(&request->parameter, route->pattern, request->path))
			continue;
		*known = true;
		if (span_equal(request->method, span_from(route->method)))
			return route;
	}
	return NULL;
}

/* 0, or the status with which it is refused and why. */
static unsigned refuse(const char **why, const struct review *review, const struct request *request,
		       const struct route *route, bool known)
{
	const bool post = span_equal(request->method, SPAN("POST"));
	*why = "there is no such page";
	if (!is_own_host(request->host, review) ||
	    (request->origin.len > 0 ? !is_own_origin(request, review) : post)) {
		*why = "this request comes from another site";
		return 403;
	}
	if (!route)
		return known ? 405 : 404;
	if (!route->open && !request->reviewer) {
		*why = "open your link again: this session has ended";
		return 401;
	}
	return 0;
}

static void failed(struct response *out, const struct request *request, const struct error *err)
{
	const bool busy =
		err->why && strcmp(err->why, "another program keeps the store locked") == 0;
	(void)respond_refusal(out, request, busy ? 503 : 500,
			      err->why ? err->why : "unknown error");
}

const struct route *routes_find(struct review *review, struct request *request,
				struct response *out)
{
	bool known;
	const char *why;
	*out = (struct response){.status = 0};
	const struct route *route = find_route(request, &known);
	const struct session *session = session_find(&review->sessions, request->token);
	/* A copy: the session may make place for another one while this is answered. */
	request->reviewer =
		session ? arena_copy(request->arena, session->reviewer, strlen(session->reviewer))
			: NULL;
	if (session && !request->reviewer) {
		struct error err = ERROR_INIT;
		error_memory(&err);
		failed(out, request, &err);
		return NULL;
	}
	const unsigned refused = refuse(&why, review, request, route, known);
	if (!refused)
		return route;
	(void)respond_refusal(out, request, refused, why);
	return NULL;
}

/* NULL when there is none, or with the refusal in `out`. */
static json_t *parse_body(const struct request *request, struct response *out)
{
	struct error err = ERROR_INIT;
	json_t *body = json_parse(request->body, JSON_REJECT_DUPLICATES, NULL, &err);
	if (json_is_object(body))
		return body;
	json_decref(body);
	if (err.code != ERROR_NONE)
		failed(out, request, &err);
	else
		(void)respond_refusal(out, request, 400, "the request is not understood");
	return NULL;
}

/* NULL: that of the program. */
static const char *language_of(const struct request *request)
{
	if (span_equal(request->language, SPAN("nl")))
		return "nl";
	return span_equal(request->language, SPAN("en")) ? "en" : NULL;
}

void routes_run(struct review *review, const struct route *route, const struct request *request,
		struct response *out)
{
	struct error err = ERROR_INIT;
	struct request with_body = *request;
	json_t *body = NULL;
	if (span_equal(request->method, SPAN("POST"))) {
		body = parse_body(request, out);
		if (!body)
			return;
	}
	with_body.json = body;
	message_language_here(language_of(request));
	if (route->answer(review, &with_body, out, &err) < 0)
		failed(out, request, &err);
	message_language_here(NULL);
	json_decref(body);
}

void routes_answer(struct review *review, struct request *request, struct response *out)
{
	const struct route *route = routes_find(review, request, out);
	if (route)
		routes_run(review, route, request, out);
}
