#include "corpus/error.h"
#include "pipeline/messages.h"
#include "pipeline/network/network_forms.h"
#include "pipeline/report/page.h"
#include "pipeline/report/quote.h"

enum { SIDE = 1000, EDGE = 30 }; /* units of the picture */

static const char style[] =
	"body { margin: 0; font: 1rem/1.5 system-ui, 'Segoe UI', 'Liberation Sans', sans-serif; "
	"color: #1c1c1c; background: #fff; }\n"
	"main { display: flex; flex-wrap: wrap; gap: 1.5rem; padding: 1rem 1.25rem; }\n"
	"h1 { font-size: 1.5rem; margin: 1rem 1.25rem 0; }\n"
	"p.about { margin: .3rem 1.25rem; max-width: 60rem; }\n"
	"svg { width: min(100%, 90vh); height: auto; border: 1px solid #c9c9c9; flex: 2 1 30rem; "
	"align-self: flex-start; }\n"
	"aside { flex: 1 1 20rem; max-width: 34rem; }\n"
	"line { stroke: #9a9a9a; } line.lit { stroke: #a3162a; stroke-width: 4; }\n"
	"a circle { stroke: #fff; stroke-width: 2; }\n"
	"a:focus circle, a.chosen circle { stroke: #000; stroke-width: 5; }\n"
	"a:focus { outline: none; }\n"
	".faded { opacity: .12; }\n"
	".kind-0 { fill: #1d6f42; } .kind-1 { fill: #a3162a; } .kind-2 { fill: #9a5b00; } "
	".kind-other { fill: #4a4a4a; }\n"
	".key span { display: inline-block; width: .8em; height: .8em; border-radius: 50%; "
	"margin: 0 .3em 0 .8em; }\n"
	".key .kind-0 { background: #1d6f42; } .key .kind-1 { background: #a3162a; } "
	".key .kind-2 { background: #9a5b00; }\n"
	"li { margin: 0 0 .8rem; } li:target, li.chosen { background: #fdf3d7; }\n"
	"#stories { list-style: none; padding: 0; max-height: 80vh; overflow: auto; }\n"
	"select { font: inherit; }\n";

/* Works without it too: the points are links to the stories beside the picture. */
static const char script[] =
	"'use strict';\n"
	"const $ = (s) => [...document.querySelectorAll(s)];\n"
	"const choose = (id) => {\n"
	"  for (const e of $('.chosen, .lit')) e.classList.remove('chosen', 'lit');\n"
	"  for (const e of $(`[data-id=\"${id}\"]`)) e.classList.add('chosen');\n"
	"  for (const e of $(`line[data-from=\"${id}\"], line[data-to=\"${id}\"]`)) "
	"e.classList.add('lit');\n"
	"  document.getElementById('A' + id)?.scrollIntoView({ block: 'nearest' });\n"
	"};\n"
	"for (const a of $('svg a')) {\n"
	"  a.addEventListener('focus', () => choose(a.dataset.id));\n"
	"  a.addEventListener('click', (event) => { event.preventDefault(); choose(a.dataset.id); "
	"});\n"
	"}\n"
	"document.getElementById('theme').addEventListener('change', (event) => {\n"
	"  const theme = event.target.value;\n"
	"  const out = (e) => theme !== '' && !e.dataset.themes.split(' ').includes(theme);\n"
	"  for (const a of $('svg a')) a.classList.toggle('faded', out(a));\n"
	"  for (const li of $('#stories > li')) li.hidden = out(li);\n"
	"});\n";

static void put_themes(FILE *to, const struct collection_anecdote *a)
{
	(void)fputs(" data-themes=\"", to);
	for (size_t l = 0; l < a->labels; l++)
		(void)fprintf(to, "%s%u", l > 0 ? " " : "", a->label[l].theme);
	(void)fputs("\"", to);
}

static int place(float at)
{
	return EDGE + (int)((double)at * (SIDE - 2 * EDGE) + 0.5);
}

static const char *kind_class(uint16_t kind)
{
	static const char *const classes[] = {"kind-0", "kind-1", "kind-2"};
	return kind < sizeof classes / sizeof classes[0] ? classes[kind] : "kind-other";
}

/* Colour is not enough to tell them by. */
static void put_kind(FILE *to, const struct collection *c, uint16_t kind)
{
	if (kind >= c->kind.count)
		return;
	(void)fputs(" (", to);
	page_xml(to, c->kind.item[kind].name);
	(void)fputs(")", to);
}

