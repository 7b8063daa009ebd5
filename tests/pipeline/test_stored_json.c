#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "corpus/error.h"
#include "pipeline/store/stored_json.h"

static void a_value_of_the_type_asked_for_comes_back(void **state)
{
	(void)state;
	struct error err = ERROR_INIT;
	json_t *value = stored_json(SPAN("{\"name_nl\":\"regels\"}"), JSON_OBJECT, &err);
	assert_non_null(value);
	assert_int_equal(err.code, ERROR_NONE);
	json_decref(value);
}

static void what_another_program_wrote_there_is_told(void **state)
{
	(void)state;
	static const char *const written[] = {"[1,2]", "{\"name_nl\":", "", "7"};
	for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
		struct error err = ERROR_INIT;
		assert_null(stored_json(span_from(written[i]), JSON_OBJECT, &err));
		assert_int_equal(err.code, ERROR_STORE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_of_the_type_asked_for_comes_back),
		cmocka_unit_test(what_another_program_wrote_there_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
