#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/json.h"
#include "lexicons/lexicon.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/store/codebook.h"
#include "pipeline/review/pairs.h"
#include "pipeline/store/pack.h"
#include "stages/agree.h"

enum { RATERS_MOST = 64, FIGURE_DECIMALS = 4 };

/* What one rater said of one anecdote, in numbers. */
struct coding {
	bool rejected;
	int8_t kind;
	int8_t role;
	bool *theme; /* by its place in the codebook */
};

/* One anecdote: by rater, NULL where that one said nothing. */
struct coded_unit {
	const struct coding *by[RATERS_MOST];
	const struct coding *program;
	const struct coding *people; /* what holds: settled, or the same from everybody */
};

struct gathering {
	const struct review *review;
	const struct codebook *codebook;
	struct arena *arena;
	struct span rater[RATERS_MOST];
	size_t raters;
	struct coded_unit *unit;
	size_t units;
	size_t capacity;
	bool failed;
};

static size_t rater_of(struct gathering *g, struct span name)
{
	size_t i = 0;
	while (i < g->raters && !span_equal(g->rater[i], name))
		i++;
	if (i == g->raters && i < RATERS_MOST)
		g->rater[g->raters++] = name;
	return i;
}

static int8_t target_code(const struct gathering *g, enum target_kind kind, struct span id)
{
	const uint16_t index = lexicon_find(g->review->resources->stage.lexicon, kind, id);
	return index < AGREE_CATEGORIES_MOST ? (int8_t)index : AGREE_MISSING;
}

static struct coding *new_coding(struct gathering *g, struct span kind, struct span role)
{
	struct coding *coding = arena_calloc(g->arena, 1, sizeof *coding);
	bool *theme = arena_calloc(g->arena, g->codebook->count + 1, sizeof *theme);
	if (!coding || !theme) {
		g->failed = true;
		return NULL;
	}
	*coding = (struct coding){.kind = target_code(g, TARGET_KIND, kind),
				  .role = target_code(g, TARGET_ROLE, role),
				  .theme = theme};
	return coding;
}

static void set_theme(const struct gathering *g, struct coding *coding, struct span id)
{
	const struct codebook_theme *theme = codebook_resolve(g->codebook, id);
	if (theme)
		coding->theme[theme - g->codebook->theme] = true;
}

static const struct coding *code_standing(struct gathering *g, const struct stored_standing *s)
{
	struct coding *coding = new_coding(g, s->kind, s->role);
	if (!coding)
		return NULL;
	coding->rejected = span_equal(s->status, SPAN("rejected"));
	struct error problem = ERROR_INIT;
	json_t *themes = json_parse(s->themes, 0, NULL, &problem);
	if (problem.code == ERROR_MEMORY)
		return NULL;
	for (size_t i = 0; i < json_array_size(themes); i++) {
		const json_t *id = json_array_get(themes, i);
		if (json_is_string(id))
			set_theme(g, coding,
				  (struct span){json_string_value(id), json_string_length(id)});
	}
	json_decref(themes);
	return coding;
}

static const struct coding *code_program(struct gathering *g, const struct stored_anecdote *a,
					 struct error *err)
{
	const struct unpacked_theme *ranking;
	size_t count;
	struct coding *coding = new_coding(g, a->kind, a->role);
	if (!coding || unpack_ranking(&ranking, &count, a->ranking, g->arena, err) < 0)
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (ranking[i].suggested)
			set_theme(g, coding, ranking[i].id);
	return coding;
}

static int gather_unit(void *context, const struct pair_unit *pair, struct error *err)
{
	struct gathering *g = context;
	if (arena_grow(g->arena, &g->unit, &g->capacity, g->units, g->units + 1, sizeof *g->unit) <
	    0)
		return error_memory(err);
	struct coded_unit *unit = &g->unit[g->units++];
	memset(unit, 0, sizeof *unit);
	for (size_t i = 0; i < pair->said.count; i++) {
		const struct stored_standing *s = &pair->said.item[i];
		if (s->status.len == 0)
			continue;
		const struct coding *coding = code_standing(g, s);
		if (s->settle) {
			unit->people = coding;
			continue;
		}
		const size_t rater = rater_of(g, s->reviewer);
		if (rater < RATERS_MOST)
			unit->by[rater] = coding;
		if (!pair->differs && !pair->settled)
			unit->people = coding;
	}
	unit->program = code_program(g, pair->anecdote, err);
	return g->failed || !unit->program ? error_memory(err) : 0;
}

/* A question put to a coding: a category, or AGREE_MISSING. */
typedef int8_t question_fn(const struct coding *coding, size_t theme);

static int8_t ask_theme(const struct coding *coding, size_t theme)
{
	return coding->rejected ? AGREE_MISSING : (int8_t)coding->theme[theme];
}

static int8_t ask_kind(const struct coding *coding, size_t theme)
{
	(void)theme;
	return coding->rejected ? AGREE_MISSING : coding->kind;
}

static int8_t ask_role(const struct coding *coding, size_t theme)
{
	(void)theme;
	return coding->rejected ? AGREE_MISSING : coding->role;
}

/* 1: no anecdote, so that agreeing on those is what `on_coded` counts. */
static int8_t ask_rejected(const struct coding *coding, size_t theme)
{
	(void)theme;
	return coding->rejected;
}

struct inquiry {
	const struct gathering *g;
	int8_t *code; /* room for all units, themes and raters */
	bool program; /* people and program are the raters, not reviewer and reviewer */
};

