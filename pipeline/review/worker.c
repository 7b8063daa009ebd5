#include "pipeline/review/worker.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "corpus/error.h"
#include "pipeline/review/routes.h"
#include "pipeline/store/store.h"

struct worker {
	struct review review; /* with a store of its own; sessions are not used */
	pthread_t thread;
	pthread_mutex_t lock; /* over what follows */
	pthread_cond_t wake;
	struct work *first;
	struct work **last;
	bool stopped;
};

/* The next one, waiting for it; NULL when it is over. */
static struct work *take(struct worker *worker)
{
	(void)pthread_mutex_lock(&worker->lock);
	while (!worker->first && !worker->stopped)
		(void)pthread_cond_wait(&worker->wake, &worker->lock);
	struct work *work = worker->stopped ? NULL : worker->first;
	if (work) {
		worker->first = work->next;
		if (!worker->first)
			worker->last = &worker->first;
	}
	(void)pthread_mutex_unlock(&worker->lock);
	return work;
}

static void *run(void *context)
{
	struct worker *worker = context;
	struct work *work;
	while ((work = take(worker))) {
		routes_run(&worker->review, work->route, work->request, work->response);
		work->done(work->context);
	}
	return NULL;
}

/* Signals are for the thread that serves. */
static int start_thread(struct worker *worker)
{
	sigset_t all, before;
	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	const int code = pthread_create(&worker->thread, NULL, run, worker);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return code;
}

int worker_start(struct worker **out, const struct review *review, struct error *err)
{
	*out = NULL;
	struct worker *worker = calloc(1, sizeof *worker);
	if (!worker)
		return error_memory(err);
	worker->review.study = review->study;
	worker->review.resources = review->resources;
	worker->review.port = review->port;
	worker->review.tls = review->tls;
	worker->last = &worker->first;
	int status = store_open_beside(&worker->review.store, review->store, err);
	if (status == 0 &&
	    (pthread_mutex_init(&worker->lock, NULL) != 0 ||
	     pthread_cond_init(&worker->wake, NULL) != 0 || start_thread(worker) != 0))
		status = error_memory(err);
	if (status < 0) {
		store_close(worker->review.store);
		free(worker);
		return status;
	}
	*out = worker;
	return 0;
}

void worker_put(struct worker *worker, struct work *work)
{
	work->next = NULL;
	(void)pthread_mutex_lock(&worker->lock);
	*worker->last = work;
	worker->last = &work->next;
	(void)pthread_cond_signal(&worker->wake);
	(void)pthread_mutex_unlock(&worker->lock);
}

void worker_stop(struct worker *worker)
{
	if (!worker)
		return;
	(void)pthread_mutex_lock(&worker->lock);
	worker->stopped = true;
	(void)pthread_cond_signal(&worker->wake);
	(void)pthread_mutex_unlock(&worker->lock);
	(void)pthread_join(worker->thread, NULL);
	for (struct work *work = worker->first, *next; work; work = next) {
		next = work->next;
		(void)respond_refusal(work->response, work->request, 503,
				      "the program does not answer; is it still running?");
		work->done(work->context);
	}
	(void)pthread_mutex_destroy(&worker->lock);
	(void)pthread_cond_destroy(&worker->wake);
	store_close(worker->review.store);
	free(worker);
}
