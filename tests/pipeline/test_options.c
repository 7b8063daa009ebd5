#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "corpus/error.h"
#include "pipeline/options.h"

static int parse(struct options *out, struct error *err, char **argv)
{
	int argc = 0;
	while (argv[argc])
		argc++;
	return options_parse(out, argc, argv, err);
}

static void options_may_stand_before_and_after_the_command(void **state)
{
	(void)state;
	struct options options;
	char *argv[] = {"rodedraad", "--lang", "en", "run", "map", "--threads=3", NULL};
	assert_int_equal(parse(&options, NULL, argv), 0);
	assert_string_equal(options.command, "run");
	assert_int_equal(options.arguments, 1);
	assert_string_equal(options.argument[0], "map");
	long threads;
	assert_int_equal(options_number(&threads, &options, OPTION_THREADS, 1, 1, 8, NULL), 0);
	assert_int_equal(threads, 3);
	assert_false(options_given(&options, OPTION_QUIET));
}

static void a_slip_of_the_keyboard_names_the_nearest_option(void **state)
{
	(void)state;
	struct options options;
	struct error err = ERROR_INIT;
	char *argv[] = {"rodedraad", "run", "--treads=3", NULL};
	assert_int_equal(parse(&options, &err, argv), ERROR_USAGE);
	assert_non_null(strstr(err.detail, "--threads"));
}

static void a_missing_value_is_told(void **state)
{
	(void)state;
	struct options options;
	struct error err = ERROR_INIT;
	char *argv[] = {"rodedraad", "run", "--db", NULL};
	assert_int_equal(parse(&options, &err, argv), ERROR_USAGE);
	assert_string_equal(err.why, "this option needs a value");
}

static void numbers_out_of_bounds_are_refused(void **state)
{
	(void)state;
	static const char *const wrong[] = {"0", "9", "-1", "2x", "", "999999999999999999999"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct options options = {.given = OPTION_BIT(OPTION_THREADS)};
		options.value[OPTION_THREADS] = wrong[i];
		long value;
		assert_int_equal(options_number(&value, &options, OPTION_THREADS, 1, 1, 8, NULL),
				 ERROR_USAGE);
	}
}

static void a_shard_is_i_of_n(void **state)
{
	(void)state;
	struct options options = {.given = OPTION_BIT(OPTION_SHARD)};
	long index, count;
	options.value[OPTION_SHARD] = "2/3";
	assert_int_equal(options_shard(&index, &count, &options, NULL), 0);
	assert_int_equal(index, 2);
	assert_int_equal(count, 3);
	static const char *const wrong[] = {"0/3", "4/3", "2", "/", "a/b", "1/3x", "-1/3"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		options.value[OPTION_SHARD] = wrong[i];
		assert_int_equal(options_shard(&index, &count, &options, NULL), ERROR_USAGE);
	}
}

static void nearest_is_one_or_two_keystrokes_away(void **state)
{
	(void)state;
	static const char *const names[] = {"run", "report", "export", "import"};
	assert_int_equal(options_nearest("exprot", names, 4), 2);
	assert_int_equal(options_nearest("imprt", names, 4), 3);
	assert_int_equal(options_nearest("rnu", names, 4), 0);
	assert_int_equal(options_nearest("publiceer", names, 4), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_may_stand_before_and_after_the_command),
		cmocka_unit_test(a_slip_of_the_keyboard_names_the_nearest_option),
		cmocka_unit_test(a_missing_value_is_told),
		cmocka_unit_test(numbers_out_of_bounds_are_refused),
		cmocka_unit_test(a_shard_is_i_of_n),
		cmocka_unit_test(nearest_is_one_or_two_keystrokes_away),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
