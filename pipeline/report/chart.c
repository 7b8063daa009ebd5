#include "pipeline/report/chart.h"

#include <stdlib.h>

#include "pipeline/report/chart_parts.h"
#include "pipeline/report/number.h"
#include "pipeline/report/page.h"

/* In units of the picture, of which the page shows CHART_WIDTH at full width. */
enum {
	LABEL_WIDTH = 250,
	LABEL_LETTERS = LABEL_WIDTH / CHART_LETTER,
	ROW = 24,
	BAR = 17,
	GAP = 8,
	LEGEND = 30,
	MARGIN = 4,
	HEAD = 150, /* room for slanted names of columns */
	HEAD_LETTERS = 24,
	CELL_MOST = 58,
	PLOT = 360, /* height of the scatter */
	AXIS = 46,
	SHAPES = 4,
};

/* Dark, so that white figures can be read on them, and told apart by all eyes (Okabe and Ito 2008,
 * darkened to 4.5:1). */
static const char *const fill[] = {"#00664b", "#a3162a", "#0b5c94",
				   "#5b4a00", "#6b2e72", "#4a4a4a"};
enum { FILLS = sizeof fill / sizeof fill[0] };

static void put_figure(FILE *to, int x, int y, uint32_t value, const char *colour)
{
	(void)fprintf(to,
		      "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\" "
		      "font-size=\"12\">%u</text>\n",
		      x, y, colour, value);
}

static void bar_legend(FILE *to, const struct chart_table *table)
{
	int x = LABEL_WIDTH;
	for (size_t i = 0; i < table->columns; i++) {
		chart_rectangle(to, x, MARGIN, BAR, BAR, fill[i % FILLS]);
		chart_label(to, x + BAR + 5, MARGIN + 13, "start", table->column[i], HEAD_LETTERS);
		x += BAR + 20 + CHART_LETTER * (int)utf8_count(table->column[i]);
	}
}

static uint32_t row_sum(const struct chart_table *table, size_t row)
{
	uint32_t sum = 0;
	for (size_t i = 0; i < table->columns; i++)
		sum += table->value[row * table->columns + i];
	return sum;
}

static void put_bar(FILE *to, const struct chart_table *table, size_t row, uint32_t most)
{
	const int y = LEGEND + (int)row * ROW, room = CHART_WIDTH - LABEL_WIDTH - 40;
	uint32_t before = 0;
	chart_label(to, LABEL_WIDTH - GAP, y + 13, "end", table->row[row], LABEL_LETTERS);
	for (size_t i = 0; i < table->columns; i++) {
		const uint32_t value = table->value[row * table->columns + i];
		const int left = (int)((uint64_t)before * (unsigned)room / most);
		before += value;
		const int width = (int)((uint64_t)before * (unsigned)room / most) - left;
		if (value == 0)
			continue;
		/* A line of the ground between two colours. */
		chart_rectangle(to, LABEL_WIDTH + left, y, width > 1 ? width - 1 : 1, BAR,
				fill[i % FILLS]);
		if (width >= 18)
			put_figure(to, LABEL_WIDTH + left + width / 2, y + 13, value, "#fff");
	}
	(void)fprintf(to, "<text x=\"%d\" y=\"%d\">%u</text>\n",
		      LABEL_WIDTH + (int)((uint64_t)before * (unsigned)room / most) + 6, y + 13,
		      before);
}

void chart_bars(FILE *to, const struct chart_words *words, const struct chart_table *table)
{
	uint32_t most = 1;
	for (size_t i = 0; i < table->rows; i++)
		most = row_sum(table, i) > most ? row_sum(table, i) : most;
	chart_begin(to, words, LEGEND + (int)table->rows * ROW + MARGIN);
	bar_legend(to, table);
	for (size_t i = 0; i < table->rows; i++)
		put_bar(to, table, i, most);
	chart_end(to);
}

/* From a light to a dark ground; the figure in it is black or white, whichever is read better. */
static void put_square(FILE *to, int x, int y, int width, uint32_t value, uint32_t most)
{
	const unsigned part = value * 100 / most;
	const unsigned red = 236 - part * 225 / 100, green = 241 - part * 179 / 100;
	const unsigned blue = 247 - part * 132 / 100;
	char colour[8];
	(void)snprintf(colour, sizeof colour, "#%02x%02x%02x", red & 255, green & 255, blue & 255);
	chart_rectangle(to, x, y, width - 2, ROW - 2, value > 0 ? colour : "#fafafa");
	if (value > 0)
		put_figure(to, x + width / 2 - 1, y + 15, value, part > 45 ? "#fff" : "#111");
}

