#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <md4c.h>

#include "corpus/error.h"
#include "pipeline/messages.h"
#include "pipeline/report/comparison.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/report.h"
#include "pipeline/report/voices.h"
#include "pipeline/report/statements.h"
#include "pipeline/store/proposals.h"
#include "tests/stages/collection.h"

/* Every sign that means something in HTML, in XML, in Markdown or to a terminal. */
static const char hostile[] = "<script>alert('x')</script> & \"]]>\" **vet** [a](http://b) | `c` "
			      "![d](e) # \\ \x1b[31m \xff <!-- {=html}";

static const char study[] =
	"d1 | tuin | Ada | initiatiefnemer | knelpunt | geld 0.8 | 1. Een lijst # <b>vet</b>\n"
	"d1 | tuin | Ada | initiatiefnemer | succes | geld 0.7, HOSTILE 0.6 | - streepje & meer\n"
	"!d2 | hof | Ben | ambtenaar | knelpunt | geld | > HOSTILE\n"
	"d2 | hof | - | - | - | - | Zonder thema.\n"
	"> d1 | organisatie | Ada | 0.9 | geld | \"Betaal HOSTILE vooruit.\"\n";

struct made {
	struct test_study study;
	struct overview overview;
	struct comparison comparison;
	struct report report;
	struct report_facts facts;
	char *lines;
};

/* Each HOSTILE becomes the hostile text, without what the lines are split by. */
static char *fill_lines(const char *lines)
{
	char *out = calloc(1, 8192);
	assert_non_null(out);
	size_t len = 0;
	for (const char *at = lines; *at != '\0';) {
		if (strncmp(at, "HOSTILE", 7) != 0) {
			out[len++] = *at++;
			continue;
		}
		for (const char *h = hostile; *h != '\0'; h++)
			if (*h != '|' && *h != ',')
				out[len++] = *h;
		at += 7;
	}
	return out;
}

static void make(struct made *m, const char *lines)
{
	*m = (struct made){.facts = {.name = span_from(hostile), .language = "nl"}};
	assert_true(message_language_set("nl"));
	m->lines = fill_lines(lines);
	test_study_read(&m->study, span_from(m->lines));
	struct test_study *s = &m->study;
	for (size_t i = 0; i < s->collection.theme.count; i++)
		if (s->theme[i].id.at[0] != 'g')
			s->theme[i].name = s->theme[i].definition = span_from(hostile);
	m->overview.collected.collection = s->collection;
	m->overview.content = s->content;
	const struct collection *c = &m->overview.collected.collection;
	struct arena *arena = &m->overview.arena;
	assert_int_equal(theme_run(&m->overview.themes, c, &s->content, arena, NULL), 0);
	assert_int_equal(discover_run(&m->overview.candidates, c, &s->content, arena, NULL), 0);
	assert_int_equal(
		draft_run(&m->report.drafts, c, &s->content, &m->overview.themes, arena, NULL), 0);
	if (c->rounds > 1) {
		assert_int_equal(comparison_make(&m->comparison, &m->overview, NULL, NULL), 0);
		m->report.comparison = &m->comparison;
	}
	m->facts.program = "0";
	m->report.overview = &m->overview;
	m->report.c = c;
	m->report.facts = &m->facts;
}

static void release(struct made *m)
{
	overview_free(&m->overview);
	test_study_end(&m->study);
	free(m->lines);
}

static char *write_as(struct made *m, enum page_form form, size_t *size)
{
	char *text = NULL;
	FILE *to = open_memstream(&text, size);
	assert_non_null(to);
	m->report.page = (struct page){.to = to, .form = form};
	report_write(&m->report);
	assert_int_equal(fclose(to), 0);
	return text;
}

typedef void node_fn(void *context, xmlNode *node);

static void each_node(xmlNode *node, node_fn *fn, void *context)
{
	for (; node; node = node->next) {
		if (node->type == XML_ELEMENT_NODE)
			fn(context, node);
		each_node(node->children, fn, context);
	}
}

struct seen {
	size_t scripts, svgs, titles, links;
	int level;
	xmlDoc *doc;
	char ids[100][24];
	size_t id_count;
};

static bool is(const xmlNode *node, const char *name)
{
	return strcmp((const char *)node->name, name) == 0;
}

