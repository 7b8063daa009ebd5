#include "pipeline/messages.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/report.h"

static void put_text(struct report *report, struct span text, bool first)
{
	page_cell(&report->page, first, false);
	page_text(&report->page, quote_text(text, true, &report->overview->arena));
	page_cell_end(&report->page, first);
}

static void put_commitment(struct report *report, const struct collected_commitment *commitment)
{
	struct page *page = &report->page;
	page_row(page);
	put_text(report, commitment->text, true);
	page_cell(page, false, false);
	page_text(page, quote_speaker(commitment->who, &report->overview->arena));
	page_cell_end(page, false);
	page_cell(page, false, false);
	if (commitment->status.len > 0)
		page_text(page, commitment->status);
	else
		page_say(page, message("not mentioned"));
	page_cell_end(page, false);
	put_text(report, commitment->outcome, false);
	page_row_end(page);
}

static uint32_t place_of(const struct report *report, const struct collected_commitment *one)
{
	const uint32_t place = report->c->document[one->document].place;
	return place < report->c->places ? place : (uint32_t)report->c->places;
}

/* Those of one case together, in the order of its documents; the last place is for documents that
 * name no case. */
static void put_place(struct report *report, uint32_t place)
{
	const struct collected *collected = &report->overview->collected;
	const struct span head[] = {span_from(message("what was promised")),
				    span_from(message("by whom")), span_from(message("kept?")),
				    span_from(message("what a later round says"))};
	const struct span title = place < report->c->places ? report->c->place[place]
							    : span_from(message("without a case"));
	bool begun = false;
	for (size_t i = 0; i < collected->commitments; i++) {
		if (place_of(report, &collected->commitment[i]) != place)
			continue;
		if (!begun)
			page_table(&report->page, title, head, sizeof head / sizeof head[0], false);
		begun = true;
		put_commitment(report, &collected->commitment[i]);
	}
	if (begun)
		page_table_end(&report->page);
}

void report_commitments(struct report *report)
{
	struct page *page = &report->page;
	if (report->overview->collected.commitments == 0)
		return;
	page_heading(page, 2, "commitments", span_from(message("Commitments")));
	page_open(page, PAGE_NOTE);
	page_say(page, message("Found by the program: a list to check with those who made the "
			       "commitments."));
	page_close(page, PAGE_NOTE);
	for (uint32_t place = 0; place <= report->c->places; place++)
		put_place(report, place);
}
