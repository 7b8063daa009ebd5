#include "pipeline/emit.h"
#include "pipeline/learn/teaching.h"
#include "pipeline/report/quote.h"

enum { DECIMALS = 4 };

static const char *const forms[] = {
	[PROPOSE_WORD] = "word",
	[PROPOSE_PHRASE] = "phrase",
	[PROPOSE_PAIR] = "pair",
};

static void put_real(struct emitter *to, const char *key, double value)
{
	emit_key(to, key);
	emit_real(to, value, DECIMALS);
}

static void emit_measure(struct emitter *to, const char *key, const struct blend_measure *m)
{
	emit_field_open(to, key, '{');
	put_real(to, "precision", (double)m->precision);
	put_real(to, "recall", (double)m->recall);
	put_real(to, "f1", (double)m->f1);
	emit_close(to, '}');
}

static void emit_estimate(struct emitter *to, const struct lessons_learnt *lessons)
{
	emit_key(to, "estimate");
	if (lessons->estimate.after.examples == 0) {
		emit_null(to);
		return;
	}
	emit_open(to, '{');
	emit_field_number(to, "anecdotes", (int64_t)lessons->estimate.after.examples);
	emit_key(to, "used");
	emit_flag(to, lessons->used);
	emit_measure(to, "before", &lessons->estimate.before);
	emit_measure(to, "after", &lessons->estimate.after);
	emit_close(to, '}');
}

/* Anecdotes that stand in one list for all terms. */
struct sharing {
	uint32_t *place; /* of each anecdote, counted from 1; 0: it is not in the list */
	uint32_t *story;
	uint32_t stories;
};

static void emit_story(struct emitter *to, struct teaching *teaching, uint32_t index, bool quoted)
{
	const struct collection *c = &teaching->collected.collection;
	const struct collection_anecdote *a = &c->anecdote[index];
	const struct collection_document *document = &c->document[a->document];
	emit_open(to, '{');
	emit_field(to, "anecdote", a->id);
	emit_field(to, "document", document->id);
	emit_field(to, "title", document->title);
	emit_field(to, "speaker", quote_speaker(a->speaker, &teaching->arena));
	emit_field(to, "text", quoted ? quote_text(a->text, true, &teaching->arena) : a->text);
	emit_close(to, '}');
}

/* The anecdote's place in the list, and then where each of the term's words begins and ends in its
 * text. */
static void emit_place(struct emitter *to, struct sharing *sharing,
		       const struct proposed_term *term, size_t *spot, uint32_t index)
{
	if (sharing->place[index] == 0) {
		sharing->story[sharing->stories++] = index;
		sharing->place[index] = sharing->stories;
	}
	emit_open(to, '[');
	emit_number(to, sharing->place[index] - 1);
	for (; *spot < term->spots && term->spot[*spot].anecdote == index; ++*spot) {
		emit_number(to, term->spot[*spot].start);
		emit_number(to, term->spot[*spot].end);
	}
	emit_close(to, ']');
}

static void emit_new(struct emitter *to, struct teaching *teaching,
		     const struct proposed_term *term, struct sharing *sharing)
{
	size_t spot = 0;
	emit_field_open(to, "new", '[');
	for (size_t i = 0; i < term->anecdotes; i++) {
		if (sharing)
			emit_place(to, sharing, term, &spot, term->anecdote[i]);
		else
			emit_story(to, teaching, term->anecdote[i], true);
	}
	emit_close(to, ']');
}

static void emit_state(struct emitter *to, const struct learnt_term *state)
{
	emit_field(to, "state", span_from(learnt_state_name(state ? state->state : LEARNT_OPEN)));
	emit_field_number(to, "version", state ? state->version : 0);
	emit_field(to, "reviewer", state ? state->reviewer : SPAN(""));
	emit_field(to, "edited_at", state ? state->edited_at : SPAN(""));
}

