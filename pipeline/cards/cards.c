#include "pipeline/cards/cards.h"

#include <string.h>

#include "corpus/error.h"
#include "pipeline/messages.h"
#include "pipeline/report/perspectives.h"
#include "pipeline/report/quote.h"
#include "stages/selection.h"
#include "stages/typical.h"

enum { SOURCE_MOST = 240 };

/* Words that a card of that size holds in letters that can be read across a table. */
static size_t words_most(int per_sheet)
{
	return per_sheet == CARDS_LARGE ? 230 : per_sheet == CARDS_MIDDLE ? 120 : 60;
}

struct chosen {
	uint32_t *anecdote;
	size_t count;
};

static int choose_typical(struct chosen *out, struct overview *overview, const bool *inside)
{
	const struct collection *c = &overview->collected.collection;
	struct typical_candidate *candidate =
		arena_calloc(&overview->arena, c->anecdotes + 1, sizeof *candidate);
	size_t count = 0;
	if (!candidate)
		return -1;
	for (uint32_t i = 0; i < c->anecdotes; i++) {
		float score = 0;
		for (size_t l = 0; l < c->anecdote[i].labels; l++)
			if (inside[c->anecdote[i].label[l].theme])
				score += c->anecdote[i].label[l].score;
		if (score > 0)
			candidate[count++] = (struct typical_candidate){i, score};
	}
	return typical_choose(out->anecdote, &out->count, count, c, &overview->content, candidate,
			      count, &overview->arena);
}

static int choose_theme(struct chosen *out, struct overview *overview, const char *id,
			struct error *err)
{
	const struct collection_names *themes = &overview->collected.collection.theme;
	bool *inside = arena_calloc(&overview->arena, themes->count + 1, sizeof *inside);
	if (!inside)
		return error_memory(err);
	for (size_t i = 0; i < themes->count; i++) {
		inside[i] = span_equal(themes->item[i].id, span_from(id));
		if (inside[i])
			return choose_typical(out, overview, inside) < 0 ? error_memory(err) : 0;
	}
	return error_set(err, ERROR_USAGE, "there is no such theme", "%s", id);
}

static int choose_perspective(struct chosen *out, struct overview *overview, long number,
			      struct error *err)
{
	struct perspective_list list;
	if (perspectives_make(&list, overview, err) < 0)
		return ERROR_MEMORY;
	if ((size_t)number > list.count)
		return error_set(err, ERROR_USAGE, "there is no such perspective", "%ld (%zu)",
				 number, list.count);
	const struct perspective *p = &list.item[number - 1];
	bool *inside = arena_calloc(&overview->arena,
				    overview->collected.collection.theme.count + 1, sizeof *inside);
	for (size_t i = 0; inside && i < p->themes; i++)
		inside[p->theme[i]] = true;
	return inside && choose_typical(out, overview, inside) == 0 ? 0 : error_memory(err);
}

static int choose(struct chosen *out, struct overview *overview, const struct card_choice *choice,
		  struct error *err)
{
	const struct collection *c = &overview->collected.collection;
	out->anecdote = arena_calloc(&overview->arena, c->anecdotes + 1, sizeof *out->anecdote);
	if (!out->anecdote)
		return error_memory(err);
	if (choice->theme)
		return choose_theme(out, overview, choice->theme, err);
	if (choice->perspective > 0)
		return choose_perspective(out, overview, choice->perspective, err);
	if (choice->spread > 0) {
		out->count = selection_spread(out->anecdote, (size_t)choice->spread, c,
					      &overview->arena);
		return out->count == SIZE_MAX ? error_memory(err) : 0;
	}
	for (uint32_t i = 0; i < c->anecdotes; i++)
		out->anecdote[out->count++] = i;
	return 0;
}

/* Behind the last sentence that ends within so many words; behind the words if none does. */
static struct span shorten(struct span text, size_t words, bool *shortened)
{
	size_t count = 0, sentence = 0;
	*shortened = false;
	for (size_t at = 0; at < text.len; at++) {
		if (text.at[at] != ' ')
			continue;
		const struct span so_far = {text.at, at};
		if (span_ends(so_far, SPAN(".")) || span_ends(so_far, SPAN("!")) ||
		    span_ends(so_far, SPAN("?")) || span_ends(so_far, SPAN(".\"")) ||
		    span_ends(so_far, SPAN(".”")) || span_ends(so_far, SPAN(".’")))
			sentence = at;
		if (++count < words)
			continue;
		*shortened = true;
		return (struct span){text.at, sentence > 0 ? sentence : at};
	}
	return text;
}

static struct span say_source(const struct collection *c, const struct collection_anecdote *a,
			      struct arena *arena)
{
	const struct collection_document *d = &c->document[a->document];
	const struct span place = d->place < c->places ? c->place[d->place] : d->title;
	const struct span name = quote_text(place, false, arena), round = c->round[d->round];
	char text[SOURCE_MOST];
	const int len = snprintf(text, sizeof text, message("%.*s, round %.*s"),
				 name.len < 120 ? (int)name.len : 120, name.at,
				 round.len < 40 ? (int)round.len : 40, round.at);
	const char *copy = len < 0 ? NULL : arena_copy(arena, text, (size_t)len);
	return (struct span){copy, copy ? (size_t)len : 0};
}

/* The themes' names and the kind's, a line each. */
static struct span say_labels(const struct collection *c, const struct collection_anecdote *a,
			      struct arena *arena)
{
	char *out = NULL;
	size_t len = 0, capacity = 0;
	for (size_t i = 0; i <= a->labels; i++) {
		const bool last = i == a->labels;
		if (last && a->kind >= c->kind.count)
			break;
		const struct span name =
			last ? c->kind.item[a->kind].name : c->theme.item[a->label[i].theme].name;
		if (arena_grow(arena, &out, &capacity, len, len + name.len + 1, 1) != 0)
			return SPAN("");
		if (len > 0)
			out[len++] = '\n';
		memcpy(out + len, name.at, name.len);
		len += name.len;
	}
	return (struct span){out, len};
}

int cards_make(struct card_sheets *out, struct overview *overview, const struct card_choice *choice,
	       int per_sheet, struct error *err)
{
	const struct collection *c = &overview->collected.collection;
	struct arena *arena = &overview->arena;
	struct chosen chosen = {.count = 0};
	const int status = choose(&chosen, overview, choice, err);
	if (status < 0)
		return status;
	struct card *card = arena_calloc(arena, chosen.count + 1, sizeof *card);
	if (!card)
		return error_memory(err);
	for (size_t i = 0; i < chosen.count; i++) {
		const struct collection_anecdote *a = &c->anecdote[chosen.anecdote[i]];
		const struct span whole = quote_text(a->text, true, arena);
		card[i].number = chosen.anecdote[i];
		card[i].text = shorten(whole, words_most(per_sheet), &card[i].shortened);
		card[i].source = say_source(c, a, arena);
		card[i].labels = say_labels(c, a, arena);
	}
	out->card = card;
	out->count = chosen.count;
	out->columns = per_sheet == CARDS_LARGE ? 1 : 2;
	out->rows = per_sheet / out->columns;
	return 0;
}
