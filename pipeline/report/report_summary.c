#include "corpus/arena.h"
#include "pipeline/messages.h"
#include "pipeline/report/comparison.h"
#include "pipeline/report/perspectives.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/report.h"
#include "pipeline/store/proposals.h"

/* The summary has one page. What it leaves out, it counts. */
enum {
	NAMED_MOST = 5, /* themes or titles in one sentence */
	ADOPTED_MOST = 3,
	TOPICS_MOST = 3,
};

/* What nobody has looked at yet must not look as if somebody had. */
static void put_warning(struct report *report)
{
	struct page *page = &report->page;
	const uint32_t reviewed = report->overview->themes.reviewed;
	if (reviewed == report->c->anecdotes)
		return;
	page_open(page, PAGE_NOTE);
	if (reviewed == 0)
		page_say(page, message("Nobody has reviewed these anecdotes yet: themes, kinds and "
				       "roles are the program's suggestions."));
	else
		page_format(page,
			    message("%u of the %zu anecdotes have been reviewed; of the others, "
				    "themes, kinds and roles are the program's suggestions."),
			    reviewed, report->c->anecdotes);
	page_close(page, PAGE_NOTE);
}

typedef bool choose_fn(const struct theme *theme);

static bool is_thread(const struct theme *theme)
{
	return theme->spread == SPREAD_RED_THREAD;
}

static bool is_hobby(const struct theme *theme)
{
	return theme->spread == SPREAD_HOBBY_HORSE;
}

static bool is_told(const struct theme *theme)
{
	return theme->anecdotes > 0;
}

static void put_chosen(struct report *report, const char *what, choose_fn *choose)
{
	struct page *page = &report->page;
	const struct theme_list *themes = &report->overview->themes;
	size_t named = 0;
	page_open(page, PAGE_ITEM);
	page_strong(page, span_from(what));
	page_say(page, ": ");
	for (size_t i = 0; i < themes->count && named < NAMED_MOST; i++) {
		if (!choose(&themes->item[i]))
			continue;
		page_say(page, named++ > 0 ? "; " : "");
		page_text(page, report_name(&report->c->theme, themes->item[i].theme));
		page_format(page, " (%u)", themes->item[i].anecdotes);
	}
	if (named == 0)
		page_say(page, message("none"));
	page_close(page, PAGE_ITEM);
}

/* The theme of which the greatest share is of that kind. */
static void put_kind(struct report *report, size_t kind)
{
	struct page *page = &report->page;
	const struct theme_list *themes = &report->overview->themes;
	const struct theme *most = NULL;
	for (size_t i = 0; i < themes->count; i++) {
		const struct theme *t = &themes->item[i];
		if (t->anecdotes >= SPREAD_OCCURRENCES_LEAST && t->by_kind[kind] > 0 &&
		    (!most || (uint64_t)t->by_kind[kind] * most->anecdotes >
				      (uint64_t)most->by_kind[kind] * t->anecdotes))
			most = t;
	}
	if (!most)
		return;
	page_open(page, PAGE_ITEM);
	page_strong(page, report->c->kind.item[kind].name);
	page_say(page, message(", largest share: "));
	page_text(page, report_name(&report->c->theme, most->theme));
	page_format(page, message(" (%u of %u anecdotes)"), most->by_kind[kind], most->anecdotes);
	page_close(page, PAGE_ITEM);
}

static void put_more(struct report *report, size_t all, size_t named)
{
	if (all > named)
		page_format(&report->page, message("; and %zu more"), all - named);
}

static bool is_changed(const struct compare_theme *theme)
{
	return theme->verdict != COMPARE_ABSENT && theme->verdict != COMPARE_UNCLEAR;
}

/* New and vanished themes are so by their numbers alone; whether chance may do that is said too. */
static void put_changed_themes(struct report *report)
{
	struct page *page = &report->page;
	const struct comparison *comparison = report->comparison;
	size_t all = 0, named = 0;
	page_open(page, PAGE_ITEM);
	page_strong(page, span_from(message("Changed between the rounds")));
	page_say(page, ": ");
	for (size_t i = 0; i < comparison->themes; i++) {
		const struct compare_theme *theme = &comparison->theme[i];
		if (!is_changed(theme) || all++ >= NAMED_MOST)
			continue;
		page_say(page, named++ > 0 ? "; " : "");
		page_text(page, report_name(&report->c->theme, theme->theme));
		page_format(page, " (%s", message(comparison_verdict(theme->verdict)));
		page_say(page, theme->clear ? ")" : message(", tentative"));
		page_say(page, theme->clear ? "" : ")");
	}
	if (all == 0)
		page_say(page, message("no theme, as far as these numbers can tell"));
	put_more(report, all, named);
	page_close(page, PAGE_ITEM);
}