static void emit_term(struct emitter *to, struct teaching *teaching,
		      const struct proposed_theme *theme, const struct proposed_term *term,
		      struct sharing *sharing)
{
	emit_open(to, '{');
	emit_field(to, "term", term->cue);
	emit_field(to, "form", span_from(forms[term->form]));
	emit_field_number(to, "weight", (int64_t)term->weight);
	emit_field_number(to, "here", term->key.anecdotes);
	emit_field_number(to, "elsewhere", term->key.elsewhere);
	emit_field_number(to, "documents", term->key.documents);
	put_real(to, "g2", term->key.g2);
	put_real(to, "log_ratio", term->key.log_ratio);
	put_real(to, "p", term->key.p);
	emit_key(to, "tentative");
	emit_flag(to, term->key.p >= KEYNESS_SIGNIFICANT);
	emit_state(to, teaching_state(teaching, theme, term));
	emit_new(to, teaching, term, sharing);
	emit_close(to, '}');
}

static void emit_theme(struct emitter *to, struct teaching *teaching,
		       const struct proposed_theme *theme, struct sharing *sharing)
{
	const struct collection_name *name =
		&teaching->collected.collection.theme.item[theme->theme];
	emit_open(to, '{');
	emit_field(to, "theme", name->id);
	emit_field(to, "name", name->name);
	emit_field_number(to, "reviewed", theme->reviewed);
	emit_field_number(to, "left_out", (int64_t)theme->left_out);
	emit_field_open(to, "terms", '[');
	for (size_t i = 0; i < theme->terms; i++)
		emit_term(to, teaching, theme, &theme->term[i], sharing);
	emit_close(to, ']');
	emit_close(to, '}');
}

/* What people said, also of terms that are proposed no longer since the pack has them now. */
static void emit_decided(struct emitter *to, const struct teaching *teaching)
{
	emit_field_open(to, "decided", '[');
	for (size_t i = 0; i < teaching->learnt.count; i++) {
		const struct learnt_term *term = &teaching->learnt.item[i];
		if (term->state == LEARNT_OPEN)
			continue;
		emit_open(to, '{');
		emit_field(to, "theme", term->theme);
		emit_field(to, "term", term->cue);
		emit_field_number(to, "weight", (int64_t)term->weight);
		emit_state(to, term);
		emit_close(to, '}');
	}
	emit_close(to, ']');
}

static void emit_members(struct emitter *to, struct teaching *teaching, struct span only,
			 struct sharing *sharing)
{
	const struct collection_names *names = &teaching->collected.collection.theme;
	emit_field_number(to, "reviewed", teaching->proposed.reviewed);
	emit_field_number(to, "tried", (int64_t)teaching->proposed.tried);
	emit_estimate(to, &teaching->lessons);
	emit_field_open(to, "themes", '[');
	for (size_t i = 0; i < teaching->proposed.count; i++) {
		const struct proposed_theme *theme = &teaching->proposed.item[i];
		if (only.len == 0 || span_equal(only, names->item[theme->theme].id))
			emit_theme(to, teaching, theme, sharing);
	}
	emit_close(to, ']');
	emit_decided(to, teaching);
}

void teaching_emit(struct emitter *to, struct teaching *teaching, struct span only)
{
	emit_open(to, '{');
	emit_members(to, teaching, only, NULL);
	emit_close(to, '}');
}

void teaching_emit_shared(struct emitter *to, struct teaching *teaching)
{
	const size_t anecdotes = teaching->collected.collection.anecdotes;
	struct sharing sharing = {
		.place = arena_calloc(&teaching->arena, anecdotes, sizeof *sharing.place),
		.story = arena_calloc(&teaching->arena, anecdotes, sizeof *sharing.story),
	};
	to->failed = to->failed || !sharing.place || !sharing.story;
	if (to->failed)
		return;
	emit_open(to, '{');
	emit_members(to, teaching, SPAN(""), &sharing);
	emit_field_open(to, "stories", '[');
	for (uint32_t i = 0; i < sharing.stories; i++)
		emit_story(to, teaching, sharing.story[i], false);
	emit_close(to, ']');
	emit_close(to, '}');
}
