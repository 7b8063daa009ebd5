/* For fuzz targets: what each of them begins with. A target is never given NULL results to look at.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline struct span fuzz_span(const uint8_t *data, size_t size)
{
	return (struct span){(const char *)data, size};
}

/* For what must work before any input is tried. */
static inline void fuzz_require(int good, const struct error *err)
{
	if (!good) {
		(void)fprintf(stderr, "%s: %s %s\n", err->where, err->why ? err->why : "failed",
			      err->detail);
		abort();
	}
}

#endif
