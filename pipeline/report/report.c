#include "pipeline/report/report.h"

#include "corpus/arena.h"
#include "pipeline/messages.h"
#include "pipeline/report/number.h"
#include "pipeline/report/quote.h"

struct span report_name(const struct collection_names *names, uint16_t index)
{
	return index < names->count ? names->item[index].name : span_from(message("unknown"));
}

struct span report_theme_called(const struct report *report, struct span id)
{
	const struct collection_names *themes = &report->c->theme;
	for (size_t i = 0; i < themes->count; i++)
		if (span_equal(themes->item[i].id, id))
			return themes->item[i].name;
	return id;
}

void report_real(struct report *report, double value, int decimals)
{
	char text[REAL_TEXT];
	page_text(&report->page, number_text(text, value, decimals));
}

void report_number(struct report *report, uint32_t anecdote)
{
	char target[24], text[24];
	(void)snprintf(target, sizeof target, "a%u", anecdote + 1);
	(void)snprintf(text, sizeof text, "A%u", anecdote + 1);
	page_link(&report->page, report->anecdotes_in ? report->anecdotes_in : "", target, text);
}

void report_quote(struct report *report, uint32_t anecdote)
{
	struct page *page = &report->page;
	struct arena *arena = &report->overview->arena;
	const struct collection_anecdote *a = &report->c->anecdote[anecdote];
	page_open(page, PAGE_QUOTE);
	page_text(page, quote_text(a->text, false, arena));
	page_say(page, " — ");
	if (a->speaker.len > 0) {
		page_text(page, quote_speaker(a->speaker, arena));
		page_say(page, " (");
		page_text(page, report_name(&report->c->role, a->role));
		page_say(page, "), ");
	} else {
		page_text(page, report_name(&report->c->role, a->role));
		page_say(page, ", ");
	}
	page_text(page, quote_text(report->c->document[a->document].title, true, arena));
	page_say(page, ", ");
	report_number(report, anecdote);
	if (!a->reviewed)
		page_say(page, message(", not reviewed"));
	page_close(page, PAGE_QUOTE);
}

static void put_fact(struct report *report, const char *what, size_t value)
{
	struct page *page = &report->page;
	page_open(page, PAGE_ITEM);
	page_strong(page, span_from(what));
	page_say(page, ": ");
	page_format(page, "%zu", value);
	page_close(page, PAGE_ITEM);
}

static void put_names(struct report *report, const char *what, const struct span *name,
		      size_t names)
{
	struct page *page = &report->page;
	if (names == 0)
		return;
	page_open(page, PAGE_ITEM);
	page_strong(page, span_from(what));
	page_say(page, ": ");
	for (size_t i = 0; i < names; i++) {
		page_say(page, i > 0 ? ", " : "");
		page_text(page, quote_speaker(name[i], &report->overview->arena));
	}
	page_close(page, PAGE_ITEM);
}

static void put_facts(struct report *report)
{
	const struct collection *c = report->c;
	const struct collected *collected = &report->overview->collected;
	page_list(&report->page);
	put_fact(report, message("Documents"), c->documents);
	if (report->facts->failed > 0)
		put_fact(report, message("Documents that could not be read"),
			 report->facts->failed);
	if (collected->repeated > 0)
		put_fact(report, message("Documents left out: the same report as another"),
			 collected->repeated);
	put_names(report, message("Rounds"), c->round, c->rounds);
	put_fact(report, message("Cases"), c->places);
	put_fact(report, message("Speakers"), c->tellers);
	if (report->facts->expected > 0)
		put_fact(report, message("Expected and not heard"), report->facts->missings);
	put_fact(report, message("Anecdotes"), c->anecdotes);
	put_fact(report, message("Of these, seen by a reviewer"),
		 report->overview->themes.reviewed);
	put_fact(report, message("Rejected by a reviewer and left out"), c->rejected);
	put_names(report, message("Reviewed by"), collected->reviewer, collected->reviewers);
	page_list_end(&report->page);
}

void report_write(struct report *report)
{
	report->drawns = 0;
	page_begin(&report->page, report->facts->name, report->facts->language);
	page_open(&report->page, PAGE_PARAGRAPH);
	page_say(&report->page, message("Theme list and drafts of recommendations"));
	page_close(&report->page, PAGE_PARAGRAPH);
	put_facts(report);
	report_summary(report);
	report_themes(report);
	report_rounds(report);
	report_perspectives(report);
	report_statements(report);
	report_wishes(report);
	report_drafts(report);
	report_commitments(report);
	report_method(report);
	report_appendix(report);
	page_end(&report->page);
}
