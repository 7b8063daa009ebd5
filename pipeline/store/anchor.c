#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/store/decisions.h"
#include "pipeline/store/identity.h"
#include "pipeline/store/statements.h"

/* Share of words that quotation and anecdote must have in common (Dice's coefficient). Boundaries
 * that moved by a sentence stay above it; another story in the same words does not. */
static const double same_words = 0.7;

struct floating {
	int64_t number;
	struct span document;
	struct span sha256;
	struct span anecdote;
	struct span quotation;
	int64_t start;
};

struct place {
	int64_t anecdote; /* 0: none */
	bool exact;
};

struct words {
	uint64_t *hash; /* sorted */
	size_t count;
};

static int by_value(const void *a, const void *b)
{
	const uint64_t one = *(const uint64_t *)a, two = *(const uint64_t *)b;
	return one < two ? -1 : one > two;
}

/* ASCII punctuation and white space part words; the rest of UTF-8 is taken as letters. */
static bool is_part_of_word(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static int cut_words(struct words *out, struct span text, struct arena *scratch)
{
	*out = (struct words){.hash = arena_alloc(scratch, (text.len / 2 + 1) * sizeof *out->hash)};
	if (!out->hash)
		return -1;
	for (size_t i = 0; i < text.len;) {
		if (!is_part_of_word((unsigned char)text.at[i])) {
			i++;
			continue;
		}
		uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */
		for (; i < text.len && is_part_of_word((unsigned char)text.at[i]); i++)
			h = (h ^ (unsigned char)text.at[i]) * UINT64_C(1099511628211);
		out->hash[out->count++] = h;
	}
	if (out->count > 1)
		qsort(out->hash, out->count, sizeof *out->hash, by_value);
	return 0;
}

static double likeness(const struct words *a, const struct words *b)
{
	size_t common = 0, i = 0, j = 0;
	while (i < a->count && j < b->count) {
		if (a->hash[i] == b->hash[j]) {
			common++;
			i++;
			j++;
		} else if (a->hash[i] < b->hash[j]) {
			i++;
		} else {
			j++;
		}
	}
	return a->count + b->count > 0 ? 2.0 * (double)common / (double)(a->count + b->count) : 0;
}

static int place_by_id(struct place *out, struct store *store, struct span anecdote,
		       struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_ANCHOR_BY_ID, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, anecdote);
	const int row = statement_next(store, s, err);
	if (row <= 0)
		return row;
	*out = (struct place){sqlite3_column_int64(s, 0), true};
	(void)sqlite3_reset(s);
	return 0;
}

static int place_by_words(struct place *out, struct store *store, const struct floating *decision,
			  struct arena *scratch, struct error *err)
{
	struct words quoted;
	sqlite3_stmt *s = statement_of(store, STATEMENT_ANCHOR_CANDIDATES, err);
	if (!s)
		return store_code(err);
	if (cut_words(&quoted, decision->quotation, scratch) < 0)
		return error_memory(err);
	bind_span(s, 1, decision->document);
	bind_span(s, 2, decision->sha256);
	double best = same_words;
	int64_t best_distance = INT64_MAX;
	int row;
	while ((row = statement_next(store, s, err)) > 0) {
		struct words words;
		if (cut_words(&words, column_span(s, 2), scratch) < 0) {
			(void)sqlite3_reset(s);
			return error_memory(err);
		}
		const double alike = likeness(&quoted, &words);
		const int64_t distance = llabs(sqlite3_column_int64(s, 1) - decision->start);
		/* The same words twice: the one that is nearest to where it stood. */
		if (alike > best || (alike >= best && distance < best_distance)) {
			best = alike;
			best_distance = distance;
			*out = (struct place){sqlite3_column_int64(s, 0),
					      span_equal(column_span(s, 2), decision->quotation)};
		}
	}
	return row;
}

/* Ids of the documents that are parts of large texts. */
struct parts {
	struct identity *id;
	size_t count;
};

