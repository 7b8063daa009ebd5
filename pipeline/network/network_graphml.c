#include "corpus/error.h"
#include "pipeline/network/network_forms.h"
#include "pipeline/report/number.h"
#include "pipeline/report/page.h"
#include "pipeline/report/quote.h"

/* GraphML 1.0 (Brandes et al. 2002): typed attributes, nodes, then links. */
static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			   "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
			   "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
			   "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
			   "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";

struct key {
	const char *id;
	const char *of;
	const char *type;
};

static const struct key keys[] = {
	{"label", "node", "string"},   {"text", "node", "string"},
	{"themes", "node", "string"},  {"kind", "node", "string"},
	{"role", "node", "string"},    {"round", "node", "string"},
	{"case", "node", "string"},    {"document", "node", "string"},
	{"x", "node", "double"},       {"y", "node", "double"},
	{"weight", "edge", "double"},  {"theme", "edge", "string"},
	{"teller", "edge", "boolean"}, {"same_case", "edge", "boolean"},
	{"words", "edge", "string"},
};

static void put_text(FILE *to, const char *key, struct span value)
{
	if (value.len == 0)
		return;
	(void)fprintf(to, "<data key=\"%s\">", key);
	page_xml(to, value);
	(void)fputs("</data>", to);
}

static void put_real(FILE *to, const char *key, double value)
{
	char text[REAL_TEXT];
	const size_t len = real_text(text, value, 4);
	(void)fprintf(to, "<data key=\"%s\">%.*s</data>", key, (int)len, text);
}

static struct span id_of(const struct collection_names *names, uint16_t index)
{
	return index < names->count ? names->item[index].id : SPAN("");
}

static void put_node(FILE *to, struct overview *overview, const struct network *network, uint32_t i)
{
	const struct collection *c = &overview->collected.collection;
	const struct collection_anecdote *a = &c->anecdote[i];
	const struct collection_document *d = &c->document[a->document];
	(void)fprintf(to, "<node id=\"n%u\"><data key=\"label\">A%u</data>", i + 1, i + 1);
	put_text(to, "text", quote_text(a->text, true, &overview->arena));
	if (a->labels > 0) {
		(void)fputs("<data key=\"themes\">", to);
		for (size_t l = 0; l < a->labels; l++) {
			(void)fputs(l > 0 ? ";" : "", to);
			page_xml(to, id_of(&c->theme, a->label[l].theme));
		}
		(void)fputs("</data>", to);
	}
	put_text(to, "kind", id_of(&c->kind, a->kind));
	put_text(to, "role", id_of(&c->role, a->role));
	put_text(to, "round", c->round[d->round]);
	if (d->place < c->places)
		put_text(to, "case", quote_text(c->place[d->place], true, &overview->arena));
	put_text(to, "document", d->path);
	put_real(to, "x", (double)network->x[i]);
	put_real(to, "y", (double)network->y[i]);
	(void)fputs("</node>\n", to);
}

static void put_link(FILE *to, struct overview *overview, const struct network_link *link)
{
	const struct collection *c = &overview->collected.collection;
	(void)fprintf(to, "<edge source=\"n%u\" target=\"n%u\">", link->from + 1, link->to + 1);
	put_real(to, "weight", (double)link->weight);
	put_text(to, "theme", id_of(&c->theme, link->theme));
	put_text(to, "teller", link->teller ? SPAN("true") : SPAN("false"));
	put_text(to, "same_case", link->place ? SPAN("true") : SPAN("false"));
	put_text(to, "words", network_words(link, overview));
	(void)fputs("</edge>\n", to);
}

int network_graphml(struct overview *overview, const struct overview_show *show, FILE *to,
		    struct error *err)
{
	(void)show;
	struct network network;
	const struct collection *c = &overview->collected.collection;
	const int status = network_run(&network, c, &overview->content, &overview->arena, err);
	if (status < 0)
		return status;
	(void)fputs(head, to);
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		(void)fprintf(to, "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n",
			      keys[i].id, keys[i].of, keys[i].id, keys[i].type);
	(void)fputs("<graph edgedefault=\"undirected\">\n", to);
	for (uint32_t i = 0; i < c->anecdotes; i++)
		put_node(to, overview, &network, i);
	for (size_t i = 0; i < network.links; i++)
		put_link(to, overview, &network.link[i]);
	(void)fputs("</graph>\n</graphml>\n", to);
	return 0;
}
