#include "pipeline/store/shapes.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/json.h"
#include "pipeline/emit.h"
#include "pipeline/store/passages.h"
#include "pipeline/store/review.h"
#include "pipeline/store/statements.h"
#include "pipeline/store/store.h"

static int damaged(struct error *err)
{
	return error_set(err, ERROR_STORE, "this file is no store, or it is damaged", "%s",
			 "shape");
}

static int is_there(bool *out, struct store *store, struct span id, struct arena *scratch,
		    struct error *err)
{
	struct stored_anecdote ignored;
	const int found = passage_read(&ignored, store, id, scratch, err);
	*out = found > 0;
	return found < 0 ? found : 0;
}

static bool is_named(const struct span *list, size_t count, struct span id)
{
	for (size_t i = 0; i < count; i++)
		if (span_equal(list[i], id))
			return true;
	return false;
}

static int can_be_done(bool *out, struct store *store, const struct shape *shape,
		       struct arena *scratch, struct error *err)
{
	int status = 0;
	bool there = true;
	*out = true;
	for (size_t i = 0; i < shape->removals && status == 0 && *out; i++) {
		status = is_there(&there, store, shape->removed[i], scratch, err);
		*out = there;
	}
	for (size_t i = 0; i < shape->additions && status == 0 && *out; i++) {
		const struct span id = shape->added[i].id;
		status = is_there(&there, store, id, scratch, err);
		*out = !there || is_named(shape->removed, shape->removals, id);
	}
	return status;
}

static int describe(struct stored_decision *decision, struct store *store,
		    const struct shape *shape, struct arena *scratch, struct error *err)
{
	struct emitter to;
	emit_init(&to, scratch);
	emit_open(&to, '{');
	emit_field_open(&to, "removed", '[');
	for (size_t i = 0; i < shape->removals; i++) {
		struct stored_anecdote passage;
		const int found = passage_read(&passage, store, shape->removed[i], scratch, err);
		if (found < 0)
			return found;
		passage_emit(&to, &passage);
		decision->anecdote = passage.id;
		decision->quotation = passage.text;
		decision->range = passage.range;
	}
	emit_close(&to, ']');
	emit_field_open(&to, "added", '[');
	for (size_t i = 0; i < shape->additions; i++) {
		passage_emit(&to, &shape->added[i]);
		decision->anecdote = shape->added[i].id;
		decision->quotation = shape->added[i].text;
		decision->range = shape->added[i].range;
	}
	emit_close(&to, ']');
	emit_close(&to, '}');
	decision->value = emit_text(&to);
	return to.failed ? error_memory(err) : 0;
}

int store_shape_put(bool *done, struct store *store, struct stored_decision *decision,
		    int64_t document, const struct shape *shape, struct arena *scratch,
		    struct error *err)
{
	int status = can_be_done(done, store, shape, scratch, err);
	if (status < 0 || !*done)
		return status;
	status = describe(decision, store, shape, scratch, err);
	for (size_t i = 0; i < shape->removals && status == 0; i++)
		status = passage_remove(store, shape->removed[i], err);
	for (size_t i = 0; i < shape->additions && status == 0; i++)
		status = passage_insert(store, document, &shape->added[i], scratch, err);
	decision->phase = SPAN("shape");
	decision->suggested = SPAN("{}");
	if (status == 0)
		status = store_decision_put(store, decision, err);
	return status < 0 ? status : store_decisions_anchor(store, scratch, err);
}

/* The row's value; NULL with `err` if it can't be read. json_decref it. */
static json_t *load_value(struct span value, struct error *err)
{
	json_t *loaded = json_parse(value, 0, NULL, err);
	if (json_is_object(loaded))
		return loaded;
	json_decref(loaded);
	damaged(err);
	return NULL;
}

int store_shape_turn(bool *done, struct store *store, struct stored_decision *decision,
		     int64_t number, bool backwards, struct arena *scratch, struct error *err)
{
	struct stored_decision row;
	int64_t document = 0;
	int64_t ignored;
	int status = store_step_get(&row, &ignored, store, number, scratch, err);
	json_t *value = status == 0 ? load_value(row.value, err) : NULL;
	if (!value)
		return store_code(err);
	const json_t *away = json_object_get(value, backwards ? "added" : "removed");
	const json_t *back = json_object_get(value, backwards ? "removed" : "added");
	struct stored_anecdote *gone, *added;
	size_t removals, additions;
	if (passages_take(&gone, &removals, away, scratch) < 0 ||
	    passages_take(&added, &additions, back, scratch) < 0)
		status = error_memory(err);
	json_decref(value);
	struct span *removed = arena_calloc(scratch, removals, sizeof *removed);
	if (status < 0 || !removed)
		return error_memory(err);
	for (size_t i = 0; i < removals; i++)
		removed[i] = gone[i].id;
	decision->document = row.document;
	decision->document_sha256 = row.document_sha256;
	status = store_document_number(&document, store, row.document, err);
	*done = document > 0;
	if (status < 0 || !*done)
		return status;
	const struct shape shape = {removed, removals, added, additions};
	return store_shape_put(done, store, decision, document, &shape, scratch, err);
}

