/* Any bytes at all go into every reader: the first byte chooses a file name, the rest is the file.
 */
#include "corpus/reader.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"a.txt",  "a.md",   "a.html", "a.docx", "a.odt",
					    "a.pdf",  "a.vtt",  "a.srt",  "a.csv",  "a.tsv",
					    "a.xlsx", "a.json", "a.doc",  "a.heic", "a"};
	if (size == 0)
		return 0;
	struct arena keep = ARENA_INIT;
	struct arena scratch = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct document document;
	const struct reader_options options = {
		.name = names[data[0] % (sizeof names / sizeof *names)], .language = "nl"};
	const struct span bytes = fuzz_span(data + 1, size - 1);
	(void)reader_needs_converter(bytes, &options);
	(void)reader_read(&document, bytes, &options, &keep, &scratch, &err);
	arena_release(&scratch);
	arena_release(&keep);
	return 0;
}
