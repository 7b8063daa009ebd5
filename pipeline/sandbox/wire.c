#include "pipeline/sandbox/wire.h"

#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/reader.h"
#include "pipeline/messages.h"

/* --- putting -----------------------------------------------------------------------------------
 */

struct writer {
	struct arena *arena;
	char *bytes;
	size_t len;
	size_t capacity;
	bool failed;
};

static void put(struct writer *to, const void *bytes, size_t len)
{
	to->failed = to->failed || arena_grow(to->arena, &to->bytes, &to->capacity, to->len,
					      to->len + len, 1) < 0;
	if (to->failed || len == 0)
		return;
	memcpy(to->bytes + to->len, bytes, len);
	to->len += len;
}

static void put_number(struct writer *to, uint32_t number)
{
	put(to, &number, sizeof number);
}

static void put_time(struct writer *to, int64_t time)
{
	put(to, &time, sizeof time);
}

static void put_span(struct writer *to, struct span span)
{
	put_number(to, (uint32_t)span.len);
	put(to, span.at, span.len);
}

static void put_variables(struct writer *to, const struct variable *variable, size_t count)
{
	put_number(to, (uint32_t)count);
	for (size_t i = 0; i < count; i++) {
		put_span(to, variable[i].name);
		put_span(to, variable[i].value);
	}
}

static void put_block(struct writer *to, const struct block *block)
{
	put_number(to, block->start);
	put_number(to, block->content_start);
	put_number(to, block->end);
	put_number(to, block->kind);
	put_number(to, block->level);
	put_number(to, block->page);
	put_time(to, block->time_ms);
	put_time(to, block->time_end_ms);
	put_span(to, block->speaker);
	put_span(to, block->role);
	put_span(to, block->external);
}

/* The spans of metadata, in the order in which they travel. */
enum { FIELDS = 7 };
static void list_fields(struct span *field[FIELDS], struct metadata *metadata)
{
	field[0] = &metadata->title;
	field[1] = &metadata->project;
	field[2] = &metadata->round;
	field[3] = &metadata->case_name;
	field[4] = &metadata->date;
	field[5] = &metadata->form;
	field[6] = &metadata->language;
}

static void put_metadata(struct writer *to, const struct metadata *metadata)
{
	struct metadata copy = *metadata;
	struct span *field[FIELDS];
	list_fields(field, &copy);
	for (size_t i = 0; i < FIELDS; i++)
		put_span(to, *field[i]);
	put_number(to, (uint32_t)metadata->persons);
	for (size_t i = 0; i < metadata->persons; i++) {
		put_span(to, metadata->person[i].name);
		put_span(to, metadata->person[i].role);
		put_span(to, metadata->person[i].alias);
	}
	put_variables(to, metadata->variable, metadata->variables);
}

static void put_document(struct writer *to, const struct document *document)
{
	put_span(to, span_from(document->format));
	put_span(to, document->text);
	put_number(to, (uint32_t)document->blocks);
	for (size_t i = 0; i < document->blocks; i++)
		put_block(to, &document->block[i]);
	put_metadata(to, &document->metadata);
	put_number(to, (uint32_t)document->notes);
	for (size_t i = 0; i < document->notes; i++) {
		put_span(to, span_from(document->note[i].what));
		put_span(to, document->note[i].detail);
		put_number(to, document->note[i].count);
	}
	put_number(to, (uint32_t)document->stories);
	for (size_t i = 0; i < document->stories; i++) {
		const struct story *story = &document->story[i];
		put_number(to, (uint32_t)story->block);
		put_span(to, story->title);
		put_span(to, story->round);
		put_span(to, story->source);
		put_variables(to, story->variable, story->variables);
	}
}

static void put_error(struct writer *to, const struct error *error)
{
	put_span(to, span_from(error->why));
	put_span(to, span_from(error->where));
	put_span(to, span_from(error->detail));
	put_number(to, error->line);
	put_number(to, error->column);
}

int wire_put(struct span *out, int status, const struct document *document,
	     const struct error *error, struct arena *keep)
{
	struct writer to = {.arena = keep};
	put_number(&to, (uint32_t)-status);
	if (status == 0)
		put_document(&to, document);
	else
		put_error(&to, error);
	*out = (struct span){to.bytes, to.len};
	return to.failed ? ERROR_MEMORY : 0;
}

/* --- taking ------------------------------------------------------------------------------------
 */

struct source {
	const char *at;
	size_t left;
	struct arena *arena;
	bool broken;
	bool no_memory;
};

static void take(void *out, struct source *from, size_t len)
{
	from->broken = from->broken || from->left < len;
	if (from->broken) {
		memset(out, 0, len);
		return;
	}
	memcpy(out, from->at, len);
	from->at += len;
	from->left -= len;
}

static uint32_t take_number(struct source *from)
{
	uint32_t number;
	take(&number, from, sizeof number);
	return number;
}

static int64_t take_time(struct source *from)
{
	int64_t time;
	take(&time, from, sizeof time);
	return time;
}

static struct span take_bytes(struct source *from)
{
	const size_t len = take_number(from);
	from->broken = from->broken || from->left < len;
	if (from->broken)
		return (struct span){"", 0};
	const struct span span = {from->at, len};
	from->at += len;
	from->left -= len;
	return span;
}

static struct span take_span(struct source *from)
{
	const struct span span = take_bytes(from);
	from->broken = from->broken || !utf8_valid(span);
	return span;
}

/* Room for as many as are said to come; each takes at least `least` bytes. */
static void *take_list(size_t *count, struct source *from, size_t size, size_t least)
{
	*count = take_number(from);
	if (*count > from->left / least) {
		from->broken = true;
		*count = 0;
	}
	void *list = arena_calloc(from->arena, *count, size);
	if (!list) {
		from->no_memory = from->broken = true;
		*count = 0;
	}
	return list;
}

