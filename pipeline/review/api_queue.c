#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/report/quote.h"
#include "pipeline/review/api.h"
#include "pipeline/review/standing.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/store.h"
#include "pipeline/store/stored_json.h"

enum {
	QUEUE_PAGE = 50, /* anecdotes in one answer; the page asks on from the last of them */
	MARGIN_STEPS = 1000000,
	MARK_MOST = 48, /* bytes of a cursor */
};

enum order { ORDER_UNCERTAIN, ORDER_THEME, ORDER_RULE, ORDERS };

static const char *const orders[ORDERS] = {"uncertain", "theme", "rule"};

/* Where an anecdote stands: by the lead of its best theme when the doubtful ones go first
 * (margin sampling), then by its place in the study, which a decision does not change. */
struct mark {
	int64_t margin;
	int64_t place;
};

struct queue_item {
	struct mark mark;
	struct span id;
	struct span document;
	struct span excerpt;
	struct span ranking;
	int64_t version;
};

/* What a theme, or a rule for a theme, has left to decide. */
struct queue_group {
	struct span key; /* the theme's id; or the rule, a space and the theme's id */
	uint32_t anecdotes;
	int64_t last; /* place of the last one: an anecdote counts once */
};

struct queueing {
	struct review *review;
	const struct request *request;
	enum order order;
	bool grouped;      /* the groups, and no anecdotes */
	struct mark after; /* what was sent already */
	struct standing_list standing;
	size_t next;
	struct span document;
	int64_t place;
	uint32_t undecided;
	uint32_t fitting; /* of them, in the group that is asked for */
	uint32_t later;   /* of them, behind what was sent already */
	struct queue_item item[QUEUE_PAGE];
	size_t items;
	struct queue_group *group;
	size_t groups;
	size_t capacity;
};

static int compare_marks(struct mark a, struct mark b)
{
	if (a.margin != b.margin)
		return a.margin < b.margin ? -1 : 1;
	return a.place < b.place ? -1 : a.place > b.place;
}

static double score_of(const json_t *ranking, size_t rank)
{
	return json_number_value(json_array_get(json_array_get(ranking, rank), 1));
}

/* --- groups ------------------------------------------------------------------- */

static int add_to_group(struct queueing *q, struct span key, struct error *err)
{
	struct arena *arena = q->request->arena;
	for (size_t i = 0; i < q->groups; i++) {
		struct queue_group *group = &q->group[i];
		if (!span_equal(group->key, key))
			continue;
		group->anecdotes += group->last != q->place;
		group->last = q->place;
		return 0;
	}
	const char *copy = arena_copy(arena, key.at, key.len);
	if (!copy || arena_grow(arena, &q->group, &q->capacity, q->groups, q->groups + 1,
				sizeof *q->group) < 0)
		return error_memory(err);
	q->group[q->groups++] = (struct queue_group){{copy, key.len}, 1, q->place};
	return 0;
}

/* `key` is in the group that is asked for, or groups are counted. */
static int take_key(bool *fits, struct queueing *q, struct span key, struct error *err)
{
	*fits |= span_equal(key, q->request->group);
	return q->grouped ? add_to_group(q, key, err) : 0;
}

/* The rules that speak for a theme; what the model says is no rule. */
static int take_rules(bool *fits, struct queueing *q, struct span theme, const json_t *evidence,
		      struct error *err)
{
	int status = 0;
	for (size_t i = 0; i < json_array_size(evidence) && status == 0; i++) {
		const json_t *one = json_array_get(evidence, i);
		const struct span rule = json_span(json_array_get(one, 2));
		if (json_number_value(json_array_get(one, 3)) <= 0 ||
		    span_equal(rule, SPAN("model")))
			continue;
		char *key = arena_alloc(q->request->arena, rule.len + theme.len + 1);
		if (!key)
			return error_memory(err);
		memcpy(key, rule.at, rule.len);
		key[rule.len] = ' ';
		memcpy(key + rule.len + 1, theme.at, theme.len);
		status = take_key(fits, q, (struct span){key, rule.len + theme.len + 1}, err);
	}
	return status;
}

