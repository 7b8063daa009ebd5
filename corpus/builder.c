#include "corpus/builder.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/lines.h"
#include "corpus/mend.h"
#include "corpus/metadata.h"

void builder_init(struct builder *builder, struct arena *keep, struct arena *scratch,
		  struct error *err)
{
	*builder = (struct builder){.keep = keep, .scratch = scratch, .err = err};
}

int builder_fail(struct builder *builder, int status)
{
	if (builder->status == 0)
		builder->status = status;
	return builder->status;
}

static bool make_room(struct builder *builder, size_t more)
{
	if (builder->status != 0)
		return false;
	if (more > TEXT_LIMIT - builder->len) {
		builder_fail(builder, error_set(builder->err, ERROR_LIMIT,
						"the document is too long", "%s", "4 GB"));
		return false;
	}
	if (arena_grow(builder->scratch, &builder->text, &builder->capacity, builder->len,
		       builder->len + more, 1) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return false;
	}
	return true;
}

static void append(struct builder *builder, struct span text)
{
	if (text.len == 0 || !make_room(builder, text.len))
		return;
	memcpy(builder->text + builder->len, text.at, text.len);
	builder->len += text.len;
}

void builder_add(struct builder *builder, struct span text)
{
	append(builder, text);
}

bool builder_pending(const struct builder *builder)
{
	for (size_t at = builder->piece; at < builder->len; at++)
		if ((unsigned char)builder->text[at] > ' ')
			return true;
	return false;
}

/* --- cleaning ------------------------------------------------------------------------------ */

enum what_to_do { KEEP, DROP, LINE_END };

static enum what_to_do judge(uint32_t code)
{
	if (code >= 0x20 && code < 0x7F)
		return KEEP;
	switch (code) {
	case '\t':
	case '\n':
		return KEEP;
	case 0x0B: /* Word's line break, when it reaches plain text */
	case 0x0C: /* page break */
	case 0x2028:
	case 0x2029:
		return LINE_END;
	case 0x7F:
	case 0xAD: /* a place where a word may be broken is no part of the word */
	case 0x200B:
	case 0x2060:
	case 0xFEFF:
		return DROP;
	default:
		return code < 0x20 ? DROP : KEEP;
	}
}

/* Where the printable ASCII, line feeds and tabs from `at` on end: they need nothing at all. */
static size_t clean_until(struct span text, size_t at)
{
	for (; at < text.len; at++) {
		const unsigned char c = (unsigned char)text.at[at];
		if (c >= 0x7F || (c < 0x20 && c != '\n' && c != '\t'))
			break;
	}
	return at;
}

/* Works in place when `to` is `text.at`: what is written never gets ahead of what is read. */
static size_t drop_controls(char *to, struct span text)
{
	size_t out = 0;
	for (size_t at = 0, len; at < text.len; at += len) {
		len = clean_until(text, at) - at;
		if (len > 0) {
			memmove(to + out, text.at + at, len);
			out += len;
			continue;
		}
		const uint32_t code = utf8_decode(text, at, &len);
		if (code == '\r') {
			if (at + 1 < text.len && text.at[at + 1] == '\n')
				continue;
			to[out++] = '\n';
			continue;
		}
		switch (judge(code)) {
		case KEEP:
			memmove(to + out, text.at + at, len);
			out += len;
			break;
		case LINE_END:
			to[out++] = '\n';
			break;
		case DROP:
			break;
		}
	}
	return out;
}

int builder_clean(struct span *out, struct span text, uint32_t *mended, struct arena *keep,
		  struct arena *scratch)
{
	*out = text;
	if (clean_until(text, 0) == text.len)
		return 0;
	char *clean = arena_alloc(keep, text.len);
	if (!clean)
		return ERROR_MEMORY;
	struct span result = {clean, drop_controls(clean, text)};
	uint32_t count = 0;
	if (mend_text(&result, result, &count, keep, scratch) != 0 ||
	    text_nfc(&result, result, keep) != 0)
		return ERROR_MEMORY;
	*mended += count;
	*out = result;
	return 0;
}

static void note_mended(struct builder *builder, uint32_t mended)
{
	if (mended > 0)
		builder_note(builder, "wrongly decoded text was mended", SPAN(""), mended);
}