static void put_picture(FILE *to, const struct collection *c, const struct network *network)
{
	(void)fprintf(to, "<svg viewBox=\"0 0 %d %d\" role=\"group\" aria-label=\"%s\">\n", SIDE,
		      SIDE, message("The stories, joined to those they share most with"));
	for (size_t i = 0; i < network->links; i++) {
		const struct network_link *link = &network->link[i];
		(void)fprintf(to,
			      "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" data-from=\"%u\" "
			      "data-to=\"%u\" stroke-width=\"%d\"/>\n",
			      place(network->x[link->from]), place(network->y[link->from]),
			      place(network->x[link->to]), place(network->y[link->to]),
			      link->from + 1, link->to + 1, (double)link->weight > 1 ? 3 : 1);
	}
	for (uint32_t i = 0; i < c->anecdotes; i++) {
		const struct collection_anecdote *a = &c->anecdote[i];
		(void)fprintf(to, "<a href=\"#A%u\" data-id=\"%u\"", i + 1, i + 1);
		put_themes(to, a);
		(void)fprintf(to, "><circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"11\"/><title>A%u",
			      kind_class(a->kind), place(network->x[i]), place(network->y[i]),
			      i + 1);
		for (size_t l = 0; l < a->labels; l++) {
			(void)fputs(l > 0 ? ", " : ": ", to);
			page_xml(to, c->theme.item[a->label[l].theme].name);
		}
		put_kind(to, c, a->kind);
		(void)fputs("</title></a>\n", to);
	}
	(void)fputs("</svg>\n", to);
}

/* What it shares with whom, in words. */
static void put_link(FILE *to, struct overview *overview, const struct network_link *link,
		     uint32_t from)
{
	const struct collection *c = &overview->collected.collection;
	const uint32_t other = link->from == from ? link->to : link->from;
	const struct span words = network_words(link, overview);
	bool more = false;
	(void)fprintf(to, "<a href=\"#A%u\">A%u</a> (", other + 1, other + 1);
	if (link->theme < c->theme.count) {
		page_xml(to, c->theme.item[link->theme].name);
		more = true;
	}
	if (words.len > 0) {
		(void)fputs(more ? "; " : "", to);
		page_xml(to, words);
		more = true;
	}
	if (link->teller || link->place)
		(void)fprintf(to, "%s%s", more ? "; " : "",
			      message(link->teller ? "the same speaker" : "the same case"));
	(void)fputs(") ", to);
}

static void put_story(FILE *to, struct overview *overview, const struct network *network,
		      uint32_t i)
{
	const struct collection *c = &overview->collected.collection;
	const struct collection_anecdote *a = &c->anecdote[i];
	(void)fprintf(to, "<li id=\"A%u\" data-id=\"%u\"", i + 1, i + 1);
	put_themes(to, a);
	(void)fprintf(to, "><strong>A%u</strong> ", i + 1);
	page_xml(to, quote_text(a->text, false, &overview->arena));
	put_kind(to, c, a->kind);
	(void)fprintf(to, "<br/>%s: ", message("shares most with"));
	for (size_t l = 0; l < network->links; l++)
		if (network->link[l].from == i || network->link[l].to == i)
			put_link(to, overview, &network->link[l], i);
	(void)fputs("</li>\n", to);
}

static void put_choice(FILE *to, const struct collection *c)
{
	(void)fprintf(to,
		      "<label for=\"theme\">%s</label> <select id=\"theme\"><option "
		      "value=\"\">%s</option>\n",
		      message("theme"), message("all"));
	for (size_t t = 0; t < c->theme.count; t++) {
		(void)fprintf(to, "<option value=\"%zu\">", t);
		page_xml(to, c->theme.item[t].name);
		(void)fputs("</option>\n", to);
	}
	(void)fputs("</select>\n<p class=\"key\">", to);
	for (uint16_t k = 0; k < c->kind.count; k++) {
		(void)fprintf(to, "<span class=\"%s\"></span>", kind_class(k));
		page_xml(to, c->kind.item[k].name);
	}
	(void)fputs("</p>\n", to);
}

int network_html(struct overview *overview, const struct overview_show *show, FILE *to,
		 struct error *err)
{
	(void)show;
	struct network network;
	const struct collection *c = &overview->collected.collection;
	const int status = network_run(&network, c, &overview->content, &overview->arena, err);
	if (status < 0)
		return status;
	const char *title = message("Network of stories");
	(void)fprintf(
		to,
		"<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n"
		"<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>%s</title>\n"
		"<style>\n%s</style>\n</head>\n<body>\n<h1>%s</h1>\n<p class=\"about\">%s</p>\n"
		"<main>\n",
		message_language(), title, style, title,
		message("Each point is a story, joined to the three it shares most with: "
			"themes (the rarer, the more), words, who tells it, the case. Choose "
			"a point, or go through them with the Tab key."));
	put_picture(to, c, &network);
	(void)fputs("<aside>\n", to);
	put_choice(to, c);
	(void)fputs("<ol id=\"stories\">\n", to);
	for (uint32_t i = 0; i < c->anecdotes; i++)
		put_story(to, overview, &network, i);
	(void)fprintf(to,
		      "</ol>\n</aside>\n</main>\n<script>\n//<![CDATA[\n%s//]]>\n</script>\n</"
		      "body>\n</html>\n",
		      script);
	return 0;
}
