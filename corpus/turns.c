#include "corpus/turns.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/error.h"
#include "corpus/invented.h"
#include "corpus/lines.h"

enum {
	PAUSE_MS = 1500,        /* behind the end of a sentence, begins a new paragraph */
	SILENCE_MS = 2500,      /* the same without a full stop, where nobody is named */
	BREAK_MS = 15000,       /* even one speaker begins anew */
	SENTENCES_MOST = 700,   /* bytes of a paragraph that ends with a sentence */
	PIECE_MOST = 1500,      /* bytes of a paragraph without full stops */
	CUE_INVENTED_MOST = 120 /* bytes; a longer cue is somebody speaking */
};

void turns_init(struct turns *turns, struct builder *builder)
{
	*turns = (struct turns){.builder = builder, .begin_ms = -1, .end_ms = -1};
}

static struct span strip_signs(struct span text)
{
	static const char signs[] = " .!?*[]()\xE2\x99\xAA";
	while (text.len > 0 && strchr(signs, text.at[text.len - 1]))
		text.len--;
	while (text.len > 0 && strchr(" *[", text.at[0])) {
		text.at++;
		text.len--;
	}
	return text;
}

static bool is_invented(struct turns *turns, struct span text)
{
	struct span folded;
	if (text.len > CUE_INVENTED_MOST)
		return false;
	if (text_fold(&folded, text, turns->builder->scratch) != 0) {
		builder_fail(turns->builder, error_memory(turns->builder->err));
		return false;
	}
	return invented_phrase(strip_signs(folded));
}

static bool ends_sentence(const struct builder *builder)
{
	const struct span text = span_trim(
		(struct span){builder->text + builder->piece, builder->len - builder->piece});
	if (text.len == 0)
		return true;
	const char last = text.at[text.len - 1];
	return last == '.' || last == '!' || last == '?' || last == '"' || last == '\'' ||
	       span_ends(text, SPAN("…")) || span_ends(text, SPAN("”")) ||
	       span_ends(text, SPAN("’"));
}

static bool goes_on(const struct turns *turns, struct span speaker, struct span text,
		    int64_t begin_ms)
{
	const size_t length = turns->builder->len - turns->builder->piece;
	const int64_t pause = begin_ms >= 0 && turns->end_ms >= 0 ? begin_ms - turns->end_ms : 0;
	if (!turns->open || !span_equal(turns->speaker, speaker) || pause > BREAK_MS)
		return false;
	if (speaker.len > 0)
		return true;
	if (lines_marker(text) > 0)
		return false;
	if (ends_sentence(turns->builder))
		return pause < PAUSE_MS && length < SENTENCES_MOST;
	return pause < SILENCE_MS && length < PIECE_MOST;
}

void turns_end(struct turns *turns)
{
	struct builder *builder = turns->builder;
	if (!turns->open)
		return;
	turns->open = false;
	struct block *block =
		builder_end(builder, turns->label > 0 ? BLOCK_TURN : BLOCK_PARAGRAPH, 0);
	if (!block)
		return;
	block->time_ms = turns->begin_ms;
	block->time_end_ms = turns->end_ms;
	if (turns->label == 0)
		return;
	const struct span text = {builder->text + block->start, block->end - block->start};
	size_t label = lines_label(text);
	if (label == 0 && turns->label <= text.len)
		label = turns->label;
	struct span name = span_trim((struct span){text.at, label - (label > 0)});
	while (label < text.len && text.at[label] == ' ')
		label++;
	block->content_start = block->start + (uint32_t)label;
	const char *open = memchr(name.at, '(', name.len);
	struct span role = SPAN("");
	if (open && name.at[name.len - 1] == ')') {
		role = (struct span){open + 1, (size_t)(name.at + name.len - open) - 2};
		name.len = (size_t)(open - name.at);
	}
	name = span_trim(name);
	const char *kept = arena_copy(builder->keep, name.at, name.len);
	const char *kept_role = arena_copy(builder->keep, role.at, role.len);
	if (!kept || !kept_role) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	block->speaker = (struct span){kept, name.len};
	block->role = (struct span){kept_role, role.len};
}

