#include "pipeline/review/standing.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/review/review.h"

struct loading {
	struct standing_list *list;
	size_t capacity;
	struct arena *keep;
};

static int add(void *context, const struct stored_standing *standing, struct error *err)
{
	struct loading *loading = context;
	struct standing_list *list = loading->list;
	if (arena_grow(loading->keep, &list->item, &loading->capacity, list->count, list->count + 1,
		       sizeof *list->item) < 0)
		return error_memory(err);
	struct stored_standing *item = &list->item[list->count++];
	*item = *standing;
	struct span *const field[] = {&item->anecdote, &item->reviewer,   &item->status,
				      &item->themes,   &item->kind,       &item->role,
				      &item->note,     &item->decided_at, &item->suggested,
				      &item->label};
	for (size_t i = 0; i < sizeof field / sizeof field[0]; i++)
		if (span_keep(field[i], *field[i], loading->keep) < 0)
			return error_memory(err);
	return 0;
}

int standing_load(struct standing_list *out, const struct review *review, int64_t document,
		  struct arena *keep, struct error *err)
{
	*out = (struct standing_list){.count = 0};
	struct loading loading = {.list = out, .keep = keep};
	return store_standing_each(review->store, document, add, &loading, err);
}

struct standing_list standing_of(const struct standing_list *all, struct span anecdote,
				 size_t *from)
{
	const size_t first = *from;
	while (*from < all->count && span_equal(all->item[*from].anecdote, anecdote))
		(*from)++;
	return (struct standing_list){all->item + first, *from - first};
}

struct finishing {
	struct finishers *out;
	size_t capacity;
	struct arena *keep;
};

static int add_finisher(void *context, const struct stored_progress *progress, struct error *err)
{
	struct finishing *finishing = context;
	struct finishers *out = finishing->out;
	if (progress->reviewer.len == 0 || progress->decided < progress->of)
		return 0;
	struct span name;
	if (span_keep(&name, progress->reviewer, finishing->keep) < 0 ||
	    arena_grow(finishing->keep, &out->reviewer, &finishing->capacity, out->count,
		       out->count + 1, sizeof *out->reviewer) < 0)
		return error_memory(err);
	out->reviewer[out->count++] = name;
	return 0;
}

int finishers_load(struct finishers *out, const struct review *review, int64_t document,
		   struct arena *keep, struct error *err)
{
	*out = (struct finishers){.count = 0};
	struct finishing finishing = {.out = out, .keep = keep};
	return store_progress_each(review->store, document, add_finisher, &finishing, err);
}

bool finishers_have(const struct finishers *finishers, struct span reviewer)
{
	for (size_t i = 0; i < finishers->count; i++)
		if (span_equal(finishers->reviewer[i], reviewer))
			return true;
	return false;
}

static void emit_state(struct emitter *to, int64_t version, struct span status, struct span themes,
		       struct span kind, struct span role, struct span note)
{
	emit_field_number(to, "version", version);
	emit_field(to, "status", status);
	emit_key(to, "themes");
	emit_raw(to, themes.len > 0 ? themes : SPAN("[]"));
	emit_field(to, "kind", kind);
	emit_field(to, "role", role);
	emit_field(to, "note", note);
}

void standing_emit(struct emitter *to, const struct stored_standing *s)
{
	emit_open(to, '{');
	emit_field(to, "reviewer", s->reviewer);
	emit_field(to, "decided_at", s->decided_at);
	emit_state(to, s->number, s->status, s->themes, s->kind, s->role, s->note);
	emit_close(to, '}');
}

void standing_emit_decision(struct emitter *to, const struct stored_decision *d)
{
	emit_open(to, '{');
	emit_state(to, d->number, d->status, d->themes, d->kind, d->role, d->note);
	emit_close(to, '}');
}
