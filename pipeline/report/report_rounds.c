#include "corpus/arena.h"
#include "pipeline/messages.h"
#include "pipeline/report/chart.h"
#include "pipeline/report/chart_rounds.h"
#include "pipeline/report/comparison.h"
#include "pipeline/report/report.h"

enum { WORDS_SHOWN = 10, COLUMNS = 8, TEXT_MOST = 64 };

static struct span round_name(const struct report *report, int side)
{
	struct arena *arena = &report->overview->arena;
	const struct span id = report->c->round[report->comparison->round[side].round];
	char *text = arena_alloc(arena, TEXT_MOST);
	if (!text)
		return id;
	const int len = snprintf(text, TEXT_MOST, message("round %.*s"),
				 id.len < 24 ? (int)id.len : 24, id.at);
	return (struct span){text, (size_t)len};
}

static struct chart_slope slope_of(const struct report *report, const struct compare_theme *theme)
{
	return (struct chart_slope){
		.name = report_name(&report->c->theme, theme->theme),
		.share = {proportion_share(theme->anecdotes.round[COMPARE_BEFORE]),
			  proportion_share(theme->anecdotes.round[COMPARE_AFTER])},
		.clear = theme->clear,
	};
}

int report_draw_slope(struct report *report, const struct chart_words *words, FILE *to)
{
	const struct comparison *comparison = report->comparison;
	struct chart_slope *slope =
		arena_calloc(&report->overview->arena, comparison->themes, sizeof *slope);
	if (!slope)
		return -1;
	struct chart_slopes slopes = {
		.side = {round_name(report, COMPARE_BEFORE), round_name(report, COMPARE_AFTER)},
		.clear = span_from(message("clear change")),
		.unclear = span_from(message("no change that these numbers can bear")),
		.item = slope,
	};
	/* Themes that are told of in neither round are in no picture. */
	for (size_t i = 0; i < comparison->themes; i++)
		if (comparison->theme[i].verdict != COMPARE_ABSENT)
			slope[slopes.count++] = slope_of(report, &comparison->theme[i]);
	return chart_slope(to, words, &slopes);
}

/* The cases that were visited in both rounds. */
static int fill_panel(struct chart_panel *panel, const struct report *report,
		      const struct compare_theme *theme)
{
	const struct comparison *comparison = report->comparison;
	double(*part)[CHART_SIDES] =
		arena_calloc(&report->overview->arena, comparison->places, sizeof *part);
	if (!part)
		return -1;
	*panel = (struct chart_panel){.all = slope_of(report, theme), .part = part};
	for (size_t i = 0; i < comparison->places; i++) {
		const struct proportion *round = theme->place[i].round;
		if (round[COMPARE_BEFORE].total == 0 || round[COMPARE_AFTER].total == 0)
			continue;
		for (int side = 0; side < CHART_SIDES; side++)
			part[panel->parts][side] = proportion_share(round[side]);
		panel->parts++;
	}
	return 0;
}

int report_draw_multiples(struct report *report, const struct chart_words *words, FILE *to)
{
	const struct comparison *comparison = report->comparison;
	struct chart_panel *panel =
		arena_calloc(&report->overview->arena, comparison->themes, sizeof *panel);
	if (!panel)
		return -1;
	struct chart_panels panels = {
		.side = {round_name(report, COMPARE_BEFORE), round_name(report, COMPARE_AFTER)},
		.all = span_from(message("all anecdotes")),
		.part = span_from(message("each case that was visited in both rounds")),
		.item = panel,
	};
	for (size_t i = 0; i < comparison->themes; i++)
		if (comparison->theme[i].verdict != COMPARE_ABSENT &&
		    fill_panel(&panel[panels.count++], report, &comparison->theme[i]) < 0)
			return -1;
	chart_multiples(to, words, &panels);
	return 0;
}

static void put_share(struct report *report, struct proportion one)
{
	struct page *page = &report->page;
	page_cell(page, false, true);
	page_format(page, "%u (%d%%)", one.count, (int)(proportion_share(one) * 100 + 0.5));
	page_cell_end(page, false);
}

