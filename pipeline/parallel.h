/*
 * parallel.h - the one place where threads are.
 *
 * Item i writes its own slot and nothing else, so that what comes out does not
 * hang on the number of threads. Errors go into the slots as well.
 */
#ifndef PIPELINE_PARALLEL_H
#define PIPELINE_PARALLEL_H

#include <stddef.h>

/* Work on item i as worker `worker` (0 to workers - 1), which may use what belongs to it. */
typedef void parallel_item(void *context, size_t item, size_t worker);
/* What one thread does beside the others, once; that thread then joins them. */
typedef void parallel_aside(void *context);

/*
 * Calls `item` once for each of order[0..count-1] (or 0..count-1 when `order` is
 * NULL), handed out one by one in that order, and `aside`, unless it is NULL, in
 * the calling thread. Returns when all is done. With one worker, or built without
 * OpenMP, it is a plain loop. Allocates nothing.
 */
void parallel_run(size_t workers, const size_t *order, size_t count, parallel_item *item,
		  parallel_aside *aside, void *context);

/* Processors that this process may use; at least 1. */
size_t parallel_processors(void);

#endif
