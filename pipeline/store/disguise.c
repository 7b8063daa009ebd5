#include "pipeline/store/disguise.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/json.h"
#include "pipeline/store/statements.h"
#include "pipeline/store/store.h"

enum {
	BLOCK_FIELDS_LEAST = 8, /* of a block as pack.h writes it, up to its role */
	BLOCK_START = 2,
	BLOCK_CONTENT = 3,
	BLOCK_END = 4,
	BLOCK_SPEAKER = 6,
	EVIDENCE_FIELDS = 4,
};

/* Right sides see the row as it was, so the order within a statement is free; the text itself
 * goes last, because ranges are cut from the original store and not from here. */
static const char rewrite[] =
	"DROP TRIGGER decision_is_kept; DROP TRIGGER decision_stands;"
	"DROP TRIGGER edit_is_kept; DROP TRIGGER edit_stands;"
	"DELETE FROM source; DELETE FROM link; DELETE FROM snapshot; DELETE FROM snapshot_new;"
	"UPDATE anecdote SET text = part(document, start, end), speaker = words(document, speaker),"
	"  kind_evidence = places(document, kind_evidence), ranking = places(document, ranking),"
	"  variables = words(document, variables),"
	"  start = place(document, start, 0), end = place(document, end, 1);"
	"UPDATE recommendation SET text = part(document, start, end),"
	"  speaker = words(document, speaker),"
	"  start = place(document, start, 0), end = place(document, end, 1);"
	"UPDATE commitment SET text = part(document, start, end), who = words(document, who),"
	"  start = place(document, start, 0), end = place(document, end, 1);"
	"UPDATE outcome SET text = part(document, start, end),"
	"  start = place(document, start, 0), end = place(document, end, 1);"
	"UPDATE decision SET (quotation, note, value) = (SELECT words(n, quotation),"
	"  words(n, note), words(n, value) FROM (SELECT coalesce((SELECT d.number FROM document d"
	"  WHERE d.id = decision.document), 0) AS n));"
	"DELETE FROM edit WHERE subject = 'pseudonym';"
	"UPDATE edit SET value = words(0, value);"
	"UPDATE content SET text = part(document, 0, length(CAST(text AS BLOB))),"
	"  blocks = blocks(document, blocks), people = words(document, people),"
	"  variables = words(document, variables), notes = words(document, notes);"
	"UPDATE document SET title = words(number, title), case_name = words(number, case_name),"
	"  project = words(number, project), path = path(number, path),"
	"  characters = coalesce((SELECT length(c.text) FROM content c"
	"  WHERE c.document = document.number), characters);";

struct calls {
	const struct disguise *disguise;
	struct arena arena; /* of one call */
};

static struct calls *calls_of(sqlite3_context *context)
{
	struct calls *calls = sqlite3_user_data(context);
	arena_reset(&calls->arena);
	return calls;
}

static struct span value_span(sqlite3_value *value)
{
	const void *at = sqlite3_value_text(value);
	return (struct span){at ? at : "", at ? (size_t)sqlite3_value_bytes(value) : 0};
}

static void give(sqlite3_context *context, struct span text)
{
	if (text.at)
		sqlite3_result_text64(context, text.at, text.len, SQLITE_TRANSIENT, SQLITE_UTF8);
	else
		sqlite3_result_error_nomem(context);
}

static void sql_part(sqlite3_context *context, int count, sqlite3_value **value)
{
	struct calls *calls = calls_of(context);
	const struct range range = {(uint32_t)sqlite3_value_int64(value[1]),
				    (uint32_t)sqlite3_value_int64(value[2])};
	(void)count;
	give(context, calls->disguise->part(calls->disguise->context, sqlite3_value_int64(value[0]),
					    range, &calls->arena));
}

static void sql_place(sqlite3_context *context, int count, sqlite3_value **value)
{
	struct calls *calls = calls_of(context);
	(void)count;
	sqlite3_result_int64(context,
			     calls->disguise->place(calls->disguise->context,
						    sqlite3_value_int64(value[0]),
						    (uint32_t)sqlite3_value_int64(value[1]),
						    sqlite3_value_int(value[2]) != 0));
}

static void sql_words(sqlite3_context *context, int count, sqlite3_value **value)
{
	struct calls *calls = calls_of(context);
	(void)count;
	if (sqlite3_value_type(value[1]) == SQLITE_NULL)
		return;
	give(context,
	     calls->disguise->words(calls->disguise->context, sqlite3_value_int64(value[0]),
				    value_span(value[1]), &calls->arena));
}

static void sql_path(sqlite3_context *context, int count, sqlite3_value **value)
{
	struct calls *calls = calls_of(context);
	(void)count;
	give(context, calls->disguise->path(calls->disguise->context, sqlite3_value_int64(value[0]),
					    value_span(value[1]), &calls->arena));
}