enum { NUMBER = sizeof(uint32_t) }; /* what a number takes, or an empty span */

/* A sentence that this program may say. */
static const char *take_sentence(struct source *from)
{
	const struct span span = take_span(from);
	const char *known = message_known(span);
	if (!known)
		from->broken = true;
	return known;
}

static struct variable *take_variables(size_t *count, struct source *from)
{
	struct variable *variable = take_list(count, from, sizeof *variable, (size_t)2 * NUMBER);
	for (size_t i = 0; i < *count; i++) {
		variable[i].name = take_span(from);
		variable[i].value = take_span(from);
	}
	return variable;
}

static bool is_edge(struct span text, uint32_t at)
{
	return at == text.len || (at < text.len && ((unsigned char)text.at[at] & 0xC0) != 0x80);
}

static void take_block(struct block *out, struct source *from, uint32_t after, struct span text)
{
	out->start = take_number(from);
	out->content_start = take_number(from);
	out->end = take_number(from);
	const uint32_t kind = take_number(from), level = take_number(from),
		       page = take_number(from);
	out->kind = (uint8_t)kind;
	out->level = (uint8_t)level;
	out->page = (uint16_t)page;
	out->time_ms = take_time(from);
	out->time_end_ms = take_time(from);
	out->speaker = take_span(from);
	out->role = take_span(from);
	out->external = take_span(from);
	if (out->start < after || out->content_start < out->start ||
	    out->end < out->content_start || !is_edge(text, out->start) ||
	    !is_edge(text, out->content_start) || !is_edge(text, out->end) || kind >= BLOCK_KINDS ||
	    level > UINT8_MAX || page > UINT16_MAX)
		from->broken = true;
}

static void take_blocks(struct document *out, struct source *from)
{
	enum { BLOCK_LEAST = 9 * NUMBER + 2 * sizeof(int64_t) };
	uint32_t after = 0;
	out->block = take_list(&out->blocks, from, sizeof *out->block, BLOCK_LEAST);
	for (size_t i = 0; i < out->blocks && !from->broken; i++) {
		take_block(&out->block[i], from, after, out->text);
		after = out->block[i].end;
	}
}

static void take_metadata(struct metadata *out, struct source *from)
{
	struct span *field[FIELDS];
	list_fields(field, out);
	for (size_t i = 0; i < FIELDS; i++)
		*field[i] = take_span(from);
	out->person = take_list(&out->persons, from, sizeof *out->person, (size_t)3 * NUMBER);
	for (size_t i = 0; i < out->persons; i++) {
		out->person[i].name = take_span(from);
		out->person[i].role = take_span(from);
		out->person[i].alias = take_span(from);
	}
	out->variable = take_variables(&out->variables, from);
}

static void take_notes(struct document *out, struct source *from)
{
	out->note = take_list(&out->notes, from, sizeof *out->note, (size_t)3 * NUMBER);
	for (size_t i = 0; i < out->notes && !from->broken; i++) {
		out->note[i].what = take_sentence(from);
		out->note[i].detail = take_span(from);
		out->note[i].count = take_number(from);
	}
}

static void take_stories(struct document *out, struct source *from)
{
	out->story = take_list(&out->stories, from, sizeof *out->story, (size_t)5 * NUMBER);
	for (size_t i = 0; i < out->stories && !from->broken; i++) {
		struct story *story = &out->story[i];
		story->block = take_number(from);
		story->title = take_span(from);
		story->round = take_span(from);
		story->source = take_span(from);
		story->variable = take_variables(&story->variables, from);
		from->broken = from->broken || story->block >= out->blocks;
	}
}

static const char *take_format(struct source *from)
{
	const struct span name = take_span(from);
	for (const struct reader *reader = reader_table; reader->format; reader++)
		if (span_equal(name, span_from(reader->format)))
			return reader->format;
	from->broken = true;
	return NULL;
}

static void take_document(struct document *out, struct source *from)
{
	out->format = take_format(from);
	out->text = take_span(from);
	take_blocks(out, from);
	take_metadata(&out->metadata, from);
	take_notes(out, from);
	take_stories(out, from);
}

static void take_text(char *to, size_t size, struct source *from)
{
	const struct span text = take_bytes(from);
	(void)snprintf(to, size, "%.*s", (int)(text.len < size ? text.len : size - 1), text.at);
}

static void take_error(struct error *out, struct source *from, uint32_t status)
{
	from->broken = from->broken ||
		       (status != (uint32_t)-ERROR_INPUT && status != (uint32_t)-ERROR_LIMIT);
	out->code = status == (uint32_t)-ERROR_LIMIT ? ERROR_LIMIT : ERROR_INPUT;
	out->why = take_sentence(from);
	take_text(out->where, sizeof out->where, from);
	take_text(out->detail, sizeof out->detail, from);
	out->line = take_number(from);
	out->column = take_number(from);
}

int wire_take(struct document *out, struct span bytes, struct arena *keep, struct error *err)
{
	struct source from = {.at = bytes.at, .left = bytes.len, .arena = keep};
	struct error said = ERROR_INIT;
	*out = (struct document){.format = NULL};
	const uint32_t status = take_number(&from);
	if (status == 0)
		take_document(out, &from);
	else
		take_error(&said, &from, status);
	if (from.no_memory)
		return error_memory(err);
	if (from.broken || from.left > 0)
		return error_set(err, ERROR_INPUT, "what was read of this document is no answer",
				 "%s", "");
	if (said.code != ERROR_NONE)
		*err = said;
	return said.code;
}