static void put_changed_kinds(struct report *report)
{
	struct page *page = &report->page;
	const struct comparison *comparison = report->comparison;
	page_open(page, PAGE_ITEM);
	page_strong(page, span_from(message("Kinds in both rounds")));
	page_say(page, ": ");
	for (size_t k = 0; k < report->c->kind.count; k++) {
		const struct compare_share *share = &comparison->kind[k];
		page_say(page, k > 0 ? "; " : "");
		page_text(page, report->c->kind.item[k].name);
		page_say(page, " ");
		report_real(report, proportion_share(share->round[COMPARE_BEFORE]) * 100, 0);
		page_say(page, "% → ");
		report_real(report, proportion_share(share->round[COMPARE_AFTER]) * 100, 0);
		page_say(page, "%");
		if (share->fisher.adjusted >= COMPARE_SIGNIFICANT)
			page_format(page, " (%s)", message(comparison_verdict(COMPARE_UNCLEAR)));
	}
	page_close(page, PAGE_ITEM);
}

static void put_promises(struct report *report)
{
	struct page *page = &report->page;
	if (report->overview->collected.commitments == 0)
		return;
	page_open(page, PAGE_ITEM);
	page_strong(page, span_from(message("Commitments")));
	page_say(page, ": ");
	report_commitment_states(report);
	page_close(page, PAGE_ITEM);
}

static void put_titles(struct report *report)
{
	struct page *page = &report->page;
	struct perspective_list list;
	if (perspectives_make(&list, report->overview, NULL) < 0) {
		report->failed = true;
		return;
	}
	if (list.count == 0)
		return;
	page_open(page, PAGE_ITEM);
	page_strong(page, span_from(message("Perspectives")));
	page_say(page, ": ");
	for (size_t i = 0; i < list.count && i < NAMED_MOST; i++) {
		page_say(page, i > 0 ? "; " : "");
		report_perspective_title(report, &list.item[i]);
	}
	put_more(report, list.count, NAMED_MOST);
	page_close(page, PAGE_ITEM);
}

/* What people decided on in the words that they gave it; where they left the draft as it was, its
 * theme. */
static void put_adopted(struct report *report, size_t audience)
{
	struct page *page = &report->page;
	size_t all = 0, named = 0;
	for (size_t i = 0; report->proposals && i < report->proposals->count; i++) {
		const struct proposal *one = &report->proposals->item[i];
		if (!one->holds || !span_equal(one->status, SPAN(PROPOSAL_ADOPTED)) ||
		    !span_equal(one->audience, report->c->audience.item[audience].id) ||
		    all++ >= ADOPTED_MOST)
			continue;
		page_say(page, named++ > 0 ? "; " : message("adopted: "));
		page_text(page, one->text.len > 0
					? quote_text(one->text, false, &report->overview->arena)
					: report_theme_called(report, one->theme));
	}
	put_more(report, all, named);
	if (all > 0)
		page_say(page, "; ");
}

/* The draft for that audience with most recommendations of those not named yet. */
static const struct draft *next_topic(const struct report *report, size_t audience,
				      const struct draft *const *named, size_t count)
{
	const struct draft *most = NULL;
	for (size_t i = 0; i < report->drafts.count; i++) {
		const struct draft *draft = &report->drafts.item[i];
		bool free = draft->audience == audience && draft->sentences_found > 0;
		for (size_t n = 0; n < count; n++)
			free = free && named[n] != draft;
		if (free && (!most || draft->sentences_found > most->sentences_found))
			most = draft;
	}
	return most;
}

static void put_topics(struct report *report, size_t audience)
{
	struct page *page = &report->page;
	const struct draft *named[TOPICS_MOST];
	for (size_t n = 0; n < TOPICS_MOST; n++) {
		named[n] = next_topic(report, audience, named, n);
		if (!named[n])
			return;
		page_say(page, n > 0 ? ", " : message(", most of them on: "));
		page_text(page, report_name(&report->c->theme, named[n]->theme));
		page_format(page, " (%u)", named[n]->sentences_found);
	}
}

static void put_recommended(struct report *report)
{
	struct page *page = &report->page;
	const struct collection *c = report->c;
	for (size_t a = 0; a < c->audience.count; a++) {
		size_t count = 0;
		for (size_t i = 0; i < c->recommendations; i++)
			count += c->recommendation[i].audience == a;
		page_open(page, PAGE_ITEM);
		page_strong(page, c->audience.item[a].name);
		page_say(page, ": ");
		put_adopted(report, a);
		page_format(page, message("%zu recommendations found in the text"), count);
		put_topics(report, a);
		page_close(page, PAGE_ITEM);
	}
}

void report_summary(struct report *report)
{
	page_heading(&report->page, 2, "summary", span_from(message("Summary")));
	put_warning(report);
	page_list(&report->page);
	put_chosen(report, message("Told of most"), is_told);
	put_chosen(report, message("Red threads"), is_thread);
	put_chosen(report, message("Hobby-horses"), is_hobby);
	for (size_t k = 0; k < report->c->kind.count; k++)
		put_kind(report, k);
	if (report->comparison) {
		put_changed_themes(report);
		put_changed_kinds(report);
	}
	put_promises(report);
	put_titles(report);
	put_recommended(report);
	page_list_end(&report->page);
}
