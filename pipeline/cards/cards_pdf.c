#include <string.h>

#include "corpus/error.h"
#include "pipeline/cards/cards.h"
#include "pipeline/cards/drawing.h"
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
	struct drawing use;
	cairo_t *cr;
	double width; /* of a card */
	double height;
};

static PangoLayout *make_layout(struct sheet *sheet, struct span text, double size, bool bold)
{
	PangoLayout *layout = sheet->use.pango_cairo_create_layout(sheet->cr);
	PangoFontDescription *font = sheet->use.pango_font_description_new();
	sheet->use.pango_font_description_set_family(font, "Liberation Sans, DejaVu Sans, Sans");
	sheet->use.pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD
								: PANGO_WEIGHT_NORMAL);
	sheet->use.pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	sheet->use.pango_layout_set_font_description(layout, font);
	sheet->use.pango_font_description_free(font);
	sheet->use.pango_layout_set_width(layout, (int)((sheet->width - 2 * inside) * PANGO_SCALE));
	sheet->use.pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	sheet->use.pango_layout_set_text(layout, text.len > 0 ? text.at : "", (int)text.len);
	return layout;
}

static double height_of(const struct sheet *sheet, PangoLayout *layout)
{
	int height;
	sheet->use.pango_layout_get_size(layout, NULL, &height);
	return (double)height / PANGO_SCALE;
}

/* Draws it as an element of the document's structure and goes on below it. */
static void show(struct sheet *sheet, PangoLayout *layout, const char *tag, double x, double *y)
{
	sheet->use.cairo_tag_begin(sheet->cr, tag, NULL);
	sheet->use.cairo_move_to(sheet->cr, x, *y);
	sheet->use.pango_cairo_show_layout(sheet->cr, layout);
	sheet->use.cairo_tag_end(sheet->cr, tag);
	*y += height_of(sheet, layout);
	sheet->use.g_object_unref(layout);
}

static void put_frame(struct sheet *sheet, double x, double y)
{
	static const double dash[] = {3, 3};
	sheet->use.cairo_set_line_width(sheet->cr, 0.5);
	sheet->use.cairo_set_dash(sheet->cr, dash, 2, 0);
	sheet->use.cairo_rectangle(sheet->cr, x, y, sheet->width, sheet->height);
	sheet->use.cairo_stroke(sheet->cr);
	sheet->use.cairo_set_dash(sheet->cr, NULL, 0, 0);
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
	while (height_of(sheet, layout) > room && size > smallest) {
		sheet->use.g_object_unref(layout);
		size -= step;
		layout = make_layout(sheet, text, size, false);
	}
	if (height_of(sheet, layout) > room) {
		sheet->use.pango_layout_set_height(layout, (int)(room * PANGO_SCALE));
		sheet->use.pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
	}
	return layout;
}

static void put_notes(struct sheet *sheet, double x, double bottom)
{
	double y = bottom - notes_height;
	show(sheet, make_layout(sheet, span_from(message("Notes")), smallest, false), "P", x, &y);
	sheet->use.cairo_move_to(sheet->cr, x, bottom);
	sheet->use.cairo_line_to(sheet->cr, x + sheet->width - 2 * inside, bottom);
	sheet->use.cairo_stroke(sheet->cr);
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
		text = sheet->use.g_strdup_printf("%.*s … (%s)", (int)story.len, story.at,
						  message("shortened"));
		story = span_from(text);
	}
	sheet->use.cairo_tag_begin(sheet->cr, "Sect", NULL);
	show(sheet,
	     make_layout(sheet, card_number(number, card), letters_of(sheet->sheets) * 1.2, true),
	     "H2", x, &y);
	show(sheet, make_layout(sheet, card->source, small, false), "P", x, &y);
	y += gap;
	show(sheet, fit_story(sheet, story, bottom - notes_height - gap - y), "P", x, &y);
	put_notes(sheet, x, bottom);
	sheet->use.cairo_tag_end(sheet->cr, "Sect");
	sheet->use.g_free(text);
}

static void put_back(struct sheet *sheet, const struct card *card, double left, double top)
{
	char number[24];
	const double size = letters_of(sheet->sheets) * 1.2;
	PangoLayout *head = make_layout(sheet, card_number(number, card), size, true);
	PangoLayout *labels = make_layout(sheet, card->labels, size, false);
	double y = top + (sheet->height - height_of(sheet, head) - height_of(sheet, labels)) / 2;
	sheet->use.pango_layout_set_alignment(head, PANGO_ALIGN_CENTER);
	sheet->use.pango_layout_set_alignment(labels, PANGO_ALIGN_CENTER);
	sheet->use.cairo_tag_begin(sheet->cr, "Sect", NULL);
	show(sheet, head, "H2", left + inside, &y);
	show(sheet, labels, "P", left + inside, &y);
	sheet->use.cairo_tag_end(sheet->cr, "Sect");
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
	sheet->use.cairo_show_page(sheet->cr);
}

static cairo_status_t write_bytes(void *to, const unsigned char *bytes, unsigned int len)
{
	return fwrite(bytes, 1, len, to) == len ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* Nothing in it is of the moment or the machine. */
static void set_metadata(const struct sheet *sheet, cairo_surface_t *surface)
{
	char *title = sheet->use.g_strndup(sheet->sheets->title.at, sheet->sheets->title.len);
	sheet->use.cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
	sheet->use.cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
						  "2000-01-01T00:00:00Z");
	sheet->use.g_free(title);
}

int cards_pdf(const struct card_sheets *sheets, FILE *to, struct error *err)
{
	const size_t per_sheet = (size_t)sheets->columns * (size_t)sheets->rows;
	struct sheet sheet = {
		.sheets = sheets,
		.width = (page_width - 2 * margin) / sheets->columns,
		.height = (page_height - 2 * margin) / sheets->rows,
	};
	if (drawing_open(&sheet.use, err) < 0)
		return ERROR_INPUT;
	cairo_surface_t *surface = sheet.use.cairo_pdf_surface_create_for_stream(
		write_bytes, to, page_width, page_height);
	sheet.cr = sheet.use.cairo_create(surface);
	set_metadata(&sheet, surface);
	sheet.use.cairo_tag_begin(sheet.cr, "Document", NULL);
	for (size_t first = 0; first < sheets->count; first += per_sheet) {
		put_sheet(&sheet, first, false);
		if (sheets->backs)
			put_sheet(&sheet, first, true);
	}
	sheet.use.cairo_tag_end(sheet.cr, "Document");
	sheet.use.cairo_destroy(sheet.cr);
	sheet.use.cairo_surface_finish(surface);
	const cairo_status_t status = sheet.use.cairo_surface_status(surface);
	sheet.use.cairo_surface_destroy(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		return 0;
	return status == CAIRO_STATUS_NO_MEMORY
		       ? error_memory(err)
		       : error_set(err, ERROR_STORE, "can't write this file", "%s",
				   sheet.use.cairo_status_to_string(status));
}