static void begin(struct turns *turns, struct span speaker, int64_t begin_ms)
{
	struct builder *builder = turns->builder;
	turns_end(turns);
	turns->open = true;
	turns->begin_ms = begin_ms;
	turns->end_ms = -1;
	turns->label = 0;
	const char *copy = arena_copy(builder->scratch, speaker.at, speaker.len);
	if (!copy) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	turns->speaker = (struct span){copy, speaker.len};
	if (speaker.len == 0)
		return;
	turns->label = speaker.len + 1;
	builder_add(builder, speaker);
	builder_add(builder, SPAN(": "));
}

/* The cue without the lines that the cue before ended with, line ends as blanks. */
static void add_lines(struct turns *turns, struct span text)
{
	struct builder *builder = turns->builder;
	for (size_t at = 0; at < text.len;) {
		const char *end = memchr(text.at + at, '\n', text.len - at);
		const size_t next = end ? (size_t)(end - text.at) : text.len;
		const struct span line = span_trim((struct span){text.at + at, next - at});
		at = next + 1;
		if (line.len == 0 || span_equal(line, turns->last))
			continue;
		if (builder_pending(builder) && builder->text[builder->len - 1] != ' ')
			builder_add(builder, SPAN(" "));
		builder_add(builder, line);
		const char *copy = arena_copy(builder->scratch, line.at, line.len);
		if (!copy)
			builder_fail(builder, error_memory(builder->err));
		turns->last = (struct span){copy, copy ? line.len : 0};
	}
}

/* Bytes of the sign that a line of dialogue begins with. */
static size_t dash(struct span text)
{
	static const struct span signs[] = {{"- ", 2}, {"– ", 4}, {">> ", 3}, {"-", 1}};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (span_starts(text, signs[i]))
			return signs[i].len;
	return 0;
}

/* Where names stand in the text (Willem: ...), a cue of who goes on speaking has the name again, or
 * has none. */
static void take_label(struct turns *turns, struct span *speaker, struct span *text, bool dashed)
{
	const size_t label = lines_label(*text);
	if (label > 0) {
		*speaker = span_trim((struct span){text->at, label - 1});
		*text = span_trim((struct span){text->at + label, text->len - label});
		turns->labelled = true;
	} else if (turns->open && turns->labelled && !dashed && lines_marker(*text) == 0) {
		*speaker = turns->speaker;
	}
}

static void add_part(struct turns *turns, struct span speaker, struct span text, int64_t begin_ms,
		     int64_t end_ms)
{
	text = span_trim(text);
	const size_t sign = dash(text);
	text = span_trim((struct span){text.at + sign, text.len - sign});
	if (speaker.len == 0)
		take_label(turns, &speaker, &text, sign > 0);
	if (text.len == 0)
		return;
	if (is_invented(turns, text)) {
		builder_note(turns->builder,
			     "phrases that speech recognition invents were left out", SPAN(""), 1);
		return;
	}
	if (sign > 0 || !goes_on(turns, speaker, text, begin_ms))
		begin(turns, speaker, begin_ms);
	add_lines(turns, text);
	if (end_ms >= 0)
		turns->end_ms = end_ms;
}

void turns_add(struct turns *turns, struct span speaker, struct span text, int64_t begin_ms,
	       int64_t end_ms)
{
	speaker = span_trim(speaker);
	/* `- Ja.` above `- Nee.` are two people in one cue. */
	for (size_t at = 0; at < text.len && turns->builder->status == 0;) {
		size_t end = at;
		do {
			const char *line = memchr(text.at + end, '\n', text.len - end);
			end = line ? (size_t)(line - text.at) + 1 : text.len;
		} while (end < text.len && dash((struct span){text.at + end, text.len - end}) == 0);
		add_part(turns, speaker, (struct span){text.at + at, end - at}, begin_ms, end_ms);
		at = end;
	}
}