static void note_node(void *context, xmlNode *node)
{
	struct seen *seen = context;
	seen->scripts += is(node, "script") || is(node, "b") || is(node, "img");
	seen->svgs += is(node, "svg");
	seen->titles += is(node, "desc") && node->children;
	const char *name = (const char *)node->name;
	if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
		assert_true(name[1] - '0' <= seen->level + 1); /* no level is skipped */
		seen->level = name[1] - '0';
	}
	xmlChar *id = xmlGetProp(node, (const xmlChar *)"id");
	if (id && seen->id_count < 100) {
		for (size_t i = 0; i < seen->id_count; i++)
			assert_string_not_equal(seen->ids[i], (const char *)id);
		(void)snprintf(seen->ids[seen->id_count++], 24, "%s", (const char *)id);
	}
	xmlFree(id);
}

static void check_link(void *context, xmlNode *node)
{
	struct seen *seen = context;
	xmlChar *target = is(node, "a") ? xmlGetProp(node, (const xmlChar *)"href") : NULL;
	if (!target)
		return;
	bool found = false;
	for (size_t i = 0; i < seen->id_count; i++)
		found = found || strcmp(seen->ids[i], (const char *)target + 1) == 0;
	assert_true(target[0] == '#' && found);
	seen->links++;
	xmlFree(target);
}

static void html_is_well_formed_and_holds_no_tags_of_the_study(void **state)
{
	(void)state;
	struct made m;
	size_t size;
	make(&m, study);
	char *text = write_as(&m, PAGE_HTML, &size);
	struct seen seen = {.scripts = 0};
	seen.doc = xmlReadMemory(text, (int)size, "report.html", "UTF-8", XML_PARSE_NONET);
	assert_non_null(seen.doc);
	xmlNode *root = xmlDocGetRootElement(seen.doc);
	xmlChar *language = xmlGetProp(root, (const xmlChar *)"lang");
	assert_string_equal((const char *)language, "nl");
	xmlFree(language);
	each_node(root, note_node, &seen);
	each_node(root, check_link, &seen);
	assert_int_equal(seen.scripts, 0);
	assert_int_equal(seen.svgs, 3);
	assert_int_equal(seen.titles, 3);
	assert_true(seen.links > 5);
	assert_null(strchr(text, 0x1B));
	xmlFreeDoc(seen.doc);
	free(text);
	release(&m);
}

struct markdown_seen {
	size_t html, code, headings, images, outside;
};

static int enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	struct markdown_seen *seen = context;
	(void)detail;
	seen->html += type == MD_BLOCK_HTML;
	seen->code += type == MD_BLOCK_CODE || type == MD_BLOCK_OL;
	seen->headings += type == MD_BLOCK_H;
	return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *context)
{
	struct markdown_seen *seen = context;
	seen->images += type == MD_SPAN_IMG;
	seen->code += type == MD_SPAN_CODE;
	if (type == MD_SPAN_A)
		seen->outside += ((MD_SPAN_A_DETAIL *)detail)->href.text[0] != '#';
	return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
	(void)type;
	(void)detail;
	(void)context;
	return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *context)
{
	(void)type;
	(void)detail;
	(void)context;
	return 0;
}

static int note_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
	struct markdown_seen *seen = context;
	(void)text;
	(void)size;
	seen->html += type == MD_TEXT_HTML;
	return 0;
}

static void markdown_takes_nothing_of_the_study_for_markup(void **state)
{
	(void)state;
	struct made m;
	size_t size;
	make(&m, study);
	char *text = write_as(&m, PAGE_MARKDOWN, &size);
	struct markdown_seen seen = {.html = 0};
	const MD_PARSER parser = {
		.flags = MD_DIALECT_GITHUB,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = note_text,
	};
	assert_int_equal(md_parse(text, (MD_SIZE)size, &parser, &seen), 0);
	assert_int_equal(seen.html, 0);
	assert_int_equal(seen.code, 0);
	assert_int_equal(seen.images, 3);
	assert_int_equal(seen.outside, 0);
	assert_true(seen.headings > 10);
	free(text);
	release(&m);
}

