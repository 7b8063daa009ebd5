#include "pipeline/parallel.h"

#include <sched.h>
#ifdef _OPENMP
#include <omp.h>
#endif

static size_t item_at(const size_t *order, size_t i)
{
	return order ? order[i] : i;
}

static void run_alone(const size_t *order, size_t count, parallel_item *item, parallel_aside *aside,
		      void *context)
{
	if (aside)
		aside(context);
	for (size_t i = 0; i < count; i++)
		item(context, item_at(order, i), 0);
}

#ifdef _OPENMP
void parallel_run(size_t workers, const size_t *order, size_t count, parallel_item *item,
		  parallel_aside *aside, void *context)
{
	/* Beside one item there is still the aside to keep a second thread busy. */
	const size_t useful = count + (aside ? 1 : 0);
	const size_t threads = workers < useful ? workers : useful;
	if (threads <= 1) {
		run_alone(order, count, item, aside, context);
		return;
	}
#pragma omp parallel num_threads((int)threads) default(none)                                       \
	shared(order, count, item, aside, context)
	{
#pragma omp master
		if (aside)
			aside(context);
#pragma omp for schedule(dynamic, 1)
		for (size_t i = 0; i < count; i++)
			item(context, item_at(order, i), (size_t)omp_get_thread_num());
	}
}
#else
void parallel_run(size_t workers, const size_t *order, size_t count, parallel_item *item,
		  parallel_aside *aside, void *context)
{
	(void)workers;
	run_alone(order, count, item, aside, context);
}
#endif

size_t parallel_processors(void)
{
	cpu_set_t set;
	if (sched_getaffinity(0, sizeof set, &set) != 0)
		return 1;
	const int count = CPU_COUNT(&set);
	return count > 0 ? (size_t)count : 1;
}
