
#include "pipeline/messages.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/report.h"
#include "pipeline/store/proposals.h"

/* What a kind is called over its quotes; its own name where a pack has other kinds. */
static struct span kind_heading(const struct collection_name *kind)
{
	static const struct {
		const char *id;
		const char *heading;
	} known[] = {
		{"succes", "What goes well"},
		{"knelpunt", "What gets stuck"},
		{"aanknopingspunt", "Leads to build on"},
	};
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (span_equal(kind->id, span_from(known[i].id)))
			return span_from(message(known[i].heading));
	return kind->name;
}

static void put_kind(struct report *report, const struct draft *draft, size_t kind)
{
	struct page *page = &report->page;
	if (draft->kind[kind].count == 0)
		return;
	page_open(page, PAGE_PARAGRAPH);
	page_strong(page, kind_heading(&report->c->kind.item[kind]));
	page_format(page, message(" (%u of %u anecdotes)"), draft->by_kind[kind], draft->anecdotes);
	page_close(page, PAGE_PARAGRAPH);
	for (size_t i = 0; i < draft->kind[kind].count; i++)
		report_quote(report, draft->kind[kind].anecdote[i]);
}

static void put_sentence(struct report *report, const struct collection_recommendation *sentence)
{
	struct page *page = &report->page;
	struct arena *arena = &report->overview->arena;
	page_open(page, PAGE_ITEM);
	page_text(page, quote_text(sentence->text, true, arena));
	page_say(page, " — ");
	if (sentence->speaker.len > 0) {
		page_text(page, quote_speaker(sentence->speaker, arena));
		page_say(page, ", ");
	}
	page_text(page, quote_text(report->c->document[sentence->document].title, true, arena));
	if (sentence->anecdote != COLLECTION_NONE) {
		page_say(page, ", ");
		report_number(report, sentence->anecdote);
	}
	page_close(page, PAGE_ITEM);
}

static void put_sentences(struct report *report, const struct draft *draft)
{
	struct page *page = &report->page;
	if (draft->sentences == 0)
		return;
	page_open(page, PAGE_PARAGRAPH);
	page_strong(page, span_from(message("Recommended in the conversations")));
	page_format(page, message(" (%u sentences found)"), draft->sentences_found);
	page_close(page, PAGE_PARAGRAPH);
	page_list(page);
	for (size_t i = 0; i < draft->sentences; i++)
		put_sentence(report, &report->c->recommendation[draft->sentence[i]]);
	page_list_end(page);
}

static uint32_t count_of(const struct report *report, const struct draft *draft, const char *kind)
{
	for (size_t k = 0; k < report->c->kind.count; k++)
		if (span_equal(report->c->kind.item[k].id, span_from(kind)))
			return draft->by_kind[k];
	return 0;
}

static const struct proposal *find_proposal(const struct report *report, const struct draft *draft)
{
	return report->proposals ? proposals_find(report->proposals,
						  report->c->audience.item[draft->audience].id,
						  report->c->theme.item[draft->theme].id)
				 : NULL;
}

static bool has_status(const struct proposal *proposal, const char *status)
{
	return proposal && span_equal(proposal->status, span_from(status));
}

static const char *status_heading(const struct proposal *proposal)
{
	if (has_status(proposal, PROPOSAL_ADOPTED))
		return "Adopted";
	return has_status(proposal, PROPOSAL_DISCUSS) ? "For discussion" : "Draft, to decide on";
}

/* The words that people gave it, and who did so last. */
static void put_written(struct report *report, const struct proposal *proposal)
{
	struct page *page = &report->page;
	struct arena *arena = &report->overview->arena;
	page_text(page, quote_text(proposal->text, true, arena));
	page_say(page, " (");
	page_text(page, quote_speaker(proposal->reviewer, arena));
	page_say(page, ", ");
	page_text(page, (struct span){proposal->edited_at.at,
				      proposal->edited_at.len < 10 ? proposal->edited_at.len : 10});
	page_say(page, ")");
}

/* What people made of it; else what somebody recommended, or else only what the figures say:
 * nothing is made up. */
static void put_proposal(struct report *report, const struct draft *draft)
{
	struct page *page = &report->page;
	const struct proposal *proposal = find_proposal(report, draft);
	page_open(page, PAGE_NOTE);
	page_strong(page, span_from(message(status_heading(proposal))));
	page_say(page, ": ");
	if (proposal && proposal->text.len > 0) {
		put_written(report, proposal);
	} else if (draft->sentences > 0) {
		const struct collection_recommendation *best =
			&report->c->recommendation[draft->sentence[0]];
		page_say(page, message("it is recommended that this is taken up: “"));
		page_text(page, quote_sentence(best->text, &report->overview->arena));
		page_say(page, "”");
	} else {
		page_format(
			page,
			message("nobody recommended something in so many words. Talk about what "
				"is behind the %u anecdotes in which it gets stuck, and what made "
				"it work in the %u in which it goes well; put the "
				"recommendation in your own words."),
			count_of(report, draft, "knelpunt"), count_of(report, draft, "succes"));
	}
	page_close(page, PAGE_NOTE);
}

