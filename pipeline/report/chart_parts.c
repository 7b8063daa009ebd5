#include "pipeline/report/chart_parts.h"

#include "pipeline/report/chart.h"
#include "pipeline/report/page.h"

void chart_begin(FILE *to, const struct chart_words *words, int height)
{
	(void)fprintf(
		to,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
		"height=\"%d\" role=\"img\" aria-labelledby=\"%s-t %s-d\" "
		"font-family=\"system-ui, 'Liberation Sans', sans-serif\" font-size=\"13\" "
		"fill=\"#1c1c1c\">\n<title id=\"%s-t\">",
		CHART_WIDTH, height, CHART_WIDTH, height, words->id, words->id, words->id);
	page_xml(to, words->title);
	(void)fprintf(to, "</title>\n<desc id=\"%s-d\">", words->id);
	page_xml(to, words->description);
	(void)fputs("</desc>\n", to);
}

void chart_end(FILE *to)
{
	(void)fputs("</svg>\n", to);
}

void chart_short(FILE *to, struct span text, size_t most)
{
	const bool cut = utf8_count(text) > most;
	size_t at = 0, len;
	for (size_t i = 0; i + cut < most && at < text.len; i++, at += len)
		(void)utf8_decode(text, at, &len);
	page_xml(to, (struct span){text.at, at});
	(void)fputs(cut ? "…" : "", to);
}

void chart_label(FILE *to, int x, int y, const char *anchor, struct span text, size_t most)
{
	(void)fprintf(to, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">", x, y, anchor);
	chart_short(to, text, most);
	(void)fputs("</text>\n", to);
}

void chart_rectangle(FILE *to, int x, int y, int width, int height, const char *colour)
{
	(void)fprintf(to, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", x,
		      y, width, height, colour);
}

void chart_line(FILE *to, int x1, int y1, int x2, int y2)
{
	(void)fprintf(to, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#b4b4b4\"/>\n",
		      x1, y1, x2, y2);
}