static void clean_piece(struct builder *builder)
{
	const struct span piece = {builder->text + builder->piece, builder->len - builder->piece};
	struct span clean;
	uint32_t mended = 0;
	if (builder_clean(&clean, piece, &mended, builder->scratch, builder->scratch) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	if (clean.at != piece.at) {
		builder->len = builder->piece;
		append(builder, clean);
	}
	note_mended(builder, mended);
}

/* --- blocks -------------------------------------------------------------------------------- */

struct block *builder_block(struct builder *builder, size_t start, size_t end, enum block_kind kind,
			    unsigned level)
{
	if (builder->status != 0)
		return NULL;
	const struct span text = span_trim((struct span){builder->text + start, end - start});
	if (text.len == 0)
		return NULL;
	if (arena_grow(builder->scratch, &builder->block, &builder->block_capacity, builder->blocks,
		       builder->blocks + 1, sizeof *builder->block) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return NULL;
	}
	struct block *block = &builder->block[builder->blocks++];
	const uint32_t at = (uint32_t)(text.at - builder->text);
	*block = (struct block){
		.start = at,
		.content_start = at,
		.end = at + (uint32_t)text.len,
		.kind = (uint8_t)kind,
		.level = (uint8_t)(level > 255 ? 255 : level),
		.time_ms = -1,
		.time_end_ms = -1,
	};
	return block;
}

/* White space before the piece stays; what stands behind the last block goes. */
static void set_apart(struct builder *builder, bool close)
{
	if (builder->blocks > 0)
		builder->len = builder->block[builder->blocks - 1].end;
	else
		builder->len = 0;
	append(builder, builder->len == 0 ? SPAN("") : close ? SPAN("\n") : SPAN("\n\n"));
	builder->piece = builder->len;
}

struct block *builder_end(struct builder *builder, enum block_kind kind, unsigned level)
{
	if (builder->status != 0)
		return NULL;
	clean_piece(builder);
	const size_t index = builder->blocks;
	builder_block(builder, builder->piece, builder->len, kind, level);
	set_apart(builder, kind == BLOCK_LIST_ITEM || kind == BLOCK_METADATA);
	if (builder->status != 0 || builder->blocks == index)
		return NULL;
	struct block *block = &builder->block[index];
	if (kind == BLOCK_HEADING)
		block->content_start += (uint32_t)lines_section(
			(struct span){builder->text + block->start, block->end - block->start});
	return block;
}

void builder_end_lines(struct builder *builder, bool soft)
{
	if (builder->status != 0)
		return;
	clean_piece(builder);
	if (builder->status == 0)
		lines_cut(builder, builder->piece, builder->len, soft);
	set_apart(builder, false);
}

void builder_take(struct builder *builder, struct span text)
{
	uint32_t mended = 0;
	struct span clean;
	if (text.len > TEXT_LIMIT) {
		builder_fail(builder, error_set(builder->err, ERROR_LIMIT,
						"the document is too long", "%s", "4 GB"));
		return;
	}
	if (builder_clean(&clean, text, &mended, builder->keep, builder->scratch) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	builder->text = clean.at == text.at ? arena_copy(builder->keep, text.at, text.len)
					    : (char *)(uintptr_t)clean.at;
	if (!builder->text) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	builder->len = clean.len;
	builder->capacity = clean.len;
	builder->taken = true;
	builder->piece = clean.len;
	note_mended(builder, mended);
}

/* --- what goes with the text --------------------------------------------------------------- */

static struct span copied(struct builder *builder, struct span text)
{
	char *copy = arena_copy(builder->keep, text.at, text.len);
	if (!copy) {
		builder_fail(builder, error_memory(builder->err));
		return (struct span){NULL, 0};
	}
	return (struct span){copy, text.len};
}

void builder_note(struct builder *builder, const char *what, struct span detail, uint32_t count)
{
	for (size_t i = 0; i < builder->notes; i++) {
		struct note *old = &builder->note[i];
		if (strcmp(old->what, what) == 0 && span_equal(old->detail, detail)) {
			old->count += count;
			return;
		}
	}
	if (arena_grow(builder->keep, &builder->note, &builder->note_capacity, builder->notes,
		       builder->notes + 1, sizeof *builder->note) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	builder->note[builder->notes++] =
		(struct note){.what = what, .detail = copied(builder, detail), .count = count};
}

void builder_variable(struct builder *builder, struct span name, struct span value)
{
	name = span_trim(name);
	value = span_trim(value);
	if (name.len == 0 || value.len == 0)
		return;
	struct metadata *metadata = &builder->metadata;
	if (arena_grow(builder->keep, &metadata->variable, &builder->variable_capacity,
		       metadata->variables, metadata->variables + 1,
		       sizeof *metadata->variable) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	metadata->variable[metadata->variables++] =
		(struct variable){copied(builder, name), copied(builder, value)};
}

void builder_person(struct builder *builder, struct span name, struct span role, struct span alias)
{
	name = span_trim(name);
	if (name.len == 0)
		return;
	struct metadata *metadata = &builder->metadata;
	if (arena_grow(builder->keep, &metadata->person, &builder->person_capacity,
		       metadata->persons, metadata->persons + 1, sizeof *metadata->person) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	metadata->person[metadata->persons++] =
		(struct person){.name = copied(builder, name),
				.role = copied(builder, span_trim(role)),
				.alias = copied(builder, span_trim(alias))};
}

/* --- the end ------------------------------------------------------------------------------- */

static bool has_word(struct span text)
{
	size_t len;
	for (size_t at = 0; at < text.len; at += len) {
		const uint32_t code = utf8_decode(text, at, &len);
		if (code_is_letter(code) || code_is_digit(code))
			return true;
	}
	return false;
}

static int copy_out(struct builder *builder, struct document *out)
{
	const size_t bytes = builder->blocks * sizeof *builder->block;
	struct block *block = arena_alloc(builder->keep, bytes);
	char *text = builder->taken ? builder->text
				    : arena_copy(builder->keep, builder->text, builder->len);
	if (!block || !text)
		return builder_fail(builder, error_memory(builder->err));
	if (bytes > 0)
		memcpy(block, builder->block, bytes);
	out->text = (struct span){text, builder->len};
	out->block = block;
	out->blocks = builder->blocks;
	out->metadata = builder->metadata;
	out->note = builder->note;
	out->notes = builder->notes;
	return 0;
}

int builder_finish(struct builder *builder, struct document *out)
{
	if (builder->status == 0)
		metadata_from_blocks(builder);
	if (builder->status != 0)
		return builder->status;
	if (!has_word((struct span){builder->text, builder->len}))
		return builder_fail(builder,
				    error_set(builder->err, ERROR_INPUT,
					      "there is no text in this document", "%s", ""));
	while (builder->len > 0 && builder->blocks > 0 &&
	       builder->len > builder->block[builder->blocks - 1].end)
		builder->len = builder->block[builder->blocks - 1].end;
	return copy_out(builder, out);
}
