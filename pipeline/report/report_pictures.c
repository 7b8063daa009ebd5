#include <string.h>

#include "corpus/arena.h"
#include "pipeline/messages.h"
#include "pipeline/report/chart.h"
#include "pipeline/report/report.h"
#include "pipeline/report/statements.h"

struct picture {
	const char *id;
	const char *file;
	const char *title;   /* keys of the message table */
	const char *caption; /* also its description */
};

static const struct picture pictures[REPORT_PICTURES] = {
	[REPORT_BARS] = {"bars", "themes.svg", "Anecdotes per theme and kind",
			 "How many anecdotes each theme has, and of which kind. The table above "
			 "has the same figures."},
	[REPORT_HEAT] = {"heat", "cases.svg", "Anecdotes per theme and case",
			 "How many anecdotes each case has on each theme; darker is more."},
	[REPORT_SCATTER] = {"scatter", "spread.svg", "How often and how evenly",
			    "Each theme by how often it is told of (to the right) and how unevenly "
			    "it is spread over the documents (up). Low is spread evenly; the "
			    "numbers are those of the table, and each point leads to its theme."},
	[REPORT_VOTES] = {"votes", "votes.svg", "What was voted, in percentages",
			  "A bar for each statement, by its theme: how many of a hundred found it "
			  "here more like story A, in between, more like story B, or gave no "
			  "answer. The table above has the same figures."},
	[REPORT_SLOPE] = {"slope", "rounds.svg", "Share of the anecdotes per theme in both rounds",
			  "A line for each theme from its share of the anecdotes in the one round "
			  "to that in the other. Clear changes are bold. The table above has the "
			  "same figures."},
	[REPORT_MULTIPLES] = {"multiples", "rounds-cases.svg",
			      "Each theme in both rounds, over all and per case",
			      "A field for each theme: the bold line is its share of all anecdotes "
			      "in both rounds, the thin ones are the cases that were visited "
			      "twice."},
};

const char *report_picture_file(enum report_picture picture)
{
	return pictures[picture].file;
}

/* Themes that nobody told of are left out of the pictures. */
static size_t themes_told(const struct report *report)
{
	const struct theme_list *themes = &report->overview->themes;
	size_t told = 0;
	while (told < themes->count && themes->item[told].anecdotes > 0)
		told++;
	return told;
}

static int fill_table(struct chart_table *out, const struct report *report,
		      const struct span *column, size_t columns, bool by_place)
{
	struct arena *arena = &report->overview->arena;
	out->rows = themes_told(report);
	out->column = column;
	out->columns = columns;
	struct span *row = arena_calloc(arena, out->rows, sizeof *row);
	uint32_t *value = arena_calloc(arena, out->rows * columns, sizeof *value);
	if (!row || !value)
		return -1;
	for (size_t r = 0; r < out->rows; r++) {
		const struct theme *theme = &report->overview->themes.item[r];
		row[r] = report_name(&report->c->theme, theme->theme);
		for (size_t i = 0; i < columns; i++)
			value[r * columns + i] = by_place ? theme->by_place[i] : theme->by_kind[i];
	}
	out->row = row;
	out->value = value;
	return 0;
}

static int draw_bars(struct report *report, const struct chart_words *words, FILE *to)
{
	const struct collection_names *kinds = &report->c->kind;
	struct span *name = arena_calloc(&report->overview->arena, kinds->count, sizeof *name);
	struct chart_table table;
	if (!name || fill_table(&table, report, name, kinds->count, false) < 0)
		return -1;
	for (size_t i = 0; i < kinds->count; i++)
		name[i] = kinds->item[i].name;
	chart_bars(to, words, &table);
	return 0;
}

static int draw_heat(struct report *report, const struct chart_words *words, FILE *to)
{
	struct chart_table table;
	if (fill_table(&table, report, report->c->place, report->c->places, true) < 0)
		return -1;
	chart_heat(to, words, &table);
	return 0;
}

static int draw_scatter(struct report *report, const struct chart_words *words, const char *page,
			FILE *to)
{
	enum { LINK = 64 };
	static const enum spread order[] = {SPREAD_RED_THREAD, SPREAD_HOBBY_HORSE, SPREAD_BETWEEN,
					    SPREAD_FEW};
	enum { SHAPES = sizeof order / sizeof order[0] };
	struct span shape[SHAPES];
	const size_t told = themes_told(report);
	struct chart_point *point = arena_calloc(&report->overview->arena, told, sizeof *point);
	if (!point)
		return -1;
	for (size_t i = 0; i < told; i++) {
		const struct theme *theme = &report->overview->themes.item[i];
		char *link = arena_alloc(&report->overview->arena, LINK);
		if (!link)
			return -1;
		(void)snprintf(link, LINK, "%s#t%zu", page, i + 1);
		point[i] =
			(struct chart_point){.number = (unsigned)i + 1,
					     .x = theme->anecdotes,
					     .y = theme->over_documents.dp_norm,
					     .name = report_name(&report->c->theme, theme->theme),
					     .link = link};
		for (size_t s = 0; s < SHAPES; s++)
			if (order[s] == theme->spread)
				point[i].shape = s;
	}
	for (size_t s = 0; s < SHAPES; s++)
		shape[s] = span_from(message(overview_spread(order[s])));
	const struct chart_axes axes = {span_from(message("anecdotes")),
					span_from(message("DPnorm: from even to all in one")),
					shape, SHAPES};
	chart_scatter(to, words, &axes, point, told);
	return 0;
}

int report_picture(struct report *report, enum report_picture picture, const char *page, FILE *to)
{
	const struct chart_words words = {
		.id = pictures[picture].id,
		.title = span_from(message(pictures[picture].title)),
		.description = span_from(message(pictures[picture].caption)),
	};
	switch (picture) {
	case REPORT_BARS:
		return draw_bars(report, &words, to);
	case REPORT_HEAT:
		return draw_heat(report, &words, to);
	case REPORT_VOTES:
		return report_draw_votes(report, &words, to);
	case REPORT_SLOPE:
		return report_draw_slope(report, &words, to);
	case REPORT_MULTIPLES:
		return report_draw_multiples(report, &words, to);
	default:
		return draw_scatter(report, &words, page, to);
	}
}

bool report_has_picture(const struct report *report, enum report_picture picture)
{
	if (picture == REPORT_VOTES)
		return report->answers && report->answers->answered > 0;
	return themes_told(report) > 0 && (picture != REPORT_HEAT || report->c->places > 0) &&
	       (picture < REPORT_SLOPE || report->comparison);
}

struct span report_picture_text(enum report_picture picture, struct arena *keep)
{
	const struct span title = span_from(message(pictures[picture].title));
	const struct span caption = span_from(message(pictures[picture].caption));
	char *text = arena_alloc(keep, title.len + caption.len + 2);
	if (!text)
		return (struct span){NULL, 0};
	memcpy(text, title.at, title.len);
	memcpy(text + title.len, ". ", 2);
	memcpy(text + title.len + 2, caption.at, caption.len);
	return (struct span){text, title.len + caption.len + 2};
}

void report_figure(struct report *report, enum report_picture picture)
{
	const struct picture *about = &pictures[picture];
	if (!report_has_picture(report, picture))
		return;
	report->drawn[report->drawns++] = (uint8_t)picture;
	page_figure(&report->page, about->file, span_from(message(about->title)));
	if (report->page.form == PAGE_HTML &&
	    report_picture(report, picture, "", report->page.to) < 0)
		report->failed = true;
	page_figure_end(&report->page, span_from(message(about->caption)));
}
