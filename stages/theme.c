#include "stages/theme.h"

#include <stdlib.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/association.h"
#include "stages/collection.h"
#include "stages/content.h"
#include "stages/typical.h"

/* Counts of one theme while they are made; each list has one place more for what is not known. */
struct counts {
	uint32_t *kind;
	uint32_t *role;
	uint32_t *role_tellers;
	uint32_t *place;
	uint32_t *round;
	uint32_t *document;
	uint32_t *teller;
};

/* How many anecdotes each document, case, role and teller has at all. */
struct sizes {
	uint32_t *document;
	uint32_t *place;
	uint32_t *role;
	uint32_t *teller;
};

struct work {
	const struct collection *collection;
	const struct content *content;
	struct arena *keep;
	struct arena scratch;
	struct sizes sizes;
	uint32_t *together;                  /* themes times themes */
	struct typical_candidate *candidate; /* of the theme at hand */
};

static uint32_t *list_of(struct arena *arena, size_t count)
{
	return arena_calloc(arena, count + 1, sizeof(uint32_t));
}

static int counts_init(struct counts *out, const struct work *work, struct arena *scratch)
{
	const struct collection *c = work->collection;
	out->kind = list_of(work->keep, c->kind.count);
	out->role = list_of(work->keep, c->role.count);
	out->role_tellers = list_of(work->keep, c->role.count);
	out->place = list_of(work->keep, c->places);
	out->round = list_of(work->keep, c->rounds);
	out->document = list_of(scratch, c->documents);
	out->teller = list_of(scratch, c->tellers);
	return out->kind && out->role && out->role_tellers && out->place && out->round &&
			       out->document && out->teller
		       ? 0
		       : -1;
}

static size_t or_last(uint32_t index, size_t count)
{
	return index < count ? index : count;
}

static int sizes_init(struct work *work)
{
	const struct collection *c = work->collection;
	struct sizes *sizes = &work->sizes;
	sizes->document = list_of(&work->scratch, c->documents);
	sizes->place = list_of(&work->scratch, c->places);
	sizes->role = list_of(&work->scratch, c->role.count);
	sizes->teller = list_of(&work->scratch, c->tellers);
	if (!sizes->document || !sizes->place || !sizes->role || !sizes->teller)
		return -1;
	for (size_t i = 0; i < c->anecdotes; i++) {
		const struct collection_anecdote *a = &c->anecdote[i];
		sizes->document[a->document]++;
		sizes->place[or_last(c->document[a->document].place, c->places)]++;
		sizes->role[or_last(a->role, c->role.count)]++;
		sizes->teller[or_last(a->teller, c->tellers)]++;
	}
	return 0;
}

static const struct collection_label *label_of(const struct collection_anecdote *anecdote,
					       uint16_t theme)
{
	for (size_t i = 0; i < anecdote->labels; i++)
		if (anecdote->label[i].theme == theme)
			return &anecdote->label[i];
	return NULL;
}

static void count_one(struct theme *theme, struct counts *counts, const struct collection *c,
		      const struct collection_anecdote *a)
{
	const struct collection_document *document = &c->document[a->document];
	theme->anecdotes++;
	theme->reviewed += a->reviewed;
	counts->kind[or_last(a->kind, c->kind.count)]++;
	counts->role[or_last(a->role, c->role.count)]++;
	counts->place[or_last(document->place, c->places)]++;
	counts->round[document->round]++;
	theme->documents += counts->document[a->document]++ == 0;
	if (a->teller == COLLECTION_NONE || counts->teller[a->teller]++ > 0)
		return;
	theme->tellers++;
	counts->role_tellers[or_last(a->role, c->role.count)]++;
}

/* Fills the counts, and the candidates for a quote. */
static size_t count_theme(struct theme *theme, struct counts *counts, struct work *work)
{
	const struct collection *c = work->collection;
	size_t candidates = 0;
	for (uint32_t i = 0; i < c->anecdotes; i++) {
		const struct collection_label *label = label_of(&c->anecdote[i], theme->theme);
		if (!label)
			continue;
		count_one(theme, counts, c, &c->anecdote[i]);
		work->candidate[candidates++] = (struct typical_candidate){i, label->score};
	}
	for (size_t p = 0; p < c->places; p++)
		theme->places += counts->place[p] > 0;
	return candidates;
}

