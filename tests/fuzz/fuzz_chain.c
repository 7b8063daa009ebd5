/* Any bytes as a text that goes through every stage, and is then searched for names; the first byte
 * says what kind of text. */
#include "corpus/reader.h"
#include "stages/disclosure.h"
#include "tests/fuzz/fuzz_stages.h"
#include "tests/names.h"

static void find_names(const struct stage_work *work, struct arena *keep)
{
	static struct word_classes *classes;
	struct disclosure_list found = {.count = 0};
	struct error err = ERROR_INIT;
	if (!classes)
		classes = test_names();
	const struct span text = work->document->text;
	const struct disclosure_input input = {.text = text,
					       .structure = &work->structure,
					       .tokens = &work->tokens,
					       .vocabulary = work->workspace->vocabulary,
					       .classes = classes};
	fuzz_require(classes && disclosure_find(&found, &input, keep, &work->workspace->scratch,
						&err) == 0,
		     &err);
	uint32_t at = 0;
	for (size_t i = 0; i < found.count; i++) {
		const struct range range = found.item[i].range;
		fuzz_require(range.start >= at && range.end > range.start && range.end <= text.len,
			     &err);
		at = range.end;
	}
}

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
		if (stage_document(&work, &err) == 0)
			find_names(&work, &keep);
	}
	arena_reset(&workspace->scratch);
	arena_release(&keep);
	return 0;
}
