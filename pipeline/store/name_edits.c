#include "pipeline/store/name_edits.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/json.h"
#include "pipeline/emit.h"
#include "pipeline/store/edits.h"

const struct name_edit *name_edits_find(const struct name_edit_list *list, struct span text)
{
	for (size_t i = 0; i < list->count; i++)
		if (span_equal(list->item[i].text, text))
			return &list->item[i];
	return NULL;
}

/* Room for what is said of `text`: that of what was said before, else a new one. */
static struct name_edit *room_for(struct name_edit_list *list, struct span text)
{
	const struct name_edit *before = name_edits_find(list, text);
	if (before)
		return &list->item[before - list->item];
	if (arena_grow(list->arena, &list->item, &list->capacity, list->count, list->count + 1,
		       sizeof *list->item) < 0)
		return NULL;
	list->item[list->count] = (struct name_edit){.version = 0};
	return span_keep(&list->item[list->count].text, text, list->arena) == 0
		       ? &list->item[list->count++]
		       : NULL;
}

static int add(void *context, const struct stored_edit *edit, struct error *err)
{
	struct name_edit_list *list = context;
	struct name_edit *one = room_for(list, edit->target);
	json_t *value = json_parse(edit->value, 0, NULL, err);
	const json_t *what = json_object_get(value, "what");
	int status = 0;
	if (!json_is_string(what))
		status = error_set(err, ERROR_STORE, "this file is no store, or it is damaged",
				   "%s", "JSON");
	else if (!one || span_keep(&one->means, json_span(what), list->arena) < 0 ||
		 span_keep(&one->reviewer, edit->reviewer, list->arena) < 0)
		status = error_memory(err);
	else
		one->version = edit->number;
	json_decref(value);
	return status;
}

int name_edits_load(struct name_edit_list *out, struct store *store, struct arena *keep,
		    struct error *err)
{
	*out = (struct name_edit_list){.arena = keep};
	return store_edits_each(store, SPAN("pseudonym"), add, out, err);
}

int name_edits_put(struct store *store, struct name_edit *edit, int64_t replaces,
		   struct arena *scratch, struct error *err)
{
	struct emitter value;
	emit_init(&value, scratch);
	emit_open(&value, '{');
	emit_field(&value, "what", edit->means);
	emit_close(&value, '}');
	if (value.failed)
		return error_memory(err);
	struct stored_edit row = {
		.reviewer = edit->reviewer,
		.subject = SPAN("pseudonym"),
		.target = edit->text,
		.action = SPAN("change"),
		.value = emit_text(&value),
		.replaces = replaces,
	};
	const int status = store_edit_put(store, &row, err);
	edit->version = row.number;
	return status;
}
