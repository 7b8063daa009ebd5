#include "corpus/readers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/archive.h"
#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/error.h"
#include "corpus/flow.h"
#include "corpus/odt_styles.h"
#include "corpus/properties.h"
#include "corpus/xml.h"

enum { SPACES_MOST = 1000 }; /* of one text:s; a layout of more blanks means nothing */

struct list {
	const struct odt_list_style *style;
	unsigned next[ODT_LEVELS];
};

struct paragraph {
	struct span style;
	unsigned heading; /* outline level, or 0 */
	bool hidden;
	bool blank; /* white space was seen that is still to be written */
};

struct open_text {
	struct builder *builder;
	struct odt_styles styles;
	struct flow flow;
	struct paragraph paragraph[FLOW_NESTING_MOST];
	struct list list;  /* the outermost list that is open, or the last one */
	size_t depth;      /* lists that are open */
	bool fresh;        /* an item has begun and none of its text was seen */
	unsigned contents; /* tables of contents that are open */
	unsigned hidden;   /* spans that are open and hidden, or inside one */
};

/* --- lists --------------------------------------------------------------------------------- */

static size_t level_of(const struct open_text *text)
{
	return text->depth < ODT_LEVELS ? text->depth - 1 : ODT_LEVELS - 1;
}

static void begin_list(struct open_text *text, const struct xml *xml)
{
	const struct odt_list_style *style =
		odt_list_find(&text->styles, span_from(xml_attribute(xml, "style-name")));
	const char *goes_on = xml_attribute(xml, "continue-numbering");
	const bool continued =
		(goes_on && strcmp(goes_on, "true") == 0) || xml_attribute(xml, "continue-list");
	text->depth++;
	if (style)
		text->list.style = style;
	if (!continued || text->list.next[level_of(text)] == 0)
		text->list.next[level_of(text)] =
			text->list.style ? text->list.style->level[level_of(text)].start : 1;
}

static void begin_item(struct open_text *text, const struct xml *xml)
{
	const char *start = xml_attribute(xml, "start-value");
	text->fresh = text->depth > 0;
	if (start && text->depth > 0)
		text->list.next[level_of(text)] = (unsigned)strtoul(start, NULL, 10);
}

static void marker(struct open_text *text, struct flow_kind *kind)
{
	const size_t level = level_of(text);
	const struct odt_list_style *style = text->list.style;
	text->fresh = false;
	kind->kind = BLOCK_LIST_ITEM;
	kind->level = (unsigned)text->depth;
	if (!style || !style->level[level].numbered) {
		(void)snprintf(kind->marker, sizeof kind->marker, "- ");
		return;
	}
	char number[ORDINAL_MOST];
	ordinal_write(number, text->list.next[level]++, style->level[level].form);
	const struct span suffix = style->level[level].suffix;
	if (style->level[level].shown)
		(void)snprintf(kind->marker, sizeof kind->marker, "%s%.*s ", number,
			       suffix.len < 8 ? (int)suffix.len : 8, suffix.at);
}

/* --- paragraphs ---------------------------------------------------------------------------- */

static struct paragraph *current(struct open_text *text)
{
	return text->flow.depth > 0 ? &text->paragraph[text->flow.depth - 1] : NULL;
}

static void begin_paragraph(struct open_text *text, const struct xml *xml)
{
	const struct span style = span_from(xml_attribute(xml, "style-name"));
	const char *level = xml_attribute(xml, "outline-level");
	flow_begin(&text->flow);
	struct paragraph *paragraph = current(text);
	if (!paragraph)
		return;
	const long outline = level ? strtol(level, NULL, 10) : 1;
	*paragraph = (struct paragraph){
		.style = {arena_copy(text->builder->scratch, style.at, style.len), style.len},
		.heading =
			xml_is(xml, "h") ? (outline > 0 && outline < 6 ? (unsigned)outline : 6) : 0,
		.hidden = odt_style_hidden(&text->styles, style),
	};
	if (!paragraph->style.at)
		builder_fail(text->builder, error_memory(text->builder->err));
}

