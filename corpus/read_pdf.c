#include "corpus/readers.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/error.h"
#include "corpus/lines.h"
#include "corpus/metadata.h"
#include "corpus/pdf_page.h"
#include "corpus/pdf_text.h"

enum { PEEK = 1024 }; /* bytes in which the mark may stand, as Acrobat has it */

/* --- paragraphs ---------------------------------------------------------------------------- */

struct paper {
	struct builder *builder;
	const struct pdf_lines *lines;
	struct pdf_style style; /* of the running text */
	const struct pdf_line *above;
	double left;  /* of the paragraph under way */
	double right; /* of its column */
	double size;  /* of its letters */
	bool bold;
	bool item; /* it began with a marker */
	unsigned page;
	size_t count; /* lines in it */
};

static void end_paragraph(struct paper *paper)
{
	struct builder *builder = paper->builder;
	const size_t first = builder->blocks;
	if (paper->count == 0)
		return;
	const size_t bytes = builder->len - builder->piece;
	const unsigned level =
		pdf_heading_level(&paper->style, paper->size, paper->bold, paper->count, bytes,
				  (struct span){builder->text + builder->piece, bytes});
	if (level > 0)
		builder_end(builder, BLOCK_HEADING, level);
	else
		builder_end_lines(builder, true);
	for (size_t i = first; i < builder->blocks; i++)
		builder->block[i].page = (uint16_t)paper->page;
	paper->count = 0;
}

/* The right edge that the lines of a column reach: the farthest of those around this one. */
static double column_right(const struct pdf_lines *lines, size_t at)
{
	enum { AROUND = 40 };
	const struct pdf_line *line = &lines->line[at];
	double right = line->right;
	const size_t first = at > AROUND ? at - AROUND : 0;
	for (size_t i = first; i < lines->count && i < at + AROUND; i++) {
		const struct pdf_line *other = &lines->line[i];
		if (other->page == line->page && !other->furniture &&
		    other->left < line->left + 3 * line->size &&
		    other->left > line->left - 3 * line->size && other->right > right)
			right = other->right;
	}
	return right;
}

