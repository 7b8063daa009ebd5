#include "pipeline/store/passages.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/store/pack.h"
#include "pipeline/store/statements.h"
#include "pipeline/store/stored_json.h"

void passage_emit(struct emitter *to, const struct stored_anecdote *passage)
{
	const struct {
		const char *key;
		struct span value;
	} text[] = {{"id", passage->id},
		    {"text", passage->text},
		    {"speaker", passage->speaker},
		    {"role", passage->role},
		    {"kind", passage->kind},
		    {"kind_evidence", passage->kind_evidence},
		    {"external", passage->external},
		    {"ranking", passage->ranking},
		    {"variables", passage->variables}};
	emit_open(to, '{');
	emit_field_number(to, "start", passage->range.start);
	emit_field_number(to, "end", passage->range.end);
	emit_key(to, "role_score");
	emit_real(to, (double)passage->role_score, SCORE_DECIMALS);
	emit_key(to, "kind_score");
	emit_real(to, (double)passage->kind_score, SCORE_DECIMALS);
	for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
		emit_key(to, text[i].key);
		emit_span(to, text[i].value);
	}
	emit_close(to, '}');
}

static int take_text(struct span *out, const json_t *from, const char *key, struct arena *arena)
{
	return span_keep(out, json_span(json_object_get(from, key)), arena);
}

static int take_passage(struct stored_anecdote *out, const json_t *from, struct arena *arena)
{
	*out = (struct stored_anecdote){
		.range = {(uint32_t)json_integer_value(json_object_get(from, "start")),
			  (uint32_t)json_integer_value(json_object_get(from, "end"))},
		.role_score = (float)json_number_value(json_object_get(from, "role_score")),
		.kind_score = (float)json_number_value(json_object_get(from, "kind_score")),
	};
	return take_text(&out->id, from, "id", arena) < 0 ||
			       take_text(&out->text, from, "text", arena) < 0 ||
			       take_text(&out->speaker, from, "speaker", arena) < 0 ||
			       take_text(&out->role, from, "role", arena) < 0 ||
			       take_text(&out->kind, from, "kind", arena) < 0 ||
			       take_text(&out->kind_evidence, from, "kind_evidence", arena) < 0 ||
			       take_text(&out->external, from, "external", arena) < 0 ||
			       take_text(&out->ranking, from, "ranking", arena) < 0 ||
			       take_text(&out->variables, from, "variables", arena) < 0
		       ? -1
		       : 0;
}

int passages_take(struct stored_anecdote **out, size_t *count, const struct json_t *list,
		  struct arena *arena)
{
	*count = json_array_size(list);
	*out = arena_calloc(arena, *count, sizeof **out);
	for (size_t i = 0; *out && i < *count; i++)
		if (take_passage(&(*out)[i], json_array_get(list, i), arena) < 0)
			return -1;
	return *out ? 0 : -1;
}

static void shift_evidence(json_t *list, int64_t by)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		json_t *evidence = json_array_get(list, i);
		for (size_t side = 0; side < 2; side++)
			(void)json_array_set_new(
				evidence, side,
				json_integer(json_integer_value(json_array_get(evidence, side)) +
					     by));
	}
}

int passage_shift(struct span *json, bool ranking, int64_t by, struct arena *keep,
		  struct error *err)
{
	json_t *list = stored_json(*json, JSON_ARRAY, err);
	if (!list)
		return store_code(err);
	if (!ranking)
		shift_evidence(list, by);
	for (size_t i = 0; ranking && i < json_array_size(list); i++)
		shift_evidence(json_array_get(json_array_get(list, i), 3), by);
	char *text = json_dumps(list, JSON_COMPACT | JSON_REAL_PRECISION(6));
	const size_t len = text ? strlen(text) : 0;
	const char *copy = text ? arena_copy(keep, text, len) : NULL;
	free(text);
	json_decref(list);
	*json = (struct span){copy ? copy : "[]", copy ? len : 2};
	return copy ? 0 : error_memory(err);
}

int passage_read(struct stored_anecdote *out, struct store *store, struct span id,
		 struct arena *arena, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_PASSAGE, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, id);
	const int row = statement_next(store, s, err);
	if (row <= 0)
		return row;
	struct span *const field[] = {&out->id,       &out->text,    &out->speaker,
				      &out->role,     &out->kind,    &out->kind_evidence,
				      &out->external, &out->ranking, &out->variables};
	*out = (struct stored_anecdote){.range = {(uint32_t)sqlite3_column_int64(s, 9),
						  (uint32_t)sqlite3_column_int64(s, 10)},
					.role_score = (float)sqlite3_column_double(s, 11),
					.kind_score = (float)sqlite3_column_double(s, 12)};
	int failed = 0;
	for (int i = 0; i < 9 && !failed; i++) {
		const struct span value = column_span(s, i);
		const char *copy = arena_copy(arena, value.at, value.len);
		*field[i] = (struct span){copy ? copy : "", copy ? value.len : 0};
		failed = !copy;
	}
	(void)sqlite3_reset(s);
	return failed ? error_memory(err) : 1;
}

int passage_remove(struct store *store, struct span id, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_PASSAGE_REMOVE, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, id);
	return statement_run(store, s, err);
}

int passage_insert(struct store *store, int64_t document, const struct stored_anecdote *passage,
		   struct arena *scratch, struct error *err)
{
	const struct unpacked_theme *ranking;
	size_t count;
	struct stored_anecdote row = *passage;
	row.suggestions = 0;
	int status = unpack_ranking(&ranking, &count, passage->ranking, scratch, err);
	if (status < 0)
		return status;
	struct stored_theme *theme = arena_calloc(scratch, count, sizeof *theme);
	if (!theme)
		return error_memory(err);
	for (size_t i = 0; i < count; i++)
		if (ranking[i].suggested)
			theme[row.suggestions++] =
				(struct stored_theme){ranking[i].id, ranking[i].score};
	row.suggested = theme;
	return store_anecdote_put(store, document, &row, err);
}
