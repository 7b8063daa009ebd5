/* Any bytes as a line of `rodedraad stage`; a record that is taken is written out again. */
#include "pipeline/emit.h"
#include "pipeline/record.h"
#include "tests/fuzz/fuzz_stages.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct stage_workspace *workspace = fuzz_workspace();
	struct error err = ERROR_INIT;
	struct arena keep = ARENA_INIT;
	struct stage_work work;
	struct document document;
	const char *path;
	size_t done;
	if (record_read(&work, &document, &path, &done, fuzz_span(data, size), workspace, &keep,
			&err) == 0) {
		struct emitter out;
		if (stage_table[done].run)
			(void)stage_table[done].run(&work, &err);
		emit_init(&out, &keep);
		record_write(&out, &work, path, done);
	}
	arena_reset(&workspace->scratch);
	arena_release(&keep);
	return 0;
}