static int make_theme(struct theme *theme, struct work *work, struct arena *scratch)
{
	const struct collection *c = work->collection;
	struct counts counts;
	uint32_t *quote = list_of(work->keep, THEME_QUOTES_MOST);
	if (!quote || counts_init(&counts, work, scratch) < 0)
		return -1;
	const size_t candidates = count_theme(theme, &counts, work);
	theme->by_kind = counts.kind;
	theme->by_role = counts.role;
	theme->role_tellers = counts.role_tellers;
	theme->by_place = counts.place;
	theme->by_round = counts.round;
	theme->quote = quote;
	dispersion_run(&theme->over_documents, counts.document, work->sizes.document, c->documents);
	dispersion_run(&theme->over_places, counts.place, work->sizes.place, c->places);
	dispersion_run(&theme->over_tellers, counts.teller, work->sizes.teller, c->tellers);
	dispersion_run(&theme->over_roles, counts.role, work->sizes.role, c->role.count);
	theme->spread = dispersion_spread(&theme->over_documents);
	return typical_choose(quote, &theme->quotes, THEME_QUOTES_MOST, c, work->content,
			      work->candidate, candidates, scratch);
}

static int by_strength(const void *a, const void *b)
{
	const struct theme_pair *one = a, *two = b;
	if (one->g2 < two->g2 || one->g2 > two->g2)
		return one->g2 > two->g2 ? -1 : 1;
	return one->theme < two->theme ? -1 : one->theme > two->theme;
}

static int make_pairs(struct theme *theme, const struct theme *all, const struct work *work,
		      struct arena *scratch)
{
	const size_t themes = work->collection->theme.count;
	struct theme_pair *pair = arena_calloc(scratch, themes, sizeof *pair);
	struct theme_pair *kept = arena_calloc(work->keep, THEME_PAIRS_MOST, sizeof *kept);
	if (!pair || !kept)
		return -1;
	size_t pairs = 0;
	for (uint16_t other = 0; other < themes; other++) {
		const struct association counts = {
			.both = work->together[theme->theme * themes + other],
			.first = theme->anecdotes,
			.second = all[other].anecdotes,
			.total = (uint32_t)work->collection->anecdotes,
		};
		if (other == theme->theme || counts.both < THEME_PAIR_LEAST ||
		    !association_attracts(&counts))
			continue;
		pair[pairs++] = (struct theme_pair){other, counts.both, association_g2(&counts),
						    association_npmi(&counts)};
	}
	qsort(pair, pairs, sizeof *pair, by_strength);
	theme->pairs = pairs < THEME_PAIRS_MOST ? pairs : THEME_PAIRS_MOST;
	for (size_t i = 0; i < theme->pairs; i++)
		kept[i] = pair[i];
	theme->pair = kept;
	return 0;
}

static void count_together(struct work *work, struct theme_list *list)
{
	const struct collection *c = work->collection;
	for (size_t i = 0; i < c->anecdotes; i++) {
		const struct collection_anecdote *a = &c->anecdote[i];
		list->unlabelled += a->labels == 0;
		list->reviewed += a->reviewed;
		for (size_t x = 0; x < a->labels; x++)
			for (size_t y = 0; y < a->labels; y++)
				work->together[a->label[x].theme * c->theme.count +
					       a->label[y].theme]++;
	}
}

static int by_anecdotes(const void *a, const void *b)
{
	const struct theme *one = a, *two = b;
	if (one->anecdotes != two->anecdotes)
		return one->anecdotes > two->anecdotes ? -1 : 1;
	return one->theme < two->theme ? -1 : one->theme > two->theme;
}

static int make_themes(struct theme_list *out, struct work *work)
{
	const struct collection *c = work->collection;
	const size_t themes = c->theme.count;
	struct theme *theme = arena_calloc(work->keep, themes, sizeof *theme);
	work->together = arena_calloc(&work->scratch, themes * themes, sizeof *work->together);
	work->candidate = arena_calloc(&work->scratch, c->anecdotes, sizeof *work->candidate);
	if (!theme || !work->together || !work->candidate || sizes_init(work) < 0)
		return -1;
	count_together(work, out);
	struct arena scratch = ARENA_INIT;
	int status = 0;
	for (size_t i = 0; i < themes && status == 0; i++) {
		theme[i].theme = (uint16_t)i;
		status = make_theme(&theme[i], work, &scratch);
		arena_reset(&scratch);
	}
	for (size_t i = 0; i < themes && status == 0; i++)
		status = make_pairs(&theme[i], theme, work, &scratch);
	arena_release(&scratch);
	qsort(theme, themes, sizeof *theme, by_anecdotes);
	out->item = theme;
	out->count = themes;
	return status;
}

int theme_run(struct theme_list *out, const struct collection *collection,
	      const struct content *content, struct arena *keep, struct error *err)
{
	*out = (struct theme_list){.count = 0};
	struct work work = {
		.collection = collection,
		.content = content,
		.keep = keep,
		.scratch = ARENA_INIT,
	};
	const int status = make_themes(out, &work);
	arena_release(&work.scratch);
	return status < 0 ? error_memory(err) : 0;
}
