#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"
#include "corpus/json.h"

static void a_value_is_read_whole(void **state)
{
	(void)state;
	struct error err = ERROR_INIT;
	json_t *value = json_parse(SPAN("[\"een bonnetje\", 2]"), 0, NULL, &err);
	assert_string_equal(json_string_value(json_array_get(value, 0)), "een bonnetje");
	assert_true(span_equal(json_span(json_array_get(value, 0)), SPAN("een bonnetje")));
	assert_int_equal(json_span(json_array_get(value, 1)).len, 0); /* a number is no text */
	assert_int_equal(json_span(NULL).len, 0);
	assert_int_equal(err.code, ERROR_NONE);
	json_decref(value);
}

static void what_is_no_json_is_told_and_no_lack_of_memory(void **state)
{
	(void)state;
	struct error err = ERROR_INIT;
	json_error_t problem;
	assert_null(json_parse(SPAN("[1,"), 0, &problem, &err));
	assert_null(json_parse((struct span){NULL, 0}, 0, NULL, &err));
	assert_int_equal(problem.line, 1);
	assert_int_equal(err.code, ERROR_NONE);
}

/* The linker puts this in the place of malloc.
 * NOLINTBEGIN(bugprone-reserved-identifier) */
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

static long asked, fails;

void *__wrap_malloc(size_t size)
{
	return ++asked == fails ? NULL : __real_malloc(size);
}
/* NOLINTEND(bugprone-reserved-identifier) */

/* A string of each length up to 200, so that memory is out for each byte of one, the quotation mark
 * at its end among them. */
static struct span strings(void)
{
	enum { LONGEST = 200 };
	static char text[LONGEST * LONGEST];
	size_t n = 0;
	text[n++] = '[';
	for (size_t len = 0; len < LONGEST; len++) {
		text[n++] = '"';
		memset(text + n, 'x', len);
		n += len;
		memcpy(text + n, "\",", 2);
		n += 2;
	}
	memcpy(text + n, "{\"a\":1}]", 8);
	return (struct span){text, n + 8};
}

static void memory_that_is_out_is_told_wherever_it_is(void **state)
{
	(void)state;
	const struct span text = strings();
	asked = fails = 0;
	json_t *whole = json_parse(text, 0, NULL, NULL);
	const long places = asked;
	assert_int_equal(json_array_size(whole), 201);
	assert_true(places > 400);
	json_decref(whole);
	for (long place = 1; place <= places; place++) {
		struct error err = ERROR_INIT;
		asked = 0;
		fails = place;
		assert_null(json_parse(text, 0, NULL, &err));
		assert_int_equal(err.code, ERROR_MEMORY);
	}
	fails = 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_is_read_whole),
		cmocka_unit_test(what_is_no_json_is_told_and_no_lack_of_memory),
		cmocka_unit_test(memory_that_is_out_is_told_wherever_it_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
