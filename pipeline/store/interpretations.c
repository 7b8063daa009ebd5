#include "pipeline/store/interpretations.h"

#include <stdlib.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/edits.h"
#include "pipeline/store/stored_json.h"

static int copy_all(struct interpretation *one, const json_t *value, struct arena *keep)
{
	const json_t *themes = json_object_get(value, "themes");
	const json_t *texts = json_object_get(value, "readings");
	const size_t count = json_array_size(themes);
	one->theme = arena_calloc(keep, count + 1, sizeof *one->theme);
	int status = one->theme ? span_keep(&one->title, json_span(json_object_get(value, "title")),
					    keep)
				: -1;
	for (size_t i = 0; i < READINGS && status == 0; i++)
		status = span_keep(&one->text[i], json_span(json_array_get(texts, i)), keep);
	for (; one->themes < count && status == 0; one->themes++)
		status = span_keep(&one->theme[one->themes],
				   json_span(json_array_get(themes, one->themes)), keep);
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
	json_t *value = stored_json(edit->value, JSON_OBJECT, err);
	if (!value)
		return (int)err->code;
	struct interpretation *one = &list->item[list->count++];
	*one = (struct interpretation){.version = edit->number};
	const int failed = copy_all(one, value, list->arena) < 0 ||
			   span_keep(&one->reviewer, edit->reviewer, list->arena) < 0 ||
			   span_keep(&one->edited_at, edit->edited_at, list->arena) < 0;
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