static int take_keys(bool *fits, struct queueing *q, const json_t *ranking, struct error *err)
{
	int status = 0;
	*fits = q->order == ORDER_UNCERTAIN;
	for (size_t i = 0; i < json_array_size(ranking) && status == 0 && !*fits; i++) {
		const json_t *one = json_array_get(ranking, i);
		const struct span theme = json_span(json_array_get(one, 0));
		if (!json_is_true(json_array_get(one, 2)))
			continue;
		status = q->order == ORDER_THEME
				 ? take_key(fits, q, theme, err)
				 : take_rules(fits, q, theme, json_array_get(one, 3), err);
	}
	return status;
}

/* --- anecdotes ---------------------------------------------------------------- */

/* Into its place among those of this answer, if it has one. */
static int insert(struct queueing *q, const struct queue_item *item, struct error *err)
{
	size_t at = q->items;
	struct queue_item own = *item;
	while (at > 0 && compare_marks(own.mark, q->item[at - 1].mark) < 0)
		at--;
	if (at == QUEUE_PAGE)
		return 0;
	if (span_keep(&own.id, own.id, q->request->arena) < 0 ||
	    span_keep(&own.document, own.document, q->request->arena) < 0 ||
	    span_keep(&own.excerpt, own.excerpt, q->request->arena) < 0 ||
	    span_keep(&own.ranking, own.ranking, q->request->arena) < 0)
		return error_memory(err);
	q->items += q->items < QUEUE_PAGE;
	memmove(&q->item[at + 1], &q->item[at], (q->items - at - 1) * sizeof q->item[0]);
	q->item[at] = own;
	return 0;
}

static int take_anecdote(struct queueing *q, const struct stored_anecdote *anecdote,
			 int64_t version, const json_t *ranking, struct error *err)
{
	bool fits;
	struct queue_item item = {.mark = {.place = q->place},
				  .id = anecdote->id,
				  .document = q->document,
				  .excerpt = quote_excerpt(anecdote->text),
				  .ranking = anecdote->ranking,
				  .version = version};
	const int status = take_keys(&fits, q, ranking, err);
	if (status < 0 || !fits)
		return status;
	if (q->order == ORDER_UNCERTAIN)
		item.mark.margin = llround((score_of(ranking, 0) - score_of(ranking, 1)) *
					   (double)MARGIN_STEPS);
	q->fitting++;
	if (compare_marks(item.mark, q->after) <= 0)
		return 0;
	q->later++;
	return insert(q, &item, err);
}

/* Whether it was decided about already; else the version that a decision would replace. */
static bool is_decided(int64_t *version, struct queueing *q, struct span anecdote)
{
	const struct standing_list said = standing_of(&q->standing, anecdote, &q->next);
	*version = 0;
	for (size_t i = 0; i < said.count; i++) {
		const struct stored_standing *s = &said.item[i];
		if (s->settle || !span_equal(s->reviewer, span_from(q->request->reviewer)))
			continue;
		if (s->status.len > 0)
			return true;
		*version = s->number;
	}
	return false;
}

static int queue_anecdote(void *context, const struct stored_anecdote *anecdote, struct error *err)
{
	struct queueing *q = context;
	int64_t version;
	q->place++;
	if (is_decided(&version, q, anecdote->id))
		return 0;
	json_t *ranking = stored_json(anecdote->ranking, JSON_ARRAY, err);
	if (!ranking)
		return (int)err->code;
	q->undecided++;
	const int status = take_anecdote(q, anecdote, version, ranking, err);
	json_decref(ranking);
	return status;
}

static int queue_document(void *context, const struct stored_document *document, struct error *err)
{
	struct queueing *q = context;
	if (document->failed)
		return 0;
	q->document = document->id;
	q->next = 0;
	const int status =
		standing_load(&q->standing, q->review, document->number, q->request->arena, err);
	return status < 0 ? status
			  : store_anecdotes_each(q->review->store, document->number, queue_anecdote,
						 q, err);
}

