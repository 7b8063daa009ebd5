#include "corpus/readers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/archive.h"
#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/docx_styles.h"
#include "corpus/error.h"
#include "corpus/flow.h"
#include "corpus/properties.h"
#include "corpus/xml.h"

enum { PATH_MOST = 256, FIELDS_MOST = 64 };

/* What a paragraph says about itself before its text. */
struct paragraph {
	struct span style;
	int number; /* DOCX_NONE: what the style says */
	int depth;
	int outline;
	bool drop; /* the first letters of the next paragraph, set large */
};

struct word {
	struct builder *builder;
	struct docx_styles styles;
	struct flow flow;
	struct paragraph paragraph[FLOW_NESTING_MOST];
	unsigned in_properties; /* pPr that are open */
	bool in_run_properties;
	bool hidden;                   /* the run under way is */
	bool instruction[FIELDS_MOST]; /* fields that are open; whether their result is still to
					  come */
	size_t fields;
	size_t silent; /* of those, how many are */
	bool in_text;
	struct span dropped; /* a drop cap that waits for its paragraph */
};

/* --- paragraphs ---------------------------------------------------------------------------- */

static struct paragraph *current(struct word *word)
{
	return word->flow.depth > 0 ? &word->paragraph[word->flow.depth - 1] : NULL;
}

static void begin_paragraph(struct word *word)
{
	flow_begin(&word->flow);
	struct paragraph *paragraph = current(word);
	if (paragraph)
		*paragraph = (struct paragraph){
			.number = DOCX_NONE, .depth = DOCX_NONE, .outline = DOCX_NONE};
	flow_add(&word->flow, word->dropped);
	word->dropped = SPAN("");
}

static void kind_of(struct word *word, const struct paragraph *paragraph, struct flow_kind *kind)
{
	const struct docx_style *style = docx_style_find(&word->styles, paragraph->style);
	const int number = paragraph->number != DOCX_NONE ? paragraph->number
			   : style                        ? style->number
							  : DOCX_NONE;
	const int depth = paragraph->depth != DOCX_NONE ? paragraph->depth
			  : style                       ? style->depth
							: DOCX_NONE;
	const enum docx_use use = style ? style->use : DOCX_TEXT;
	*kind = (struct flow_kind){.kind = BLOCK_PARAGRAPH};
	if (number > 0)
		docx_marker(&word->styles, number, depth, kind->marker, sizeof kind->marker);
	if (use == DOCX_HEADING || (paragraph->outline >= 0 && paragraph->outline < 6)) {
		kind->kind = BLOCK_HEADING;
		kind->level = use == DOCX_HEADING ? style->level : (unsigned)paragraph->outline + 1;
	} else if (use == DOCX_QUOTE) {
		kind->kind = BLOCK_QUOTE;
	} else if (use == DOCX_CAPTION) {
		kind->kind = BLOCK_CAPTION;
	} else if (use == DOCX_CONTENTS) {
		kind->kind = BLOCK_FURNITURE;
	} else if (kind->marker[0]) {
		kind->kind = BLOCK_LIST_ITEM;
		kind->level = depth > 0 && depth < DOCX_LEVELS ? (unsigned)depth + 1 : 1;
	}
}

static void end_paragraph(struct word *word)
{
	struct flow_kind kind = {.kind = BLOCK_PARAGRAPH};
	const struct paragraph *paragraph = current(word);
	if (!paragraph)
		return;
	struct flow_buffer *text = &word->flow.buffer[word->flow.depth - 1];
	if (paragraph->drop) {
		const char *copy = arena_copy(word->builder->scratch, text->text, text->len);
		word->dropped = span_trim((struct span){copy, copy ? text->len : 0});
		text->len = 0;
	}
	/* An empty item shows no number, and counts none. */
	if (span_trim((struct span){text->text, text->len}).len > 0)
		kind_of(word, paragraph, &kind);
	flow_end(&word->flow, &kind);
}

/* --- fields -------------------------------------------------------------------------------- */

static void field(struct word *word, const char *type)
{
	if (!type)
		return;
	if (strcmp(type, "begin") == 0 && word->fields < FIELDS_MOST) {
		word->instruction[word->fields++] = true;
		word->silent++;
	} else if (strcmp(type, "separate") == 0 && word->fields > 0) {
		word->silent -= word->instruction[word->fields - 1];
		word->instruction[word->fields - 1] = false;
	} else if (strcmp(type, "end") == 0 && word->fields > 0) {
		word->fields--;
		word->silent -= word->instruction[word->fields];
	}
}