/* A passage that people made or took away, and what it comes to in the end. */
struct outcome_of_shapes {
	struct stored_anecdote passage;
	struct span document;
	bool stands;
};

struct replay {
	struct store *store;
	struct arena *scratch;
	struct outcome_of_shapes *item;
	size_t count;
	size_t capacity;
};

static int note_passages(struct replay *replay, const json_t *list, struct span document,
			 bool stands, struct error *err)
{
	struct stored_anecdote *passage;
	size_t count;
	if (passages_take(&passage, &count, list, replay->scratch) < 0)
		return error_memory(err);
	for (size_t i = 0; i < count; i++) {
		size_t at = 0;
		while (at < replay->count &&
		       !span_equal(replay->item[at].passage.id, passage[i].id))
			at++;
		if (at == replay->count) {
			if (arena_grow(replay->scratch, &replay->item, &replay->capacity, at,
				       at + 1, sizeof *replay->item) < 0)
				return error_memory(err);
			replay->count++;
		}
		replay->item[at] = (struct outcome_of_shapes){passage[i], document, stands};
	}
	return 0;
}

/* All rows in their order; the last word on a passage holds. */
static int read_outcomes(struct replay *replay, struct error *err)
{
	sqlite3_stmt *s = statement_of(replay->store, STATEMENT_SHAPES, err);
	if (!s)
		return store_code(err);
	int row = 0, status = 0;
	while (status >= 0 && (row = statement_next(replay->store, s, err)) > 0) {
		const struct span id = column_span(s, 0);
		const char *copy = arena_copy(replay->scratch, id.at, id.len);
		json_t *value = copy ? load_value(column_span(s, 1), err) : NULL;
		status = !copy ? error_memory(err) : !value ? ERROR_STORE : 0;
		const struct span document = {copy, id.len};
		if (status == 0)
			status = note_passages(replay, json_object_get(value, "removed"), document,
					       false, err);
		if (status == 0)
			status = note_passages(replay, json_object_get(value, "added"), document,
					       true, err);
		json_decref(value);
	}
	if (status < 0)
		(void)sqlite3_reset(s);
	return status < 0 ? status : row;
}

/* Where the words stand now: at their old place, else the first time that they come. */
static bool find_words(uint32_t *start, struct span text, const struct stored_anecdote *passage)
{
	const size_t len = passage->text.len, old = passage->range.start;
	if (old + len <= text.len && memcmp(text.at + old, passage->text.at, len) == 0) {
		*start = (uint32_t)old;
		return true;
	}
	const char *at = memmem(text.at, text.len, passage->text.at, len);
	*start = at ? (uint32_t)(at - text.at) : 0;
	return at != NULL;
}

static int move_passage(struct stored_anecdote *passage, uint32_t start, struct arena *arena,
			struct error *err)
{
	const int64_t by = (int64_t)start - passage->range.start;
	if (by == 0)
		return 0;
	passage->range = (struct range){start, start + (uint32_t)passage->text.len};
	const int status = passage_shift(&passage->ranking, true, by, arena, err);
	return status < 0 ? status : passage_shift(&passage->kind_evidence, false, by, arena, err);
}

static int clear_way(struct store *store, int64_t document, struct range range, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_PASSAGES_CLEAR, err);
	if (!s)
		return store_code(err);
	bind_number(s, 1, document);
	bind_number(s, 2, range.start);
	bind_number(s, 3, range.end);
	return statement_run(store, s, err);
}

static int stand_again(struct replay *replay, struct outcome_of_shapes *item, struct error *err)
{
	struct stored_content content;
	int64_t document;
	uint32_t start;
	bool there;
	int status = is_there(&there, replay->store, item->passage.id, replay->scratch, err);
	if (status == 0)
		status = store_document_number(&document, replay->store, item->document, err);
	if (status < 0 || there || document == 0)
		return status;
	status = store_content_get(&content, replay->store, document, replay->scratch, err);
	if (status < 0 || !find_words(&start, content.text, &item->passage))
		return status;
	status = move_passage(&item->passage, start, replay->scratch, err);
	if (status == 0)
		status = clear_way(replay->store, document, item->passage.range, err);
	return status < 0 ? status
			  : passage_insert(replay->store, document, &item->passage, replay->scratch,
					   err);
}

int store_shapes_apply(struct store *store, struct arena *scratch, struct error *err)
{
	struct replay replay = {.store = store, .scratch = scratch};
	int status = read_outcomes(&replay, err);
	for (size_t i = 0; i < replay.count && status == 0; i++)
		if (!replay.item[i].stands)
			status = passage_remove(store, replay.item[i].passage.id, err);
	for (size_t i = 0; i < replay.count && status == 0; i++)
		if (replay.item[i].stands)
			status = stand_again(&replay, &replay.item[i], err);
	return status;
}
