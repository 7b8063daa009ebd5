#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/image.h"

struct leaf {
	uint64_t number;
	const struct leaf *next;
	const char *word;
};

/* A list of leaves in two stretches of memory; its last points at `last`. */
static struct leaf *grow(struct leaf first[3], struct leaf second[3], const struct leaf *last)
{
	static const char words[] = "aap noot mies";
	for (unsigned i = 0; i < 6; i++) {
		struct leaf *leaf = i % 2 ? &second[i / 2] : &first[i / 2];
		*leaf = (struct leaf){.number = i * 3,
				      .next = i == 5  ? last
					      : i % 2 ? &first[i / 2 + 1]
						      : &second[i / 2]};
	}
	memcpy(&second[2].number, words, sizeof second[2].number);
	second[1].word = (const char *)&second[2].number;
	return first;
}

static int make(struct span *out, struct leaf one[6], struct leaf other[6], struct arena *keep,
		struct error *err)
{
	const size_t half = 3 * sizeof *one;
	const struct image_block block[] = {
		{{(const char *)one, half}, {(const char *)other, half}},
		{{(const char *)(one + 3), half}, {(const char *)(other + 3), half}},
	};
	return image_make(out, block, 2, keep, err);
}

static void what_is_opened_is_what_was_made_and_stands_by_itself(void **state)
{
	(void)state;
	struct arena keep = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct span bytes;
	struct leaf one[6] = {{.number = 0}}, other[6] = {{.number = 0}};
	grow(one, one + 3, one);
	grow(other, other + 3, other);
	assert_int_equal(make(&bytes, one, other, &keep, &err), 0);
	memset(one, 1, sizeof one);
	memset(other, 1, sizeof other);
	struct leaf *opened = image_open(bytes, &err);
	assert_non_null(opened);
	const struct leaf *leaf = opened;
	for (unsigned i = 0; i < 5; i++, leaf = leaf->next)
		assert_int_equal(leaf->number, i * 3);
	assert_ptr_equal(leaf->next, opened);
	assert_memory_equal(opened[4].word, "aap noot", 8);
	free(opened);
	arena_release(&keep);
}

static void what_differs_and_is_no_pointer_is_refused(void **state)
{
	(void)state;
	struct arena keep = ARENA_INIT;
	struct span bytes;
	struct leaf one[6] = {{.number = 0}}, other[6] = {{.number = 0}}, outside = {.number = 0};
	for (unsigned wrong = 0; wrong < 3; wrong++) {
		struct error err = ERROR_INIT;
		grow(one, one + 3, wrong == 0 ? &outside : one);
		grow(other, other + 3, wrong == 0 ? &outside + 1 : other);
		if (wrong == 1)
			other[1].number++;
		if (wrong == 2) /* the same leaf by another way round */
			other[1].next = &other[3];
		assert_int_equal(make(&bytes, one, other, &keep, &err), ERROR_CONFIG);
		assert_string_equal(err.why, "not a structure that stands by itself");
	}
	arena_release(&keep);
}

static void every_cut_is_refused(void **state)
{
	(void)state;
	struct arena keep = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct span bytes;
	struct leaf one[6] = {{.number = 0}}, other[6] = {{.number = 0}};
	grow(one, one + 3, one);
	grow(other, other + 3, other);
	assert_int_equal(make(&bytes, one, other, &keep, &err), 0);
	for (size_t len = 0; len < bytes.len; len++)
		assert_null(image_open((struct span){bytes.at, len}, &err));
	arena_release(&keep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_opened_is_what_was_made_and_stands_by_itself),
		cmocka_unit_test(what_differs_and_is_no_pointer_is_refused),
		cmocka_unit_test(every_cut_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
