/*
 * routes.h - the table of what the server answers, and the rules that hold for
 * every request: the right host, no other site's page, a session where one is
 * needed, a body that is JSON. Knows nothing of sockets.
 */
#ifndef PIPELINE_REVIEW_ROUTES_H
#define PIPELINE_REVIEW_ROUTES_H

#include <stdbool.h>

#include "pipeline/review/review.h"

struct route {
	const char *method;
	const char *pattern; /* a `*` at the end stands for one segment */
	route_fn *answer;
	bool open; /* to who has no session */
	bool slow; /* reads the whole study: for the worker */
};

/* Ends with a NULL method. */
extern const struct route route_table[];

/* Whether the path fits, and what the `*` stands for. */
bool route_fits(struct span *parameter, const char *pattern, struct span path);

/* The route of a request that may be answered, with the request filled in; NULL when it is refused,
 * with that in `out`. */
const struct route *routes_find(struct review *review, struct request *request,
				struct response *out);
/* Answers it; always fills `out`. */
void routes_run(struct review *review, const struct route *route, const struct request *request,
		struct response *out);
/* Both. Always fills `out`. */
void routes_answer(struct review *review, struct request *request, struct response *out);

#endif