static int list_parts(struct parts *out, struct store *store, struct arena *keep, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_ANCHOR_PARTS, err);
	if (!s)
		return store_code(err);
	size_t capacity = 0;
	int row;
	while ((row = statement_next(store, s, err)) > 0) {
		const struct span id = column_span(s, 0);
		if (id.len != IDENTITY_TEXT - 1)
			continue;
		if (arena_grow(keep, &out->id, &capacity, out->count, out->count + 1,
			       sizeof *out->id) < 0) {
			(void)sqlite3_reset(s);
			return error_memory(err);
		}
		memcpy(out->id[out->count].text, id.at, id.len);
		out->id[out->count++].text[id.len] = '\0';
	}
	return row;
}

/* A text that grows large goes into parts, and a cut that moves brings a story into another part:
 * there it has another id, which its words tell. */
static int place_in_parts(struct place *out, struct store *store, const struct floating *decision,
			  const struct parts *parts, struct error *err)
{
	struct arena room = ARENA_INIT;
	int status = 0;
	for (size_t i = 0; i < parts->count && status == 0 && out->anecdote == 0; i++) {
		struct identity id;
		if (identity_passages(&id, span_from(parts->id[i].text), SPAN("anecdote"),
				      &decision->quotation, 1, &room) < 0)
			status = error_memory(err);
		else
			status = place_by_id(out, store, span_from(id.text), err);
		arena_reset(&room);
	}
	arena_release(&room);
	return status;
}

static int put_anchor(struct store *store, int64_t decision, const struct place *place,
		      struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_ANCHOR_PUT, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, decision);
	if (place->anecdote > 0)
		bind_number(s, 2, place->anecdote);
	else
		bind_none(s, 2);
	bind_number(s, 3, place->exact);
	return statement_run(store, s, err);
}

static int copy_floating(struct floating *out, sqlite3_stmt *s, struct arena *scratch)
{
	struct span *const field[] = {&out->document, &out->sha256, &out->anecdote,
				      &out->quotation};
	out->number = sqlite3_column_int64(s, 0);
	out->start = sqlite3_column_int64(s, 5);
	for (int i = 0; i < 4; i++) {
		const struct span value = column_span(s, i + 1);
		const char *copy = arena_copy(scratch, value.at, value.len);
		if (!copy)
			return -1;
		*field[i] = (struct span){copy, value.len};
	}
	return 0;
}

/* Read whole first: what is written next changes the answer. */
static int list_floating(struct floating **out, size_t *count, struct store *store,
			 struct arena *scratch, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_DECISIONS_UNPLACED, err);
	if (!s)
		return store_code(err);
	size_t capacity = 0;
	*out = NULL;
	*count = 0;
	int row;
	while ((row = statement_next(store, s, err)) > 0) {
		if (arena_grow(scratch, out, &capacity, *count, *count + 1, sizeof **out) < 0 ||
		    copy_floating(&(*out)[*count], s, scratch) < 0) {
			(void)sqlite3_reset(s);
			return error_memory(err);
		}
		(*count)++;
	}
	return row;
}

int store_decisions_anchor(struct store *store, struct arena *scratch, struct error *err)
{
	struct floating *decision = NULL;
	size_t count = 0;
	struct parts parts = {.count = 0};
	int status = list_floating(&decision, &count, store, scratch, err);
	if (status == 0 && count > 0)
		status = list_parts(&parts, store, scratch, err);
	for (size_t i = 0; i < count && status == 0; i++) {
		struct place place = {.anecdote = 0};
		status = place_by_id(&place, store, decision[i].anecdote, err);
		if (status == 0 && place.anecdote == 0)
			status = place_by_words(&place, store, &decision[i], scratch, err);
		if (status == 0 && place.anecdote == 0)
			status = place_in_parts(&place, store, &decision[i], &parts, err);
		if (status == 0)
			status = put_anchor(store, decision[i].number, &place, err);
	}
	return status;
}
