#include "corpus/readers.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/encoding.h"
#include "corpus/entity.h"
#include "corpus/error.h"
#include "corpus/lines.h"
#include "corpus/metadata.h"
#include "corpus/turns.h"

enum { PEEK = 4096 }; /* bytes looked at to tell the format */

/* --- lines --------------------------------------------------------------------------------- */

struct lines {
	struct span text;
	size_t at;
};

/* The next line without white space around it; false behind the last. */
static bool next_line(struct lines *lines, struct span *line)
{
	if (lines->at >= lines->text.len)
		return false;
	size_t end = lines->at;
	while (end < lines->text.len && lines->text.at[end] != '\n' && lines->text.at[end] != '\r')
		end++;
	*line = span_trim((struct span){lines->text.at + lines->at, end - lines->at});
	if (end + 1 < lines->text.len && lines->text.at[end] == '\r' &&
	    lines->text.at[end + 1] == '\n')
		end++;
	lines->at = end + 1;
	return true;
}

static size_t find(struct span text, struct span needle)
{
	const char *at = memmem(text.at, text.len, needle.at, needle.len);
	return at ? (size_t)(at - text.at) : text.len;
}

/* `00:00:01.200 --> 00:00:05,096 align:start` */
static bool timing(struct span line, int64_t *begin, int64_t *end)
{
	static const struct span arrow = {"-->", 3};
	const size_t at = find(line, arrow);
	if (at == line.len)
		return false;
	/* In brackets a time of two parts is recognised as well. */
	char buffer[2][40];
	const struct span sides[2] = {
		span_trim((struct span){line.at, at}),
		span_trim((struct span){line.at + at + arrow.len, line.len - at - arrow.len})};
	int64_t times[2];
	for (int i = 0; i < 2; i++) {
		size_t len = 0;
		while (len < sides[i].len && len < 32 && sides[i].at[len] != ' ' &&
		       sides[i].at[len] != '\t')
			len++;
		buffer[i][0] = '[';
		memcpy(buffer[i] + 1, sides[i].at, len);
		buffer[i][len + 1] = ']';
		if (lines_time((struct span){buffer[i], len + 2}, &times[i]) == 0)
			return false;
	}
	*begin = times[0];
	*end = times[1];
	return true;
}

/* --- cues ---------------------------------------------------------------------------------- */

struct cue {
	char *text;
	size_t len;
	size_t capacity;
	struct span speaker;
	int64_t begin;
	int64_t end;
};

/* `<v.loud Fatima>`: the name behind the first blank. */
static struct span voice_name(struct span tag)
{
	const char *blank = memchr(tag.at, ' ', tag.len);
	if (!blank)
		return SPAN("");
	return span_trim((struct span){blank, (size_t)(tag.at + tag.len - blank)});
}

static void put(struct cue *cue, struct span text, struct builder *builder)
{
	if (arena_grow(builder->scratch, &cue->text, &cue->capacity, cue->len, cue->len + text.len,
		       1) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	memcpy(cue->text + cue->len, text.at, text.len);
	cue->len += text.len;
}

static void flush(struct cue *cue, struct turns *turns)
{
	turns_add(turns, cue->speaker, (struct span){cue->text, cue->len}, cue->begin, cue->end);
	cue->len = 0;
}

/* A line of a cue: tags go, a voice tag begins what somebody else says. */
static void add_payload(struct cue *cue, struct span line, struct turns *turns)
{
	struct builder *builder = turns->builder;
	for (size_t at = 0; at < line.len;) {
		const struct span rest = {line.at + at, line.len - at};
		const char *close = rest.at[0] == '<' ? memchr(rest.at, '>', rest.len) : NULL;
		if (close) {
			const struct span tag = {rest.at + 1, (size_t)(close - rest.at) - 1};
			if (tag.len > 1 && tag.at[0] == 'v' &&
			    (tag.at[1] == ' ' || tag.at[1] == '.')) {
				flush(cue, turns);
				cue->speaker = voice_name(tag);
			}
			at += tag.len + 2;
			continue;
		}
		char decoded[4];
		size_t used = 1;
		const size_t len = rest.at[0] == '&' ? entity_decode(rest, decoded, &used) : 0;
		put(cue, len > 0 ? (struct span){decoded, len} : (struct span){rest.at, 1},
		    builder);
		at += len > 0 ? used : 1;
	}
	put(cue, SPAN("\n"), builder);
}

static void read_cue(struct lines *lines, struct cue *cue, struct turns *turns)
{
	struct span line;
	cue->len = 0;
	cue->speaker = SPAN("");
	while (next_line(lines, &line) && line.len > 0)
		add_payload(cue, line, turns);
	flush(cue, turns);
}

/* A comment may hold the header lines that other formats have in their text. */
static void read_comment(struct lines *lines, struct span line, struct builder *builder)
{
	line = (struct span){line.at + 4, line.len - 4};
	do {
		const size_t colon = lines_label(line);
		if (colon == 0)
			continue;
		const struct span value =
			span_trim((struct span){line.at + colon, line.len - colon});
		if (value.len > 0 &&
		    metadata_set(builder, (struct span){line.at, colon - 1}, value)) {
			builder_add(builder, line);
			struct block *block = builder_end(builder, BLOCK_METADATA, 0);
			if (block)
				block->content_start = block->end - (uint32_t)value.len;
		}
	} while (next_line(lines, &line) && line.len > 0);
}

static void skip_block(struct lines *lines)
{
	struct span line;
	while (next_line(lines, &line) && line.len > 0)
		;
}

static void read_cues(struct span text, struct builder *builder)
{
	struct lines lines = {.text = text};
	struct cue cue = {.len = 0};
	struct turns turns;
	struct span line;
	turns_init(&turns, builder);
	while (builder->status == 0 && next_line(&lines, &line)) {
		if (timing(line, &cue.begin, &cue.end))
			read_cue(&lines, &cue, &turns);
		else if (span_starts(line, SPAN("NOTE")) && builder->blocks == 0)
			read_comment(&lines, line, builder);
		else if (span_starts(line, SPAN("NOTE")) || span_starts(line, SPAN("STYLE")) ||
			 span_starts(line, SPAN("REGION")))
			skip_block(&lines);
	}
	turns_end(&turns);
}

int read_subtitles_fits(struct span bytes, struct span ending)
{
	const bool named = span_equal(ending, SPAN("vtt")) || span_equal(ending, SPAN("srt"));
	if (!encoding_is_text(bytes))
		return 0;
	struct span head = {bytes.at, bytes.len < PEEK ? bytes.len : PEEK};
	if (span_starts(head, SPAN("\xEF\xBB\xBF")))
		head = (struct span){head.at + 3, head.len - 3};
	if (span_starts(head, SPAN("WEBVTT")))
		return 3;
	struct lines lines = {.text = head};
	struct span line;
	for (int i = 0; i < 3 && next_line(&lines, &line); i++) {
		int64_t begin;
		int64_t end;
		if (timing(line, &begin, &end))
			return 3;
	}
	return named ? 2 : 0;
}

int read_subtitles(struct document *out, struct span bytes, const struct reader_options *options,
		   struct arena *keep, struct arena *scratch, struct error *err)
{
	(void)options;
	struct builder builder;
	builder_init(&builder, keep, scratch, err);
	struct span text;
	if (encoding_decode(&text, bytes, NULL, &builder) == 0)
		read_cues(text, &builder);
	return builder_finish(&builder, out);
}
