#include "pipeline/report/statements.h"

#include <string.h>

#include "corpus/error.h"
#include "pipeline/cell.h"
#include "pipeline/emit.h"
#include "pipeline/messages.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/report.h"
#include "pipeline/report/terminal.h"

enum {
	INDENT = 2,
	DEEPER = 4,
	NUMBER = 24,
	SENTENCE_MOST = 256, /* bytes of the statement but for the theme */
};

int statements_make(struct dilemma_list *out, struct overview *overview, struct error *err)
{
	return dilemma_run(out, &overview->collected.collection, &overview->content,
			   &overview->themes, &overview->arena, err);
}

struct span statement_text(struct overview *overview, uint16_t theme)
{
	const struct span name = report_name(&overview->collected.collection.theme, theme);
	const size_t room = SENTENCE_MOST + name.len;
	char *text = arena_alloc(&overview->arena, room);
	const int len = text ? snprintf(text, room,
					message("When it is about “%.*s”, it goes here more often "
						"as in story A than as in story B."),
					(int)name.len, name.at)
			     : 0;
	return len > 0 ? (struct span){text, (size_t)len} : SPAN("");
}

struct span statement_words(struct overview *overview, const struct dilemma *dilemma)
{
	char *text = NULL;
	size_t len = 0, capacity = 0;
	for (size_t i = 0; i < dilemma->words; i++) {
		const struct span word = overview->content.term[dilemma->word[i]].form;
		if (arena_grow(&overview->arena, &text, &capacity, len, len + word.len + 2, 1) < 0)
			return SPAN("");
		if (i > 0) {
			memcpy(text + len, ", ", 2);
			len += 2;
		}
		memcpy(text + len, word.at, word.len);
		len += word.len;
	}
	return (struct span){text ? text : "", len};
}

static struct span story_of(struct overview *overview, uint32_t anecdote, bool whole)
{
	const struct collection *c = &overview->collected.collection;
	return quote_text(c->anecdote[anecdote].text, whole, &overview->arena);
}

/* --- for a terminal ---------------------------------------------------------- */

static void put_story(FILE *to, struct overview *overview, const char *letter, uint32_t anecdote,
		      size_t width)
{
	terminal_spaces(to, INDENT);
	(void)fprintf(to, "%s (A%u)\n", letter, anecdote + 1);
	terminal_wrapped(to, story_of(overview, anecdote, false), DEEPER, width);
}

int statements_table(struct overview *overview, const struct overview_show *show, FILE *to,
		     struct error *err)
{
	struct dilemma_list list;
	const size_t width = show->width < TERMINAL_LEAST ? TERMINAL_LEAST : show->width;
	if (statements_make(&list, overview, err) < 0)
		return ERROR_MEMORY;
	for (size_t i = 0; i < list.count; i++) {
		const struct dilemma *one = &list.item[i];
		terminal_wrapped(to, statement_text(overview, one->theme), 0, width);
		put_story(to, overview, "A", one->success, width);
		put_story(to, overview, "B", one->bottleneck, width);
		(void)fputc('\n', to);
	}
	if (list.count == 0)
		(void)fprintf(to, "%s\n",
			      message("no theme has both a success and a bottleneck to set against "
				      "each other"));
	return 0;
}

/* --- for programs ------------------------------------------------------------- */

static void emit_story(struct emitter *to, struct overview *overview, const char *key,
		       uint32_t anecdote)
{
	const struct collection_anecdote *a = &overview->collected.collection.anecdote[anecdote];
	emit_field_open(to, key, '{');
	emit_field(to, "anecdote", a->id);
	emit_field_number(to, "number", anecdote + 1);
	emit_field(to, "text", story_of(overview, anecdote, true));
	emit_close(to, '}');
}

static void emit_one(struct emitter *to, struct overview *overview, const struct dilemma *one)
{
	const struct collection_name *theme =
		&overview->collected.collection.theme.item[one->theme];
	emit_open(to, '{');
	emit_field(to, "theme", theme->id);
	emit_field(to, "name", theme->name);
	emit_field(to, "statement", statement_text(overview, one->theme));
	emit_story(to, overview, "a", one->success);
	emit_story(to, overview, "b", one->bottleneck);
	emit_key(to, "nearness");
	emit_real(to, one->nearness, 3);
	emit_field_open(to, "words", '[');
	for (size_t i = 0; i < one->words; i++)
		emit_span(to, overview->content.term[one->word[i]].form);
	emit_close(to, ']');
	emit_close(to, '}');
}