void chart_heat(FILE *to, const struct chart_words *words, const struct chart_table *table)
{
	uint32_t most = 1;
	for (size_t i = 0; i < table->rows * table->columns; i++)
		most = table->value[i] > most ? table->value[i] : most;
	const int room = CHART_WIDTH - LABEL_WIDTH - HEAD;
	const int fits = table->columns > 0 ? room / (int)table->columns : room;
	const int width = fits < CELL_MOST ? fits : CELL_MOST;
	chart_begin(to, words, HEAD + (int)table->rows * ROW + MARGIN);
	for (size_t c = 0; c < table->columns; c++) {
		(void)fprintf(to, "<text transform=\"translate(%d %d) rotate(-40)\">",
			      LABEL_WIDTH + (int)c * width + width / 2, HEAD - GAP);
		chart_short(to, table->column[c], HEAD_LETTERS);
		(void)fputs("</text>\n", to);
	}
	for (size_t r = 0; r < table->rows; r++) {
		const int y = HEAD + (int)r * ROW;
		chart_label(to, LABEL_WIDTH - GAP, y + 15, "end", table->row[r], LABEL_LETTERS);
		for (size_t c = 0; c < table->columns; c++)
			put_square(to, LABEL_WIDTH + (int)c * width, y, width,
				   table->value[r * table->columns + c], most);
	}
	chart_end(to);
}

static void put_shape(FILE *to, int x, int y, size_t shape)
{
	const char *colour = fill[shape % FILLS];
	switch (shape % SHAPES) {
	case 0:
		(void)fprintf(to, "<circle cx=\"%d\" cy=\"%d\" r=\"6\" fill=\"%s\"/>\n", x, y,
			      colour);
		break;
	case 1:
		chart_rectangle(to, x - 6, y - 6, 12, 12, colour);
		break;
	case 2:
		(void)fprintf(to, "<path d=\"M%d %dl7 7l-7 7l-7 -7z\" fill=\"%s\"/>\n", x, y - 7,
			      colour);
		break;
	default:
		(void)fprintf(to,
			      "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"#fff\" stroke=\"%s\" "
			      "stroke-width=\"2\"/>\n",
			      x, y, colour);
	}
}

static void put_tick(FILE *to, int x, int y, const char *anchor, unsigned value, bool tenths)
{
	(void)fprintf(to, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-size=\"12\">", x, y,
		      anchor);
	char text[REAL_TEXT];
	page_xml(to, number_text(text, tenths ? value / 10.0 : value, tenths ? 1 : 0));
	(void)fputs("</text>\n", to);
}

/* A step that gives at most eight ticks. */
static unsigned tick_step(unsigned most)
{
	unsigned step = 1;
	for (unsigned turn = 0; most / step > 8; turn++)
		step = turn % 3 == 1 ? step * 5 / 2 : step * 2; /* 1, 2, 5, 10 … */
	return step;
}

static void put_axes(FILE *to, const struct chart_axes *axes, unsigned most)
{
	const int right = CHART_WIDTH - 30, bottom = LEGEND + PLOT;
	const unsigned step = tick_step(most);
	for (unsigned v = 0; v <= most; v += step) {
		const int x = AXIS + (int)((uint64_t)v * (unsigned)(right - AXIS) / most);
		chart_line(to, x, LEGEND, x, bottom);
		put_tick(to, x, bottom + 17, "middle", v, false);
	}
	for (unsigned v = 0; v <= 10; v += 2) {
		const int y = bottom - (int)v * PLOT / 10;
		chart_line(to, AXIS, y, right, y);
		put_tick(to, AXIS - 6, y + 4, "end", v, true);
	}
	chart_label(to, (AXIS + right) / 2, bottom + 36, "middle", axes->x, 90);
	(void)fprintf(to,
		      "<text transform=\"translate(13 %d) rotate(-90)\" "
		      "text-anchor=\"middle\">",
		      LEGEND + PLOT / 2);
	page_xml(to, axes->y);
	(void)fputs("</text>\n", to);
	int x = AXIS;
	for (size_t i = 0; i < axes->shapes; i++) {
		put_shape(to, x + 7, MARGIN + 8, i);
		chart_label(to, x + 20, MARGIN + 13, "start", axes->shape[i], HEAD_LETTERS);
		x += 44 + CHART_LETTER * (int)utf8_count(axes->shape[i]);
	}
}