static const char rounds[] =
	"d1 | tuin | Ada | initiatiefnemer | knelpunt | geld 0.8, HOSTILE 0.6 | Te laat betaald.\n"
	"d2 | hof | Ben | ambtenaar | knelpunt | geld | HOSTILE\n"
	"2:d1 | tuin | Ada | initiatiefnemer | succes | HOSTILE | Binnen twee dagen.\n"
	"2:d2 | hof | Ben | ambtenaar | succes | - | Er was koffie.\n";

static void two_rounds_are_put_side_by_side_with_two_pictures_more(void **state)
{
	(void)state;
	struct made m;
	size_t size;
	make(&m, rounds);
	char *text = write_as(&m, PAGE_HTML, &size);
	struct seen seen = {.scripts = 0};
	seen.doc = xmlReadMemory(text, (int)size, "report.html", "UTF-8", XML_PARSE_NONET);
	assert_non_null(seen.doc);
	each_node(xmlDocGetRootElement(seen.doc), note_node, &seen);
	each_node(xmlDocGetRootElement(seen.doc), check_link, &seen);
	assert_int_equal(seen.scripts, 0);
	assert_int_equal(seen.svgs, 5);
	assert_int_equal(seen.titles, 5);
	assert_non_null(strstr(text, "id=\"rounds\""));
	assert_non_null(strstr(text, "minder dan vijf documenten"));
	assert_non_null(strstr(text, "2/2 → 0/0"));
	xmlFreeDoc(seen.doc);
	free(text);
	text = write_as(&m, PAGE_MARKDOWN, &size);
	struct markdown_seen markdown = {.html = 0};
	const MD_PARSER parser = {
		.flags = MD_DIALECT_GITHUB,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = note_text,
	};
	assert_int_equal(md_parse(text, (MD_SIZE)size, &parser, &markdown), 0);
	assert_int_equal(markdown.html, 0);
	assert_int_equal(markdown.images, 5);
	free(text);
	release(&m);
}

static void the_same_study_gives_the_same_bytes(void **state)
{
	(void)state;
	struct made one, two;
	size_t size_one, size_two;
	make(&one, study);
	make(&two, study);
	char *first = write_as(&one, PAGE_HTML, &size_one);
	char *second = write_as(&two, PAGE_HTML, &size_two);
	assert_int_equal(size_one, size_two);
	assert_memory_equal(first, second, size_one);
	free(first);
	free(second);
	release(&one);
	release(&two);
}

static void what_is_reviewed_and_what_is_not_is_told_apart(void **state)
{
	(void)state;
	struct made m;
	size_t size;
	make(&m, study);
	char *text = write_as(&m, PAGE_HTML, &size);
	assert_non_null(strstr(text, "1 van de 4 anekdotes zijn nagekeken"));
	assert_non_null(strstr(text, ", niet nagekeken."));
	assert_non_null(strstr(text, ", nagekeken."));
	free(text);
	release(&m);
}

static void who_is_not_heard_is_said(void **state)
{
	(void)state;
	const struct report_expected missing[] = {
		{SPAN("Nora <i>"), SPAN("bestuurder"), SPAN("hof")}};
	struct made m;
	size_t size;
	make(&m, "d1 | tuin | Ada | initiatiefnemer | succes | geld | Een.\n"
		 "d2 | tuin | Ada | initiatiefnemer | succes | geld | Twee.\n"
		 "d3 | tuin | Ada | initiatiefnemer | succes | geld | Drie.\n"
		 "d4 | tuin | Ada | initiatiefnemer | succes | geld | Vier.\n"
		 "d5 | tuin | Ada | initiatiefnemer | succes | geld | Vijf.\n"
		 "d6 | hof | Ben | ambtenaar | succes | tijd | Zes.\n");
	m.facts.expected = 3;
	m.facts.missing = missing;
	m.facts.missings = 1;
	char *text = write_as(&m, PAGE_HTML, &size);
	assert_non_null(strstr(text, "Van de 3 mensen die het onderzoek verwacht vertellen er 1"));
	assert_non_null(strstr(text, "<strong>Nora &lt;i&gt;</strong> (bestuurder, hof)"));
	assert_non_null(
		strstr(text, "<th scope=\"row\">geld</th><td>ambtenaar (1)</td><td>hof (1)</td>"));
	assert_null(strstr(text, "<th scope=\"row\">tijd</th><td>"));
	assert_non_null(strstr(text, "<a href=\"#t1\"><title>1. geld</title>"));
	assert_non_null(strstr(text, "<h3 id=\"t1\">"));
	free(text);
	release(&m);
}

