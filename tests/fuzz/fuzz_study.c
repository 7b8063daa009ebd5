/* Any bytes as rodedraad.yaml. */
#include "pipeline/study.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error err = ERROR_INIT;
	struct study study = {.name = "", .language = "nl"};
	(void)study_parse(&study, fuzz_span(data, size), "rodedraad.yaml", &err);
	study_free(&study);
	return 0;
}
