#include "corpus/error.h"
#include "pipeline/messages.h"
#include "pipeline/report/perspectives.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/report.h"
#include "pipeline/store/interpretations.h"

static void put_head(struct report *report, const char *head)
{
	page_open(&report->page, PAGE_PARAGRAPH);
	page_strong(&report->page, span_from(head));
	page_close(&report->page, PAGE_PARAGRAPH);
}

static void put_sentences(struct report *report, const char *head, const struct span *item,
			  size_t count)
{
	put_head(report, head);
	page_list(&report->page);
	for (size_t i = 0; i < count; i++) {
		page_open(&report->page, PAGE_ITEM);
		page_text(&report->page, item[i]);
		page_close(&report->page, PAGE_ITEM);
	}
	page_list_end(&report->page);
}

/* Room to write: what is seen does not say why, and one explanation would be taken for it. */
static void put_readings(struct report *report, const struct interpretation *reading)
{
	struct page *page = &report->page;
	struct arena *arena = &report->overview->arena;
	put_head(report, message("What it may mean: yours to write, at least two that compete"));
	page_list(page);
	for (int i = 0; i < READINGS; i++) {
		page_open(page, PAGE_ITEM);
		if (reading && reading->text[i].len > 0)
			page_text(page, quote_text(reading->text[i], true, arena));
		else
			page_format(page, message("Interpretation %d: …"), i + 1);
		page_close(page, PAGE_ITEM);
	}
	page_list_end(page);
}

static const struct interpretation *find_reading(struct report *report, const struct perspective *p)
{
	const struct span *theme = perspective_themes(p, report->overview);
	report->failed |= theme == NULL;
	return report->readings && theme ? interpretations_find(report->readings, theme, p->themes)
					 : NULL;
}

static struct span title_of(struct report *report, const struct interpretation *reading,
			    const struct perspective_words *words)
{
	return reading && reading->title.len > 0
		       ? quote_text(reading->title, true, &report->overview->arena)
		       : words->title;
}

void report_perspective_title(struct report *report, const struct perspective *p)
{
	struct perspective_words words = {.seens = 0};
	if (perspective_say(&words, p, report->overview, NULL) < 0)
		report->failed = true;
	page_text(&report->page, title_of(report, find_reading(report, p), &words));
}

static void put_one(struct report *report, const struct perspective *p)
{
	struct perspective_words words;
	if (perspective_say(&words, p, report->overview, NULL) < 0) {
		report->failed = true;
		return;
	}
	const struct interpretation *reading = find_reading(report, p);
	page_heading(&report->page, 3, NULL, title_of(report, reading, &words));
	put_sentences(report, message("What is seen"), words.seen, words.seens);
	put_head(report, message("Stories that show it"));
	for (size_t i = 0; i < p->stories; i++)
		report_quote(report, p->story[i]);
	if (p->contrary != COLLECTION_NONE) {
		put_head(report, message("A story that contradicts it"));
		report_quote(report, p->contrary);
	}
	put_readings(report, reading);
	put_sentences(report, message("Questions for a conversation"), words.question,
		      words.questions);
}

void report_perspectives(struct report *report)
{
	struct page *page = &report->page;
	struct perspective_list list;
	if (perspectives_make(&list, report->overview, NULL) < 0) {
		report->failed = true;
		return;
	}
	if (list.count == 0)
		return;
	page_heading(page, 2, "perspectives", span_from(message("Perspectives: drafts")));
	page_open(page, PAGE_NOTE);
	page_format(page,
		    message("Themes that pull together in these stories, found by greedy "
			    "modularity (Clauset, Newman and Moore 2004; modularity %.2f). The "
			    "titles are there to be changed; what it means is for people to say."),
		    list.modularity);
	page_close(page, PAGE_NOTE);
	for (size_t i = 0; i < list.count; i++)
		put_one(report, &list.item[i]);
}
