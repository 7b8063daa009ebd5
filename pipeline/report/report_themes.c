#include "corpus/arena.h"
#include "pipeline/messages.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/report.h"

enum {
	QUOTES_SHOWN = 3,
	COLUMNS_MOST = 16, /* of a table: kinds and what stands around them */
};

static void put_cell(struct page *page, uint64_t value)
{
	page_cell(page, false, true);
	page_format(page, "%llu", (unsigned long long)value);
	page_cell_end(page, false);
}

static size_t kinds_shown(const struct report *report)
{
	enum { OTHERS = 7 };
	const size_t kinds = report->c->kind.count;
	return kinds < COLUMNS_MOST - OTHERS ? kinds : COLUMNS_MOST - OTHERS;
}

static size_t fill_heads(struct span head[COLUMNS_MOST], const struct report *report)
{
	static const char *const before[] = {"theme", "anecdotes", "reviewed", "documents",
					     "cases"};
	size_t count = 0;
	for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
		head[count++] = span_from(message(before[i]));
	for (size_t k = 0; k < kinds_shown(report); k++)
		head[count++] = report->c->kind.item[k].name;
	head[count++] = SPAN("DPnorm");
	head[count++] = span_from(message("spread"));
	return count;
}

static void put_theme_row(struct report *report, size_t index)
{
	struct page *page = &report->page;
	const struct theme *theme = &report->overview->themes.item[index];
	page_row(page);
	page_cell(page, true, false);
	if (page->form == PAGE_HTML && theme->anecdotes > 0) {
		char target[24], text[24];
		(void)snprintf(target, sizeof target, "t%zu", index + 1);
		(void)snprintf(text, sizeof text, "%zu.", index + 1);
		page_link(page, "", target, text);
		page_say(page, " ");
	} else {
		page_format(page, "%zu. ", index + 1);
	}
	page_text(page, report_name(&report->c->theme, theme->theme));
	page_cell_end(page, true);
	put_cell(page, theme->anecdotes);
	put_cell(page, theme->reviewed);
	put_cell(page, theme->documents);
	put_cell(page, theme->places);
	for (size_t k = 0; k < kinds_shown(report); k++)
		put_cell(page, theme->by_kind[k]);
	page_cell(page, false, true);
	if (theme->anecdotes > 0)
		report_real(report, theme->over_documents.dp_norm, 2);
	page_cell_end(page, false);
	page_cell(page, false, true);
	page_say(page, message(overview_spread(theme->spread)));
	page_cell_end(page, false);
	page_row_end(page);
}

static void put_table(struct report *report)
{
	struct span head[COLUMNS_MOST];
	const size_t columns = fill_heads(head, report);
	page_table(&report->page, span_from(message("The themes, most told of first")), head,
		   columns, true);
	for (size_t i = 0; i < report->overview->themes.count; i++)
		put_theme_row(report, i);
	page_table_end(&report->page);
}

static void put_spread(struct report *report, const struct theme *theme)
{
	struct page *page = &report->page;
	page_say(page, message("Spread: "));
	page_say(page, message(overview_spread(theme->spread)));
	page_say(page, message("; DPnorm over documents "));
	report_real(report, theme->over_documents.dp_norm, 2);
	page_say(page, message(", over cases "));
	report_real(report, theme->over_places.dp_norm, 2);
	page_say(page, message(", over speakers "));
	report_real(report, theme->over_tellers.dp_norm, 2);
	page_say(page, message(", over roles "));
	report_real(report, theme->over_roles.dp_norm, 2);
	page_format(page, message("; at most %u anecdotes from one document."),
		    theme->over_documents.most);
}

static void put_roles(struct report *report, const struct theme *theme)
{
	struct page *page = &report->page;
	const struct collection_names *roles = &report->c->role;
	size_t shown = 0;
	page_say(page, message(" Told by: "));
	for (size_t r = 0; r < roles->count; r++) {
		if (theme->by_role[r] == 0)
			continue;
		page_say(page, shown++ > 0 ? ", " : "");
		page_text(page, roles->item[r].name);
		page_format(page, " %u", theme->by_role[r]);
	}
	page_say(page, shown > 0 ? "." : message("unknown"));
	shown = 0;
	for (size_t r = 0; r < roles->count; r++) {
		if (!overview_unheard(report->overview, theme, r))
			continue;
		page_say(page, shown++ > 0 ? ", " : message(" Not heard on this: "));
		page_text(page, roles->item[r].name);
	}
	page_say(page, shown > 0 ? "." : "");
}

