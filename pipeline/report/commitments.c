#include "pipeline/report/commitments.h"

#include "corpus/error.h"
#include "pipeline/cell.h"
#include "pipeline/emit.h"
#include "pipeline/messages.h"
#include "pipeline/report/quote.h"
#include "pipeline/report/terminal.h"

enum { INDENT = 6 };

struct span commitment_found(const struct collected_commitment *commitment)
{
	if (commitment->status.len > 0)
		return commitment->status;
	if (commitment->outcome.len > 0)
		return span_from(message("mentioned, not told how it went"));
	return span_from(commitment->revisited ? message("not mentioned")
					       : message("case not visited again"));
}

struct span commitment_state(const struct collected_commitment *commitment)
{
	if (commitment->judged_name.len > 0)
		return commitment->judged_name;
	return commitment->judged.len > 0 ? span_from(message("not mentioned"))
					  : commitment_found(commitment);
}

struct span commitment_state_id(const struct collected_commitment *commitment)
{
	if (commitment->judged.len > 0)
		return commitment->judged;
	if (commitment->status_id.len > 0)
		return commitment->status_id;
	if (commitment->outcome.len > 0)
		return SPAN("mentioned");
	return commitment->revisited ? SPAN("not_mentioned") : SPAN("not_visited");
}

uint32_t commitment_place(const struct collection *c, const struct collected_commitment *commitment)
{
	const uint32_t place = c->document[commitment->document].place;
	return place < c->places ? place : (uint32_t)c->places;
}

static struct span place_name(const struct collection *c, uint32_t place)
{
	return place < c->places ? c->place[place] : SPAN("");
}

static void put_one(FILE *to, struct overview *overview, const struct collected_commitment *one,
		    size_t width)
{
	const struct collection *c = &overview->collected.collection;
	const struct collection_document *made = &c->document[one->document];
	struct arena *arena = &overview->arena;
	const struct span who =
		one->who.len > 0 ? quote_speaker(one->who, arena) : span_from(message("unknown"));
	const struct span state = commitment_state(one), round = c->round[made->round];
	(void)fputs(one->judged.len > 0 ? "  [x] " : "  [ ] ", to);
	terminal_cut(to, who, terminal_columns(who));
	(void)fprintf(to, message(" (round %.*s): "), (int)round.len, round.at);
	terminal_cut(to, state, terminal_columns(state));
	(void)fputc('\n', to);
	terminal_wrapped(to, quote_text(one->text, true, arena), INDENT, width);
	if (one->outcome.len > 0) {
		(void)fputs("      →\n", to);
		terminal_wrapped(to, quote_text(one->outcome, true, arena), INDENT, width);
	}
}

static int commitments_table(struct overview *overview, const struct overview_show *show, FILE *to,
			     struct error *err)
{
	(void)err;
	const struct collected *collected = &overview->collected;
	const struct collection *c = &collected->collection;
	const size_t width = show->width < TERMINAL_LEAST ? TERMINAL_LEAST : show->width;
	for (uint32_t place = 0; place <= c->places; place++) {
		bool begun = false;
		for (size_t i = 0; i < collected->commitments; i++) {
			const struct collected_commitment *one = &collected->commitment[i];
			if (commitment_place(c, one) != place)
				continue;
			const struct span name = place < c->places
							 ? c->place[place]
							 : span_from(message("without a case"));
			if (!begun)
				terminal_wrapped(to, name, 0, width);
			begun = true;
			put_one(to, overview, one, width);
		}
	}
	if (collected->commitments == 0)
		(void)fprintf(to, "%s\n", message("no commitments were found"));
	return 0;
}

/* The document, its round and date. */
static void put_document(struct emitter *to, const struct collection *c, uint32_t index)
{
	const struct collection_document *document = &c->document[index];
	emit_field(to, "document", document->id);
	emit_field(to, "path", document->path);
	emit_field(to, "title", document->title);
	emit_field(to, "round", c->round[document->round]);
	emit_field(to, "date", document->date);
}

