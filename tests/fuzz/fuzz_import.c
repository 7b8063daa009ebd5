/* Any bytes as a table of stories or decisions, brought into a store that lives in memory. */
#include "pipeline/exchange/exchange.h"
#include "pipeline/store/store.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error err = ERROR_INIT;
	struct store *store = NULL;
	fuzz_require(store_open(&store, ":memory:", STORE_CREATE, &err) == 0, &err);
	struct import_summary summary;
	(void)import_table(&summary, store, fuzz_span(data, size), "a.csv", "nl", &err);
	err = (struct error)ERROR_INIT;
	fuzz_require(store_check(store, &err) == 0, &err);
	store_close(store);
	return 0;
}
