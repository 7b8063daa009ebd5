/*
 * Any bytes as a file from elsewhere, brought into a store that lives in memory: a table of stories
 * or decisions, a project, a dictionary, a list of tags, a form. The first byte chooses its name. A
 * theme pack that comes of it must be one that the program reads.
 */
#include "lexicons/pack.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/store/store.h"
#include "tests/fuzz/fuzz_stages.h"
#include "tests/packs.h"

static void import(struct store *store, const struct import_job *job)
{
	struct error err = ERROR_INIT;
	const struct import_form *form = import_find(job->bytes, job->name);
	struct import_summary summary = {.stories = 0};
	fuzz_require(store_begin(store, &err) == 0, &err);
	if (form->read(&summary, job, &err) < 0) {
		store_rollback(store);
		return;
	}
	fuzz_require(store_commit(store, &err) == 0, &err);
	fuzz_require(store_check(store, &err) == 0, &err);
	if (summary.pack.len > 0) {
		struct pack *pack =
			pack_new(summary.pack, "a/pack.yaml", test_pack_load, NULL, &err);
		fuzz_require(pack != NULL, &err);
		pack_free(pack);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"a.csv",  "a.qdpx", "a.qdc", "a.yml", "a.dic",
					    "a.json", "a.txt",  "a.cat", "a.ykd"};
	struct error err = ERROR_INIT;
	struct store *store = NULL;
	if (size == 0)
		return 0;
	struct arena arena = ARENA_INIT;
	fuzz_require(store_open(&store, ":memory:", STORE_CREATE, &err) == 0, &err);
	import(store, &(struct import_job){
			      .store = store,
			      .lexicon = fuzz_workspace()->resources->lexicon,
			      .bytes = fuzz_span(data + 1, size - 1),
			      .name = names[data[0] % (sizeof names / sizeof *names)],
			      .language = "nl",
			      .arena = &arena,
		      });
	store_close(store);
	arena_release(&arena);
	return 0;
}
