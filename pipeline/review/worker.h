/*
 * worker.h - a second thread for pages that read the whole study, so that nobody's
 * decision waits for them. It has a connection of its own to the store, sees what
 * is on the disk, and changes nothing.
 */
#ifndef PIPELINE_REVIEW_WORKER_H
#define PIPELINE_REVIEW_WORKER_H

#include "pipeline/review/review.h"

struct route;
struct worker;

/* One page to make. The worker borrows all of it until `done` is called, on its own thread. */
struct work {
	struct work *next;
	const struct route *route;
	const struct request *request;
	struct response *response;
	void (*done)(void *context);
	void *context;
};

/* `review` is borrowed; of it the worker uses study, resources, port and tls. */
int worker_start(struct worker **out, const struct review *review, struct error *err);
/* First come, first served. */
void worker_put(struct worker *worker, struct work *work);
/* Ends after the page at hand; those that wait are answered with a refusal. NULL is no error. */
void worker_stop(struct worker *worker);

#endif