static void put_pairs(struct report *report, const struct theme *theme)
{
	struct page *page = &report->page;
	if (theme->pairs == 0)
		return;
	page_open(page, PAGE_PARAGRAPH);
	page_say(page, message("Goes together with: "));
	for (size_t i = 0; i < theme->pairs; i++) {
		const struct theme_pair *pair = &theme->pair[i];
		page_say(page, i > 0 ? "; " : "");
		page_text(page, report_name(&report->c->theme, pair->theme));
		page_format(page, message(" (%u anecdotes, G2 "), pair->both);
		report_real(report, pair->g2, 1);
		page_say(page, ", NPMI ");
		report_real(report, pair->npmi, 2);
		page_say(page, ")");
	}
	page_close(page, PAGE_PARAGRAPH);
}

static void put_theme(struct report *report, size_t index)
{
	struct page *page = &report->page;
	const struct theme *theme = &report->overview->themes.item[index];
	const struct collection_name *name = &report->c->theme.item[theme->theme];
	char number[32];
	(void)snprintf(number, sizeof number, "%zu. ", index + 1);
	struct span title = name->name;
	char *joined = arena_alloc(&report->overview->arena, sizeof number + title.len);
	if (joined) {
		const int len = snprintf(joined, sizeof number + title.len, "%s%.*s", number,
					 (int)title.len, title.at);
		title = (struct span){joined, (size_t)len};
	}
	char id[24];
	(void)snprintf(id, sizeof id, "t%zu", index + 1);
	page_heading(page, 3, id, title);
	if (name->definition.len > 0) {
		page_open(page, PAGE_PARAGRAPH);
		page_text(page, name->definition);
		page_close(page, PAGE_PARAGRAPH);
	}
	page_open(page, PAGE_PARAGRAPH);
	page_format(page,
		    message("%u anecdotes (%u reviewed) in %u documents, of %u cases and %u known "
			    "speakers. "),
		    theme->anecdotes, theme->reviewed, theme->documents, theme->places,
		    theme->tellers);
	put_spread(report, theme);
	put_roles(report, theme);
	page_close(page, PAGE_PARAGRAPH);
	put_pairs(report, theme);
	for (size_t q = 0; q < theme->quotes && q < QUOTES_SHOWN; q++)
		report_quote(report, theme->quote[q]);
}

static void put_candidate(struct report *report, const struct candidate_theme *candidate)
{
	struct page *page = &report->page;
	page_open(page, PAGE_ITEM);
	for (size_t w = 0; w < candidate->words; w++) {
		page_say(page, w > 0 ? ", " : "");
		page_strong(page, report->overview->content.term[candidate->word[w].term].form);
	}
	page_format(page, message(": %zu anecdotes in %u documents"), candidate->anecdotes,
		    candidate->documents);
	page_say(page, ", G2 ");
	report_real(report, candidate->word[0].g2, 1);
	page_say(page, message(", log ratio "));
	report_real(report, candidate->word[0].log_ratio, 1);
	page_say(page, candidate->tentative ? message(", tentative") : "");
	page_say(page, ": ");
	for (size_t i = 0; i < candidate->anecdotes; i++) {
		page_say(page, i > 0 ? ", " : "");
		report_number(report, candidate->anecdote[i]);
	}
	page_close(page, PAGE_ITEM);
}

static void put_candidates(struct report *report)
{
	struct page *page = &report->page;
	const struct candidate_list *list = &report->overview->candidates;
	page_heading(page, 3, "candidates", span_from(message("Candidate themes")));
	page_open(page, PAGE_PARAGRAPH);
	page_format(page,
		    message("Words that come back in the %u anecdotes no theme fits well, more "
			    "than in the others. Whether they are a theme is for people to say."),
		    list->searched);
	page_close(page, PAGE_PARAGRAPH);
	if (list->count == 0) {
		page_open(page, PAGE_PARAGRAPH);
		page_say(page, message("none: nothing recurs often enough"));
		page_close(page, PAGE_PARAGRAPH);
		return;
	}
	page_list(page);
	for (size_t i = 0; i < list->count; i++)
		put_candidate(report, &list->item[i]);
	page_list_end(page);
}

void report_themes(struct report *report)
{
	page_heading(&report->page, 2, "themes", span_from(message("Themes")));
	put_table(report);
	for (int picture = 0; picture < REPORT_VOTES; picture++)
		report_figure(report, (enum report_picture)picture);
	for (size_t i = 0; i < report->overview->themes.count; i++)
		if (report->overview->themes.item[i].anecdotes > 0)
			put_theme(report, i);
	report_voices(report);
	put_candidates(report);
}
