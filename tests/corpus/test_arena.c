#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/text.h"

static void allocations_are_aligned_and_apart(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	char *a = arena_alloc(&arena, 3);
	char *b = arena_alloc(&arena, 5);
	assert_non_null(a);
	assert_non_null(b);
	assert_int_equal((uintptr_t)b % _Alignof(max_align_t), 0);
	memset(a, 'a', 3);
	memset(b, 'b', 5);
	assert_memory_equal(a, "aaa", 3);
	arena_release(&arena);
}

static void sizes_that_overflow_are_refused(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	assert_null(arena_calloc(&arena, SIZE_MAX / 2, 4));
	assert_null(arena_alloc(&arena, SIZE_MAX - 8));
	arena_release(&arena);
}

static void a_grown_array_keeps_its_elements(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	int *array = NULL;
	size_t capacity = 0;
	for (int i = 0; i < 1000; i++) {
		assert_int_equal(arena_grow(&arena, &array, &capacity, (size_t)i, (size_t)i + 1,
					    sizeof *array),
				 0);
		array[i] = i;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(array[i], i);
	arena_release(&arena);
}

/* The arena counts an array where it stands but once; behind another it has to move. */
static void what_was_given_last_grows_where_it_stands(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	unsigned *array = NULL;
	size_t capacity = 0;
	assert_int_equal(arena_grow(&arena, &array, &capacity, 0, 3, sizeof *array), 0);
	const unsigned *first = array;
	const size_t used = arena.used;
	memset(array, 7, capacity * sizeof *array);
	assert_int_equal(arena_grow(&arena, &array, &capacity, 3, capacity + 1, sizeof *array), 0);
#ifndef ARENA_DEBUG
	assert_ptr_equal(array, first);
	assert_int_equal(arena.used, 2 * used);
#endif
	assert_int_equal(array[2], 0x07070707);
	char *behind = arena_copy(&arena, "behind", 6);
	const size_t before = capacity;
	assert_int_equal(arena_grow(&arena, &array, &capacity, 3, before + 1, sizeof *array), 0);
	assert_ptr_not_equal(array, first);
	memset(array + 3, 9, (capacity - 3) * sizeof *array);
	assert_string_equal(behind, "behind");
	assert_int_equal(array[2], 0x07070707);
	/* Larger than what the chunk has left. */
	assert_int_equal(arena_grow(&arena, &array, &capacity, 3, 1 << 20, sizeof *array), 0);
	memset(array + 3, 9, (capacity - 3) * sizeof *array);
	assert_int_equal(array[2], 0x07070707);
	(void)used;
	arena_release(&arena);
}

static void first_error_wins_and_detail_is_cut_between_characters(void **state)
{
	(void)state;
	struct error err = ERROR_INIT;
	char twos[600];
	for (size_t i = 0; i + 1 < sizeof twos; i += 2)
		memcpy(twos + i, "é", 2);
	twos[sizeof twos - 2] = '\0';
	assert_int_equal(error_set(&err, ERROR_INPUT, "first", "x%s", twos), ERROR_INPUT);
	assert_true(utf8_valid(span_from(err.detail)));
	assert_int_equal(error_set(&err, ERROR_STORE, "second", "%s", ""), ERROR_STORE);
	assert_string_equal(err.why, "first");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(allocations_are_aligned_and_apart),
		cmocka_unit_test(sizes_that_overflow_are_refused),
		cmocka_unit_test(a_grown_array_keeps_its_elements),
		cmocka_unit_test(what_was_given_last_grows_where_it_stands),
		cmocka_unit_test(first_error_wins_and_detail_is_cut_between_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
