#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/network/network_forms.h"
#include "pipeline/report/overview.h"
#include "pipeline/report/quote.h"
#include "pipeline/review/api.h"

enum { PLACE_DECIMALS = 3 }; /* of a place in the picture, from 0 to 1 */

static void put_flag(struct emitter *to, const char *key, bool value)
{
	emit_key(to, key);
	emit_flag(to, value);
}

static void put_real(struct emitter *to, const char *key, float value)
{
	emit_key(to, key);
	emit_real(to, (double)value, PLACE_DECIMALS);
}

static struct span id_of(const struct collection_names *names, uint16_t index)
{
	return index < names->count ? names->item[index].id : SPAN("");
}

static void emit_story(struct emitter *to, struct overview *overview, const struct network *network,
		       size_t index)
{
	const struct collection *c = &overview->collected.collection;
	const struct collection_anecdote *a = &c->anecdote[index];
	emit_open(to, '{');
	emit_field(to, "anecdote", a->id);
	emit_field(to, "document", c->document[a->document].id);
	emit_field(to, "title", c->document[a->document].title);
	emit_field(to, "speaker", quote_speaker(a->speaker, &overview->arena));
	emit_field(to, "kind", id_of(&c->kind, a->kind));
	emit_field(to, "excerpt", quote_excerpt(a->text));
	put_real(to, "x", network->x[index]);
	put_real(to, "y", network->y[index]);
	emit_field_open(to, "themes", '[');
	for (size_t l = 0; l < a->labels; l++)
		emit_span(to, id_of(&c->theme, a->label[l].theme));
	emit_close(to, ']');
	emit_close(to, '}');
}

static void emit_link(struct emitter *to, struct overview *overview,
		      const struct network_link *link)
{
	emit_open(to, '{');
	emit_key(to, "from"); /* of the list of stories, from 0 */
	emit_number(to, link->from);
	emit_field_number(to, "to", link->to);
	put_real(to, "weight", link->weight);
	emit_field(to, "theme", id_of(&overview->collected.collection.theme, link->theme));
	emit_field(to, "words", network_words(link, overview));
	put_flag(to, "teller", link->teller);
	put_flag(to, "place", link->place);
	emit_close(to, '}');
}

static int answer(struct overview *overview, const struct request *request, struct response *out,
		  struct error *err)
{
	struct network network;
	struct emitter to;
	const struct collection *c = &overview->collected.collection;
	const int status = network_run(&network, c, &overview->content, &overview->arena, err);
	if (status == ERROR_LIMIT)
		return respond_refusal(out, request, 422, "too many stories for one picture");
	if (status < 0)
		return status;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_field_open(&to, "stories", '[');
	for (size_t i = 0; i < c->anecdotes; i++)
		emit_story(&to, overview, &network, i);
	emit_close(&to, ']');
	emit_field_open(&to, "links", '[');
	for (size_t i = 0; i < network.links; i++)
		emit_link(&to, overview, &network.link[i]);
	emit_close(&to, ']');
	emit_close(&to, '}');
	return respond_json(out, &to, err);
}

int api_network(struct review *review, const struct request *request, struct response *out,
		struct error *err)
{
	struct overview overview;
	int status = api_overview(&overview, review, request, err);
	if (status == 0)
		status = answer(&overview, request, out, err);
	overview_free(&overview);
	return status;
}