static void put_judgement(struct emitter *to, const struct collected_commitment *one)
{
	emit_field(to, "found", commitment_found(one));
	emit_key(to, "judged");
	if (one->judged.len == 0) {
		emit_null(to);
	} else {
		emit_open(to, '{');
		emit_field(to, "state", one->judged);
		emit_field(to, "reviewer", one->judge);
		emit_field(to, "at", one->judged_at);
		emit_close(to, '}');
	}
	emit_field_number(to, "version", one->judgement);
}

static void put_object(struct emitter *to, struct overview *overview,
		       const struct collected_commitment *one)
{
	const struct collection *c = &overview->collected.collection;
	emit_open(to, '{');
	emit_field(to, "id", one->id);
	emit_field(to, "case", place_name(c, commitment_place(c, one)));
	emit_field(to, "who", quote_speaker(one->who, &overview->arena));
	emit_field(to, "text", quote_text(one->text, true, &overview->arena));
	put_document(to, c, one->document);
	emit_field(to, "state", commitment_state_id(one));
	emit_field(to, "state_name", commitment_state(one));
	put_judgement(to, one);
	emit_key(to, "outcome");
	if (one->outcome_document == COLLECTION_NONE) {
		emit_null(to);
	} else {
		emit_open(to, '{');
		emit_field(to, "text", quote_text(one->outcome, true, &overview->arena));
		put_document(to, c, one->outcome_document);
		emit_close(to, '}');
	}
	emit_close(to, '}');
}

void commitments_emit_list(struct emitter *to, struct overview *overview)
{
	const struct collected *collected = &overview->collected;
	emit_field_open(to, "commitments", '[');
	for (uint32_t place = 0; place <= collected->collection.places; place++)
		for (size_t i = 0; i < collected->commitments; i++)
			if (commitment_place(&collected->collection, &collected->commitment[i]) ==
			    place)
				put_object(to, overview, &collected->commitment[i]);
	emit_close(to, ']');
}

static int commitments_json(struct overview *overview, const struct overview_show *show, FILE *to,
			    struct error *err)
{
	(void)show;
	struct emitter line;
	emit_init(&line, &overview->arena);
	emit_open(&line, '{');
	commitments_emit_list(&line, overview);
	emit_close(&line, '}');
	emit_newline(&line);
	if (line.failed)
		return error_memory(err);
	const struct span text = emit_text(&line);
	(void)fwrite(text.at, 1, text.len, to);
	return 0;
}

static void put_row(FILE *to, struct overview *overview, const struct collected_commitment *one)
{
	const struct collection *c = &overview->collected.collection;
	const bool answered = one->outcome_document != COLLECTION_NONE;
	const struct collection_document *made = &c->document[one->document];
	const struct collection_document *told =
		&c->document[answered ? one->outcome_document : one->document];
	cell_put(to, one->id, ',');
	cell_put(to, place_name(c, commitment_place(c, one)), ',');
	cell_put(to, c->round[made->round], ',');
	cell_put(to, made->date, ',');
	cell_put(to, made->path, ',');
	cell_put(to, quote_speaker(one->who, &overview->arena), ',');
	cell_put(to, quote_text(one->text, true, &overview->arena), ',');
	cell_put(to, commitment_state_id(one), ',');
	cell_put(to, answered ? c->round[told->round] : SPAN(""), ',');
	cell_put(to, answered ? told->path : SPAN(""), ',');
	cell_put(to, quote_text(one->outcome, true, &overview->arena), ',');
	cell_put(to, one->judge, ',');
	cell_put(to, one->judged_at, '\n');
}

static int commitments_csv(struct overview *overview, const struct overview_show *show, FILE *to,
			   struct error *err)
{
	(void)show;
	(void)err;
	const struct collected *collected = &overview->collected;
	(void)fputs("id,case,round,date,path,who,text,state,outcome_round,outcome_path,outcome,"
		    "judged_by,judged_at\r\n",
		    to);
	for (uint32_t place = 0; place <= collected->collection.places; place++)
		for (size_t i = 0; i < collected->commitments; i++)
			if (commitment_place(&collected->collection, &collected->commitment[i]) ==
			    place)
				put_row(to, overview, &collected->commitment[i]);
	return 0;
}

const struct overview_format commitment_formats[] = {
	{"table", commitments_table},
	{"json", commitments_json},
	{"csv", commitments_csv},
	{NULL, NULL},
};
