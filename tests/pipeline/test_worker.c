#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>

#include "pipeline/review/worker.h"
#include "tests/pipeline/review.h"

enum { PAGES = 8 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t ended = PTHREAD_COND_INITIALIZER;
static size_t done;

static void count_done(void *context)
{
	(void)context;
	(void)pthread_mutex_lock(&lock);
	done++;
	(void)pthread_cond_signal(&ended);
	(void)pthread_mutex_unlock(&lock);
}

static void wait_for(size_t count)
{
	(void)pthread_mutex_lock(&lock);
	while (done < count)
		(void)pthread_cond_wait(&ended, &lock);
	(void)pthread_mutex_unlock(&lock);
}

struct page {
	struct arena arena;
	struct request request;
	struct response response;
	struct work work;
};

static void prepare(struct page *page)
{
	page->request = request_of("GET", "/api/themes", "", f.anna);
	page->request.arena = &page->arena;
	const struct route *route = routes_find(&f.review, &page->request, &page->response);
	assert_non_null(route);
	assert_true(route->slow);
	page->work = (struct work){.route = route,
				   .request = &page->request,
				   .response = &page->response,
				   .done = count_done};
}

static void pages_are_made_while_decisions_are_stored(void **state)
{
	(void)state;
	struct page page[PAGES] = {{.response = {.status = 0}}};
	struct worker *worker;
	done = 0;
	assert_int_equal(worker_start(&worker, &f.review, NULL), 0);
	for (size_t i = 0; i < PAGES; i++) {
		prepare(&page[i]);
		worker_put(worker, &page[i].work);
		if (i == PAGES / 2)
			assert_int_equal(ask(f.anna, "POST", "/api/decide", ACCEPT, NULL), 200);
	}
	wait_for(PAGES);
	for (size_t i = 0; i < PAGES; i++)
		assert_int_equal(page[i].response.status, 200);
	json_t *said = json_loadb(page[PAGES - 1].response.body.at,
				  page[PAGES - 1].response.body.len, 0, NULL);
	assert_int_equal(json_integer_value(json_object_get(said, "reviewed")), 1);
	json_decref(said);
	worker_stop(worker);
	for (size_t i = 0; i < PAGES; i++)
		arena_release(&page[i].arena);
}

static void who_still_waits_at_the_end_is_answered(void **state)
{
	(void)state;
	struct page page[PAGES] = {{.response = {.status = 0}}};
	struct worker *worker;
	done = 0;
	assert_int_equal(worker_start(&worker, &f.review, NULL), 0);
	for (size_t i = 0; i < PAGES; i++) {
		prepare(&page[i]);
		worker_put(worker, &page[i].work);
	}
	worker_stop(worker);
	wait_for(PAGES);
	for (size_t i = 0; i < PAGES; i++) {
		assert_true(page[i].response.status == 200 || page[i].response.status == 503);
		arena_release(&page[i].arena);
	}
}

/* What changes the store stays with the thread that gathers. */
static void no_slow_page_changes_anything(void **state)
{
	(void)state;
	for (const struct route *route = route_table; route->method; route++)
		if (route->slow)
			assert_string_equal(route->method, "GET");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(pages_are_made_while_decisions_are_stored, setup,
						teardown),
		cmocka_unit_test_setup_teardown(who_still_waits_at_the_end_is_answered, setup,
						teardown),
		cmocka_unit_test(no_slow_page_changes_anything),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
