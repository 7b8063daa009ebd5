#include "stages/perspective.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/association.h"
#include "stages/collection.h"
#include "stages/community.h"
#include "stages/content.h"
#include "stages/theme.h"
#include "stages/typical.h"

/* That a report tells of two things says less of them than one story about both. */
static const double document_weight = 0.25;
static const double chance = 0.05;

struct work {
	const struct collection *c;
	const struct content *content;
	const struct theme_list *themes;
	struct arena *keep;
	size_t nodes;     /* themes of the collection */
	double *weight;   /* nodes times nodes */
	uint32_t *both;   /* anecdotes that have both, likewise */
	uint32_t *shared; /* documents that have both, likewise; the diagonal: that have it */
	bool *told;       /* nodes: themes of the document at hand */
	bool *inside;     /* nodes: themes of the cluster at hand */
	struct typical_candidate *candidate;
};

static int work_init(struct work *work)
{
	const size_t n = work->c->theme.count, square = n * n;
	work->nodes = n;
	work->weight = arena_calloc(work->keep, square + 1, sizeof(double));
	work->both = arena_calloc(work->keep, square + 1, sizeof(uint32_t));
	work->shared = arena_calloc(work->keep, square + 1, sizeof(uint32_t));
	work->told = arena_calloc(work->keep, n + 1, sizeof(bool));
	work->inside = arena_calloc(work->keep, n + 1, sizeof(bool));
	work->candidate = arena_calloc(work->keep, work->c->anecdotes + 1, sizeof *work->candidate);
	return work->weight && work->both && work->shared && work->told && work->inside &&
			       work->candidate
		       ? 0
		       : -1;
}

static void link_anecdote(struct work *work, const struct collection_anecdote *a)
{
	const double weight = a->labels > 1 ? 1.0 / (double)(a->labels - 1) : 0;
	for (size_t i = 0; i < a->labels; i++) {
		work->told[a->label[i].theme] = true;
		for (size_t j = 0; j < a->labels; j++) {
			const size_t at = a->label[i].theme * work->nodes + a->label[j].theme;
			if (i == j)
				continue;
			work->weight[at] += weight;
			work->both[at]++;
		}
	}
}

static void count_document(struct work *work)
{
	const size_t n = work->nodes;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n && work->told[i]; j++)
			work->shared[i * n + j] += work->told[j];
}

/* Only what documents share beyond chance links themes: with a few long reports each theme is in
 * most of them. */
static void link_documents(struct work *work)
{
	const size_t n = work->nodes;
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < n; j++) {
			const double expected = (double)work->shared[i * n + i] *
						(double)work->shared[j * n + j] /
						(double)work->c->documents;
			const double more = (double)work->shared[i * n + j] - expected;
			if (i != j && more > 0)
				work->weight[i * n + j] += document_weight * more;
		}
	}
}

static void make_network(struct work *work)
{
	for (size_t d = 0; d < work->c->documents; d++) {
		const struct collection_document *document = &work->c->document[d];
		memset(work->told, 0, work->nodes);
		for (uint32_t a = document->first; a < document->last; a++)
			link_anecdote(work, &work->c->anecdote[a]);
		count_document(work);
	}
	link_documents(work);
}

/* The sum of the scores of its labels that are in the cluster; 0: it is not of it. */
static float score_of(const struct work *work, const struct collection_anecdote *a)
{
	float sum = 0;
	for (size_t i = 0; i < a->labels; i++)
		sum += work->inside[a->label[i].theme] ? a->label[i].score : 0;
	return sum;
}

static size_t or_last(uint32_t index, size_t count)
{
	return index < count ? index : count;
}