static void too_little_is_said_and_nothing_is_made_up(void **state)
{
	(void)state;
	struct made m;
	size_t size;
	make(&m, "d1 | tuin | Ada | initiatiefnemer | knelpunt | geld 0.8 | Te laat.\n");
	char *text = write_as(&m, PAGE_HTML, &size);
	assert_non_null(strstr(text, "Te weinig gevonden voor een concept over: geld"));
	assert_non_null(strstr(text, "Er is te weinig gevonden om hun iets aan te bevelen."));
	assert_null(strstr(text, "Concept, om over te besluiten"));
	free(text);
	release(&m);
}

static void the_report_says_what_people_made_of_a_draft(void **state)
{
	(void)state;
	struct made m;
	size_t size;
	make(&m, study);
	struct proposal item[] = {
		{.audience = SPAN("organisatie"),
		 .theme = SPAN("geld"),
		 .text = span_from(hostile),
		 .status = SPAN(PROPOSAL_ADOPTED),
		 .reviewer = SPAN("Anna"),
		 .edited_at = SPAN("2026-01-02T03:04:05Z"),
		 .holds = true},
		{.audience = SPAN("organisatie"),
		 .theme = SPAN("weg"),
		 .text = SPAN("Wat blijft staan."),
		 .status = SPAN(PROPOSAL_DISCUSS),
		 .holds = true},
	};
	const struct proposal_list list = {.item = item, .count = 2};
	m.report.proposals = &list;
	char *text = write_as(&m, PAGE_MARKDOWN, &size);
	assert_non_null(strstr(text, "**Vastgesteld**: "));
	assert_non_null(strstr(text, "(Anna, 2026-01-02)"));
	assert_null(strstr(text, "Betaal HOSTILE vooruit.”"));
	assert_non_null(strstr(text, "**Ter bespreking**: Wat blijft staan."));
	free(text);
	item[0].status = SPAN(PROPOSAL_DROPPED);
	text = write_as(&m, PAGE_MARKDOWN, &size);
	assert_null(strstr(text, "Vastgesteld"));
	assert_non_null(strstr(text, "Door de beoordelaars geschrapt: "));
	free(text);
	release(&m);
}

static void what_was_voted_is_a_table_and_a_picture_with_the_same_figures(void **state)
{
	(void)state;
	struct made m;
	size_t size;
	make(&m, study);
	const struct statement_answer item[] = {
		{.theme = SPAN("geld"),
		 .text = SPAN("Er is genoeg."),
		 .a = SPAN("A1"),
		 .b = SPAN("A2"),
		 .percent = {61, 20, 12.4},
		 .silent = 6.6,
		 .answered = true},
		{.theme = SPAN("geld"), .text = SPAN("Niemand vulde dit in.")},
		{.theme = span_from(hostile),
		 .text = span_from(hostile),
		 .a = span_from(hostile),
		 .b = span_from(hostile),
		 .percent = {0, 100, 0},
		 .answered = true},
	};
	const struct statement_answers answers = {item, 3, 2};
	m.report.answers = &answers;
	char *text = write_as(&m, PAGE_HTML, &size);
	xmlDoc *doc = xmlReadMemory(text, (int)size, "report.html", "UTF-8", XML_PARSE_NONET);
	assert_non_null(doc);
	xmlFreeDoc(doc);
	const char *at = strstr(text, "Een balk per stelling");
	assert_non_null(at);
	for (const char *const *figure =
		     (const char *const[]){">61<", ">20<", ">12<", ">7<", ">100<", NULL};
	     *figure; figure++) {
		at = strstr(at, *figure);
		assert_non_null(at);
	}
	assert_null(strstr(text, "Niemand vulde dit in"));
	free(text);
	text = write_as(&m, PAGE_MARKDOWN, &size);
	assert_non_null(strstr(text, "![Wat er gestemd is, in procenten](votes.svg)"));
	free(text);
	release(&m);
}

/* The summary alone: from its heading to the next. */
static char *summary_of(struct made *m)
{
	size_t size;
	char *text = write_as(m, PAGE_MARKDOWN, &size);
	char *from = strstr(text, "## Samenvatting");
	assert_non_null(from);
	char *end = strstr(from + 3, "\n## ");
	assert_non_null(end);
	*end = '\0';
	memmove(text, from, strlen(from) + 1);
	return text;
}

