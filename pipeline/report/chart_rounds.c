#include "pipeline/report/chart_rounds.h"

#include <stdlib.h>

#include "pipeline/report/chart.h"
#include "pipeline/report/chart_parts.h"

enum {
	TOP = 62,
	ROW = 19, /* at least between two labels */
	PLOT_LEAST = 300,
	LEFT = 290, /* of the two posts */
	RIGHT = CHART_WIDTH - LEFT,
	GAP = 8,
	LEAD = 14, /* from a post to its label */
	NAME_LETTERS = (LEFT - GAP - LEAD - 44) / CHART_LETTER + 2,
	PANELS = 4, /* side by side */
	PANEL = CHART_WIDTH / PANELS,
	PANEL_HEIGHT = 128,
	PANEL_PLOT = 76,
	PANEL_LETTERS = PANEL / CHART_LETTER,
};

static const char bold[] = "#0b5c94", thin[] = "#6a6a6a";

static int percent(double share)
{
	return (int)(share * 100 + 0.5);
}

static void put_slope(FILE *to, int x1, int y1, int x2, int y2, bool is_bold)
{
	(void)fprintf(to,
		      "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" "
		      "stroke-width=\"%s\"%s/>\n",
		      x1, y1, x2, y2, is_bold ? bold : thin, is_bold ? "3" : "1.2",
		      is_bold ? "" : " stroke-dasharray=\"5 3\"");
}

static void put_dot(FILE *to, int x, int y, bool is_bold)
{
	(void)fprintf(to, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\"/>\n", x, y,
		      is_bold ? 5 : 3, is_bold ? bold : thin);
}

/* The end of a line: where it is, and where there is room for its label. */
struct end {
	size_t index;
	int y;
	int label;
};

static int by_height(const void *a, const void *b)
{
	const struct end *one = a, *two = b;
	if (one->y != two->y)
		return one->y < two->y ? -1 : 1;
	return one->index < two->index ? -1 : one->index > two->index;
}

/* Pushed down until they no longer touch, then up again from the bottom. */
static void spread_labels(struct end *end, size_t count, int bottom)
{
	for (size_t i = 0; i < count; i++) {
		const int least = i > 0 ? end[i - 1].label + ROW : TOP;
		end[i].label = end[i].y > least ? end[i].y : least;
	}
	for (size_t i = count; i-- > 0;) {
		const int most = i + 1 < count ? end[i + 1].label - ROW : bottom;
		end[i].label = end[i].label < most ? end[i].label : most;
	}
}

static void put_end(FILE *to, const struct chart_slope *slope, const struct end *end, int side)
{
	const bool left = side == CHART_BEFORE;
	const int post = left ? LEFT : RIGHT;
	const int x = post + (left ? -LEAD : LEAD);
	chart_line(to, post, end->y, x, end->label);
	(void)fprintf(to, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\"%s>", x + (left ? -2 : 2),
		      end->label + 4, left ? "end" : "start",
		      slope->clear ? " font-weight=\"600\"" : "");
	if (!left)
		(void)fprintf(to, "%d%% ", percent(slope->share[side]));
	chart_short(to, slope->name, NAME_LETTERS);
	if (left)
		(void)fprintf(to, " %d%%", percent(slope->share[side]));
	(void)fputs("</text>\n", to);
}

static int put_ends(FILE *to, const struct chart_slopes *slopes, int side, double most, int plot)
{
	struct end *end = calloc(slopes->count + 1, sizeof *end);
	if (!end)
		return -1;
	for (size_t i = 0; i < slopes->count; i++)
		end[i] = (struct end){
			.index = i,
			.y = TOP + plot - (int)(slopes->item[i].share[side] / most * plot),
		};
	qsort(end, slopes->count, sizeof *end, by_height);
	spread_labels(end, slopes->count, TOP + plot);
	for (size_t i = 0; i < slopes->count; i++)
		put_end(to, &slopes->item[end[i].index], &end[i], side);
	free(end);
	return 0;
}

static double greatest(double most, const double share[CHART_SIDES])
{
	for (int side = 0; side < CHART_SIDES; side++)
		most = share[side] > most ? share[side] : most;
	return most;
}

