#include "corpus/arena.h"
#include "pipeline/messages.h"
#include "pipeline/report/chart.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/report.h"
#include "pipeline/report/statements.h"

static void put_percent(struct report *report, double value)
{
	page_cell(&report->page, false, true);
	report_real(report, value, 0);
	page_cell_end(&report->page, false);
}

static void put_answer_row(struct report *report, const struct statement_answer *one)
{
	struct page *page = &report->page;
	page_row(page);
	page_cell(page, true, false);
	page_text(page, quote_text(one->text, true, &report->overview->arena));
	page_cell_end(page, true);
	page_cell(page, false, true);
	page_text(page, one->voters);
	page_cell_end(page, false);
	for (int i = 0; i < STATEMENT_CHOICES; i++)
		put_percent(report, one->percent[i]);
	put_percent(report, one->silent);
	page_row_end(page);
}

static void put_answers(struct report *report)
{
	const struct statement_answers *answers = report->answers;
	const struct span head[] = {
		span_from(message("statement")),   span_from(message("votes")),
		span_from(message("more like A")), span_from(message("in between")),
		span_from(message("more like B")), span_from(message("no answer")),
	};
	page_table(&report->page, span_from(message("What was voted, in percentages")), head,
		   sizeof head / sizeof head[0], true);
	for (size_t i = 0; i < answers->count; i++)
		if (answers->item[i].answered)
			put_answer_row(report, &answers->item[i]);
	page_table_end(&report->page);
}

/* In whole percentages. The rows bear the names of the themes: a statement is too long for one. */
int report_draw_votes(struct report *report, const struct chart_words *words, FILE *to)
{
	enum { COLUMNS = STATEMENT_CHOICES + 1 };
	const struct statement_answers *answers = report->answers;
	struct arena *arena = &report->overview->arena;
	struct span *row = arena_calloc(arena, answers->answered, sizeof *row);
	uint32_t *value = arena_calloc(arena, answers->answered * COLUMNS, sizeof *value);
	if (!row || !value)
		return -1;
	const struct span column[COLUMNS] = {
		span_from(message("more like A")), span_from(message("in between")),
		span_from(message("more like B")), span_from(message("no answer"))};
	const struct chart_table table = {row, answers->answered, column, COLUMNS, value};
	for (size_t i = 0, r = 0; i < answers->count && r < table.rows; i++) {
		const struct statement_answer *one = &answers->item[i];
		if (!one->answered)
			continue;
		for (size_t k = 0; k < STATEMENT_CHOICES; k++)
			value[r * COLUMNS + k] = (uint32_t)(one->percent[k] + 0.5);
		value[r * COLUMNS + STATEMENT_CHOICES] = (uint32_t)(one->silent + 0.5);
		row[r++] = report_theme_called(report, one->theme);
	}
	chart_bars(to, words, &table);
	return 0;
}

static void put_side(struct report *report, const char *letter, struct span text)
{
	struct page *page = &report->page;
	page_open(page, PAGE_QUOTE);
	page_strong(page, span_from(letter));
	page_say(page, " — ");
	page_text(page, quote_text(text, false, &report->overview->arena));
	page_close(page, PAGE_QUOTE);
}

/* The texts are those of the sheet: that is what was voted on. */
static void put_voted(struct report *report, const struct statement_answer *one)
{
	struct page *page = &report->page;
	page_heading(page, 3, NULL, report_theme_called(report, one->theme));
	page_open(page, PAGE_PARAGRAPH);
	page_text(page, quote_text(one->text, true, &report->overview->arena));
	page_close(page, PAGE_PARAGRAPH);
	put_side(report, "A", one->a);
	put_side(report, "B", one->b);
	if (one->remarks.len == 0)
		return;
	page_open(page, PAGE_PARAGRAPH);
	page_strong(page, span_from(message("Remarks")));
	page_say(page, ": ");
	page_text(page, quote_text(one->remarks, true, &report->overview->arena));
	page_close(page, PAGE_PARAGRAPH);
}

static void put_draft(struct report *report, const struct dilemma *one)
{
	struct page *page = &report->page;
	const struct span words = statement_words(report->overview, one);
	page_open(page, PAGE_ITEM);
	page_text(page, statement_text(report->overview, one->theme));
	page_say(page, " A: ");
	report_number(report, one->success);
	page_say(page, ", B: ");
	report_number(report, one->bottleneck);
	if (words.len > 0) {
		page_say(page, message(" (both speak of "));
		page_text(page, words);
		page_say(page, ")");
	}
	page_say(page, ".");
	page_close(page, PAGE_ITEM);
}

static void put_drafts(struct report *report, const struct dilemma_list *list)
{
	struct page *page = &report->page;
	page_open(page, PAGE_NOTE);
	page_say(page, message("Drafts to change and to vote on: in story A it went well, in B it "
			       "got stuck. The command `statements` makes a sheet for the answers, "
			       "and the next report shows them."));
	page_close(page, PAGE_NOTE);
	page_list(page);
	for (size_t i = 0; i < list->count; i++)
		put_draft(report, &list->item[i]);
	page_list_end(page);
}

void report_statements(struct report *report)
{
	struct dilemma_list list;
	const bool voted = report->answers && report->answers->answered > 0;
	if (statements_make(&list, report->overview, NULL) < 0) {
		report->failed = true;
		return;
	}
	if (!voted && list.count == 0)
		return;
	page_heading(&report->page, 2, "statements", span_from(message("Statements to vote on")));
	if (!voted) {
		put_drafts(report, &list);
		return;
	}
	put_answers(report);
	report_figure(report, REPORT_VOTES);
	for (size_t i = 0; i < report->answers->count; i++)
		if (report->answers->item[i].answered)
			put_voted(report, &report->answers->item[i]);
}
