#include "corpus/arena.h"
#include "pipeline/messages.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/report.h"
#include "pipeline/report/voices.h"

/* Who is not heard: people, roles and cases that the study file expects, and per theme the roles
 * and cases that have nothing to say on it. That is a fact and no test: few stories leave many out.
 */

static void put_person(struct report *report, const struct report_expected *one)
{
	struct page *page = &report->page;
	struct arena *arena = &report->overview->arena;
	page_open(page, PAGE_ITEM);
	page_strong(page, quote_speaker(one->name, arena));
	if (one->role.len > 0 || one->place.len > 0)
		page_say(page, " (");
	page_text(page, one->role);
	page_say(page, one->role.len > 0 && one->place.len > 0 ? ", " : "");
	page_text(page, one->place);
	page_say(page, one->role.len > 0 || one->place.len > 0 ? ")" : "");
	page_close(page, PAGE_ITEM);
}

static void put_missing(struct report *report)
{
	struct page *page = &report->page;
	const struct report_facts *facts = report->facts;
	if (facts->expected == 0)
		return;
	page_open(page, PAGE_PARAGRAPH);
	page_format(page,
		    message("Of the %zu people that the study expects, %zu tell no story that was "
			    "found:"),
		    facts->expected, facts->missings);
	page_say(page, facts->missings == 0 ? " " : "");
	page_say(page, facts->missings == 0 ? message("none") : "");
	page_close(page, PAGE_PARAGRAPH);
	if (facts->missings == 0)
		return;
	page_list(page);
	for (size_t i = 0; i < facts->missings; i++)
		put_person(report, &facts->missing[i]);
	page_list_end(page);
}

/* Who tells little at all is not heard on most themes: how many stories they tell stands with it.
 */
static void put_unheard(struct report *report, struct span name, size_t stories, bool first)
{
	page_say(&report->page, first ? "" : ", ");
	page_text(&report->page, name);
	page_format(&report->page, " (%zu)", stories);
}

/* Roles of the packs that nobody was heard in. */
static void put_roles(struct report *report)
{
	struct page *page = &report->page;
	const struct collection_names *roles = &report->c->role;
	size_t shown = 0;
	for (size_t r = 0; r < roles->count; r++) {
		if (!voices_no_role(report->c, r))
			continue;
		if (shown == 0) {
			page_open(page, PAGE_PARAGRAPH);
			page_say(page, message("Roles that nobody is heard in: "));
		}
		page_say(page, shown++ > 0 ? ", " : "");
		page_text(page, roles->item[r].name);
	}
	if (shown > 0)
		page_close(page, PAGE_PARAGRAPH);
}

static size_t put_unheard_roles(struct report *report, const struct theme *theme, bool show)
{
	size_t shown = 0;
	for (size_t r = 0; r < report->c->role.count; r++) {
		if (!overview_unheard(report->overview, theme, r))
			continue;
		if (show)
			put_unheard(report, report->c->role.item[r].name,
				    voices_of_role(report->c, r), shown == 0);
		shown++;
	}
	return shown;
}

static size_t put_unheard_places(struct report *report, const struct theme *theme, bool show)
{
	size_t shown = 0;
	for (size_t p = 0; p < report->c->places; p++) {
		if (!overview_silent(report->overview, theme, p))
			continue;
		if (show)
			put_unheard(report, report->c->place[p], voices_of_place(report->c, p),
				    shown == 0);
		shown++;
	}
	return shown;
}

static void put_theme(struct report *report, const struct theme *theme)
{
	struct page *page = &report->page;
	page_row(page);
	page_cell(page, true, false);
	page_text(page, report_name(&report->c->theme, theme->theme));
	page_cell_end(page, true);
	page_cell(page, false, false);
	(void)put_unheard_roles(report, theme, true);
	page_cell_end(page, false);
	page_cell(page, false, false);
	(void)put_unheard_places(report, theme, true);
	page_cell_end(page, false);
	page_row_end(page);
}

static void put_themes(struct report *report)
{
	const struct theme_list *themes = &report->overview->themes;
	const struct span head[] = {span_from(message("theme")),
				    span_from(message("roles not heard")),
				    span_from(message("cases not heard"))};
	bool begun = false;
	for (size_t i = 0; i < themes->count; i++) {
		const struct theme *theme = &themes->item[i];
		if (put_unheard_roles(report, theme, false) +
			    put_unheard_places(report, theme, false) ==
		    0)
			continue;
		if (!begun)
			page_table(&report->page, span_from(message("Who is not heard per theme")),
				   head, sizeof head / sizeof head[0], false);
		begun = true;
		put_theme(report, theme);
	}
	if (begun)
		page_table_end(&report->page);
}

void report_voices(struct report *report)
{
	struct page *page = &report->page;
	page_heading(page, 3, "voices", span_from(message("Who is not heard")));
	put_missing(report);
	put_roles(report);
	page_open(page, PAGE_PARAGRAPH);
	page_format(
		page,
		message("In brackets: how many stories they tell in the whole study; who tells "
			"few is absent from most themes by chance alone. Themes with fewer than "
			"%d stories are left out."),
		SPREAD_OCCURRENCES_LEAST);
	page_close(page, PAGE_PARAGRAPH);
	put_themes(report);
}
