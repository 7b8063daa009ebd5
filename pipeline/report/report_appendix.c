#include "pipeline/messages.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/report.h"

enum { EVIDENCE_SHOWN = 4 }; /* words per label: the heaviest tell enough */

static void put_paragraph(struct report *report, const char *text)
{
	page_open(&report->page, PAGE_PARAGRAPH);
	page_say(&report->page, text);
	page_close(&report->page, PAGE_PARAGRAPH);
}

static void put_made_by(struct report *report)
{
	struct page *page = &report->page;
	const struct report_facts *facts = report->facts;
	page_open(page, PAGE_PARAGRAPH);
	page_format(page, message("Made by Rode Draad %s"), facts->program);
	if (facts->run.len > 0) {
		page_say(page, message("; run "));
		page_text(page, facts->run);
		page_say(page, message("; packs "));
		page_text(page, facts->lexicon);
	}
	page_say(page, ".");
	page_close(page, PAGE_PARAGRAPH);
}

static void put_documents(struct report *report)
{
	struct page *page = &report->page;
	const struct collection *c = report->c;
	const struct span head[] = {
		span_from(message("document")),  span_from(message("round")),
		span_from(message("case")),      span_from(message("words")),
		span_from(message("anecdotes")),
	};
	page_table(page, span_from(message("Documents")), head, sizeof head / sizeof head[0], true);
	for (size_t i = 0; i < c->documents; i++) {
		const struct collection_document *d = &c->document[i];
		const struct span place = d->place < c->places ? c->place[d->place] : SPAN("");
		page_row(page);
		page_cell(page, true, false);
		page_text(page, d->path);
		page_cell_end(page, true);
		page_cell(page, false, true);
		page_text(page, c->round[d->round]);
		page_cell_end(page, false);
		page_cell(page, false, false);
		page_text(page, quote_text(place, true, &report->overview->arena));
		page_cell_end(page, false);
		page_cell(page, false, true);
		page_format(page, "%llu", (unsigned long long)d->words);
		page_cell_end(page, false);
		page_cell(page, false, true);
		page_format(page, "%u", d->last - d->first);
		page_cell_end(page, false);
		page_row_end(page);
	}
	page_table_end(page);
}

void report_method(struct report *report)
{
	page_heading(&report->page, 2, "method", span_from(message("Method and figures")));
	put_made_by(report);
	put_paragraph(report,
		      message("An anecdote is a stretch of text in which somebody tells from "
			      "experience. The program finds them, and suggests themes and a kind "
			      "with the words that say so; what a reviewer decided goes before "
			      "that, and what a reviewer rejected is left out. An anecdote with "
			      "two themes counts for both."));
	put_paragraph(
		report,
		message("Spread: the deviation of proportions, DP (Gries 2008), from 0 (as "
			"the documents are long in anecdotes) to DPnorm 1 (all in the "
			"smallest; Lijffijt and Gries 2012). Few anecdotes can't be spread "
			"evenly, so DP is held against what chance would give: a theme at most "
			"a quarter of the way from there to all in one document, in at least "
			"three documents and a third of all, is a red thread; half of the way "
			"or more, a hobby-horse; with fewer than five anecdotes nothing is "
			"said."));
	put_paragraph(
		report,
		message("Themes go together when anecdotes have both more often than by "
			"chance: log-likelihood ratio G2 (Dunning 1993) and normalised "
			"pointwise mutual information, NPMI (Bouma 2009). Candidate themes are "
			"words that are key in the anecdotes no theme fits well (without a "
			"label, or in the lowest quarter of the scores) against the others: "
			"G2, with Hardie's log ratio for the size of the difference, corrected "
			"for the number of words (Benjamini and Hochberg 1995); a group none "
			"of whose words stands that is called tentative."));
	put_documents(report);
}

static void put_evidence(struct report *report, const struct collection_anecdote *a,
			 const struct collection_label *label)
{
	struct page *page = &report->page;
	for (size_t e = 0; e < label->evidences && e < EVIDENCE_SHOWN; e++) {
		const struct range range = label->evidence[e].range;
		if (range.start < a->range.start || range.end > a->range.end ||
		    range.start >= range.end)
			continue;
		const struct range inside = {range.start - a->range.start,
					     range.end - a->range.start};
		if (inside.end > a->text.len)
			continue;
		page_say(page, e > 0 ? ", “" : " “");
		page_text(page,
			  quote_text(span_of(a->text, inside), true, &report->overview->arena));
		page_say(page, "”");
	}
}

static void put_labels(struct report *report, const struct collection_anecdote *a)
{
	struct page *page = &report->page;
	page_open(page, PAGE_PARAGRAPH);
	for (size_t l = 0; l < a->labels; l++) {
		page_say(page, l > 0 ? "; " : "");
		page_strong(page, report_name(&report->c->theme, a->label[l].theme));
		if (!a->reviewed) {
			page_say(page, " ");
			report_real(report, (double)a->label[l].score, 2);
		}
		put_evidence(report, a, &a->label[l]);
	}
	if (a->labels == 0)
		page_say(page, message("without a theme"));
	page_say(page, ". ");
	page_text(page, report_name(&report->c->kind, a->kind));
	page_say(page, a->reviewed ? message(", reviewed") : message(", not reviewed"));
	page_say(page, ".");
	page_close(page, PAGE_PARAGRAPH);
}

static void put_anecdote(struct report *report, uint32_t number)
{
	struct page *page = &report->page;
	struct arena *arena = &report->overview->arena;
	const struct collection_anecdote *a = &report->c->anecdote[number];
	char id[24], title[24];
	(void)snprintf(id, sizeof id, "a%u", number + 1);
	(void)snprintf(title, sizeof title, "A%u", number + 1);
	page_heading(page, 4, id, span_from(title));
	page_open(page, PAGE_QUOTE);
	page_text(page, quote_text(a->text, true, arena));
	if (a->speaker.len > 0) {
		page_say(page, " — ");
		page_text(page, quote_speaker(a->speaker, arena));
	}
	page_say(page, " (");
	page_text(page, report_name(&report->c->role, a->role));
	page_say(page, ")");
	page_close(page, PAGE_QUOTE);
	put_labels(report, a);
}

void report_appendix(struct report *report)
{
	const struct collection *c = report->c;
	page_heading(&report->page, 2, "anecdotes", span_from(message("All anecdotes")));
	if (report->anecdotes_in) {
		page_open(&report->page, PAGE_PARAGRAPH);
		page_format(&report->page, message("All %zu anecdotes are in %s."), c->anecdotes,
			    report->anecdotes_in);
		page_close(&report->page, PAGE_PARAGRAPH);
		return;
	}
	for (size_t d = 0; d < c->documents; d++) {
		if (c->document[d].first == c->document[d].last)
			continue;
		page_heading(&report->page, 3, NULL,
			     quote_text(c->document[d].title, true, &report->overview->arena));
		for (uint32_t i = c->document[d].first; i < c->document[d].last; i++)
			put_anecdote(report, i);
	}
}