static void the_summary_says_what_changed_and_what_became_of_promises(void **state)
{
	(void)state;
	struct made m;
	const struct collected_commitment promised[] = {
		{.outcome_document = COLLECTION_NONE,
		 .status = SPAN("Nagekomen"),
		 .status_id = SPAN("kept")},
		{.outcome_document = COLLECTION_NONE, .revisited = true},
		{.outcome_document = COLLECTION_NONE,
		 .status = SPAN("Nagekomen"),
		 .status_id = SPAN("kept")},
	};
	make(&m, "d1 | tuin | Ada | initiatiefnemer | knelpunt | geld | Te laat betaald.\n"
		 "d2 | hof | Ben | ambtenaar | knelpunt | geld | Weer te laat.\n"
		 "2:d1 | tuin | Ada | initiatiefnemer | succes | geld | Op tijd.\n"
		 "2:d2 | hof | Ben | ambtenaar | knelpunt | groen | Er was geen tijd.\n");
	m.overview.collected.commitment = promised;
	m.overview.collected.commitments = 3;
	char *text = summary_of(&m);
	assert_non_null(strstr(text, "**Veranderd tussen de rondes**: groen (nieuw, aarzelend)\n"));
	assert_non_null(strstr(text, "succes 0% → 50% (onduidelijk)"));
	assert_non_null(strstr(text, "knelpunt 100% → 50% (onduidelijk)"));
	assert_non_null(strstr(text, "**Afspraken**: Nagekomen: 2; "));
	free(text);
	release(&m);
}

static void the_summary_of_one_round_speaks_of_no_change_and_no_promises(void **state)
{
	(void)state;
	struct made m;
	make(&m, study);
	char *text = summary_of(&m);
	assert_null(strstr(text, "tussen de rondes"));
	assert_null(strstr(text, "Afspraken"));
	free(text);
	release(&m);
}

static void the_summary_says_per_audience_what_was_adopted_and_what_most_ask_for(void **state)
{
	(void)state;
	struct made m;
	make(&m, "d1 | tuin | Ada | initiatiefnemer | knelpunt | groen | Te laat.\n"
		 "d1 | tuin | Ada | initiatiefnemer | knelpunt | geld | Te duur.\n"
		 "> d1 | organisatie | Ada | 0.9 | groen | Bel eerder.\n"
		 "> d1 | organisatie | Ada | 0.9 | geld | Betaal vooruit.\n"
		 "> d1 | organisatie | Ben | 0.8 | geld | Betaal op tijd.\n");
	struct proposal item[] = {
		{.audience = SPAN("organisatie"),
		 .theme = SPAN("geld"),
		 .text = SPAN("Betaal binnen een week."),
		 .status = SPAN(PROPOSAL_ADOPTED),
		 .holds = true},
		{.audience = SPAN("organisatie"),
		 .theme = SPAN("groen"),
		 .status = SPAN(PROPOSAL_ADOPTED),
		 .holds = true},
		{.audience = SPAN("organisatie"),
		 .theme = SPAN("groen"),
		 .text = SPAN("Een oudere versie."),
		 .status = SPAN(PROPOSAL_ADOPTED)},
		{.audience = SPAN("organisatie"),
		 .theme = SPAN("geld"),
		 .text = SPAN("Nog niet besloten."),
		 .status = SPAN(PROPOSAL_DISCUSS),
		 .holds = true},
	};
	const struct proposal_list list = {.item = item, .count = 4};
	m.report.proposals = &list;
	char *text = summary_of(&m);
	assert_non_null(strstr(text,
			       "vastgesteld: Betaal binnen een week.; groen; 3 aanbevelingen "
			       "gevonden in de tekst, de meeste over: geld (2), groen (1)\n"));
	assert_null(strstr(text, "oudere versie"));
	assert_null(strstr(text, "Nog niet besloten"));
	free(text);
	release(&m);
}

