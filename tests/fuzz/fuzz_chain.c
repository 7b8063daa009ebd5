/* Any bytes as a text that goes through every stage; the first byte says what kind of text. */
#include "corpus/reader.h"
#include "tests/fuzz/fuzz_stages.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"a.txt", "a.md", "a.srt", "a.csv"};
	struct error err = ERROR_INIT;
	if (size == 0)
		return 0;
	struct stage_workspace *workspace = fuzz_workspace();
	struct arena keep = ARENA_INIT;
	struct document document;
	const struct reader_options options = {
		.name = names[data[0] % (sizeof names / sizeof *names)], .language = "nl"};
	if (reader_read(&document, fuzz_span(data + 1, size - 1), &options, &keep,
			&workspace->scratch, &err) == 0) {
		struct stage_work work;
		stage_begin(&work, workspace, &document, &keep);
		(void)stage_document(&work, &err);
	}
	arena_reset(&workspace->scratch);
	arena_release(&keep);
	return 0;
}
