/*
 * Golden cases as text: the input, a line with one point, what is expected, and a line with three
 * hyphens between cases. Lines before the first line of hyphens are a comment.
 */
#ifndef TESTS_STAGES_CASES_H
#define TESTS_STAGES_CASES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corpus/text.h"

enum { CASE_SIZE = 16384 };

/* Writes what comes of `input` to `out`, with a NUL behind it. */
typedef void case_fn(void *context, struct span input, char *out, size_t size);

static inline char *cases_read(const char *path)
{
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	char *bytes = calloc(1, 1 << 20);
	assert_non_null(bytes);
	assert_true(fread(bytes, 1, (1 << 20) - 1, file) > 0);
	(void)fclose(file);
	return bytes;
}

/* Runs all cases and names each that differs, with its line. */
static inline void cases_run(const char *path, case_fn *fn, void *context)
{
	char *bytes = cases_read(path);
	char *at = strstr(bytes, "\n---\n");
	size_t failed = 0;
	size_t count = 0;
	for (; at && at[5] != '\0'; count++) {
		char *input = at + 5;
		char *point = strstr(input, "\n.\n");
		assert_non_null(point);
		char *wanted = point + 3;
		char *end = strstr(point + 2, "\n---\n");
		assert_non_null(end);
		char found[CASE_SIZE];
		fn(context, (struct span){input, (size_t)(point - input)}, found, sizeof found);
		const size_t len = (size_t)(end - wanted) + 1;
		if (strlen(found) != len || memcmp(found, wanted, len) != 0) {
			size_t line = 1;
			for (const char *c = bytes; c < input; c++)
				line += *c == '\n';
			print_error("%s:%zu: wanted\n%.*sfound\n%s", path, line, (int)len, wanted,
				    found);
			failed++;
		}
		at = end;
	}
	free(bytes);
	assert_true(count > 0);
	assert_int_equal(failed, 0);
}

#endif
