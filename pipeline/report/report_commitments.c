#include "pipeline/messages.h"
#include "pipeline/report/commitments.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/report.h"

/* Its state, and the document that says so. */
static void put_state(struct report *report, const struct collected_commitment *commitment)
{
	struct page *page = &report->page;
	page_cell(page, false, false);
	page_text(page, commitment_state(commitment));
	if (commitment->judged.len > 0) {
		page_say(page, message(", judged by "));
		page_text(page, commitment->judge);
	}
	page_cell_end(page, false);
	page_cell(page, false, false);
	page_text(page, quote_text(commitment->outcome, true, &report->overview->arena));
	if (commitment->outcome_document != COLLECTION_NONE) {
		const struct collection_document *told =
			&report->c->document[commitment->outcome_document];
		page_say(page, " — ");
		page_text(page, quote_text(told->title, true, &report->overview->arena));
	}
	page_cell_end(page, false);
}

static void put_commitment(struct report *report, const struct collected_commitment *commitment)
{
	struct page *page = &report->page;
	const struct collection_document *made = &report->c->document[commitment->document];
	page_row(page);
	page_cell(page, true, false);
	page_say(page, commitment->judged.len > 0 ? "☑ " : "☐ ");
	page_text(page, quote_text(commitment->text, true, &report->overview->arena));
	page_cell_end(page, true);
	page_cell(page, false, false);
	page_text(page, commitment->who.len > 0
				? quote_speaker(commitment->who, &report->overview->arena)
				: span_from(message("unknown")));
	page_cell_end(page, false);
	page_cell(page, false, false);
	page_text(page, report->c->round[made->round]);
	page_cell_end(page, false);
	put_state(report, commitment);
	page_row_end(page);
}

/* Those of one case together, in the order of its documents; the last place is for documents that
 * name no case. */
static void put_place(struct report *report, uint32_t place)
{
	const struct collected *collected = &report->overview->collected;
	const struct span head[] = {span_from(message("what was promised")),
				    span_from(message("by whom")), span_from(message("round")),
				    span_from(message("kept?")),
				    span_from(message("what a later round says"))};
	const struct span title = place < report->c->places ? report->c->place[place]
							    : span_from(message("without a case"));
	bool begun = false;
	for (size_t i = 0; i < collected->commitments; i++) {
		if (commitment_place(report->c, &collected->commitment[i]) != place)
			continue;
		if (!begun)
			page_table(&report->page, title, head, sizeof head / sizeof head[0], false);
		begun = true;
		put_commitment(report, &collected->commitment[i]);
	}
	if (begun)
		page_table_end(&report->page);
}

void report_commitment_states(struct report *report)
{
	struct page *page = &report->page;
	const struct collected *collected = &report->overview->collected;
	size_t shown = 0;
	for (size_t i = 0; i < collected->commitments; i++) {
		const struct span id = commitment_state_id(&collected->commitment[i]);
		size_t before = 0, all = 0;
		for (size_t j = 0; j < collected->commitments; j++) {
			const bool same =
				span_equal(commitment_state_id(&collected->commitment[j]), id);
			before += same && j < i;
			all += same;
		}
		if (before > 0)
			continue;
		page_say(page, shown++ > 0 ? "; " : "");
		page_text(page, commitment_state(&collected->commitment[i]));
		page_format(page, ": %zu", all);
	}
}

static size_t count_judged(const struct report *report)
{
	const struct collected *collected = &report->overview->collected;
	size_t count = 0;
	for (size_t i = 0; i < collected->commitments; i++)
		count += collected->commitment[i].judged.len > 0;
	return count;
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
	page_say(page, count_judged(report) > 0 ? " " : "");
	if (count_judged(report) > 0)
		page_format(page,
			    message("What became of %zu of the %zu was judged by people (☑)."),
			    count_judged(report), report->overview->collected.commitments);
	page_close(page, PAGE_NOTE);
	page_open(page, PAGE_PARAGRAPH);
	report_commitment_states(report);
	page_say(page, ".");
	page_close(page, PAGE_PARAGRAPH);
	for (uint32_t place = 0; place <= report->c->places; place++)
		put_place(report, place);
}