static size_t raters_of(const struct inquiry *inquiry)
{
	return inquiry->program ? 2 : inquiry->g->raters;
}

static int8_t put_question(const struct inquiry *inquiry, const struct coded_unit *unit,
			   size_t rater, question_fn *question, size_t theme)
{
	const struct coding *coding = !inquiry->program ? unit->by[rater]
				      : rater == 0      ? unit->people
							: unit->program;
	return coding ? question(coding, theme) : AGREE_MISSING;
}

/* Codes of all units for themes [first, end), as if each theme's units were others. */
static size_t fill(const struct inquiry *inquiry, question_fn *question, size_t first, size_t end)
{
	const size_t raters = raters_of(inquiry);
	size_t n = 0;
	for (size_t theme = first; theme < end; theme++)
		for (size_t u = 0; u < inquiry->g->units; u++)
			for (size_t r = 0; r < raters; r++)
				inquiry->code[n++] = put_question(inquiry, &inquiry->g->unit[u], r,
								  question, theme);
	return raters > 0 ? n / raters : 0;
}

static void emit_figure(struct emitter *to, const char *key, const struct agree_figure *figure)
{
	emit_key(to, key);
	if (!figure->defined) {
		emit_null(to);
		return;
	}
	emit_open(to, '[');
	emit_real(to, figure->value, FIGURE_DECIMALS);
	if (figure->interval) {
		emit_real(to, figure->low, FIGURE_DECIMALS);
		emit_real(to, figure->high, FIGURE_DECIMALS);
	}
	emit_close(to, ']');
}

static void emit_row(struct emitter *to, const struct inquiry *inquiry, const char *what,
		     struct span theme, size_t units, int categories)
{
	struct agreement found;
	const struct agree_table table = {inquiry->code, units, raters_of(inquiry), categories};
	agree_run(&found, &table);
	emit_open(to, '{');
	emit_key(to, "what");
	emit_string(to, what);
	emit_key(to, "theme");
	emit_span(to, theme);
	emit_key(to, "units");
	emit_number(to, (int64_t)found.units);
	emit_key(to, "coded");
	emit_number(to, (int64_t)found.coded);
	emit_figure(to, "raw", &found.raw);
	emit_figure(to, "on_coded", &found.on_coded);
	emit_figure(to, "kappa", &found.kappa);
	emit_figure(to, "alpha", &found.alpha);
	emit_figure(to, "ac1", &found.ac1);
	emit_close(to, '}');
}

static void emit_rows(struct emitter *to, const char *key, const struct inquiry *inquiry)
{
	const struct codebook *codebook = inquiry->g->codebook;
	const struct lexicon *lexicon = inquiry->g->review->resources->stage.lexicon;
	const struct span none = SPAN("");
	emit_key(to, key);
	emit_open(to, '[');
	emit_row(to, inquiry, "themes", none, fill(inquiry, ask_theme, 0, codebook->count), 2);
	emit_row(to, inquiry, "kind", none, fill(inquiry, ask_kind, 0, 1),
		 (int)lexicon_count(lexicon, TARGET_KIND));
	emit_row(to, inquiry, "role", none, fill(inquiry, ask_role, 0, 1),
		 (int)lexicon_count(lexicon, TARGET_ROLE));
	emit_row(to, inquiry, "rejected", none, fill(inquiry, ask_rejected, 0, 1), 2);
	for (size_t i = 0; i < codebook->count; i++)
		if (codebook->theme[i].into.len == 0)
			emit_row(to, inquiry, "theme", codebook->theme[i].id,
				 fill(inquiry, ask_theme, i, i + 1), 2);
	emit_close(to, ']');
}

static bool can_be_coded(const struct lexicon *lexicon)
{
	const size_t kinds = lexicon_count(lexicon, TARGET_KIND);
	const size_t roles = lexicon_count(lexicon, TARGET_ROLE);
	return kinds >= 2 && kinds <= AGREE_CATEGORIES_MOST && roles >= 2 &&
	       roles <= AGREE_CATEGORIES_MOST;
}

int api_agreement(struct review *review, const struct request *request, struct response *out,
		  struct error *err)
{
	struct codebook codebook;
	struct gathering g = {.review = review, .codebook = &codebook, .arena = request->arena};
	const struct pairs_visitor visitor = {NULL, gather_unit, &g};
	if (!can_be_coded(review->resources->stage.lexicon))
		return respond_refusal(out, request, 422,
				       "the pack has too few or too many kinds or roles");
	int status = codebook_load(&codebook, review->store, review->resources->stage.lexicon,
				   request->arena, err);
	if (status == 0)
		status = pairs_each(review, request, SPAN(""), &visitor, err);
	if (status < 0)
		return status;
	const size_t columns = g.raters > 2 ? g.raters : 2;
	int8_t *code = arena_calloc(request->arena, (g.units + 1) * (codebook.count + 1), columns);
	if (!code)
		return error_memory(err);
	struct emitter to;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_key(&to, "reviewers");
	emit_open(&to, '[');
	for (size_t i = 0; i < g.raters; i++)
		emit_span(&to, g.rater[i]);
	emit_close(&to, ']');
	emit_key(&to, "anecdotes");
	emit_number(&to, (int64_t)g.units);
	if (g.units > 0) {
		emit_rows(&to, "people", &(struct inquiry){&g, code, false});
		emit_rows(&to, "program", &(struct inquiry){&g, code, true});
	}
	emit_close(&to, '}');
	return respond_json(out, &to, err);
}
