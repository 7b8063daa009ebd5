/*
 * Any bytes as the answer of a reading process that was taken over. What is taken for a document is
 * one that the stages can trust, and travels on as the same bytes.
 */
#include <string.h>

#include "corpus/document.h"
#include "pipeline/sandbox/wire.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct document document;
	const struct span bytes = fuzz_span(data, size);
	if (wire_take(&document, bytes, &arena, &err) == 0) {
		struct span again;
		struct error differs = {.why = "another document after a second journey"};
		fuzz_require(utf8_valid(document.text), &differs);
		if (wire_put(&again, 0, &document, NULL, &arena) == 0)
			fuzz_require(span_equal(again, bytes), &differs);
	}
	arena_release(&arena);
	return 0;
}