static int count_cluster(struct perspective *p, struct work *work)
{
	const struct collection *c = work->c;
	uint32_t *kind = arena_calloc(work->keep, c->kind.count + 1, sizeof *kind);
	uint32_t *role = arena_calloc(work->keep, c->role.count + 1, sizeof *role);
	bool *place = arena_calloc(work->keep, c->places + 1, sizeof *place);
	uint32_t last = COLLECTION_NONE;
	if (!kind || !role || !place)
		return -1;
	for (size_t i = 0; i < c->anecdotes; i++) {
		const struct collection_anecdote *a = &c->anecdote[i];
		if (score_of(work, a) <= 0)
			continue;
		p->anecdotes++;
		p->reviewed += a->reviewed;
		p->documents += a->document != last;
		last = a->document;
		kind[or_last(a->kind, c->kind.count)]++;
		role[or_last(a->role, c->role.count)]++;
		place[or_last(c->document[a->document].place, c->places)] = true;
	}
	for (size_t i = 0; i < c->places; i++)
		p->places += place[i];
	p->by_kind = kind;
	p->by_role = role;
	return 0;
}

static uint16_t most_of(const uint32_t *by, size_t count, uint16_t other_than)
{
	uint16_t best = INDEX_NONE;
	for (size_t i = 0; i < count; i++)
		if (i != other_than && by[i] > 0 && (best == INDEX_NONE || by[i] > by[best]))
			best = (uint16_t)i;
	return best;
}

/* The role that tells this more than it tells the rest, surest first. */
static uint16_t telling_role(const struct perspective *p, const struct work *work)
{
	const struct collection *c = work->c;
	uint16_t best = INDEX_NONE;
	double most = 0;
	for (uint16_t r = 0; r < c->role.count; r++) {
		struct association counts = {.both = p->by_role[r],
					     .first = p->anecdotes,
					     .total = (uint32_t)c->anecdotes};
		for (size_t i = 0; i < c->anecdotes; i++)
			counts.second += c->anecdote[i].role == r;
		const double g2 = association_g2(&counts);
		if (counts.both >= PERSPECTIVE_STORIES_LEAST && association_attracts(&counts) &&
		    association_p(g2) < chance && g2 > most) {
			most = g2;
			best = r;
		}
	}
	return best;
}

static struct perspective_pull pull_between(const struct work *work, const uint32_t *table,
					    uint16_t one, uint16_t other, const uint32_t *with)
{
	return (struct perspective_pull){
		.theme = {one, other},
		.with = {with[one], with[other]},
		.both = table[one * work->nodes + other],
	};
}

static void find_pulls(struct perspective *p, const struct work *work, const uint32_t *anecdotes,
		       const uint32_t *documents)
{
	double most = 0;
	for (uint16_t i = 0; i < work->nodes; i++) {
		for (uint16_t j = 0; j < work->nodes && work->inside[i]; j++) {
			struct perspective_pull pull;
			if (work->inside[j]) {
				pull = pull_between(work, work->both, i, j, anecdotes);
				if (i < j && pull.both >= THEME_PAIR_LEAST &&
				    pull.both > p->together.both)
					p->together = pull;
				continue;
			}
			pull = pull_between(work, work->shared, i, j, documents);
			const struct association counts = {pull.both, pull.with[0], pull.with[1],
							   (uint32_t)work->c->documents};
			const double g2 = association_g2(&counts);
			if (association_attracts(&counts) || g2 <= most ||
			    association_p(g2) >= chance)
				continue;
			most = g2;
			p->against = pull;
		}
	}
}

static size_t find_candidates(struct work *work, uint16_t kind)
{
	size_t count = 0;
	for (uint32_t i = 0; i < work->c->anecdotes; i++) {
		const struct collection_anecdote *a = &work->c->anecdote[i];
		const float score = score_of(work, a);
		if (score > 0 && (kind == INDEX_NONE || a->kind == kind))
			work->candidate[count++] = (struct typical_candidate){i, score};
	}
	return count;
}

