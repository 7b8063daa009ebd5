#include "pipeline/store/interpretations.h"

#include <stdlib.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/json.h"
#include "pipeline/emit.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/edits.h"

static int copy(struct span *out, struct span text, struct arena *keep)
{
	const char *at = arena_copy(keep, text.at, text.len);
	*out = (struct span){at ? at : "", at ? text.len : 0};
	return at ? 0 : -1;
}

static int copy_string(struct span *out, const json_t *value, struct arena *keep)
{
	const size_t len = json_string_length(value);
	return copy(out, (struct span){len > 0 ? json_string_value(value) : "", len}, keep);
}

static int copy_all(struct interpretation *one, const json_t *value, struct arena *keep)
{
	const json_t *themes = json_object_get(value, "themes");
	const json_t *texts = json_object_get(value, "readings");
	const size_t count = json_array_size(themes);
	one->theme = arena_calloc(keep, count + 1, sizeof *one->theme);
	int status =
		one->theme ? copy_string(&one->title, json_object_get(value, "title"), keep) : -1;
	for (size_t i = 0; i < READINGS && status == 0; i++)
		status = copy_string(&one->text[i], json_array_get(texts, i), keep);
	for (; one->themes < count && status == 0; one->themes++)
		status = copy_string(&one->theme[one->themes], json_array_get(themes, one->themes),
				     keep);
	return status;
}

static int by_bytes(const void *a, const void *b)
{
	return span_compare(*(const struct span *)a, *(const struct span *)b);
}

void interpretation_settle_themes(struct interpretation *reading, const struct codebook *codebook)
{
	size_t kept = 0;
	for (size_t i = 0; i < reading->themes; i++)
		reading->theme[i] = codebook_label(codebook, reading->theme[i]);
	if (reading->themes > 0)
		qsort(reading->theme, reading->themes, sizeof *reading->theme, by_bytes);
	for (size_t i = 0; i < reading->themes; i++)
		if (kept == 0 || !span_equal(reading->theme[kept - 1], reading->theme[i]))
			reading->theme[kept++] = reading->theme[i];
	reading->themes = kept;
}

static int add(void *context, const struct stored_edit *edit, struct error *err)
{
	struct interpretation_list *list = context;
	if (arena_grow(list->arena, &list->item, &list->capacity, list->count, list->count + 1,
		       sizeof *list->item) < 0)
		return error_memory(err);
	json_t *value = json_parse(edit->value, 0, NULL, err);
	if (!json_is_object(value)) {
		json_decref(value);
		return error_set(err, ERROR_STORE, "this file is no store, or it is damaged", "%s",
				 "JSON");
	}
	struct interpretation *one = &list->item[list->count++];
	*one = (struct interpretation){.version = edit->number};
	const int failed = copy_all(one, value, list->arena) < 0 ||
			   copy(&one->reviewer, edit->reviewer, list->arena) < 0 ||
			   copy(&one->edited_at, edit->edited_at, list->arena) < 0;
	json_decref(value);
	if (failed)
		return error_memory(err);
	interpretation_settle_themes(one, list->codebook);
	return 0;
}

int interpretations_load(struct interpretation_list *out, struct store *store,
			 const struct codebook *codebook, struct arena *keep, struct error *err)
{
	*out = (struct interpretation_list){.arena = keep, .codebook = codebook};
	return store_edits_each(store, SPAN("perspective"), add, out, err);
}

bool interpretation_fits(const struct interpretation *reading, const struct span *theme,
			 size_t themes)
{
	size_t both = 0;
	for (size_t i = 0; i < themes; i++)
		for (size_t k = 0; k < reading->themes; k++)
			both += span_equal(theme[i], reading->theme[k]);
	return 2 * both > reading->themes + themes - both;
}

const struct interpretation *interpretations_find(const struct interpretation_list *list,
						  const struct span *theme, size_t themes)
{
	for (size_t i = list->count; i > 0; i--)
		if (interpretation_fits(&list->item[i - 1], theme, themes))
			return &list->item[i - 1];
	return NULL;
}

static void put_list(struct emitter *to, const struct span *item, size_t count)
{
	emit_open(to, '[');
	for (size_t i = 0; i < count; i++)
		emit_span(to, item[i]);
	emit_close(to, ']');
}

int interpretations_put(struct store *store, struct interpretation *reading, int64_t replaces,
			struct arena *scratch, struct error *err)
{
	struct emitter value, target;
	emit_init(&value, scratch);
	emit_open(&value, '{');
	emit_key(&value, "themes");
	put_list(&value, reading->theme, reading->themes);
	emit_field(&value, "title", reading->title);
	emit_key(&value, "readings");
	put_list(&value, reading->text, READINGS);
	emit_close(&value, '}');
	emit_init(&target, scratch);
	put_list(&target, reading->theme, reading->themes);
	if (value.failed || target.failed)
		return error_memory(err);
	struct stored_edit edit = {
		.reviewer = reading->reviewer,
		.subject = SPAN("perspective"),
		.target = emit_text(&target),
		.action = SPAN("change"),
		.value = emit_text(&value),
		.replaces = replaces,
	};
	const int status = store_edit_put(store, &edit, err);
	reading->version = edit.number;
	return status;
}