static void put_basis(struct report *report, const struct draft *draft)
{
	struct page *page = &report->page;
	page_open(page, PAGE_PARAGRAPH);
	page_format(page, message("Rests on %zu anecdotes, of which %u have been reviewed: "),
		    draft->bases, draft->bases_reviewed);
	for (size_t i = 0; i < draft->bases; i++) {
		page_say(page, i > 0 ? ", " : "");
		report_number(report, draft->basis[i]);
	}
	page_close(page, PAGE_PARAGRAPH);
}

static void put_draft(struct report *report, const struct draft *draft)
{
	page_heading(&report->page, 4, NULL, report_name(&report->c->theme, draft->theme));
	put_proposal(report, draft);
	for (size_t k = 0; k < report->c->kind.count; k++)
		put_kind(report, draft, k);
	put_sentences(report, draft);
	put_basis(report, draft);
}

/* Enough was found, or people wrote something of their own. */
static bool is_shown(const struct report *report, const struct draft *draft)
{
	const struct proposal *proposal = find_proposal(report, draft);
	return proposal ? !has_status(proposal, PROPOSAL_DROPPED) : draft->enough;
}

typedef bool draft_test(const struct report *report, const struct draft *draft);

static bool is_dropped(const struct report *report, const struct draft *draft)
{
	return has_status(find_proposal(report, draft), PROPOSAL_DROPPED);
}

static bool is_too_little(const struct report *report, const struct draft *draft)
{
	return !draft->enough && !find_proposal(report, draft);
}

/* The themes of the drafts that pass the test, in one sentence; nothing if none does. */
static void put_named(struct report *report, size_t audience, const char *sentence,
		      draft_test *test)
{
	struct page *page = &report->page;
	size_t named = 0;
	for (size_t i = 0; i < report->drafts.count; i++) {
		const struct draft *draft = &report->drafts.item[i];
		if (draft->audience != audience || !test(report, draft))
			continue;
		if (named == 0) {
			page_open(page, PAGE_PARAGRAPH);
			page_say(page, message(sentence));
		}
		page_say(page, named++ > 0 ? ", " : "");
		page_text(page, report_name(&report->c->theme, draft->theme));
	}
	if (named > 0)
		page_close(page, PAGE_PARAGRAPH);
}

static bool has_draft(const struct report *report, const struct proposal *proposal)
{
	for (size_t i = 0; i < report->drafts.count; i++)
		if (find_proposal(report, &report->drafts.item[i]) == proposal)
			return true;
	return false;
}

/* What people wrote where no anecdote speaks of the theme any more. */
static size_t put_bare(struct report *report, size_t audience)
{
	struct page *page = &report->page;
	size_t count = 0;
	for (size_t i = 0; report->proposals && i < report->proposals->count; i++) {
		const struct proposal *one = &report->proposals->item[i];
		if (!one->holds || one->text.len == 0 || has_status(one, PROPOSAL_DROPPED) ||
		    !span_equal(one->audience, report->c->audience.item[audience].id) ||
		    has_draft(report, one))
			continue;
		page_heading(page, 4, NULL, report_theme_called(report, one->theme));
		page_open(page, PAGE_NOTE);
		page_strong(page, span_from(message(status_heading(one))));
		page_say(page, ": ");
		put_written(report, one);
		page_say(page, message("; no anecdote of this theme stands behind it"));
		page_close(page, PAGE_NOTE);
		count++;
	}
	return count;
}

static void put_audience(struct report *report, size_t audience)
{
	size_t drafts = 0;
	page_heading(&report->page, 3, NULL, report->c->audience.item[audience].name);
	for (size_t i = 0; i < report->drafts.count; i++) {
		const struct draft *draft = &report->drafts.item[i];
		if (draft->audience != audience || !is_shown(report, draft))
			continue;
		put_draft(report, draft);
		drafts++;
	}
	drafts += put_bare(report, audience);
	put_named(report, audience, "Too little was found to draft anything on: ", is_too_little);
	put_named(report, audience, "Dropped by the reviewers: ", is_dropped);
	if (drafts == 0) {
		page_open(&report->page, PAGE_PARAGRAPH);
		page_say(&report->page,
			 message("Too little was found to draft recommendations for them."));
		page_close(&report->page, PAGE_PARAGRAPH);
	}
}

void report_drafts(struct report *report)
{
	struct page *page = &report->page;
	page_heading(page, 2, "recommendations", span_from(message("Recommendations: drafts")));
	page_open(page, PAGE_NOTE);
	page_say(page,
		 message("These are drafts for people to decide on. What stands here was said "
			 "or told by somebody; nothing was added. Quotes were chosen because "
			 "they are short and typical, and for each audience those told by "
			 "others go first."));
	page_close(page, PAGE_NOTE);
	for (size_t a = 0; a < report->c->audience.count; a++)
		put_audience(report, a);
}
