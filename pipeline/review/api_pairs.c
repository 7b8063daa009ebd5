#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/review/api.h"
#include "pipeline/review/pairs.h"

struct listing {
	struct emitter *to;
	bool open; /* a document's object */
	int64_t units;
	int64_t differs;
	int64_t settled; /* of those that differ */
};

static void close_document(struct listing *listing)
{
	if (!listing->open)
		return;
	emit_field_number(listing->to, "anecdotes", listing->units);
	emit_field_number(listing->to, "differ", listing->differs);
	emit_field_number(listing->to, "settled", listing->settled);
	emit_close(listing->to, '}');
}

static int list_document(void *context, const struct pair_document *document, struct error *err)
{
	struct listing *listing = context;
	(void)err;
	close_document(listing);
	listing->open = true;
	listing->units = listing->differs = listing->settled = 0;
	emit_open(listing->to, '{');
	emit_field(listing->to, "id", document->document->id);
	emit_field_open(listing->to, "reviewers", '[');
	for (size_t i = 0; i < document->finishers.count; i++)
		emit_span(listing->to, document->finishers.reviewer[i]);
	emit_close(listing->to, ']');
	return 0;
}

static int count_unit(void *context, const struct pair_unit *unit, struct error *err)
{
	struct listing *listing = context;
	(void)err;
	listing->units++;
	listing->differs += unit->differs;
	listing->settled += unit->differs && unit->settled;
	return 0;
}

int api_pairs(struct review *review, const struct request *request, struct response *out,
	      struct error *err)
{
	struct emitter to;
	emit_init(&to, request->arena);
	struct listing listing = {.to = &to};
	const struct pairs_visitor visitor = {list_document, count_unit, &listing};
	emit_open(&to, '[');
	const int status = pairs_each(review, request, SPAN(""), &visitor, err);
	close_document(&listing);
	emit_close(&to, ']');
	return status < 0 ? status : respond_json(out, &to, err);
}

static int emit_difference(void *context, const struct pair_unit *unit, struct error *err)
{
	struct emitter *to = context;
	(void)err;
	if (!unit->differs)
		return 0;
	emit_open(to, '{');
	emit_field(to, "id", unit->anecdote->id);
	emit_field(to, "text", unit->anecdote->text);
	emit_field(to, "kind", unit->anecdote->kind);
	emit_field(to, "role", unit->anecdote->role);
	emit_key(to, "ranking");
	emit_raw(to, unit->anecdote->ranking);
	/* The number of the last word together, also when it was taken back. */
	int64_t version = 0;
	emit_field_open(to, "said", '[');
	for (size_t i = 0; i < unit->said.count; i++) {
		if (unit->said.item[i].settle)
			version = unit->said.item[i].number;
		else
			standing_emit(to, &unit->said.item[i]);
	}
	emit_close(to, ']');
	emit_field_number(to, "version", version);
	emit_key(to, "settled");
	if (unit->settled)
		standing_emit(to, unit->settled);
	else
		emit_null(to);
	emit_close(to, '}');
	return 0;
}

int api_differences(struct review *review, const struct request *request, struct response *out,
		    struct error *err)
{
	struct emitter to;
	emit_init(&to, request->arena);
	const struct pairs_visitor visitor = {NULL, emit_difference, &to};
	emit_open(&to, '[');
	const int status = pairs_each(review, request, request->parameter, &visitor, err);
	emit_close(&to, ']');
	return status < 0 ? status : respond_json(out, &to, err);
}
