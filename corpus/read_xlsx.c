#include "corpus/readers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/archive.h"
#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/error.h"
#include "corpus/stories.h"
#include "corpus/xml.h"

enum {
	PATH_MOST = 256,
	COLUMNS_MOST = 16384, /* as many as a spreadsheet can have */
};

struct strings {
	struct span *string;
	size_t count;
	size_t capacity;
};

struct pieces {
	char *text;
	size_t len;
	size_t capacity;
};

struct sheet {
	struct builder *builder;
	struct strings shared;
	struct stories_row *row;
	size_t rows;
	size_t capacity;
	size_t cell_capacity;
	struct pieces pieces; /* of the cell under way */
	size_t column;        /* of the cell under way */
	char type;            /* s: shared; i: inline or formula; n: as it stands */
	bool in_value;
};

static void append(struct builder *builder, struct pieces *pieces, struct span text)
{
	if (text.len == 0)
		return;
	if (arena_grow(builder->scratch, &pieces->text, &pieces->capacity, pieces->len,
		       pieces->len + text.len, 1) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	memcpy(pieces->text + pieces->len, text.at, text.len);
	pieces->len += text.len;
}

static struct span taken(struct builder *builder, struct pieces *pieces)
{
	const char *copy = arena_copy(builder->scratch, pieces->text, pieces->len);
	const struct span text = {copy, copy ? pieces->len : 0};
	if (!copy)
		builder_fail(builder, error_memory(builder->err));
	pieces->len = 0;
	return text;
}

/* Opens a part and hands over each event until the end, a break or a failure. */
static void walk(struct builder *builder, struct span bytes, const char *part,
		 void (*handle)(void *user, struct xml *xml, enum xml_event event), void *user)
{
	struct xml xml;
	if (bytes.len == 0 || builder->status != 0)
		return;
	if (xml_open(&xml, bytes, part, builder->err) != 0) {
		builder_fail(builder, ERROR_MEMORY);
		return;
	}
	enum xml_event event;
	while (builder->status == 0 && (event = xml_next(&xml)) != XML_DONE) {
		if (event == XML_BROKEN)
			builder_fail(builder, xml_broken(&xml, builder->err));
		else
			handle(user, &xml, event);
	}
	xml_close(&xml);
}

/* --- shared strings ------------------------------------------------------------------------ */

static void shared_event(void *user, struct xml *xml, enum xml_event event)
{
	struct sheet *sheet = user;
	struct builder *builder = sheet->builder;
	struct strings *shared = &sheet->shared;
	if (event == XML_TEXT) {
		if (sheet->in_value)
			append(builder, &sheet->pieces, xml_text(xml));
		return;
	}
	if (event == XML_START && xml_is(xml, "rPh")) {
		xml_skip(xml); /* how a word is pronounced */
		return;
	}
	if (xml_is(xml, "t"))
		sheet->in_value = event == XML_START;
	if (event != XML_STOP || !xml_is(xml, "si"))
		return;
	if (arena_grow(builder->scratch, &shared->string, &shared->capacity, shared->count,
		       shared->count + 1, sizeof *shared->string) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	shared->string[shared->count++] = taken(builder, &sheet->pieces);
}

/* --- cells --------------------------------------------------------------------------------- */

/* `BC12` is column 54; without a reference, the one behind the last. */
static size_t column_of(const char *reference, size_t next)
{
	size_t column = 0;
	if (!reference)
		return next;
	for (; *reference >= 'A' && *reference <= 'Z' && column < COLUMNS_MOST; reference++)
		column = column * 26 + (size_t)(*reference - 'A') + 1;
	return column > 0 ? column - 1 : next;
}

static void put_cell(struct sheet *sheet)
{
	struct builder *builder = sheet->builder;
	struct span value = taken(builder, &sheet->pieces);
	if (sheet->rows == 0 || sheet->column >= COLUMNS_MOST || builder->status != 0)
		return;
	if (sheet->type == 's') {
		const unsigned long index = strtoul(value.at, NULL, 10);
		value = index < sheet->shared.count ? sheet->shared.string[index] : SPAN("");
	}
	struct stories_row *row = &sheet->row[sheet->rows - 1];
	if (arena_grow(builder->scratch, &row->cell, &sheet->cell_capacity, row->cells,
		       sheet->column + 1, sizeof *row->cell) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	while (row->cells <= sheet->column)
		row->cell[row->cells++] = SPAN("");
	row->cell[sheet->column] = value;
}

static void begin_row(struct sheet *sheet)
{
	struct builder *builder = sheet->builder;
	if (arena_grow(builder->scratch, &sheet->row, &sheet->capacity, sheet->rows,
		       sheet->rows + 1, sizeof *sheet->row) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	sheet->row[sheet->rows++] = (struct stories_row){.cells = 0};
	sheet->cell_capacity = 0;
	sheet->column = (size_t)-1;
}

static void sheet_event(void *user, struct xml *xml, enum xml_event event)
{
	struct sheet *sheet = user;
	if (event == XML_TEXT) {
		if (sheet->in_value)
			append(sheet->builder, &sheet->pieces, xml_text(xml));
	} else if (xml_is(xml, "v") || xml_is(xml, "t")) {
		sheet->in_value = event == XML_START;
	} else if (xml_is(xml, "row") && event == XML_START) {
		begin_row(sheet);
	} else if (xml_is(xml, "c") && event == XML_START) {
		const char *type = xml_attribute(xml, "t");
		sheet->type = type && strcmp(type, "s") == 0 ? 's' : 'n';
		sheet->column = column_of(xml_attribute(xml, "r"), sheet->column + 1);
	} else if (xml_is(xml, "c")) {
		put_cell(sheet);
	} else if (event == XML_START && (xml_is(xml, "f") || xml_is(xml, "rPh"))) {
		xml_skip(xml);
	}
}

/* --- the first sheet ----------------------------------------------------------------------- */

struct search {
	char id[64];
	char target[PATH_MOST];
};

static void find_id(void *user, struct xml *xml, enum xml_event event)
{
	struct search *search = user;
	if (event != XML_START || !xml_is(xml, "sheet") || search->id[0])
		return;
	const char *id = xml_attribute(xml, "id");
	(void)snprintf(search->id, sizeof search->id, "%s", id ? id : "");
}

static void find_target(void *user, struct xml *xml, enum xml_event event)
{
	struct search *search = user;
	const char *id = event == XML_START ? xml_attribute(xml, "Id") : NULL;
	const char *target =
		id && strcmp(id, search->id) == 0 ? xml_attribute(xml, "Target") : NULL;
	if (target && target[0] == '/')
		(void)snprintf(search->target, sizeof search->target, "%s", target + 1);
	else if (target)
		(void)snprintf(search->target, sizeof search->target, "xl/%s", target);
}

static struct span part(const struct archive *archive, struct builder *builder, const char *name,
			bool optional)
{
	struct span bytes = SPAN("");
	if (builder->status == 0)
		builder_fail(builder, archive_read(&bytes, archive, name, optional,
						   builder->scratch, builder->err));
	return bytes;
}

static void read_sheet(struct sheet *sheet, const struct archive *archive)
{
	struct builder *builder = sheet->builder;
	struct search search = {.target = "xl/worksheets/sheet1.xml"};
	static const char rels[] = "xl/_rels/workbook.xml.rels";
	walk(builder, part(archive, builder, "xl/workbook.xml", false), "xl/workbook.xml", find_id,
	     &search);
	walk(builder, part(archive, builder, rels, true), rels, find_target, &search);
	walk(builder, part(archive, builder, "xl/sharedStrings.xml", true), "xl/sharedStrings.xml",
	     shared_event, sheet);
	sheet->pieces.len = 0;
	sheet->in_value = false;
	walk(builder, part(archive, builder, search.target, false), search.target, sheet_event,
	     sheet);
}

int read_xlsx_fits(struct span bytes, struct span ending)
{
	if (archive_lists(bytes, "xl/workbook.xml"))
		return 3;
	return span_starts(bytes, SPAN("PK")) && span_equal(ending, SPAN("xlsx")) ? 1 : 0;
}

int read_xlsx(struct document *out, struct span bytes, const struct reader_options *options,
	      struct arena *keep, struct arena *scratch, struct error *err)
{
	(void)options;
	struct builder builder;
	struct archive archive;
	struct sheet sheet = {.builder = &builder};
	builder_init(&builder, keep, scratch, err);
	const int status = archive_open(&archive, bytes, err);
	if (status != 0)
		return status;
	read_sheet(&sheet, &archive);
	archive_close(&archive);
	return stories_read(out, sheet.row, sheet.rows, &builder);
}
