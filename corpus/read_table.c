#include "corpus/readers.h"

#include "corpus/builder.h"
#include "corpus/csv.h"
#include "corpus/encoding.h"
#include "corpus/error.h"
#include "corpus/stories.h"

int read_table_fits(struct span bytes, struct span ending)
{
	const bool named = span_equal(ending, SPAN("csv")) || span_equal(ending, SPAN("tsv")) ||
			   span_equal(ending, SPAN("tab"));
	return named && encoding_is_text(bytes) ? 2 : 0;
}

int read_table(struct document *out, struct span bytes, const struct reader_options *options,
	       struct arena *keep, struct arena *scratch, struct error *err)
{
	(void)options;
	struct builder builder;
	struct csv_rows rows = {.count = 0};
	struct span text;
	builder_init(&builder, keep, scratch, err);
	if (encoding_decode(&text, bytes, NULL, &builder) == 0 &&
	    csv_read(&rows, text, scratch) != 0)
		builder_fail(&builder, error_memory(err));
	return stories_read(out, rows.row, rows.count, &builder);
}
