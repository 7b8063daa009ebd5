#include "corpus/flow.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/error.h"

enum { ROW_CELL_MOST = 240 }; /* bytes of a cell of data; in a longer one there is text */

void flow_init(struct flow *flow, struct builder *builder)
{
	*flow = (struct flow){.builder = builder};
}

/* --- writing ------------------------------------------------------------------------------- */

static void emit(struct flow *flow, const struct flow_kind *kind, struct span text)
{
	struct builder *builder = flow->builder;
	if (span_trim(text).len == 0)
		return;
	const struct span marker = span_from(kind->marker);
	const size_t piece = builder->piece;
	builder_add(builder, marker);
	builder_add(builder, text);
	if (kind->kind == BLOCK_PARAGRAPH) {
		builder_end_lines(builder, false);
		return;
	}
	struct block *block = builder_end(builder, kind->kind, kind->level);
	if (!block || marker.len == 0 || block->start < piece)
		return;
	if (block->end - block->start >= marker.len)
		block->content_start = block->start + (uint32_t)marker.len;
}

static void hold(struct flow *flow, struct flow_items *items, const struct flow_kind *kind,
		 struct span text)
{
	struct builder *builder = flow->builder;
	char *copy = arena_copy(builder->scratch, text.at, text.len);
	if (!copy || arena_grow(builder->scratch, &items->item, &items->capacity, items->count,
				items->count + 1, sizeof *items->item) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	items->item[items->count++] =
		(struct flow_item){*kind, (struct span){copy, text.len}, flow->cell};
}

static void emit_all(struct flow *flow, struct flow_items *items)
{
	for (size_t i = 0; i < items->count; i++)
		emit(flow, &items->item[i].kind, items->item[i].text);
	items->count = 0;
}

static void put(struct flow *flow, const struct flow_kind *kind, struct span text)
{
	if (span_trim(text).len == 0)
		return;
	if (flow->in_note)
		hold(flow, &flow->notes, kind, text);
	else if (flow->depth > 0)
		hold(flow, &flow->behind, kind, text);
	else if (flow->cell > 0)
		hold(flow, &flow->row, kind, text);
	else
		emit(flow, kind, text);
}

/* --- paragraphs ---------------------------------------------------------------------------- */

void flow_begin(struct flow *flow)
{
	if (flow->depth == FLOW_NESTING_MOST) {
		builder_fail(flow->builder,
			     error_set(flow->builder->err, ERROR_LIMIT,
				       "elements are nested too deeply", "%d", FLOW_NESTING_MOST));
		return;
	}
	flow->buffer[flow->depth++].len = 0;
}

void flow_add(struct flow *flow, struct span text)
{
	if (flow->depth == 0 || text.len == 0 || flow->builder->status != 0)
		return;
	struct flow_buffer *buffer = &flow->buffer[flow->depth - 1];
	if (arena_grow(flow->builder->scratch, &buffer->text, &buffer->capacity, buffer->len,
		       buffer->len + text.len, 1) != 0) {
		builder_fail(flow->builder, error_memory(flow->builder->err));
		return;
	}
	memcpy(buffer->text + buffer->len, text.at, text.len);
	buffer->len += text.len;
}

void flow_end(struct flow *flow, const struct flow_kind *kind)
{
	if (flow->depth == 0)
		return;
	flow->depth--;
	const struct flow_buffer *buffer = &flow->buffer[flow->depth];
	put(flow, kind, (struct span){buffer->text, buffer->len});
	if (flow->depth > 0 || flow->in_note)
		return;
	struct flow_items boxes = flow->behind;
	flow->behind = (struct flow_items){.count = 0};
	for (size_t i = 0; i < boxes.count; i++)
		put(flow, &boxes.item[i].kind, boxes.item[i].text);
}

/* --- tables -------------------------------------------------------------------------------- */

void flow_begin_table(struct flow *flow)
{
	if (flow->tables++ > 0)
		flow->layout = true;
}

void flow_end_table(struct flow *flow)
{
	if (flow->tables > 0)
		flow->tables--;
}

void flow_begin_cell(struct flow *flow)
{
	if (flow->tables == 1 && flow->depth == 0)
		flow->cell++;
}

static bool is_data(const struct flow *flow)
{
	size_t bytes = 0;
	size_t cell = 0;
	for (size_t i = 0; i < flow->row.count; i++) {
		const struct flow_item *item = &flow->row.item[i];
		if (item->cell != cell)
			bytes = 0;
		cell = item->cell;
		bytes += item->text.len;
		if (bytes > ROW_CELL_MOST ||
		    (item->kind.kind != BLOCK_PARAGRAPH && item->kind.kind != BLOCK_HEADING))
			return false;
	}
	return !flow->layout;
}

static void emit_row(struct flow *flow)
{
	struct builder *builder = flow->builder;
	for (size_t i = 0; i < flow->row.count; i++) {
		const struct flow_item *item = &flow->row.item[i];
		if (i > 0)
			builder_add(builder, item->cell == item[-1].cell ? SPAN(" ") : SPAN("\t"));
		builder_add(builder, span_from(item->kind.marker));
		builder_add(builder, span_trim(item->text));
	}
	const bool heading = flow->row.count == 1 && flow->row.item[0].kind.kind == BLOCK_HEADING;
	builder_end(builder, heading ? BLOCK_HEADING : BLOCK_PARAGRAPH,
		    heading ? flow->row.item[0].kind.level : 0);
	flow->row.count = 0;
}

void flow_end_row(struct flow *flow)
{
	if (flow->tables != 1 || flow->depth > 0)
		return;
	if (is_data(flow))
		emit_row(flow);
	else
		emit_all(flow, &flow->row);
	flow->cell = 0;
	flow->layout = false;
}

/* --- notes --------------------------------------------------------------------------------- */

void flow_begin_note(struct flow *flow)
{
	flow->in_note = true;
}

void flow_end_note(struct flow *flow)
{
	flow->in_note = false;
}

void flow_finish(struct flow *flow)
{
	emit_all(flow, &flow->row);
	emit_all(flow, &flow->behind);
	emit_all(flow, &flow->notes);
}