static void put_change(struct report *report, const struct compare_share *share)
{
	struct page *page = &report->page;
	put_share(report, share->round[COMPARE_BEFORE]);
	put_share(report, share->round[COMPARE_AFTER]);
	page_cell(page, false, true);
	report_real(report, share->change * 100, 0);
	page_cell_end(page, false);
	page_cell(page, false, true);
	report_real(report, share->interval.low * 100, 0);
	page_say(page, " … ");
	report_real(report, share->interval.high * 100, 0);
	page_cell_end(page, false);
	page_cell(page, false, true);
	report_real(report, share->fisher.adjusted, 3);
	page_cell_end(page, false);
}

static size_t fill_heads(struct span head[COLUMNS], const struct report *report, const char *first)
{
	size_t count = 0;
	head[count++] = span_from(first);
	for (int side = 0; side < COMPARE_ROUNDS; side++)
		head[count++] = round_name(report, side);
	head[count++] = span_from(message("change"));
	head[count++] = span_from(message("95% interval"));
	head[count++] = SPAN("p");
	return count;
}

static void put_theme(struct report *report, const struct compare_theme *theme)
{
	struct page *page = &report->page;
	page_row(page);
	page_cell(page, true, false);
	page_text(page, report_name(&report->c->theme, theme->theme));
	page_cell_end(page, true);
	put_change(report, &theme->anecdotes);
	page_cell(page, false, true);
	page_format(page, "%u / %u", theme->cases.more, theme->cases.less);
	page_cell_end(page, false);
	page_cell(page, false, true);
	page_say(page, message(comparison_verdict(theme->verdict)));
	page_cell_end(page, false);
	page_row_end(page);
}

static void put_themes(struct report *report)
{
	struct span head[COLUMNS];
	size_t columns = fill_heads(head, report, message("theme"));
	head[columns++] = span_from(message("cases with more / less"));
	head[columns++] = span_from(message("what changed"));
	page_table(&report->page,
		   span_from(message("Share of the anecdotes per theme, greatest rise first")),
		   head, columns, true);
	for (size_t i = 0; i < report->comparison->themes; i++)
		put_theme(report, &report->comparison->theme[i]);
	page_table_end(&report->page);
}

static void put_names(struct report *report, const char *caption, const char *first,
		      const struct collection_names *names, const struct compare_share *share)
{
	struct page *page = &report->page;
	struct span head[COLUMNS];
	const size_t columns = fill_heads(head, report, first);
	page_table(page, span_from(caption), head, columns, true);
	for (size_t i = 0; i < names->count; i++) {
		page_row(page);
		page_cell(page, true, false);
		page_text(page, names->item[i].name);
		page_cell_end(page, true);
		put_change(report, &share[i]);
		page_row_end(page);
	}
	page_table_end(page);
}

/* Kinds within each theme: what was a bottleneck may be a success now. A shift that stands is
 * strong. */
static void put_shift(struct report *report, const struct compare_theme *theme, size_t kinds)
{
	struct page *page = &report->page;
	page_row(page);
	page_cell(page, true, false);
	page_text(page, report_name(&report->c->theme, theme->theme));
	page_cell_end(page, true);
	for (size_t k = 0; k < kinds; k++) {
		const struct compare_share *kind = &theme->kind[k];
		char text[TEXT_MOST];
		const int len = snprintf(
			text, sizeof text, "%u/%u → %u/%u", kind->round[COMPARE_BEFORE].count,
			kind->round[COMPARE_BEFORE].total, kind->round[COMPARE_AFTER].count,
			kind->round[COMPARE_AFTER].total);
		page_cell(page, false, true);
		if (kind->fisher.adjusted < COMPARE_SIGNIFICANT)
			page_strong(page, (struct span){text, (size_t)len});
		else
			page_say(page, text);
		page_cell_end(page, false);
	}
	page_row_end(page);
}