/* --- elements ------------------------------------------------------------------------------ */

/* What is never read: what was deleted, codes of fields, the other wording of the same. */
static bool skipped(const struct xml *xml)
{
	static const char *const names[] = {
		"del",     "moveFrom",      "instrText",   "delText",   "delInstrText", "Fallback",
		"sdtPr",   "sectPr",        "pPrChange",   "rPrChange", "tblPr",        "trPr",
		"tcPr",    "tblGrid",       "docPr",       "cNvPr",     "ruby",         "separator",
		"binData", "annotationRef", "footnoteRef", NULL};
	for (const char *const *name = names; *name; name++)
		if (xml_is(xml, *name))
			return true;
	return false;
}

static bool is_on(const struct xml *xml)
{
	const char *value = xml_attribute(xml, "val");
	return !value || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0);
}

static void property(struct word *word, const struct xml *xml)
{
	struct paragraph *paragraph = current(word);
	const char *value = xml_attribute(xml, "val");
	if (word->in_run_properties && word->in_properties == 0) {
		if (xml_is(xml, "vanish"))
			word->hidden = is_on(xml);
		return;
	}
	const char *drop = paragraph ? xml_attribute(xml, "dropCap") : NULL;
	if (drop && xml_is(xml, "framePr"))
		paragraph->drop = strcmp(drop, "none") != 0;
	if (!paragraph || !value || word->in_run_properties)
		return;
	if (xml_is(xml, "pStyle")) {
		const struct span id = span_from(value);
		paragraph->style.at = arena_copy(word->builder->scratch, id.at, id.len);
		paragraph->style.len = paragraph->style.at ? id.len : 0;
	} else if (xml_is(xml, "numId"))
		paragraph->number = (int)strtol(value, NULL, 10);
	else if (xml_is(xml, "ilvl"))
		paragraph->depth = (int)strtol(value, NULL, 10);
	else if (xml_is(xml, "outlineLvl"))
		paragraph->outline = (int)strtol(value, NULL, 10);
}

static void add(struct word *word, struct span text)
{
	if (!word->hidden && word->silent == 0)
		flow_add(&word->flow, text);
}

/* Drawings have paragraphs and texts of their own, in another namespace. */
static bool is_word(const struct xml *xml)
{
	return strstr(xml->space, "wordprocessingml") || strstr(xml->space, "/math");
}

static void begin_element(struct word *word, struct xml *xml)
{
	if (skipped(xml)) {
		xml_skip(xml);
		return;
	}
	if (!is_word(xml))
		return;
	if (xml_is(xml, "p"))
		begin_paragraph(word);
	else if (xml_is(xml, "pPr"))
		word->in_properties++;
	else if (xml_is(xml, "rPr"))
		word->in_run_properties = true;
	else if (word->in_properties > 0 || word->in_run_properties)
		property(word, xml);
	else if (xml_is(xml, "r"))
		word->hidden = false;
	else if (xml_is(xml, "t"))
		word->in_text = true;
	else if (xml_is(xml, "tab") || xml_is(xml, "ptab"))
		add(word, SPAN("\t"));
	else if (xml_is(xml, "br") || xml_is(xml, "cr"))
		add(word, SPAN("\n"));
	else if (xml_is(xml, "noBreakHyphen"))
		add(word, SPAN("\xE2\x80\x91"));
	else if (xml_is(xml, "fldChar"))
		field(word, xml_attribute(xml, "fldCharType"));
	else if (xml_is(xml, "tbl"))
		flow_begin_table(&word->flow);
	else if (xml_is(xml, "tc"))
		flow_begin_cell(&word->flow);
}

static void end_element(struct word *word, const struct xml *xml)
{
	if (!is_word(xml))
		return;
	if (xml_is(xml, "p"))
		end_paragraph(word);
	else if (xml_is(xml, "pPr"))
		word->in_properties -= word->in_properties > 0;
	else if (xml_is(xml, "rPr"))
		word->in_run_properties = false;
	else if (xml_is(xml, "t"))
		word->in_text = false;
	else if (xml_is(xml, "tr"))
		flow_end_row(&word->flow);
	else if (xml_is(xml, "tbl"))
		flow_end_table(&word->flow);
}

/* --- parts --------------------------------------------------------------------------------- */