static int move(const struct disguise *by, int64_t document, json_t *list, size_t index, bool end)
{
	const json_int_t at = json_integer_value(json_array_get(list, index));
	return json_array_set_new(
		list, index, json_integer(by->place(by->context, document, (uint32_t)at, end)));
}

/* Every [start, end, by, weight] in it, however deep. */
static int move_evidence(const struct disguise *by, int64_t document, json_t *list)
{
	if (json_array_size(list) == EVIDENCE_FIELDS && json_is_integer(json_array_get(list, 0)) &&
	    json_is_integer(json_array_get(list, 1)))
		return move(by, document, list, 0, false) | move(by, document, list, 1, true);
	int status = 0;
	for (size_t i = 0; i < json_array_size(list); i++)
		status |= move_evidence(by, document, json_array_get(list, i));
	return status;
}

static int move_block(struct calls *calls, int64_t document, json_t *block)
{
	const struct disguise *by = calls->disguise;
	const json_t *speaker = json_array_get(block, BLOCK_SPEAKER);
	if (json_array_size(block) < BLOCK_FIELDS_LEAST)
		return 0;
	const struct span alias =
		by->words(by->context, document, json_span(speaker), &calls->arena);
	if (!alias.at)
		return -1;
	return move(by, document, block, BLOCK_START, false) |
	       move(by, document, block, BLOCK_CONTENT, false) |
	       move(by, document, block, BLOCK_END, true) |
	       json_array_set_new(block, BLOCK_SPEAKER, json_stringn(alias.at, alias.len));
}

static void sql_json(sqlite3_context *context, sqlite3_value **value, bool blocks)
{
	struct calls *calls = calls_of(context);
	const int64_t document = sqlite3_value_int64(value[0]);
	json_t *list = json_parse(value_span(value[1]), 0, NULL, NULL);
	int status = 0;
	for (size_t i = 0; blocks && i < json_array_size(list); i++)
		status |= move_block(calls, document, json_array_get(list, i));
	if (!blocks)
		status = move_evidence(calls->disguise, document, list);
	char *text = list && status == 0 ? json_dumps(list, JSON_COMPACT) : NULL;
	give(context, (struct span){text, text ? strlen(text) : 0});
	free(text);
	json_decref(list);
}

static void sql_places(sqlite3_context *context, int count, sqlite3_value **value)
{
	(void)count;
	sql_json(context, value, false);
}

static void sql_blocks(sqlite3_context *context, int count, sqlite3_value **value)
{
	(void)count;
	sql_json(context, value, true);
}

static int add_functions(struct store *store, struct calls *calls, struct error *err)
{
	static const struct {
		const char *name;
		int values;
		void (*call)(sqlite3_context *context, int count, sqlite3_value **value);
	} function[] = {{"part", 3, sql_part},     {"place", 3, sql_place},
			{"words", 2, sql_words},   {"path", 2, sql_path},
			{"places", 2, sql_places}, {"blocks", 2, sql_blocks}};
	for (size_t i = 0; i < sizeof function / sizeof function[0]; i++)
		if (sqlite3_create_function_v2(store->db, function[i].name, function[i].values,
					       SQLITE_UTF8 | SQLITE_DIRECTONLY, calls,
					       function[i].call, NULL, NULL, NULL) != SQLITE_OK)
			return store_failed(store, err);
	return 0;
}

static int copy(struct store *to, struct store *from, struct error *err)
{
	sqlite3_backup *backup = sqlite3_backup_init(to->db, "main", from->db, "main");
	if (!backup)
		return store_failed(to, err);
	(void)sqlite3_backup_step(backup, -1);
	return sqlite3_backup_finish(backup) == SQLITE_OK ? 0 : store_failed(to, err);
}

int store_disguise(struct store **out, struct store *from, const struct disguise *disguise,
		   struct error *err)
{
	struct calls calls = {.disguise = disguise, .arena = ARENA_INIT};
	*out = NULL;
	struct store *store = calloc(1, sizeof *store);
	if (!store || !(store->path = strdup(""))) {
		free(store);
		return error_memory(err);
	}
	int status =
		sqlite3_open_v2("", &store->db,
				SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE,
				NULL) == SQLITE_OK
			? copy(store, from, err)
			: store_failed(store, err);
	if (status == 0)
		status = add_functions(store, &calls, err);
	if (status == 0 && sqlite3_exec(store->db, rewrite, NULL, NULL, NULL) != SQLITE_OK)
		status = store_failed(store, err);
	arena_release(&calls.arena);
	if (status < 0) {
		store_close(store);
		return status;
	}
	*out = store;
	return 0;
}