/* What shows it best is of the kind that most of it has. */
static int choose_stories(struct perspective *p, struct work *work)
{
	uint32_t *story = arena_calloc(work->keep, PERSPECTIVE_STORIES_MOST, sizeof *story);
	struct arena scratch = ARENA_INIT;
	size_t contraries = 0;
	if (!story)
		return -1;
	const size_t own = find_candidates(work, p->kind);
	int status = typical_choose(story, &p->stories, PERSPECTIVE_STORIES_MOST, work->c,
				    work->content, work->candidate, own, &scratch);
	p->story = story;
	p->contrary = COLLECTION_NONE;
	const uint16_t other = p->kind == INDEX_NONE
				       ? INDEX_NONE
				       : most_of(p->by_kind, work->c->kind.count, p->kind);
	if (status == 0 && other != INDEX_NONE)
		status = typical_choose(&p->contrary, &contraries, 1, work->c, work->content,
					work->candidate, find_candidates(work, other), &scratch);
	arena_release(&scratch);
	return status;
}

/* The cluster's themes are marked in `inside`. */
static int make_one(struct perspective *p, struct work *work, const uint32_t *anecdotes,
		    const uint32_t *documents)
{
	uint16_t *theme = arena_calloc(work->keep, work->nodes + 1, sizeof *theme);
	if (!theme)
		return -1;
	*p = (struct perspective){
		.theme = theme,
		.together = {.theme = {INDEX_NONE, INDEX_NONE}},
		.against = {.theme = {INDEX_NONE, INDEX_NONE}},
	};
	for (size_t i = 0; i < work->themes->count; i++)
		if (work->inside[work->themes->item[i].theme])
			theme[p->themes++] = work->themes->item[i].theme;
	if (count_cluster(p, work) < 0)
		return -1;
	p->kind = most_of(p->by_kind, work->c->kind.count, INDEX_NONE);
	p->role = telling_role(p, work);
	find_pulls(p, work, anecdotes, documents);
	return choose_stories(p, work);
}

static int by_anecdotes(const void *a, const void *b)
{
	const struct perspective *p = a, *q = b;
	if (p->anecdotes != q->anecdotes)
		return p->anecdotes < q->anecdotes ? 1 : -1;
	return (p->theme[0] > q->theme[0]) - (p->theme[0] < q->theme[0]);
}

static int make_all(struct perspective_list *out, struct work *work,
		    const struct communities *communities)
{
	struct perspective *item = arena_calloc(work->keep, communities->count + 1, sizeof *item);
	uint32_t *anecdotes = arena_calloc(work->keep, work->nodes + 1, sizeof *anecdotes);
	uint32_t *documents = arena_calloc(work->keep, work->nodes + 1, sizeof *documents);
	if (!item || !anecdotes || !documents)
		return -1;
	for (size_t i = 0; i < work->themes->count; i++) {
		const struct theme *t = &work->themes->item[i];
		anecdotes[t->theme] = t->anecdotes;
		documents[t->theme] = t->documents;
	}
	for (size_t k = 0; k < communities->count; k++) {
		uint32_t stories = 0;
		for (size_t i = 0; i < work->nodes; i++) {
			work->inside[i] = communities->of[i] == k && anecdotes[i] > 0;
			stories += work->inside[i] ? anecdotes[i] : 0;
		}
		if (stories < PERSPECTIVE_STORIES_LEAST)
			continue;
		if (make_one(&item[out->count], work, anecdotes, documents) < 0)
			return -1;
		out->count++;
	}
	qsort(item, out->count, sizeof *item, by_anecdotes);
	out->item = item;
	return 0;
}

int perspective_run(struct perspective_list *out, const struct collection *collection,
		    const struct content *content, const struct theme_list *themes,
		    struct arena *keep, struct error *err)
{
	struct work work = {.c = collection, .content = content, .themes = themes, .keep = keep};
	struct communities communities;
	*out = (struct perspective_list){.labelled = (uint32_t)collection->anecdotes -
						     themes->unlabelled};
	if (out->labelled < PERSPECTIVE_ANECDOTES_LEAST)
		return 0;
	if (work_init(&work) < 0)
		return error_memory(err);
	make_network(&work);
	if (community_find(&communities, work.weight, work.nodes, keep) < 0 ||
	    make_all(out, &work, &communities) < 0)
		return error_memory(err);
	out->modularity = communities.modularity;
	return 0;
}