/* --- the answer --------------------------------------------------------------- */

static void emit_item(struct emitter *to, const struct queue_item *item)
{
	json_t *ranking = json_parse(item->ranking, 0, NULL, NULL);
	emit_open(to, '{');
	emit_field(to, "id", item->id);
	emit_field(to, "document", item->document);
	emit_field_number(to, "version", item->version);
	emit_field(to, "excerpt", item->excerpt);
	emit_field_open(to, "suggested", '[');
	for (size_t i = 0; i < json_array_size(ranking); i++) {
		const json_t *one = json_array_get(ranking, i);
		if (!json_is_true(json_array_get(one, 2)))
			continue;
		emit_open(to, '[');
		emit_span(to, json_span(json_array_get(one, 0)));
		emit_real(to, score_of(ranking, i), 3);
		emit_close(to, ']');
	}
	emit_close(to, ']');
	emit_close(to, '}');
	json_decref(ranking);
}

/* The more there is in it, the sooner it is worth while. */
static int by_size(const void *left, const void *right)
{
	const struct queue_group *a = left, *b = right;
	if (a->anecdotes != b->anecdotes)
		return a->anecdotes > b->anecdotes ? -1 : 1;
	return span_compare(a->key, b->key);
}

static void emit_groups(struct emitter *to, struct queueing *q)
{
	if (q->groups > 0)
		qsort(q->group, q->groups, sizeof *q->group, by_size);
	emit_field_open(to, "groups", '[');
	for (size_t i = 0; i < q->groups; i++) {
		emit_open(to, '[');
		emit_span(to, q->group[i].key);
		emit_number(to, q->group[i].anecdotes);
		emit_close(to, ']');
	}
	emit_close(to, ']');
}

static void emit_items(struct emitter *to, const struct queueing *q)
{
	char mark[MARK_MOST] = "";
	if (q->later > q->items)
		(void)snprintf(mark, sizeof mark, "%lld.%lld",
			       (long long)q->item[q->items - 1].mark.margin,
			       (long long)q->item[q->items - 1].mark.place);
	emit_field_number(to, "fitting", q->fitting);
	emit_key(to, "after");
	emit_string(to, mark);
	emit_field_open(to, "items", '[');
	for (size_t i = 0; i < q->items; i++)
		emit_item(to, &q->item[i]);
	emit_close(to, ']');
}

/* `MARGIN.PLACE`, as an answer gave it; empty: from the beginning. */
static bool read_mark(struct mark *out, struct span text)
{
	char copied[MARK_MOST], *end;
	*out = (struct mark){.margin = INT64_MIN};
	if (text.len == 0)
		return true;
	if (text.len >= sizeof copied)
		return false;
	memcpy(copied, text.at, text.len);
	copied[text.len] = '\0';
	out->margin = strtoll(copied, &end, 10);
	if (end == copied || *end != '.')
		return false;
	const char *second = end + 1;
	out->place = strtoll(second, &end, 10);
	return end != second && *end == '\0';
}

static enum order find_order(struct span name)
{
	int order = 0;
	while (order < ORDERS && !span_equal(name, span_from(orders[order])))
		order++;
	return (enum order)order;
}

int api_queue(struct review *review, const struct request *request, struct response *out,
	      struct error *err)
{
	struct emitter to;
	struct queueing *q = arena_calloc(request->arena, 1, sizeof *q);
	if (!q)
		return error_memory(err);
	q->review = review;
	q->request = request;
	q->order = find_order(request->parameter);
	q->grouped = q->order != ORDER_UNCERTAIN && request->group.len == 0;
	if (q->order == ORDERS || !read_mark(&q->after, request->after))
		return respond_refusal(out, request, 404, "there is no such page");
	const int status = store_documents_each(review->store, queue_document, q, err);
	if (status < 0)
		return status;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_field_number(&to, "undecided", q->undecided);
	if (q->grouped)
		emit_groups(&to, q);
	else
		emit_items(&to, q);
	emit_close(&to, '}');
	return respond_json(out, &to, err);
}
