#include "stages/network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/collection.h"
#include "stages/content.h"

/* What each thing in common is worth beside a theme that one in e-times-all stories has. */
static const double word_weight = 2, teller_weight = 0.3, place_weight = 0.15;
/* Less in common than this is chance. */
static const double weight_least = 0.25;

enum { ROUNDS = 200 };

struct work {
	const struct collection *c;
	const struct content *content;
	double *theme;             /* weight of each theme */
	double *length;            /* of each anecdote's words as a vector */
	struct network_link *best; /* NETWORK_LINKS_EACH of each anecdote */
	size_t *bests;
};

static double rarity(size_t with, size_t all)
{
	return with > 0 && all > 1 ? log((double)(all + 1) / (double)with) / log((double)all + 1)
				   : 0;
}

static int work_init(struct work *work, struct arena *scratch)
{
	const struct collection *c = work->c;
	size_t *with = arena_calloc(scratch, c->theme.count + 1, sizeof *with);
	work->theme = arena_calloc(scratch, c->theme.count + 1, sizeof *work->theme);
	work->length = arena_calloc(scratch, c->anecdotes + 1, sizeof *work->length);
	work->best =
		arena_calloc(scratch, c->anecdotes * NETWORK_LINKS_EACH + 1, sizeof *work->best);
	work->bests = arena_calloc(scratch, c->anecdotes + 1, sizeof *work->bests);
	if (!with || !work->theme || !work->length || !work->best || !work->bests)
		return -1;
	for (size_t i = 0; i < c->anecdotes; i++)
		for (size_t l = 0; l < c->anecdote[i].labels; l++)
			with[c->anecdote[i].label[l].theme]++;
	for (size_t t = 0; t < c->theme.count; t++)
		work->theme[t] = rarity(with[t], c->anecdotes);
	for (size_t i = 0; i < c->anecdotes; i++) {
		const struct content_bag *bag = &work->content->bag[i];
		for (size_t t = 0; t < bag->terms; t++) {
			const double w =
				rarity(work->content->term[bag->term[t]].anecdotes, c->anecdotes);
			work->length[i] += w * w;
		}
		work->length[i] = sqrt(work->length[i]);
	}
	return 0;
}

static double compare_themes(struct network_link *link, const struct work *work)
{
	const struct collection_anecdote *a = &work->c->anecdote[link->from];
	const struct collection_anecdote *b = &work->c->anecdote[link->to];
	double sum = 0;
	link->theme = INDEX_NONE;
	for (size_t i = 0; i < a->labels; i++) {
		for (size_t j = 0; j < b->labels; j++) {
			const uint16_t theme = a->label[i].theme;
			if (theme != b->label[j].theme)
				continue;
			sum += work->theme[theme];
			if (link->theme == INDEX_NONE ||
			    work->theme[theme] > work->theme[link->theme])
				link->theme = theme;
		}
	}
	return sum;
}

static void keep_word(struct network_link *link, const struct content *content, uint32_t term)
{
	size_t at = link->words < NETWORK_WORDS ? link->words++ : NETWORK_WORDS;
	for (;
	     at > 0 && content->term[term].anecdotes < content->term[link->word[at - 1]].anecdotes;
	     at--)
		if (at < NETWORK_WORDS)
			link->word[at] = link->word[at - 1];
	if (at < NETWORK_WORDS)
		link->word[at] = term;
}

static double compare_words(struct network_link *link, const struct work *work)
{
	const struct content_bag *a = &work->content->bag[link->from];
	const struct content_bag *b = &work->content->bag[link->to];
	double product = 0;
	for (size_t i = 0, j = 0; i < a->terms && j < b->terms;) {
		if (a->term[i] != b->term[j]) {
			const bool first = a->term[i] < b->term[j];
			i += first;
			j += !first;
			continue;
		}
		const double w =
			rarity(work->content->term[a->term[i]].anecdotes, work->c->anecdotes);
		product += w * w;
		keep_word(link, work->content, a->term[i]);
		i++;
		j++;
	}
	const double lengths = work->length[link->from] * work->length[link->to];
	return lengths > 0 ? product / lengths : 0;
}

static struct network_link compare(const struct work *work, uint32_t from, uint32_t to)
{
	const struct collection *c = work->c;
	const struct collection_anecdote *a = &c->anecdote[from], *b = &c->anecdote[to];
	struct network_link link = {.from = from, .to = to};
	double weight = compare_themes(&link, work);
	weight += word_weight * compare_words(&link, work);
	link.teller = a->teller != COLLECTION_NONE && a->teller == b->teller;
	link.place = c->document[a->document].place < c->places &&
		     c->document[a->document].place == c->document[b->document].place;
	weight += link.teller ? teller_weight : 0;
	weight += link.place ? place_weight : 0;
	link.weight = (float)weight;
	return link;
}

/* Keeps it among the strongest of one of its ends. */
static void offer(struct work *work, uint32_t end, const struct network_link *link)
{
	struct network_link *list = work->best + (size_t)end * NETWORK_LINKS_EACH;
	size_t at = work->bests[end];
	if (at == NETWORK_LINKS_EACH) {
		if (link->weight <= list[at - 1].weight)
			return;
		at--;
	} else {
		work->bests[end]++;
	}
	for (; at > 0 && link->weight > list[at - 1].weight; at--)
		list[at] = list[at - 1];
	list[at] = *link;
}

static int by_ends(const void *a, const void *b)
{
	const struct network_link *p = a, *q = b;
	if (p->from != q->from)
		return p->from < q->from ? -1 : 1;
	return (p->to > q->to) - (p->to < q->to);
}

