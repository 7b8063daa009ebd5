#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdatomic.h>
#include <stdlib.h>

#include "pipeline/parallel.h"

enum { ITEMS = 1000 };

struct work {
	atomic_int done[ITEMS];
	atomic_int aside;
	atomic_size_t highest;
};

static void item(void *context, size_t i, size_t worker)
{
	struct work *work = context;
	atomic_fetch_add(&work->done[i], 1);
	if (worker > atomic_load(&work->highest))
		atomic_store(&work->highest, worker);
}

static void aside(void *context)
{
	atomic_fetch_add(&((struct work *)context)->aside, 1);
}

static void each_item_is_done_once_whatever_the_number_of_threads(void **state)
{
	(void)state;
	static const size_t workers[] = {1, 2, 3, 8};
	for (size_t w = 0; w < 4; w++) {
		struct work *work = calloc(1, sizeof *work);
		assert_non_null(work);
		parallel_run(workers[w], NULL, ITEMS, item, aside, work);
		for (size_t i = 0; i < ITEMS; i++)
			assert_int_equal(work->done[i], 1);
		assert_int_equal(work->aside, 1);
		assert_true(work->highest < workers[w]);
		free(work);
	}
}

static void nothing_to_do_still_does_the_aside(void **state)
{
	(void)state;
	struct work work = {.aside = 0};
	parallel_run(4, NULL, 0, item, aside, &work);
	assert_int_equal(work.aside, 1);
	assert_true(parallel_processors() >= 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_item_is_done_once_whatever_the_number_of_threads),
		cmocka_unit_test(nothing_to_do_still_does_the_aside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
