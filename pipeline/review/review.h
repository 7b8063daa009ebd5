/*
 * review.h - inside the review server: what all its parts share, and what a
 * request and its answer are. Nothing outside this folder includes it.
 *
 * One thread does everything but the pages that read the whole study (worker.h),
 * so the store and the tables need no lock. A request's memory lives in its arena
 * and is gone when the answer is sent.
 */
#ifndef PIPELINE_REVIEW_REVIEW_H
#define PIPELINE_REVIEW_REVIEW_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"
#include "pipeline/emit.h"
#include "pipeline/review/session.h"

struct arena;
struct error;
struct resources;
struct store;
struct study;
struct tls;

struct review {
	struct store *store;
	const struct study *study;
	const struct resources *resources;
	struct session_table sessions;
	unsigned port;
	const struct tls *tls; /* NULL: on this machine alone, without TLS */
};

enum review_limits {
	REQUEST_OPEN_MOST = 1 << 12,  /* bytes, of who has no session: only to open one */
	REQUEST_BYTES_MOST = 1 << 20, /* a bulk decision about 5,000 anecdotes is 300 KB */
	REQUEST_THEMES_MOST = 64,     /* themes of one anecdote */
	REQUEST_NOTE_MOST = 10000,    /* bytes */
	REQUEST_NAME_MOST = 200,      /* bytes of a theme's name */
	REQUEST_BULK_MOST = 10000,    /* anecdotes decided about in one go */
};

struct request {
	struct span method;
	struct span path; /* without a query */
	struct span host;
	struct span origin; /* empty if there is none */
	struct span token;  /* of the session; empty if there is none */
	struct span body;
	struct span group;    /* of the query: which part of a list, which rounds, */
	struct span after;    /* and from where on; empty if not given */
	struct span language; /* of the query: of drafted sentences; empty: the program's */
	struct arena *arena;
	/* Filled in by routes_answer. */
	struct span parameter; /* what stands for the `*` of the pattern */
	const char *reviewer;  /* NULL without a session */
	const json_t *json;    /* an object; NULL unless the method is POST */
};

struct response {
	unsigned status;
	const char *type; /* of the body */
	struct span body;
};

/* Returns 0 with `out` filled in, or an error, which is answered as 500. */
typedef int route_fn(struct review *review, const struct request *request, struct response *out,
		     struct error *err);

/* An answer that says in words why not; `why` is a key of the message table. Returns 0. */
int respond_refusal(struct response *out, const struct request *request, unsigned status,
		    const char *why);
/* The JSON in `to`; ERROR_MEMORY if it failed. */
int respond_json(struct response *out, const struct emitter *to, struct error *err);
/* What was changed is stored, as this version of it, which the next change has to name. */
int respond_version(struct response *out, const struct request *request, int64_t version,
		    struct error *err);

/* A string of the body; empty if it is not there or is no string. */
struct span request_string(const struct request *request, const char *key);
/* A whole number of the body; 0 if it is not there. */
int64_t request_number(const struct request *request, const char *key);

#endif
