#include "pipeline/report/report.h"

#include "corpus/arena.h"
#include "pipeline/messages.h"
#include "pipeline/report/number.h"
#include "pipeline/report/quote.h"

enum { NAMED_MOST = 5 }; /* themes in one sentence of the summary */

struct span report_name(const struct collection_names *names, uint16_t index)
{
	return index < names->count ? names->item[index].name : span_from(message("unknown"));
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
	page_link(&report->page, target, text);
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

static void put_recommended(struct report *report)
{
	const struct collection *c = report->c;
	for (size_t a = 0; a < c->audience.count; a++) {
		size_t count = 0;
		for (size_t i = 0; i < c->recommendations; i++)
			count += c->recommendation[i].audience == a;
		struct page *page = &report->page;
		page_open(page, PAGE_ITEM);
		page_strong(page, c->audience.item[a].name);
		page_say(page, ": ");
		page_format(page, message("%zu recommendations found in the text"), count);
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
	put_recommended(report);
	page_list_end(&report->page);
}

void report_write(struct report *report)
{
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