static void put_shifts(struct report *report)
{
	struct span head[COLUMNS];
	const size_t all = report->c->kind.count, kinds = all < COLUMNS - 1 ? all : COLUMNS - 1;
	head[0] = span_from(message("theme"));
	for (size_t k = 0; k < kinds; k++)
		head[k + 1] = report->c->kind.item[k].name;
	page_table(&report->page,
		   span_from(message("Kinds per theme, from the one round to the other; clear "
				     "shifts are bold")),
		   head, kinds + 1, true);
	for (size_t i = 0; i < report->comparison->themes; i++)
		if (report->comparison->theme[i].verdict != COMPARE_ABSENT)
			put_shift(report, &report->comparison->theme[i], kinds);
	page_table_end(&report->page);
}

static void put_words(struct report *report, int side)
{
	struct page *page = &report->page;
	const struct comparison *comparison = report->comparison;
	page_open(page, PAGE_ITEM);
	page_strong(page, round_name(report, side));
	page_say(page, ": ");
	for (size_t i = 0; i < comparison->words[side] && i < WORDS_SHOWN; i++) {
		const struct key_word *word = &comparison->word[side][i];
		page_say(page, i > 0 ? "; " : "");
		page_text(page, report->overview->content.term[word->term].form);
		page_format(page, " (%u : %u", word->anecdotes, word->elsewhere);
		page_say(page, ", G2 ");
		report_real(report, word->g2, 1);
		page_say(page, message(", log ratio "));
		report_real(report, word->log_ratio, 1);
		page_say(page, word->p < KEYNESS_SIGNIFICANT ? ")" : message(", tentative"));
		page_say(page, word->p < KEYNESS_SIGNIFICANT ? "" : ")");
	}
	page_say(page, comparison->words[side] == 0 ? message("none") : "");
	page_close(page, PAGE_ITEM);
}

static void put_note(struct report *report, struct span text)
{
	page_open(&report->page, PAGE_NOTE);
	page_text(&report->page, text);
	page_close(&report->page, PAGE_NOTE);
}

/* What the figures rest on, before the figures. */
static void put_ground(struct report *report)
{
	struct page *page = &report->page;
	const struct comparison *comparison = report->comparison;
	struct comparison_warning warning[COMPARISON_WARNINGS];
	page_list(page);
	for (int side = 0; side < COMPARE_ROUNDS; side++) {
		const struct compare_round *round = &comparison->round[side];
		page_open(page, PAGE_ITEM);
		page_strong(page, round_name(report, side));
		page_format(page,
			    message(": %u anecdotes (%u reviewed) in %u documents of %u cases"),
			    round->anecdotes, round->reviewed, round->documents, round->places);
		page_close(page, PAGE_ITEM);
	}
	page_open(page, PAGE_ITEM);
	page_format(page, message("Cases in both rounds: %u"), comparison->pairs);
	page_close(page, PAGE_ITEM);
	page_list_end(page);
	comparison_warnings(warning, comparison);
	for (size_t i = 0; warning[i].id; i++)
		put_note(report, span_from(message(warning[i].text)));
	for (size_t i = 0; i < report->overview->collected.changes; i++)
		put_note(report, comparison_change(report->overview, i, &report->overview->arena));
}

void report_rounds(struct report *report)
{
	struct page *page = &report->page;
	if (!report->comparison)
		return;
	page_heading(page, 2, "rounds", span_from(message("Rounds side by side")));
	put_ground(report);
	put_themes(report);
	report_figure(report, REPORT_SLOPE);
	report_figure(report, REPORT_MULTIPLES);
	put_names(report, message("Kinds in both rounds"), message("kind"), &report->c->kind,
		  report->comparison->kind);
	put_shifts(report);
	put_names(report, message("Who is heard in both rounds"), message("role"), &report->c->role,
		  report->comparison->role);
	page_heading(page, 3, NULL, span_from(message("Words that make the difference")));
	page_list(page);
	put_words(report, COMPARE_BEFORE);
	put_words(report, COMPARE_AFTER);
	page_list_end(page);
	page_open(page, PAGE_PARAGRAPH);
	page_say(
		page,
		message("Change in points of a hundred, with the interval of Newcombe (1998, "
			"method "
			"10). p is that of Fisher's exact test, corrected for the number of themes "
			"as Benjamini and Hochberg (1995). The anecdotes of one report are not "
			"independent, which makes p too small: look at the cases too."));
	page_close(page, PAGE_PARAGRAPH);
}
