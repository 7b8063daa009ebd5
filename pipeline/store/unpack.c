#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/store/pack.h"
#include "pipeline/store/stored_json.h"

static int copy_text(struct span *out, const json_t *value, struct arena *keep)
{
	return span_keep(out, json_span(value), keep);
}

static uint32_t number32(const json_t *list, size_t index)
{
	return (uint32_t)json_integer_value(json_array_get(list, index));
}

int unpack_evidence_list(const struct evidence **out, size_t *count, const json_t *list,
			 struct arena *keep)
{
	const size_t n = json_array_size(list);
	struct evidence *evidence = arena_calloc(keep, n, sizeof *evidence);
	if (!evidence)
		return -1;
	for (size_t i = 0; i < n; i++) {
		const json_t *item = json_array_get(list, i);
		evidence[i].range = (struct range){number32(item, 0), number32(item, 1)};
		evidence[i].weight = (float)json_number_value(json_array_get(item, 3));
		if (copy_text(&evidence[i].by, json_array_get(item, 2), keep) < 0)
			return -1;
	}
	*out = evidence;
	*count = n;
	return 0;
}

int unpack_evidence(const struct evidence **out, size_t *count, struct span json,
		    struct arena *keep, struct error *err)
{
	json_t *list = stored_json(json, JSON_ARRAY, err);
	if (!list)
		return ERROR_STORE;
	const int status = unpack_evidence_list(out, count, list, keep);
	json_decref(list);
	return status < 0 ? error_memory(err) : 0;
}

int unpack_ranking(const struct unpacked_theme **out, size_t *count, struct span json,
		   struct arena *keep, struct error *err)
{
	json_t *list = stored_json(json, JSON_ARRAY, err);
	if (!list)
		return ERROR_STORE;
	const size_t n = json_array_size(list);
	struct unpacked_theme *theme = arena_calloc(keep, n, sizeof *theme);
	int status = theme ? 0 : -1;
	for (size_t i = 0; i < n && status == 0; i++) {
		const json_t *item = json_array_get(list, i);
		theme[i].score = (float)json_number_value(json_array_get(item, 1));
		theme[i].suggested = json_is_true(json_array_get(item, 2));
		status = copy_text(&theme[i].id, json_array_get(item, 0), keep);
		if (status == 0)
			status = unpack_evidence_list(&theme[i].evidence, &theme[i].evidences,
						      json_array_get(item, 3), keep);
	}
	json_decref(list);
	*out = theme;
	*count = theme ? n : 0;
	return status < 0 ? error_memory(err) : 0;
}

static int take_block(struct block *block, const json_t *item, struct arena *keep)
{
	const enum block_kind found = block_kind_find(json_span(json_array_get(item, 0)));
	*block = (struct block){
		.kind = (uint8_t)(found == BLOCK_KINDS ? BLOCK_PARAGRAPH : found),
		.level = (uint8_t)json_integer_value(json_array_get(item, 1)),
		.start = number32(item, 2),
		.content_start = number32(item, 3),
		.end = number32(item, 4),
		.page = (uint16_t)json_integer_value(json_array_get(item, 5)),
		.time_ms = json_integer_value(json_array_get(item, 8)),
		.time_end_ms = json_integer_value(json_array_get(item, 9)),
	};
	if (copy_text(&block->speaker, json_array_get(item, 6), keep) < 0 ||
	    copy_text(&block->role, json_array_get(item, 7), keep) < 0)
		return -1;
	return copy_text(&block->external, json_array_get(item, 10), keep);
}

int unpack_block_list(const struct block **out, size_t *count, const json_t *list,
		      struct arena *keep)
{
	const size_t n = json_array_size(list);
	struct block *block = arena_calloc(keep, n, sizeof *block);
	int status = block ? 0 : -1;
	for (size_t i = 0; i < n && status == 0; i++)
		status = take_block(&block[i], json_array_get(list, i), keep);
	*out = block;
	*count = block ? n : 0;
	return status;
}

int unpack_blocks(const struct block **out, size_t *count, struct span json, struct arena *keep,
		  struct error *err)
{
	json_t *list = stored_json(json, JSON_ARRAY, err);
	if (!list)
		return ERROR_STORE;
	const int status = unpack_block_list(out, count, list, keep);
	json_decref(list);
	return status < 0 ? error_memory(err) : 0;
}

int unpack_people(struct person **out, size_t *count, struct span json, struct arena *keep,
		  struct error *err)
{
	json_t *list = stored_json(json, JSON_ARRAY, err);
	if (!list)
		return ERROR_STORE;
	const size_t n = json_array_size(list);
	struct person *person = arena_calloc(keep, n, sizeof *person);
	int status = person ? 0 : -1;
	for (size_t i = 0; i < n && status == 0; i++) {
		const json_t *item = json_array_get(list, i);
		status = copy_text(&person[i].name, json_array_get(item, 0), keep);
		if (status == 0)
			status = copy_text(&person[i].role, json_array_get(item, 1), keep);
	}
	json_decref(list);
	*out = person;
	*count = person ? n : 0;
	return status < 0 ? error_memory(err) : 0;
}

int unpack_ids(const struct span **out, size_t *count, struct span json, struct arena *keep,
	       struct error *err)
{
	json_t *list = stored_json(json, JSON_ARRAY, err);
	if (!list)
		return ERROR_STORE;
	const size_t n = json_array_size(list);
	struct span *id = arena_calloc(keep, n, sizeof *id);
	int status = id ? 0 : -1;
	for (size_t i = 0; i < n && status == 0; i++)
		status = copy_text(&id[i], json_array_get(list, i), keep);
	json_decref(list);
	*out = id;
	*count = n;
	return status < 0 ? error_memory(err) : 0;
}

struct span pack_suggested(const struct unpacked_theme *ranking, size_t count, struct span kind,
			   struct span role, struct arena *keep)
{
	struct emitter to;
	emit_init(&to, keep);
	emit_open(&to, '{');
	emit_field_open(&to, "themes", '[');
	for (size_t i = 0; i < count; i++) {
		if (!ranking[i].suggested)
			continue;
		emit_open(&to, '[');
		emit_span(&to, ranking[i].id);
		emit_real(&to, (double)ranking[i].score, SCORE_DECIMALS);
		emit_close(&to, ']');
	}
	emit_close(&to, ']');
	emit_field(&to, "kind", kind);
	emit_field(&to, "role", role);
	emit_close(&to, '}');
	return to.failed ? (struct span){NULL, 0} : emit_text(&to);
}