static void anecdotes_that_are_listed_elsewhere_are_linked_to_there(void **state)
{
	(void)state;
	struct made m;
	size_t size;
	make(&m, study);
	m.report.anecdotes_in = "report.html";
	char *text = write_as(&m, PAGE_MARKDOWN, &size);
	assert_non_null(strstr(text, "[A1](report.html#a1)"));
	assert_null(strstr(text, "](#a1)"));
	assert_null(strstr(text, "#### A1"));
	assert_non_null(strstr(text, "Alle 4 anekdotes staan in report.html"));
	free(text);
	release(&m);
}

static void a_study_without_anecdotes_still_gives_a_report(void **state)
{
	(void)state;
	struct made m;
	size_t size;
	make(&m, "");
	char *text = write_as(&m, PAGE_HTML, &size);
	xmlDoc *doc = xmlReadMemory(text, (int)size, "report.html", "UTF-8", XML_PARSE_NONET);
	assert_non_null(doc);
	xmlFreeDoc(doc);
	free(text);
	release(&m);
}

static char *show_as(struct made *m, const char *name, size_t width, size_t *size)
{
	char *text = NULL;
	FILE *to = open_memstream(&text, size);
	const struct overview_show show = {.width = width, .verbose = true};
	assert_non_null(to);
	for (const struct overview_format *f = overview_formats; f->name; f++)
		if (strcmp(f->name, name) == 0)
			assert_int_equal(f->write(&m->overview, &show, to, NULL), 0);
	assert_int_equal(fclose(to), 0);
	return text;
}

static void the_table_fits_the_terminal_and_steers_it_nowhere(void **state)
{
	(void)state;
	struct made m;
	static const size_t widths[] = {70, 80, 120, 200};
	make(&m, study);
	for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
		size_t size;
		char *text = show_as(&m, "table", widths[i], &size);
		assert_null(strchr(text, 0x1B));
		for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
			if (!strstr(line, "weggelaten") && !strstr(line, "kandidaat"))
				assert_true(utf8_count(span_from(line)) <= widths[i]);
		free(text);
	}
	release(&m);
}

static void quotes_are_cut_at_a_word_and_sentences_lose_their_marks(void **state)
{
	(void)state;
	struct arena arena = ARENA_INIT;
	char text[1024] = "";
	for (int i = 0; i < QUOTE_WORDS_MOST + 10; i++)
		strcat(text, "woord\n ");
	const struct span cut = quote_text(span_from(text), false, &arena);
	const struct span whole = quote_text(span_from(text), true, &arena);
	assert_true(span_ends(cut, SPAN("woord …")));
	assert_int_equal(cut.len, QUOTE_WORDS_MOST * 6 - 1 + 4);
	assert_int_equal(whole.len, (QUOTE_WORDS_MOST + 10) * 6 - 1);
	const struct span bare = quote_sentence(SPAN(" “'Zo 'n ding.'” "), &arena);
	assert_true(span_equal(bare, SPAN("Zo 'n ding.")));
	assert_int_equal(quote_sentence(SPAN("\"'"), &arena).len, 0);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(html_is_well_formed_and_holds_no_tags_of_the_study),
		cmocka_unit_test(markdown_takes_nothing_of_the_study_for_markup),
		cmocka_unit_test(two_rounds_are_put_side_by_side_with_two_pictures_more),
		cmocka_unit_test(the_same_study_gives_the_same_bytes),
		cmocka_unit_test(what_is_reviewed_and_what_is_not_is_told_apart),
		cmocka_unit_test(who_is_not_heard_is_said),
		cmocka_unit_test(too_little_is_said_and_nothing_is_made_up),
		cmocka_unit_test(the_report_says_what_people_made_of_a_draft),
		cmocka_unit_test(what_was_voted_is_a_table_and_a_picture_with_the_same_figures),
		cmocka_unit_test(the_summary_says_what_changed_and_what_became_of_promises),
		cmocka_unit_test(the_summary_of_one_round_speaks_of_no_change_and_no_promises),
		cmocka_unit_test(
			the_summary_says_per_audience_what_was_adopted_and_what_most_ask_for),
		cmocka_unit_test(anecdotes_that_are_listed_elsewhere_are_linked_to_there),
		cmocka_unit_test(a_study_without_anecdotes_still_gives_a_report),
		cmocka_unit_test(the_table_fits_the_terminal_and_steers_it_nowhere),
		cmocka_unit_test(quotes_are_cut_at_a_word_and_sentences_lose_their_marks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
