#include "corpus/error.h"
#include "pipeline/cards/cards.h"
#include "pipeline/messages.h"
#include "pipeline/report/page.h"

static const char style[] =
	"@page { size: A4; margin: 0; }\n"
	"* { box-sizing: border-box; }\n"
	"body { margin: 0; font-family: system-ui, 'Segoe UI', 'Liberation Sans', sans-serif; "
	"color: #1c1c1c; background: #fff; }\n"
	"h1 { position: absolute; left: -100vw; }\n"
	".sheet { width: 210mm; height: 297mm; padding: 6mm; display: grid; break-after: page; }\n"
	".card { border: 1px dashed #767676; padding: 6mm; display: flex; flex-direction: column; "
	"overflow: hidden; }\n"
	".card h2 { margin: 0 0 2mm; font-size: 1.25em; }\n"
	".card .source { margin: 0 0 2mm; font-size: .85em; color: #3d3d3d; }\n"
	".card .story { margin: 0; line-height: 1.4; flex: 1; }\n"
	".card .notes { margin: 2mm 0 0; border-bottom: 1px solid #4a4a4a; height: 8mm; "
	"font-size: .75em; color: #3d3d3d; }\n"
	".back { align-items: center; justify-content: center; text-align: center; "
	"white-space: pre-line; font-size: 1.2em; }\n";

static void put_front(const struct card *card, FILE *to)
{
	(void)fprintf(to, "<section class=\"card\"><h2>A%u</h2>\n<p class=\"source\">",
		      card->number + 1);
	page_xml(to, card->source);
	(void)fputs("</p>\n<p class=\"story\">", to);
	page_xml(to, card->text);
	if (card->shortened)
		(void)fprintf(to, " … <em>(%s)</em>", message("shortened"));
	(void)fprintf(to, "</p>\n<p class=\"notes\">%s</p></section>\n", message("Notes"));
}

static void put_back(const struct card *card, FILE *to)
{
	(void)fprintf(to, "<section class=\"card back\"><h2>A%u</h2>", card->number + 1);
	page_xml(to, card->labels);
	(void)fputs("</section>\n", to);
}

static void put_sheet(const struct card_sheets *sheets, size_t first, bool back, FILE *to)
{
	const int per_sheet = sheets->columns * sheets->rows;
	(void)fputs("<div class=\"sheet\">\n", to);
	for (int i = 0; i < per_sheet; i++) {
		const int row = i / sheets->columns, column = i % sheets->columns;
		const int turned = row * sheets->columns + (sheets->columns - 1 - column);
		const size_t index = first + (size_t)(back ? turned : i);
		if (index >= sheets->count)
			(void)fputs("<div></div>\n", to);
		else if (back)
			put_back(&sheets->card[index], to);
		else
			put_front(&sheets->card[index], to);
	}
	(void)fputs("</div>\n", to);
}

int cards_html(const struct card_sheets *sheets, FILE *to, struct error *err)
{
	(void)err;
	const size_t per_sheet = (size_t)sheets->columns * (size_t)sheets->rows;
	const char *size = per_sheet == CARDS_LARGE    ? "13.5pt"
			   : per_sheet == CARDS_MIDDLE ? "11.5pt"
						       : "9.5pt";
	(void)fprintf(to,
		      "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\" />\n"
		      "<title>",
		      sheets->language);
	page_xml(to, sheets->title);
	(void)fprintf(to,
		      "</title>\n<style>\n%s.sheet { font-size: %s; grid-template: repeat(%d, 1fr) "
		      "/ repeat(%d, 1fr); }\n</style>\n</head>\n<body>\n<h1>",
		      style, size, sheets->rows, sheets->columns);
	page_xml(to, sheets->title);
	(void)fputs("</h1>\n<main>\n", to);
	for (size_t first = 0; first < sheets->count; first += per_sheet) {
		put_sheet(sheets, first, false, to);
		if (sheets->backs)
			put_sheet(sheets, first, true, to);
	}
	(void)fputs("</main>\n</body>\n</html>\n", to);
	return 0;
}
