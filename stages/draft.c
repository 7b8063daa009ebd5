#include "stages/draft.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/collection.h"
#include "stages/content.h"
#include "stages/theme.h"
#include "stages/typical.h"

/* What a quote is worth to an audience by who tells it. */
static const float other_role = 1, unknown_role = 0.8F, own_role = 0.6F;

struct work {
	const struct collection *c;
	const struct content *content;
	struct arena *keep;
	struct arena scratch;
	struct typical_candidate *candidate;
	bool *basis; /* per anecdote */
};

/* `initiatiefnemer` is one of the `initiatiefnemers`; who is nobody else's is of the audience
 * that no role is named after. */
static uint16_t audience_of_role(const struct collection *c, uint16_t role)
{
	uint16_t nameless = INDEX_NONE;
	for (uint16_t a = 0; a < c->audience.count; a++) {
		bool named = false;
		for (uint16_t r = 0; r < c->role.count; r++) {
			const bool own = span_starts(c->audience.item[a].id, c->role.item[r].id);
			if (own && r == role)
				return a;
			named = named || own;
		}
		if (!named)
			nameless = a;
	}
	return nameless;
}

static float worth_of_role(const struct collection *c, uint16_t role, uint16_t audience)
{
	if (role >= c->role.count || span_equal(c->role.item[role].id, SPAN("onbekend")))
		return unknown_role;
	return audience_of_role(c, role) == audience ? own_role : other_role;
}

static const struct collection_label *label_of(const struct collection_anecdote *a, uint16_t theme)
{
	for (size_t i = 0; i < a->labels; i++)
		if (a->label[i].theme == theme)
			return &a->label[i];
	return NULL;
}

static int choose_quotes(struct draft_quotes *out, struct work *work, const struct draft *draft,
			 uint16_t kind)
{
	const struct collection *c = work->c;
	uint32_t *anecdote = arena_calloc(work->keep, DRAFT_QUOTES_MOST, sizeof *anecdote);
	size_t candidates = 0;
	for (uint32_t i = 0; i < c->anecdotes; i++) {
		const struct collection_anecdote *a = &c->anecdote[i];
		const struct collection_label *label = label_of(a, draft->theme);
		if (!label || a->kind != kind)
			continue;
		const float worth = worth_of_role(c, a->role, draft->audience);
		work->candidate[candidates++] = (struct typical_candidate){i, label->score * worth};
	}
	if (!anecdote || typical_choose(anecdote, &out->count, DRAFT_QUOTES_MOST, c, work->content,
					work->candidate, candidates, &work->scratch) < 0)
		return -1;
	out->anecdote = anecdote;
	for (size_t i = 0; i < out->count; i++)
		work->basis[anecdote[i]] = true;
	return 0;
}

/* A recommendation without themes of its own has those of the anecdote it stands in. */
static bool is_about(const struct collection *c, const struct collection_recommendation *r,
		     uint16_t theme)
{
	for (size_t i = 0; i < r->themes; i++)
		if (r->theme[i] == theme)
			return true;
	return r->themes == 0 && r->anecdote != COLLECTION_NONE &&
	       label_of(&c->anecdote[r->anecdote], theme) != NULL;
}

/* Puts `one` in its place among the best. */
static void keep_best(uint32_t *best, size_t *count, uint32_t one, const struct collection *c)
{
	const struct collection_recommendation *all = c->recommendation;
	size_t at = *count;
	while (at > 0 && all[best[at - 1]].score < all[one].score)
		at--;
	if (at == DRAFT_SENTENCES_MOST)
		return;
	if (*count < DRAFT_SENTENCES_MOST)
		++*count;
	for (size_t i = *count - 1; i > at; i--)
		best[i] = best[i - 1];
	best[at] = one;
}

static int choose_sentences(struct draft *draft, struct work *work)
{
	const struct collection *c = work->c;
	uint32_t *best = arena_calloc(work->keep, DRAFT_SENTENCES_MOST, sizeof *best);
	if (!best)
		return -1;
	for (uint32_t i = 0; i < c->recommendations; i++) {
		const struct collection_recommendation *r = &c->recommendation[i];
		if (r->audience != draft->audience || !is_about(c, r, draft->theme))
			continue;
		draft->sentences_found++;
		keep_best(best, &draft->sentences, i, c);
	}
	for (size_t i = 0; i < draft->sentences; i++) {
		const uint32_t anecdote = c->recommendation[best[i]].anecdote;
		if (anecdote != COLLECTION_NONE)
			work->basis[anecdote] = true;
	}
	draft->sentence = best;
	return 0;
}

static int gather_basis(struct draft *draft, struct work *work)
{
	const struct collection *c = work->c;
	const size_t most = c->kind.count * DRAFT_QUOTES_MOST + DRAFT_SENTENCES_MOST;
	uint32_t *basis = arena_calloc(work->keep, most, sizeof *basis);
	if (!basis)
		return -1;
	for (uint32_t i = 0; i < c->anecdotes; i++) {
		if (!work->basis[i])
			continue;
		work->basis[i] = false;
		basis[draft->bases++] = i;
		draft->bases_reviewed += c->anecdote[i].reviewed;
	}
	draft->basis = basis;
	return 0;
}

static int make_draft(struct draft *draft, struct work *work, const struct theme *theme)
{
	const size_t kinds = work->c->kind.count;
	struct draft_quotes *kind = arena_calloc(work->keep, kinds, sizeof *kind);
	if (!kind)
		return -1;
	draft->theme = theme->theme;
	draft->anecdotes = theme->anecdotes;
	draft->reviewed = theme->reviewed;
	draft->by_kind = theme->by_kind;
	draft->kind = kind;
	for (uint16_t k = 0; k < kinds; k++) {
		if (choose_quotes(&kind[k], work, draft, k) < 0)
			return -1;
		arena_reset(&work->scratch);
	}
	if (choose_sentences(draft, work) < 0 || gather_basis(draft, work) < 0)
		return -1;
	draft->enough = draft->anecdotes >= DRAFT_ANECDOTES_LEAST || draft->sentences > 0;
	return 0;
}

static int make_drafts(struct draft_list *out, struct work *work, const struct theme_list *themes)
{
	const size_t audiences = work->c->audience.count;
	struct arena lists = ARENA_INIT;
	struct draft *draft = arena_calloc(work->keep, audiences * themes->count, sizeof *draft);
	work->candidate = arena_calloc(&lists, work->c->anecdotes, sizeof *work->candidate);
	work->basis = arena_calloc(&lists, work->c->anecdotes, sizeof *work->basis);
	int status = draft && work->candidate && work->basis ? 0 : -1;
	for (uint16_t a = 0; a < audiences && status == 0; a++) {
		for (size_t t = 0; t < themes->count && status == 0; t++) {
			struct draft *one = &draft[out->count];
			*one = (struct draft){.audience = a};
			status = make_draft(one, work, &themes->item[t]);
			out->count += one->anecdotes > 0 || one->sentences > 0;
		}
	}
	out->item = draft;
	arena_release(&lists);
	return status;
}

int draft_run(struct draft_list *out, const struct collection *collection,
	      const struct content *content, const struct theme_list *themes, struct arena *keep,
	      struct error *err)
{
	*out = (struct draft_list){.count = 0};
	struct work work = {
		.c = collection, .content = content, .keep = keep, .scratch = ARENA_INIT};
	const int status = make_drafts(out, &work, themes);
	arena_release(&work.scratch);
	return status < 0 ? error_memory(err) : 0;
}
