#include "pipeline/messages.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/report.h"
#include "pipeline/report/wishes.h"

static void put_one(struct report *report, const struct wish *wish)
{
	struct page *page = &report->page;
	struct arena *arena = &report->overview->arena;
	page_open(page, PAGE_ITEM);
	page_strong(page, span_from(message(wish_aim(wish->aim))));
	page_say(page, ": ");
	page_text(page, quote_text(wish->text, true, arena));
	page_say(page, " — ");
	if (wish->speaker.len > 0) {
		page_text(page, quote_speaker(wish->speaker, arena));
		page_say(page, ", ");
	}
	page_text(page, quote_text(report->c->document[wish->document].title, true, arena));
	if (wish->anecdote != COLLECTION_NONE) {
		page_say(page, ", ");
		report_number(report, wish->anecdote);
	}
	page_close(page, PAGE_ITEM);
}

static void put_theme(struct report *report, uint16_t theme)
{
	const struct wish_list *wishes = report->wishes;
	bool begun = false;
	for (size_t i = 0; i < wishes->count; i++) {
		if (!wish_has_theme(&wishes->item[i], theme))
			continue;
		if (!begun) {
			page_heading(&report->page, 3, NULL,
				     theme == INDEX_NONE ? span_from(message("without a theme"))
							 : report_name(&report->c->theme, theme));
			page_list(&report->page);
		}
		begun = true;
		put_one(report, &wishes->item[i]);
	}
	if (begun)
		page_list_end(&report->page);
}

void report_wishes(struct report *report)
{
	struct page *page = &report->page;
	if (!report->wishes || report->wishes->count == 0)
		return;
	page_heading(page, 2, "questions",
		     span_from(message("What people want to learn, bring and get")));
	page_open(page, PAGE_NOTE);
	page_say(page, message("Sentences in which somebody says so, or that stand under a heading "
			       "or question that asks for it; found by cues, and by no means all "
			       "that people would want to learn. Those of one theme can be "
			       "brought together."));
	page_close(page, PAGE_NOTE);
	for (size_t i = 0; i < report->overview->themes.count; i++)
		put_theme(report, report->overview->themes.item[i].theme);
	put_theme(report, INDEX_NONE);
}