static void kind_of(struct open_text *text, const struct paragraph *paragraph,
		    struct flow_kind *kind)
{
	const struct odt_styles *styles = &text->styles;
	if (text->contents > 0) {
		kind->kind = BLOCK_FURNITURE;
	} else if (paragraph->heading > 0) {
		kind->kind = BLOCK_HEADING;
		kind->level = paragraph->heading;
	} else if (odt_style_is(styles, paragraph->style, SPAN("Title"))) {
		kind->kind = BLOCK_HEADING;
		kind->level = 1;
	} else if (odt_style_is(styles, paragraph->style, SPAN("Quotations"))) {
		kind->kind = BLOCK_QUOTE;
	} else if (odt_style_is(styles, paragraph->style, SPAN("Caption")) ||
		   odt_style_is(styles, paragraph->style, SPAN("FigureCaption"))) {
		kind->kind = BLOCK_CAPTION;
	} else if (text->fresh && text->depth > 0 && !text->flow.in_note) {
		marker(text, kind);
	}
}

static void end_paragraph(struct open_text *text)
{
	struct flow_kind kind = {.kind = BLOCK_PARAGRAPH};
	const struct paragraph *paragraph = current(text);
	if (!paragraph)
		return;
	struct flow_buffer *buffer = &text->flow.buffer[text->flow.depth - 1];
	if (paragraph->hidden)
		buffer->len = 0;
	if (span_trim((struct span){buffer->text, buffer->len}).len > 0)
		kind_of(text, paragraph, &kind);
	flow_end(&text->flow, &kind);
}

/* --- text ---------------------------------------------------------------------------------- */

/* White space counts as one blank, and none at the beginning (ODF 1.3, 6.1.2). */
static void add_text(struct open_text *text, struct span from)
{
	static const char blanks[] = " \t\r\n";
	struct paragraph *paragraph = current(text);
	if (text->hidden > 0 || !paragraph)
		return;
	for (size_t at = 0; at < from.len;) {
		size_t end = at;
		while (end < from.len && !memchr(blanks, from.at[end], 4))
			end++;
		if (end > at) {
			const struct flow_buffer *buffer = &text->flow.buffer[text->flow.depth - 1];
			if (paragraph->blank && buffer->len > 0)
				flow_add(&text->flow, SPAN(" "));
			paragraph->blank = false;
			flow_add(&text->flow, (struct span){from.at + at, end - at});
		}
		for (at = end; at < from.len && memchr(blanks, from.at[at], 4); at++)
			paragraph->blank = true;
	}
}

static void add_sign(struct open_text *text, struct span sign, const char *count)
{
	long times = count ? strtol(count, NULL, 10) : 1;
	struct paragraph *paragraph = current(text);
	if (text->hidden > 0 || !paragraph)
		return;
	if (paragraph->blank)
		flow_add(&text->flow, SPAN(" "));
	paragraph->blank = false;
	for (; times > 0 && times <= SPACES_MOST; times--)
		flow_add(&text->flow, sign);
}

/* --- elements ------------------------------------------------------------------------------ */

static bool skipped(const struct xml *xml)
{
	static const char *const names[] = {"annotation",
					    "annotation-end",
					    "tracked-changes",
					    "note-citation",
					    "hidden-text",
					    "hidden-paragraph",
					    "title",
					    "desc",
					    "forms",
					    "ruby-text",
					    "covered-table-cell",
					    "object",
					    "object-ole",
					    "script",
					    "meta",
					    "sequence-decls",
					    "variable-decls",
					    "user-field-decls",
					    "binary-data",
					    NULL};
	for (const char *const *name = names; *name; name++)
		if (xml_is(xml, *name))
			return true;
	const char *display = xml_attribute(xml, "display");
	return xml_is(xml, "section") && display && strcmp(display, "none") == 0;
}

static bool is_contents(const struct xml *xml)
{
	return xml_is(xml, "table-of-content") || xml_is(xml, "illustration-index") ||
	       xml_is(xml, "table-index") || xml_is(xml, "alphabetical-index");
}

static void begin_inline(struct open_text *text, const struct xml *xml)
{
	if (xml_is(xml, "s"))
		add_sign(text, SPAN(" "), xml_attribute(xml, "c"));
	else if (xml_is(xml, "tab"))
		add_sign(text, SPAN("\t"), NULL);
	else if (xml_is(xml, "line-break"))
		add_sign(text, SPAN("\n"), NULL);
	else if (xml_is(xml, "span")) {
		const struct span style = span_from(xml_attribute(xml, "style-name"));
		text->hidden += text->hidden > 0 || odt_style_hidden(&text->styles, style);
	} else if (xml_is(xml, "note"))
		flow_begin_note(&text->flow);
}

