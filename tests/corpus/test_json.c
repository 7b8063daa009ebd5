#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_is_read_whole),
		cmocka_unit_test(what_is_no_json_is_told_and_no_lack_of_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
