#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "corpus/error.h"
#include "pipeline/cards/cards.h"
#include "pipeline/messages.h"

/* Points: 72 in an inch. */
static const double page_width = 595.28, page_height = 841.89;
static const double margin = 17, inside = 17, gap = 6, notes_height = 26;
static const double smallest = 7, step = 0.5;

/* A story's letters, before they shrink to fit. */
static double letters_of(const struct card_sheets *sheets)
{
	const int per_sheet = sheets->columns * sheets->rows;
	return per_sheet == CARDS_LARGE ? 13.5 : per_sheet == CARDS_MIDDLE ? 11.5 : 9.5;
}

struct sheet {
	const struct card_sheets *sheets;
	cairo_t *cr;
	double width; /* of a card */
	double height;
};

static PangoLayout *make_layout(struct sheet *sheet, struct span text, double size, bool bold)
{
	PangoLayout *layout = pango_cairo_create_layout(sheet->cr);
	PangoFontDescription *font = pango_font_description_new();
	pango_font_description_set_family(font, "Liberation Sans, DejaVu Sans, Sans");
	pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_layout_set_width(layout, (int)((sheet->width - 2 * inside) * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(layout, text.len > 0 ? text.at : "", (int)text.len);
	return layout;
}

static double height_of(PangoLayout *layout)
{
	int height;
	pango_layout_get_size(layout, NULL, &height);
	return (double)height / PANGO_SCALE;
}

/* Draws it as an element of the document's structure and goes on below it. */
static void show(struct sheet *sheet, PangoLayout *layout, const char *tag, double x, double *y)
{
	cairo_tag_begin(sheet->cr, tag, NULL);
	cairo_move_to(sheet->cr, x, *y);
	pango_cairo_show_layout(sheet->cr, layout);
	cairo_tag_end(sheet->cr, tag);
	*y += height_of(layout);
	g_object_unref(layout);
}

static void put_frame(struct sheet *sheet, double x, double y)
{
	static const double dash[] = {3, 3};
	cairo_set_line_width(sheet->cr, 0.5);
	cairo_set_dash(sheet->cr, dash, 2, 0);
	cairo_rectangle(sheet->cr, x, y, sheet->width, sheet->height);
	cairo_stroke(sheet->cr);
	cairo_set_dash(sheet->cr, NULL, 0, 0);
}

static struct span card_number(char text[static 24], const struct card *card)
{
	const int len = snprintf(text, 24, "A%u", card->number + 1);
	return (struct span){text, (size_t)len};
}

/* In the largest letters in which it fits; what is too long in the smallest ends in an ellipsis. */
static PangoLayout *fit_story(struct sheet *sheet, struct span text, double room)
{
	double size = letters_of(sheet->sheets);
	PangoLayout *layout = make_layout(sheet, text, size, false);
	while (height_of(layout) > room && size > smallest) {
		g_object_unref(layout);
		size -= step;
		layout = make_layout(sheet, text, size, false);
	}
	if (height_of(layout) > room) {
		pango_layout_set_height(layout, (int)(room * PANGO_SCALE));
		pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
	}
	return layout;
}

static void put_notes(struct sheet *sheet, double x, double bottom)
{
	double y = bottom - notes_height;
	show(sheet, make_layout(sheet, span_from(message("Notes")), smallest, false), "P", x, &y);
	cairo_move_to(sheet->cr, x, bottom);
	cairo_line_to(sheet->cr, x + sheet->width - 2 * inside, bottom);
	cairo_stroke(sheet->cr);
}

static void put_front(struct sheet *sheet, const struct card *card, double left, double top)
{
	const double x = left + inside, bottom = top + sheet->height - inside;
	const double small = letters_of(sheet->sheets) * 0.8;
	char number[24];
	double y = top + inside;
	char *text = NULL;
	struct span story = card->text;
	if (card->shortened) {
		text = g_strdup_printf("%.*s … (%s)", (int)story.len, story.at,
				       message("shortened"));
		story = span_from(text);
	}
	cairo_tag_begin(sheet->cr, "Sect", NULL);
	show(sheet,
	     make_layout(sheet, card_number(number, card), letters_of(sheet->sheets) * 1.2, true),
	     "H2", x, &y);
	show(sheet, make_layout(sheet, card->source, small, false), "P", x, &y);
	y += gap;
	show(sheet, fit_story(sheet, story, bottom - notes_height - gap - y), "P", x, &y);
	put_notes(sheet, x, bottom);
	cairo_tag_end(sheet->cr, "Sect");
	g_free(text);
}

static void put_back(struct sheet *sheet, const struct card *card, double left, double top)
{
	char number[24];
	const double size = letters_of(sheet->sheets) * 1.2;
	PangoLayout *head = make_layout(sheet, card_number(number, card), size, true);
	PangoLayout *labels = make_layout(sheet, card->labels, size, false);
	double y = top + (sheet->height - height_of(head) - height_of(labels)) / 2;
	pango_layout_set_alignment(head, PANGO_ALIGN_CENTER);
	pango_layout_set_alignment(labels, PANGO_ALIGN_CENTER);
	cairo_tag_begin(sheet->cr, "Sect", NULL);
	show(sheet, head, "H2", left + inside, &y);
	show(sheet, labels, "P", left + inside, &y);
	cairo_tag_end(sheet->cr, "Sect");
}

static void put_sheet(struct sheet *sheet, size_t first, bool back)
{
	const struct card_sheets *sheets = sheet->sheets;
	for (int i = 0; i < sheets->columns * sheets->rows; i++) {
		const int row = i / sheets->columns, column = i % sheets->columns;
		const int place = back ? sheets->columns - 1 - column : column;
		const double x = margin + place * sheet->width, y = margin + row * sheet->height;
		const size_t index = first + (size_t)i;
		if (index >= sheets->count)
			break;
		put_frame(sheet, x, y);
		if (back)
			put_back(sheet, &sheets->card[index], x, y);
		else
			put_front(sheet, &sheets->card[index], x, y);
	}
	cairo_show_page(sheet->cr);
}

static cairo_status_t write_bytes(void *to, const unsigned char *bytes, unsigned int len)
{
	return fwrite(bytes, 1, len, to) == len ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* Nothing in it is of the moment or the machine. */
static void set_metadata(cairo_surface_t *surface, const struct card_sheets *sheets)
{
	char *title = g_strndup(sheets->title.at, sheets->title.len);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
				       "2000-01-01T00:00:00Z");
	g_free(title);
}

int cards_pdf(const struct card_sheets *sheets, FILE *to, struct error *err)
{
	const size_t per_sheet = (size_t)sheets->columns * (size_t)sheets->rows;
	cairo_surface_t *surface =
		cairo_pdf_surface_create_for_stream(write_bytes, to, page_width, page_height);
	struct sheet sheet = {
		.sheets = sheets,
		.cr = cairo_create(surface),
		.width = (page_width - 2 * margin) / sheets->columns,
		.height = (page_height - 2 * margin) / sheets->rows,
	};
	set_metadata(surface, sheets);
	cairo_tag_begin(sheet.cr, "Document", NULL);
	for (size_t first = 0; first < sheets->count; first += per_sheet) {
		put_sheet(&sheet, first, false);
		if (sheets->backs)
			put_sheet(&sheet, first, true);
	}
	cairo_tag_end(sheet.cr, "Document");
	cairo_destroy(sheet.cr);
	cairo_surface_finish(surface);
	const cairo_status_t status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		return 0;
	return status == CAIRO_STATUS_NO_MEMORY
		       ? error_memory(err)
		       : error_set(err, ERROR_STORE, "can't write this file", "%s",
				   cairo_status_to_string(status));
}