static int find_links(struct network *out, struct work *work, struct arena *keep)
{
	const uint32_t count = (uint32_t)work->c->anecdotes;
	for (uint32_t i = 0; i < count; i++) {
		for (uint32_t j = i + 1; j < count; j++) {
			const struct network_link link = compare(work, i, j);
			if ((double)link.weight < weight_least)
				continue;
			offer(work, i, &link);
			offer(work, j, &link);
		}
	}
	struct network_link *list =
		arena_calloc(keep, (size_t)count * NETWORK_LINKS_EACH + 1, sizeof *list);
	if (!list)
		return -1;
	size_t links = 0;
	for (uint32_t i = 0; i < count; i++)
		for (size_t l = 0; l < work->bests[i]; l++)
			list[links++] = work->best[(size_t)i * NETWORK_LINKS_EACH + l];
	qsort(list, links, sizeof *list, by_ends);
	out->link = list;
	for (size_t i = 0; i < links; i++)
		if (out->links == 0 || by_ends(&list[out->links - 1], &list[i]) != 0)
			list[out->links++] = list[i];
	return 0;
}

struct layout {
	double *x;
	double *y;
	double *dx; /* where this round moves it */
	double *dy;
	size_t count;
	double ideal; /* how far apart two would lie in a plane shared evenly */
};

static int layout_init(struct layout *l, size_t count, struct arena *scratch)
{
	static const double golden_angle = 2.399963229728653;
	*l = (struct layout){
		.x = arena_calloc(scratch, count + 1, sizeof(double)),
		.y = arena_calloc(scratch, count + 1, sizeof(double)),
		.dx = arena_calloc(scratch, count + 1, sizeof(double)),
		.dy = arena_calloc(scratch, count + 1, sizeof(double)),
		.count = count,
		.ideal = sqrt(1.0 / (double)(count + 1)),
	};
	if (!l->x || !l->y || !l->dx || !l->dy)
		return -1;
	for (size_t i = 0; i < count; i++) {
		const double radius = 0.5 * sqrt((double)i / (double)count);
		l->x[i] = 0.5 + radius * cos((double)i * golden_angle);
		l->y[i] = 0.5 + radius * sin((double)i * golden_angle);
	}
	return 0;
}

/* Moves both ends along the line between them: apart for a positive force. */
static void push(struct layout *l, size_t i, size_t j, bool links)
{
	const double dx = l->x[i] - l->x[j], dy = l->y[i] - l->y[j];
	const double distance = sqrt(dx * dx + dy * dy) + 1e-9;
	const double force =
		links ? -distance / l->ideal : l->ideal * l->ideal / (distance * distance);
	l->dx[i] += dx * force;
	l->dy[i] += dy * force;
	l->dx[j] -= dx * force;
	l->dy[j] -= dy * force;
}

static void move(struct layout *l, double most)
{
	for (size_t i = 0; i < l->count; i++) {
		/* To the middle, or what hangs on nothing would fly off. */
		const double dx = l->dx[i] + (0.5 - l->x[i]) * 0.5;
		const double dy = l->dy[i] + (0.5 - l->y[i]) * 0.5;
		const double length = sqrt(dx * dx + dy * dy) + 1e-9;
		const double step = length < most ? length : most;
		l->x[i] += dx / length * step;
		l->y[i] += dy / length * step;
	}
}

static void to_unit(float *out, const double *at, size_t count)
{
	double least = count ? at[0] : 0, most = least;
	for (size_t i = 0; i < count; i++) {
		least = at[i] < least ? at[i] : least;
		most = at[i] > most ? at[i] : most;
	}
	for (size_t i = 0; i < count; i++)
		out[i] = most > least ? (float)((at[i] - least) / (most - least)) : 0.5F;
}

static int lay_out(struct network *out, size_t count, struct arena *keep, struct arena *scratch)
{
	struct layout l;
	float *x = arena_calloc(keep, count + 1, sizeof *x);
	float *y = arena_calloc(keep, count + 1, sizeof *y);
	if (!x || !y || layout_init(&l, count, scratch) < 0)
		return -1;
	for (int round = 0; round < ROUNDS; round++) {
		memset(l.dx, 0, count * sizeof *l.dx);
		memset(l.dy, 0, count * sizeof *l.dy);
		for (size_t i = 0; i < count; i++)
			for (size_t j = i + 1; j < count; j++)
				push(&l, i, j, false);
		for (size_t k = 0; k < out->links; k++)
			push(&l, out->link[k].from, out->link[k].to, true);
		move(&l, 0.1 * (1 - (double)round / ROUNDS));
	}
	to_unit(x, l.x, count);
	to_unit(y, l.y, count);
	out->x = x;
	out->y = y;
	return 0;
}

int network_run(struct network *out, const struct collection *collection,
		const struct content *content, struct arena *keep, struct error *err)
{
	struct work work = {.c = collection, .content = content};
	struct arena scratch = ARENA_INIT;
	*out = (struct network){.link = NULL};
	if (collection->anecdotes > NETWORK_MOST)
		return error_set(err, ERROR_LIMIT, "too many stories for one picture", "%zu (%d)",
				 collection->anecdotes, NETWORK_MOST);
	int status = work_init(&work, &scratch);
	if (status == 0)
		status = find_links(out, &work, keep);
	if (status == 0)
		status = lay_out(out, collection->anecdotes, keep, &scratch);
	arena_release(&scratch);
	return status == 0 ? 0 : error_memory(err);
}