int statements_json(struct overview *overview, const struct overview_show *show, FILE *to,
		    struct error *err)
{
	(void)show;
	struct dilemma_list list;
	struct emitter line;
	if (statements_make(&list, overview, err) < 0)
		return ERROR_MEMORY;
	emit_init(&line, &overview->arena);
	emit_open(&line, '{');
	emit_field_open(&line, "statements", '[');
	for (size_t i = 0; i < list.count; i++)
		emit_one(&line, overview, &list.item[i]);
	emit_close(&line, ']');
	emit_close(&line, '}');
	emit_newline(&line);
	if (line.failed)
		return error_memory(err);
	const struct span text = emit_text(&line);
	(void)fwrite(text.at, 1, text.len, to);
	return 0;
}

/* --- the sheet ---------------------------------------------------------------- */

static void put_cell(FILE *to, struct overview *overview, uint32_t anecdote)
{
	const struct span story = story_of(overview, anecdote, false);
	const size_t room = NUMBER + story.len;
	char *text = arena_alloc(&overview->arena, room);
	const int len =
		text ? snprintf(text, room, "A%u: %.*s", anecdote + 1, (int)story.len, story.at)
		     : 0;
	cell_put(to, (struct span){text, len > 0 ? (size_t)len : 0}, ',');
}

int statements_csv(struct overview *overview, const struct overview_show *show, FILE *to,
		   struct error *err)
{
	(void)show;
	struct dilemma_list list;
	const struct collection_names *themes = &overview->collected.collection.theme;
	if (statements_make(&list, overview, err) < 0)
		return ERROR_MEMORY;
	(void)fputs("theme,statement,a,b,voters,more_a,between,more_b,remarks\r\n", to);
	for (size_t i = 0; i < list.count; i++) {
		const struct dilemma *one = &list.item[i];
		cell_put(to, themes->item[one->theme].id, ',');
		cell_put(to, statement_text(overview, one->theme), ',');
		put_cell(to, overview, one->success);
		put_cell(to, overview, one->bottleneck);
		(void)fputs(",,,,\r\n", to);
	}
	return 0;
}

/* --- to hang up ---------------------------------------------------------------- */

static void put_page_story(struct page *page, struct overview *overview, const char *letter,
			   uint32_t anecdote)
{
	page_open(page, PAGE_PARAGRAPH);
	page_strong(page, span_from(letter));
	page_format(page, " (A%u)", anecdote + 1);
	page_close(page, PAGE_PARAGRAPH);
	page_open(page, PAGE_QUOTE);
	page_text(page, story_of(overview, anecdote, false));
	page_close(page, PAGE_QUOTE);
}

static void put_blank(struct page *page, const char *what, const char *unit)
{
	page_open(page, PAGE_ITEM);
	page_say(page, what);
	page_format(page, ": …… %s", unit);
	page_close(page, PAGE_ITEM);
}

static void put_page_one(struct page *page, struct overview *overview, const struct dilemma *one)
{
	const struct collection *c = &overview->collected.collection;
	page_heading(page, 2, NULL, report_name(&c->theme, one->theme));
	page_open(page, PAGE_NOTE);
	page_text(page, statement_text(overview, one->theme));
	page_close(page, PAGE_NOTE);
	put_page_story(page, overview, "A", one->success);
	put_page_story(page, overview, "B", one->bottleneck);
	page_list(page);
	put_blank(page, message("more like A"), "%");
	put_blank(page, message("in between"), "%");
	put_blank(page, message("more like B"), "%");
	put_blank(page, message("number of people who voted"), "");
	page_list_end(page);
}

static int write_page(struct overview *overview, enum page_form form, FILE *to, struct error *err)
{
	struct dilemma_list list;
	struct page page = {.to = to, .form = form};
	if (statements_make(&list, overview, err) < 0)
		return ERROR_MEMORY;
	page_begin(&page, span_from(message("Statements to vote on")), message_language());
	page_open(&page, PAGE_PARAGRAPH);
	page_say(&page, message("Each statement sets two stories on one theme against each other: "
				"in A it went well, in B it got stuck. Change the statements "
				"until they are yours, vote, and talk about why."));
	page_close(&page, PAGE_PARAGRAPH);
	for (size_t i = 0; i < list.count; i++)
		put_page_one(&page, overview, &list.item[i]);
	page_end(&page);
	return 0;
}

int statements_markdown(struct overview *overview, const struct overview_show *show, FILE *to,
			struct error *err)
{
	(void)show;
	return write_page(overview, PAGE_MARKDOWN, to, err);
}

int statements_html(struct overview *overview, const struct overview_show *show, FILE *to,
		    struct error *err)
{
	(void)show;
	return write_page(overview, PAGE_HTML, to, err);
}

const struct overview_format statement_formats[] = {
	{"table", statements_table}, {"json", statements_json}, {"csv", statements_csv},
	{"md", statements_markdown}, {"html", statements_html}, {NULL, NULL},
};