struct place {
	int x;
	int y;
};

static struct place place_of(const struct chart_point *point, double most)
{
	return (struct place){AXIS + (int)(point->x / most * (CHART_WIDTH - 30 - AXIS)),
			      LEGEND + PLOT - (int)(point->y * PLOT)};
}

static bool touches(struct place a, struct place b)
{
	enum { NEAR = 17 }; /* two numbers side by side need more */
	const int dx = a.x - b.x, dy = a.y - b.y;
	return dx * dx + dy * dy < NEAR * NEAR;
}

/* The first point that it touches and that is led by no other; else itself. */
static void find_leaders(struct chart_point *point, size_t points, double most)
{
	for (size_t i = 0; i < points; i++) {
		point[i].leader = i;
		for (size_t j = 0; j < i && point[i].leader == i; j++)
			if (point[j].leader == j &&
			    touches(place_of(&point[j], most), place_of(&point[i], most)))
				point[i].leader = j;
	}
}

/* The numbers of a point and of those that touch it. */
static size_t numbers_text(char *out, size_t size, const struct chart_point *point, size_t points,
			   size_t index)
{
	size_t len = (size_t)snprintf(out, size, "%u", point[index].number);
	for (size_t i = index + 1; i < points && len < size; i++)
		if (point[i].leader == index)
			len += (size_t)snprintf(out + len, size - len, ", %u", point[i].number);
	return len;
}

/* Whether a label from `left` to `right` at that height would cover a point it does not name. */
static bool covers(const struct chart_point *point, size_t points, size_t index, double most,
		   int left, int right)
{
	enum { NEAR = 12 };
	const struct place own = place_of(&point[index], most);
	for (size_t i = 0; i < points; i++) {
		const struct place at = place_of(&point[i], most);
		if (point[i].leader != index && abs(at.y - own.y) < NEAR &&
		    at.x + NEAR / 2 > left && at.x - NEAR / 2 < right)
			return true;
	}
	return left < 0 || right > CHART_WIDTH;
}

/* Points that touch share a label beside the first of them: to the right, or where that would cover
 * another point, to the left. */
static void put_numbers(FILE *to, const struct chart_point *point, size_t points, size_t index,
			double most)
{
	enum { GAP_BESIDE = 10, NUMBERS = 256 };
	char text[NUMBERS];
	const struct place at = place_of(&point[index], most);
	const int width = CHART_LETTER * (int)numbers_text(text, sizeof text, point, points, index);
	const bool left =
		covers(point, points, index, most, at.x + GAP_BESIDE, at.x + GAP_BESIDE + width) &&
		!covers(point, points, index, most, at.x - GAP_BESIDE - width, at.x - GAP_BESIDE);
	(void)fprintf(to,
		      "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-size=\"12\" "
		      "font-weight=\"600\">%s</text>\n",
		      at.x + (left ? -GAP_BESIDE : GAP_BESIDE), at.y + 4, left ? "end" : "start",
		      text);
}

void chart_scatter(FILE *to, const struct chart_words *words, const struct chart_axes *axes,
		   struct chart_point *point, size_t points)
{
	double most = 1;
	for (size_t i = 0; i < points; i++)
		most = point[i].x > most ? point[i].x : most;
	chart_begin(to, words, LEGEND + PLOT + AXIS);
	put_axes(to, axes, (unsigned)most);
	find_leaders(point, points, most);
	for (size_t i = 0; i < points; i++) {
		const struct place at = place_of(&point[i], most);
		(void)fprintf(to, "<a href=\"%s\"><title>%u. ", point[i].link, point[i].number);
		page_xml(to, point[i].name);
		(void)fputs("</title>", to);
		put_shape(to, at.x, at.y, point[i].shape);
		(void)fputs("</a>\n", to);
	}
	for (size_t i = 0; i < points; i++)
		if (point[i].leader == i)
			put_numbers(to, point, points, i, most);
	chart_end(to);
}
