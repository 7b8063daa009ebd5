#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/program.h"

/* What the linker made of the flags, not what the Makefile asked for. */
static void says(const char *readelf, const char *pattern)
{
	if (PROGRAM_SANITIZED)
		skip();
	if (program_shell("LC_ALL=C readelf -W %s \"$R\" | grep -qE '%s'", readelf, pattern) != 0)
		fail_msg("readelf %s does not show %s", readelf, pattern);
}

static void it_is_loaded_at_a_random_address(void **state)
{
	(void)state;
	says("-h", "Type:.*DYN.*Position-Independent Executable");
	says("-d", "FLAGS_1.*PIE");
}

static void tables_of_addresses_are_read_only(void **state)
{
	(void)state;
	says("-l", "GNU_RELRO");
	says("-d", "BIND_NOW");
}

static void the_stack_is_guarded_and_holds_no_code(void **state)
{
	(void)state;
	says("-l", "GNU_STACK.* RW +0x");
	says("--dyn-syms", "__stack_chk_fail");
}

static void copies_check_the_size_of_their_target(void **state)
{
	(void)state;
	says("--dyn-syms", "__(memcpy|snprintf|vsnprintf)_chk");
}

/* The program as a whole is only marked so where the C library's start files are; Debian 12's are
 * not. */
static void jumps_land_only_where_they_may(void **state)
{
	(void)state;
#ifdef __CET__
	assert_int_equal(program_shell("objdump -d \"$R\" | grep -A1 '<main>:' | grep -q endbr64"),
			 0);
#else
	skip();
#endif
}

static void it_finds_libraries_only_where_the_system_has_them(void **state)
{
	(void)state;
#ifdef __clang__
	/* Debian's clang names the folder of its libomp. The program that people get is gcc's. */
	skip();
#endif
	assert_int_not_equal(
		program_shell("LC_ALL=C readelf -dW \"$R\" | grep -qE 'RPATH|RUNPATH'"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_loaded_at_a_random_address),
		cmocka_unit_test(tables_of_addresses_are_read_only),
		cmocka_unit_test(the_stack_is_guarded_and_holds_no_code),
		cmocka_unit_test(copies_check_the_size_of_their_target),
		cmocka_unit_test(jumps_land_only_where_they_may),
		cmocka_unit_test(it_finds_libraries_only_where_the_system_has_them),
	};
	return cmocka_run_group_tests(tests, program_setup, program_teardown);
}