/* `note`: the part holds notes; those that only separate them from the text have a type. */
static void read_body(struct word *word, struct span bytes, const char *part, bool notes)
{
	struct builder *builder = word->builder;
	struct xml xml;
	if (bytes.len == 0 || builder->status != 0)
		return;
	if (xml_open(&xml, bytes, part, builder->err) != 0) {
		builder_fail(builder, ERROR_MEMORY);
		return;
	}
	enum xml_event event = XML_START;
	while (builder->status == 0 && (event = xml_next(&xml)) != XML_DONE) {
		if (event == XML_BROKEN)
			builder_fail(builder, xml_broken(&xml, builder->err));
		else if (event == XML_TEXT && word->in_text)
			add(word, xml_text(&xml));
		else if (event == XML_STOP)
			end_element(word, &xml);
		else if (event == XML_START) {
			if (notes && xml_attribute(&xml, "type") &&
			    (xml_is(&xml, "footnote") || xml_is(&xml, "endnote")))
				xml_skip(&xml);
			else
				begin_element(word, &xml);
		}
	}
	xml_close(&xml);
}

/* The name of the main part, which need not be the usual one. */
static void find_main(const struct archive *archive, struct builder *builder, char path[PATH_MOST])
{
	struct span bytes;
	struct xml xml;
	(void)snprintf(path, PATH_MOST, "word/document.xml");
	if (archive_read(&bytes, archive, "_rels/.rels", true, builder->scratch, NULL) != 0 ||
	    bytes.len == 0 || xml_open(&xml, bytes, "_rels/.rels", NULL) != 0)
		return;
	for (enum xml_event event = xml_next(&xml); event != XML_DONE && event != XML_BROKEN;
	     event = xml_next(&xml)) {
		const char *type = event == XML_START ? xml_attribute(&xml, "Type") : NULL;
		const char *target = type ? xml_attribute(&xml, "Target") : NULL;
		if (target && span_ends(span_from(type), SPAN("/officeDocument")))
			(void)snprintf(path, PATH_MOST, "%s", target + (target[0] == '/'));
	}
	xml_close(&xml);
}

/* A part beside the main one; empty if the archive has none. */
static struct span beside(const struct archive *archive, struct builder *builder, const char *main,
			  const char *name)
{
	char path[PATH_MOST + 32];
	const char *slash = strrchr(main, '/');
	const int folder = slash ? (int)(slash - main) + 1 : 0;
	struct span bytes = SPAN("");
	(void)snprintf(path, sizeof path, "%.*s%s", folder, main, name);
	if (builder->status == 0)
		builder_fail(builder, archive_read(&bytes, archive, path, true, builder->scratch,
						   builder->err));
	return bytes;
}

static void read_parts(struct word *word, const struct archive *archive)
{
	struct builder *builder = word->builder;
	struct arena *scratch = builder->scratch;
	char main[PATH_MOST];
	struct span bytes;
	find_main(archive, builder, main);
	builder_fail(builder,
		     docx_styles_read(&word->styles, beside(archive, builder, main, "styles.xml"),
				      scratch, builder->err));
	builder_fail(builder, docx_numbering_read(&word->styles,
						  beside(archive, builder, main, "numbering.xml"),
						  scratch, builder->err));
	if (builder->status != 0)
		return;
	builder_fail(builder, archive_read(&bytes, archive, main, false, scratch, builder->err));
	if (builder->status == 0)
		read_body(word, bytes, main, false);
	flow_begin_note(&word->flow);
	read_body(word, beside(archive, builder, main, "footnotes.xml"), "footnotes.xml", true);
	read_body(word, beside(archive, builder, main, "endnotes.xml"), "endnotes.xml", true);
	flow_end_note(&word->flow);
	flow_finish(&word->flow);
	properties_read(builder, archive, "docProps/core.xml");
}

int read_docx_fits(struct span bytes, struct span ending)
{
	if (archive_lists(bytes, "word/document.xml"))
		return 3;
	if (!span_starts(bytes, SPAN("PK")))
		return 0;
	/* A damaged archive, or one with unusual names, is read by its ending. */
	return span_equal(ending, SPAN("docx")) || span_equal(ending, SPAN("docm")) ? 1 : 0;
}

int read_docx(struct document *out, struct span bytes, const struct reader_options *options,
	      struct arena *keep, struct arena *scratch, struct error *err)
{
	(void)options;
	struct builder builder;
	struct archive archive;
	builder_init(&builder, keep, scratch, err);
	const int status = archive_open(&archive, bytes, err);
	if (status != 0)
		return status;
	struct word *word = arena_calloc(scratch, 1, sizeof *word);
	if (word) {
		word->builder = &builder;
		flow_init(&word->flow, &builder);
		read_parts(word, &archive);
	} else {
		builder_fail(&builder, error_memory(err));
	}
	archive_close(&archive);
	return builder_finish(&builder, out);
}
