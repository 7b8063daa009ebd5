#include "corpus/json.h"
#include "corpus/readers.h"

#include <string.h>

#include "corpus/builder.h"
#include "corpus/encoding.h"
#include "corpus/error.h"
#include "corpus/metadata.h"
#include "corpus/turns.h"

enum { PEEK = 4096 }; /* bytes in which the first key is looked for */

static struct span text_of(const json_t *object, const char *key)
{
	return json_span(json_object_get(object, key));
}

/* Seconds as a number, or -1. Times beyond a month are no times. */
static int64_t time_of(const json_t *segment, const char *key)
{
	const json_t *value = json_object_get(segment, key);
	if (!json_is_number(value))
		return -1;
	const double seconds = json_number_value(value);
	return seconds >= 0 && seconds < 2678400 ? (int64_t)(seconds * 1000 + 0.5) : -1;
}

static struct span speaker_of(const json_t *segment)
{
	static const char *const keys[] = {"speaker", "speaker_label", "spreker", "name"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct span name = text_of(segment, keys[i]);
		if (name.len > 0)
			return name;
	}
	return SPAN("");
}

/* The list of segments: the value itself, or what it holds under a name that is in use. */
static const json_t *segments_of(const json_t *root)
{
	static const char *const keys[] = {"segments", "chunks", "utterances", "results"};
	if (json_is_array(root))
		return root;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const json_t *value = json_object_get(root, keys[i]);
		if (json_is_array(value) && json_array_size(value) > 0)
			return value;
	}
	return NULL;
}

static void read_segments(const json_t *segments, struct builder *builder)
{
	struct turns turns;
	turns_init(&turns, builder);
	for (size_t i = 0; i < json_array_size(segments) && builder->status == 0; i++) {
		const json_t *segment = json_array_get(segments, i);
		struct span text = text_of(segment, "text");
		if (text.len == 0)
			text = text_of(segment, "transcript");
		turns_add(&turns, speaker_of(segment), text, time_of(segment, "start"),
			  time_of(segment, "end"));
	}
	turns_end(&turns);
}

static void read_root(const json_t *root, struct builder *builder)
{
	const json_t *segments = segments_of(root);
	const struct span language = text_of(root, "language");
	if (language.len > 0)
		metadata_set(builder, SPAN("language"), language);
	if (segments)
		read_segments(segments, builder);
	if (builder->blocks > 0 || builder->status != 0)
		return;
	const struct span text = text_of(root, "text");
	if (text.len == 0) {
		builder_fail(builder,
			     error_set(builder->err, ERROR_INPUT, "this JSON is no transcript",
				       "%s", "\"segments\" / \"text\""));
		return;
	}
	builder_add(builder, text);
	builder_end_lines(builder, false);
}

int read_transcript_json_fits(struct span bytes, struct span ending)
{
	if (!bytes.at)
		return 0;
	size_t at = span_starts(bytes, SPAN("\xEF\xBB\xBF")) ? 3 : 0;
	while (at < bytes.len && (bytes.at[at] == ' ' || bytes.at[at] == '\n' ||
				  bytes.at[at] == '\r' || bytes.at[at] == '\t'))
		at++;
	if (span_equal(ending, SPAN("json")))
		return encoding_is_text(bytes) ? 2 : 0;
	if (at >= bytes.len || (bytes.at[at] != '{' && bytes.at[at] != '['))
		return 0;
	const size_t most = bytes.len < PEEK ? bytes.len : PEEK;
	return memmem(bytes.at, most, "\"text\"", 6) || memmem(bytes.at, most, "\"segments\"", 10)
		       ? 2
		       : 0;
}

int read_transcript_json(struct document *out, struct span bytes,
			 const struct reader_options *options, struct arena *keep,
			 struct arena *scratch, struct error *err)
{
	(void)options;
	struct builder builder;
	builder_init(&builder, keep, scratch, err);
	struct span text;
	if (encoding_decode(&text, bytes, NULL, &builder) != 0)
		return builder.status;
	json_error_t fault;
	json_t *root = json_parse(text, 0, &fault, err);
	if (!root) {
		if (err && err->code == ERROR_MEMORY)
			return ERROR_MEMORY;
		error_at(err, options->name ? options->name : "", (unsigned)fault.line,
			 (unsigned)fault.column);
		return error_set(err, ERROR_INPUT, "the JSON is broken", "%s", fault.text);
	}
	read_root(root, &builder);
	json_decref(root);
	return builder_finish(&builder, out);
}