static bool ends_sentence(struct span text)
{
	static const char *const ends[] = {".", "!", "?", "…", "\"", "”", "’", "'", ":", ")"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (span_ends(text, span_from(ends[i])))
			return true;
	return false;
}

static bool starts_lower(struct span text)
{
	size_t len;
	const uint32_t code = utf8_decode(text, 0, &len);
	return code_is_letter(code) && !code_is_upper(code);
}

/* Ends at the very edge, as the last line of a paragraph hardly ever does. */
static bool flush(const struct paper *paper, const struct pdf_line *line)
{
	return line->right > paper->right - 0.02 * (paper->right - line->left);
}

/* Whether the line goes on with the paragraph under way. */
static bool goes_on(const struct paper *paper, const struct pdf_line *line)
{
	const struct pdf_line *above = paper->above;
	if (paper->count == 0 || !above)
		return false;
	const double difference = line->size - paper->size;
	if (difference > 0.08 * paper->size || difference < -0.08 * paper->size ||
	    line->bold != paper->bold)
		return false;
	const bool full = above->right > paper->right - 0.14 * (paper->right - above->left);
	const bool same_column = line->page == above->page && line->top > above->top;
	/* `… en die | ziet: andere bout`: a sentence that goes on is no speaker's label. */
	const bool inside = starts_lower(line->text) && !ends_sentence(above->text);
	if (lines_marker(line->text) > 0 || (lines_label(line->text) > 0 && !inside))
		return full && same_column && !ends_sentence(above->text) &&
		       !pdf_gap(&paper->style, above, line);
	if (!same_column)
		return ends_sentence(above->text) ? flush(paper, above)
						  : full || starts_lower(line->text);
	if (pdf_gap(&paper->style, above, line))
		return false;
	if (line->size > 1.12 * paper->style.size)
		return true; /* a heading of several lines, however they are placed */
	if (paper->item && line->left > paper->left + 0.3 * line->size)
		return true; /* hangs below the words of the item */
	const bool indented = line->left > above->left + 0.8 * line->size &&
			      paper->left + 0.8 * line->size < line->left;
	return !indented && (full || starts_lower(line->text) || !ends_sentence(above->text));
}

static void add_line(struct paper *paper, size_t at)
{
	const struct pdf_line *line = &paper->lines->line[at];
	struct builder *builder = paper->builder;
	if (line->furniture)
		return;
	if (!goes_on(paper, line)) {
		end_paragraph(paper);
		paper->left = line->left;
		paper->size = line->size;
		paper->bold = line->bold;
		paper->item = lines_marker(line->text) > 0;
		paper->page = line->page;
	}
	paper->right = column_right(paper->lines, at);
	if (line->left < paper->left || (paper->count == 1 && !paper->item))
		paper->left = line->left;
	pdf_join(builder, &paper->style, paper->count == 0, line->text);
	paper->above = line;
	paper->count++;
}

/* --- the file ------------------------------------------------------------------------------ */

static void read_pages(struct builder *builder, const struct pdf_library *pdf,
		       PopplerDocument *document)
{
	struct pdf_lines lines = {.count = 0};
	const int pages = pdf->poppler_document_get_n_pages(document);
	if (pages > READER_PAGES_MOST) {
		builder_fail(builder, error_set(builder->err, ERROR_LIMIT,
						"the PDF has too many pages", "%d", pages));
		return;
	}
	for (int i = 0; i < pages && builder->status == 0; i++) {
		PopplerPage *page = pdf->poppler_document_get_page(document, i);
		if (page &&
		    pdf_page_lines(&lines, pdf, page, (unsigned)i + 1, builder->scratch) != 0)
			builder_fail(builder, error_memory(builder->err));
		if (page)
			pdf->g_object_unref(page);
	}
	if (builder->status == 0 && lines.count == 0)
		builder_fail(builder, error_set(builder->err, ERROR_INPUT,
						"the PDF holds no text, only pictures", "%s", ""));
	struct paper paper = {.builder = builder, .lines = &lines};
	if (builder->status == 0 &&
	    (pdf_mark_furniture(&lines, (unsigned)pages, builder->scratch) != 0 ||
	     pdf_style_measure(&paper.style, &lines, builder->scratch) != 0))
		builder_fail(builder, error_memory(builder->err));
	for (size_t i = 0; i < lines.count && builder->status == 0; i++)
		add_line(&paper, i);
	if (builder->status == 0)
		end_paragraph(&paper);
}

static void read_title(struct builder *builder, const struct pdf_library *pdf,
		       PopplerDocument *document)
{
	char *title = pdf->poppler_document_get_title(document);
	const struct span text = span_from(title);
	if (text.len > 0 && utf8_valid(text) && !span_starts(text, SPAN("Microsoft Word")) &&
	    !span_ends(text, SPAN(".docx")) && !span_ends(text, SPAN(".doc")))
		metadata_set(builder, SPAN("title"), text);
	pdf->g_free(title);
}

int read_pdf_fits(struct span bytes, struct span ending)
{
	const size_t most = bytes.len < PEEK ? bytes.len : PEEK;
	if (memmem(bytes.at, most, "%PDF-", 5))
		return 3;
	return span_equal(ending, SPAN("pdf")) ? 1 : 0;
}

int read_pdf(struct document *out, struct span bytes, const struct reader_options *options,
	     struct arena *keep, struct arena *scratch, struct error *err)
{
	(void)options;
	struct builder builder;
	struct pdf_library pdf;
	if (pdf_library_open(&pdf, err) < 0)
		return ERROR_INPUT;
	GError *fault = NULL;
	builder_init(&builder, keep, scratch, err);
	GBytes *data = pdf.g_bytes_new_static(bytes.at, bytes.len);
	PopplerDocument *document = pdf.poppler_document_new_from_bytes(data, NULL, &fault);
	if (document) {
		read_title(&builder, &pdf, document);
		read_pages(&builder, &pdf, document);
		pdf.g_object_unref(document);
	} else {
		const bool locked = pdf.g_error_matches(fault, pdf.poppler_error_quark(),
							POPPLER_ERROR_ENCRYPTED);
		builder_fail(&builder, error_set(err, ERROR_INPUT,
						 locked ? "the PDF is protected by a password"
							: "the PDF is broken",
						 "%s", fault ? fault->message : ""));
	}
	pdf.g_clear_error(&fault);
	pdf.g_bytes_unref(data);
	return builder_finish(&builder, out);
}