/* Bold and thin lines, and what they stand for. */
static void put_legend(FILE *to, struct span is_bold, struct span is_thin)
{
	put_slope(to, 10, 14, 44, 14, true);
	chart_label(to, 52, 18, "start", is_bold, 60);
	const int x = 76 + CHART_LETTER * (int)utf8_count(is_bold);
	put_slope(to, x, 14, x + 34, 14, false);
	chart_label(to, x + 42, 18, "start", is_thin, 60);
}

int chart_slope(FILE *to, const struct chart_words *words, const struct chart_slopes *slopes)
{
	const int rows = (int)slopes->count * ROW;
	const int plot = rows > PLOT_LEAST ? rows : PLOT_LEAST;
	double most = 0.01;
	for (size_t i = 0; i < slopes->count; i++)
		most = greatest(most, slopes->item[i].share);
	chart_begin(to, words, TOP + plot + ROW);
	put_legend(to, slopes->clear, slopes->unclear);
	chart_label(to, LEFT, TOP - 16, "end", slopes->side[CHART_BEFORE], NAME_LETTERS);
	chart_label(to, RIGHT, TOP - 16, "start", slopes->side[CHART_AFTER], NAME_LETTERS);
	chart_line(to, LEFT, TOP - 8, LEFT, TOP + plot);
	chart_line(to, RIGHT, TOP - 8, RIGHT, TOP + plot);
	for (size_t i = 0; i < slopes->count; i++) {
		const struct chart_slope *one = &slopes->item[i];
		const int y1 = TOP + plot - (int)(one->share[CHART_BEFORE] / most * plot);
		const int y2 = TOP + plot - (int)(one->share[CHART_AFTER] / most * plot);
		put_slope(to, LEFT, y1, RIGHT, y2, one->clear);
		put_dot(to, LEFT, y1, one->clear);
		put_dot(to, RIGHT, y2, one->clear);
	}
	int status = put_ends(to, slopes, CHART_BEFORE, most, plot);
	if (status == 0)
		status = put_ends(to, slopes, CHART_AFTER, most, plot);
	chart_end(to);
	return status;
}

static void put_panel(FILE *to, const struct chart_panel *panel, int x, int y, double most)
{
	const int left = x + 38, right = x + PANEL - 46, bottom = y + 22 + PANEL_PLOT;
	const double *share = panel->all.share;
	chart_label(to, x + 4, y + 12, "start", panel->all.name, PANEL_LETTERS);
	chart_line(to, left, bottom, right, bottom);
	for (size_t i = 0; i < panel->parts; i++)
		put_slope(to, left,
			  bottom - (int)(panel->part[i][CHART_BEFORE] / most * PANEL_PLOT), right,
			  bottom - (int)(panel->part[i][CHART_AFTER] / most * PANEL_PLOT), false);
	const int y1 = bottom - (int)(share[CHART_BEFORE] / most * PANEL_PLOT);
	const int y2 = bottom - (int)(share[CHART_AFTER] / most * PANEL_PLOT);
	put_slope(to, left, y1, right, y2, true);
	(void)fprintf(to,
		      "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" font-size=\"12\">%d%%</text>\n"
		      "<text x=\"%d\" y=\"%d\" font-size=\"12\">%d%%</text>\n",
		      left - 4, y1 + 4, percent(share[CHART_BEFORE]), right + 4, y2 + 4,
		      percent(share[CHART_AFTER]));
}

void chart_multiples(FILE *to, const struct chart_words *words, const struct chart_panels *panels)
{
	double most = 0.01;
	for (size_t i = 0; i < panels->count; i++) {
		most = greatest(most, panels->item[i].all.share);
		for (size_t p = 0; p < panels->item[i].parts; p++)
			most = greatest(most, panels->item[i].part[p]);
	}
	const int rows = ((int)panels->count + PANELS - 1) / PANELS;
	chart_begin(to, words, TOP + rows * PANEL_HEIGHT);
	put_legend(to, panels->all, panels->part);
	(void)fputs("<text x=\"10\" y=\"42\">", to);
	chart_short(to, panels->side[CHART_BEFORE], 40);
	(void)fputs(" → ", to);
	chart_short(to, panels->side[CHART_AFTER], 40);
	(void)fprintf(to, " (0–%d%%)</text>\n", percent(most));
	for (int i = 0; i < (int)panels->count; i++)
		put_panel(to, &panels->item[i], i % PANELS * PANEL, TOP + i / PANELS * PANEL_HEIGHT,
			  most);
	chart_end(to);
}
