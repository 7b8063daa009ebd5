#include "corpus/readers.h"

#include "corpus/builder.h"
#include "corpus/encoding.h"
#include "corpus/lines.h"

int read_text_fits(struct span bytes, struct span ending)
{
	if (!encoding_is_text(bytes))
		return 0;
	return span_equal(ending, SPAN("txt")) || span_equal(ending, SPAN("text")) ? 2 : 1;
}

int read_text(struct document *out, struct span bytes, const struct reader_options *options,
	      struct arena *keep, struct arena *scratch, struct error *err)
{
	(void)options;
	struct builder builder;
	builder_init(&builder, keep, scratch, err);
	struct span text;
	if (encoding_decode(&text, bytes, NULL, &builder) == 0)
		builder_take(&builder, text);
	if (builder.status == 0)
		lines_cut(&builder, 0, builder.len, false);
	return builder_finish(&builder, out);
}
