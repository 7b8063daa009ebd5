#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/report/overview.h"
#include "pipeline/report/quote.h"

enum { DECIMALS = 4 };

struct writer {
	const struct overview *overview;
	const struct collection *c;
	struct arena *arena;
	struct emitter line;
};

static void put_number(struct writer *w, const char *key, uint64_t value)
{
	emit_field_number(&w->line, key, (int64_t)value);
}

static void put_real(struct writer *w, const char *key, double value)
{
	emit_key(&w->line, key);
	emit_real(&w->line, value, DECIMALS);
}

static void put_text(struct writer *w, const char *key, struct span value)
{
	emit_field(&w->line, key, value);
}

static void open_key(struct writer *w, const char *key, char bracket)
{
	emit_field_open(&w->line, key, bracket);
}

/* A list of pairs, because an id may be any text and a key of emit.h may not. */
static void put_counts(struct writer *w, const char *key, const struct collection_names *names,
		       const uint32_t *count)
{
	open_key(w, key, '[');
	for (size_t i = 0; i < names->count; i++) {
		emit_open(&w->line, '[');
		emit_span(&w->line, names->item[i].id);
		emit_number(&w->line, count[i]);
		emit_close(&w->line, ']');
	}
	emit_close(&w->line, ']');
}

static void put_spans(struct writer *w, const char *key, const struct span *name, size_t names,
		      const uint32_t *count)
{
	open_key(w, key, '[');
	for (size_t i = 0; i < names; i++) {
		emit_open(&w->line, '[');
		emit_span(&w->line, name[i]);
		emit_number(&w->line, count[i]);
		emit_close(&w->line, ']');
	}
	emit_close(&w->line, ']');
}

static void put_dispersion(struct writer *w, const char *key, const struct dispersion *d)
{
	open_key(w, key, '{');
	put_number(w, "parts", d->parts);
	put_number(w, "touched", d->touched);
	put_number(w, "most", d->most);
	put_real(w, "dp", d->dp);
	put_real(w, "dp_norm", d->dp_norm);
	put_real(w, "dp_by_chance", d->chance);
	put_real(w, "excess", d->excess);
	emit_close(&w->line, '}');
}

static void put_spread(struct writer *w, const struct theme *theme)
{
	open_key(w, "spread", '{');
	emit_key(&w->line, "verdict");
	emit_string(&w->line, overview_spread_id(theme->spread));
	put_dispersion(w, "documents", &theme->over_documents);
	put_dispersion(w, "cases", &theme->over_places);
	put_dispersion(w, "speakers", &theme->over_tellers);
	put_dispersion(w, "roles", &theme->over_roles);
	emit_close(&w->line, '}');
	open_key(w, "not_heard", '[');
	for (size_t i = 0; i < w->c->role.count; i++)
		if (overview_unheard(w->overview, theme, i))
			emit_span(&w->line, w->c->role.item[i].id);
	emit_close(&w->line, ']');
	open_key(w, "cases_not_heard", '[');
	for (size_t i = 0; i < w->c->places; i++)
		if (overview_silent(w->overview, theme, i))
			emit_span(&w->line, w->c->place[i]);
	emit_close(&w->line, ']');
}

static void put_pairs(struct writer *w, const struct theme *theme)
{
	open_key(w, "together", '[');
	for (size_t i = 0; i < theme->pairs; i++) {
		const struct theme_pair *pair = &theme->pair[i];
		emit_open(&w->line, '{');
		put_text(w, "id", w->c->theme.item[pair->theme].id);
		put_number(w, "both", pair->both);
		put_real(w, "g2", pair->g2);
		put_real(w, "npmi", pair->npmi);
		emit_close(&w->line, '}');
	}
	emit_close(&w->line, ']');
}

static void put_name(struct writer *w, const char *key, const struct collection_names *names,
		     uint16_t index)
{
	emit_key(&w->line, key);
	if (index < names->count)
		emit_span(&w->line, names->item[index].id);
	else
		emit_null(&w->line);
}

static void put_quotes(struct writer *w, const struct theme *theme)
{
	open_key(w, "quotes", '[');
	for (size_t i = 0; i < theme->quotes; i++) {
		const struct collection_anecdote *a = &w->c->anecdote[theme->quote[i]];
		emit_open(&w->line, '{');
		put_text(w, "anecdote", a->id);
		put_text(w, "document", w->c->document[a->document].id);
		put_text(w, "speaker", quote_speaker(a->speaker, w->arena));
		put_name(w, "speaker_role", &w->c->role, a->role);
		put_name(w, "kind", &w->c->kind, a->kind);
		put_text(w, "text", quote_text(a->text, true, w->arena));
		emit_close(&w->line, '}');
	}
	emit_close(&w->line, ']');
}