static void begin_element(struct open_text *text, struct xml *xml)
{
	if (skipped(xml))
		xml_skip(xml);
	else if (xml_is(xml, "p") || xml_is(xml, "h"))
		begin_paragraph(text, xml);
	else if (xml_is(xml, "list"))
		begin_list(text, xml);
	else if (xml_is(xml, "list-item"))
		begin_item(text, xml);
	else if (xml_is(xml, "table"))
		flow_begin_table(&text->flow);
	else if (xml_is(xml, "table-cell"))
		flow_begin_cell(&text->flow);
	else if (is_contents(xml))
		text->contents++;
	else
		begin_inline(text, xml);
}

static void end_element(struct open_text *text, const struct xml *xml)
{
	if (xml_is(xml, "p") || xml_is(xml, "h"))
		end_paragraph(text);
	else if (xml_is(xml, "list") && text->depth > 0) {
		text->depth--;
		text->fresh = false;
	} else if (xml_is(xml, "span"))
		text->hidden -= text->hidden > 0;
	else if (xml_is(xml, "note"))
		flow_end_note(&text->flow);
	else if (xml_is(xml, "table-row"))
		flow_end_row(&text->flow);
	else if (xml_is(xml, "table"))
		flow_end_table(&text->flow);
	else if (is_contents(xml))
		text->contents -= text->contents > 0;
}

static void read_content(struct open_text *text, struct span bytes)
{
	struct builder *builder = text->builder;
	struct xml xml;
	if (xml_open(&xml, bytes, "content.xml", builder->err) != 0) {
		builder_fail(builder, ERROR_MEMORY);
		return;
	}
	enum xml_event event;
	while (builder->status == 0 && (event = xml_next(&xml)) != XML_DONE) {
		if (event == XML_BROKEN)
			builder_fail(builder, xml_broken(&xml, builder->err));
		else if (event == XML_TEXT)
			add_text(text, xml_text(&xml));
		else if (event == XML_STOP)
			end_element(text, &xml);
		else
			begin_element(text, &xml);
	}
	xml_close(&xml);
}

static void read_parts(struct open_text *text, const struct archive *archive)
{
	struct builder *builder = text->builder;
	struct arena *scratch = builder->scratch;
	struct span content;
	struct span styles;
	builder_fail(builder,
		     archive_read(&styles, archive, "styles.xml", true, scratch, builder->err));
	if (builder->status == 0)
		builder_fail(builder, archive_read(&content, archive, "content.xml", false, scratch,
						   builder->err));
	if (builder->status != 0)
		return;
	builder_fail(builder,
		     odt_styles_read(&text->styles, styles, "styles.xml", scratch, builder->err));
	builder_fail(builder,
		     odt_styles_read(&text->styles, content, "content.xml", scratch, builder->err));
	if (builder->status == 0)
		read_content(text, content);
	flow_finish(&text->flow);
	properties_read(builder, archive, "meta.xml");
}

int read_odt_fits(struct span bytes, struct span ending)
{
	if (!span_starts(bytes, SPAN("PK")))
		return 0;
	if (archive_lists(bytes, "content.xml") && !archive_lists(bytes, "xl/workbook.xml"))
		return 3;
	return span_equal(ending, SPAN("odt")) ? 1 : 0;
}

int read_odt(struct document *out, struct span bytes, const struct reader_options *options,
	     struct arena *keep, struct arena *scratch, struct error *err)
{
	(void)options;
	struct builder builder;
	struct archive archive;
	builder_init(&builder, keep, scratch, err);
	const int status = archive_open(&archive, bytes, err);
	if (status != 0)
		return status;
	struct open_text *text = arena_calloc(scratch, 1, sizeof *text);
	if (text) {
		text->builder = &builder;
		flow_init(&text->flow, &builder);
		read_parts(text, &archive);
	} else {
		builder_fail(&builder, error_memory(err));
	}
	archive_close(&archive);
	return builder_finish(&builder, out);
}