static void put_theme(struct writer *w, const struct theme *theme)
{
	const struct collection_name *name = &w->c->theme.item[theme->theme];
	emit_open(&w->line, '{');
	put_text(w, "id", name->id);
	put_text(w, "name", name->name);
	put_number(w, "anecdotes", theme->anecdotes);
	put_number(w, "reviewed", theme->reviewed);
	put_number(w, "documents", theme->documents);
	put_number(w, "cases", theme->places);
	put_number(w, "speakers", theme->tellers);
	put_counts(w, "kinds", &w->c->kind, theme->by_kind);
	put_counts(w, "roles", &w->c->role, theme->by_role);
	put_counts(w, "speakers_by_role", &w->c->role, theme->role_tellers);
	put_spans(w, "rounds", w->c->round, w->c->rounds, theme->by_round);
	put_spans(w, "by_case", w->c->place, w->c->places, theme->by_place);
	put_spread(w, theme);
	put_pairs(w, theme);
	put_quotes(w, theme);
	emit_close(&w->line, '}');
}

static void put_word(struct writer *w, const struct key_word *word)
{
	emit_open(&w->line, '{');
	put_text(w, "word", w->overview->content.term[word->term].form);
	put_number(w, "anecdotes", word->anecdotes);
	put_number(w, "elsewhere", word->elsewhere);
	put_number(w, "documents", word->documents);
	put_real(w, "g2", word->g2);
	put_real(w, "log_ratio", word->log_ratio);
	put_real(w, "p", word->p);
	emit_close(&w->line, '}');
}

static void put_candidate(struct writer *w, const struct candidate_theme *candidate)
{
	emit_open(&w->line, '{');
	open_key(w, "words", '[');
	for (size_t i = 0; i < candidate->words; i++)
		put_word(w, &candidate->word[i]);
	emit_close(&w->line, ']');
	emit_key(&w->line, "tentative");
	emit_flag(&w->line, candidate->tentative);
	put_number(w, "documents", candidate->documents);
	open_key(w, "anecdotes", '[');
	for (size_t i = 0; i < candidate->anecdotes; i++)
		emit_span(&w->line, w->c->anecdote[candidate->anecdote[i]].id);
	emit_close(&w->line, ']');
	emit_close(&w->line, '}');
}

static void put_facts(struct writer *w)
{
	put_number(w, "documents", w->c->documents);
	put_number(w, "anecdotes", w->c->anecdotes);
	put_number(w, "reviewed", w->overview->themes.reviewed);
	put_number(w, "rejected", w->c->rejected);
	put_number(w, "repeated_documents", w->overview->collected.repeated);
	put_number(w, "without_theme", w->overview->themes.unlabelled);
	emit_key(&w->line, "dispersion");
	emit_string(&w->line, "DP (Gries 2008), DPnorm (Lijffijt and Gries 2012)");
	emit_key(&w->line, "association");
	emit_string(&w->line, "log-likelihood ratio G2 (Dunning 1993), NPMI (Bouma 2009)");
	emit_key(&w->line, "keyness");
	emit_string(&w->line, "log-likelihood ratio G2 (Dunning 1993), log ratio (Hardie), p after "
			      "Benjamini and Hochberg (1995)");
}

void overview_emit(struct emitter *to, struct overview *overview)
{
	struct writer w = {
		.overview = overview,
		.c = &overview->collected.collection,
		.arena = &overview->arena,
		.line = *to,
	};
	emit_open(&w.line, '{');
	put_facts(&w);
	open_key(&w, "themes", '[');
	for (size_t i = 0; i < overview->themes.count; i++)
		put_theme(&w, &overview->themes.item[i]);
	emit_close(&w.line, ']');
	open_key(&w, "candidates", '[');
	for (size_t i = 0; i < overview->candidates.count; i++)
		put_candidate(&w, &overview->candidates.item[i]);
	emit_close(&w.line, ']');
	emit_close(&w.line, '}');
	*to = w.line;
}

int overview_json(struct overview *overview, const struct overview_show *show, FILE *to,
		  struct error *err)
{
	struct emitter line;
	(void)show;
	emit_init(&line, &overview->arena);
	overview_emit(&line, overview);
	emit_newline(&line);
	if (line.failed)
		return error_memory(err);
	const struct span text = emit_text(&line);
	(void)fwrite(text.at, 1, text.len, to);
	return 0;
}
