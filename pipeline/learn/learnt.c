#include "pipeline/learn/learnt.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/cue.h"
#include "pipeline/emit.h"
#include "pipeline/learn/learnt_pack.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/decisions.h"
#include "pipeline/store/edits.h"
#include "pipeline/store/store.h"
#include "pipeline/store/stored_json.h"

static const char *const state_name[LEARNT_STATES] = {
	[LEARNT_OPEN] = "open",
	[LEARNT_ACCEPTED] = "accepted",
	[LEARNT_DISMISSED] = "dismissed",
};

const char *learnt_state_name(enum learnt_state state)
{
	return state_name[state];
}

enum learnt_state learnt_state_find(struct span name)
{
	int state = 0;
	while (state < LEARNT_STATES && !span_equal(name, span_from(state_name[state])))
		state++;
	return (enum learnt_state)state;
}

static struct learnt_term *find(const struct learnt_list *list, struct span theme, struct span cue)
{
	for (size_t i = 0; i < list->count; i++)
		if (span_equal(list->item[i].cue, cue) && span_equal(list->item[i].theme, theme))
			return &list->item[i];
	return NULL;
}

const struct learnt_term *learnt_find(const struct learnt_list *list, struct span theme,
				      struct span cue)
{
	return find(list, theme, cue);
}

static struct learnt_term *find_or_add(struct learnt_list *list, struct span theme, struct span cue)
{
	struct learnt_term *known = find(list, theme, cue);
	if (known)
		return known;
	if (arena_grow(list->arena, &list->item, &list->capacity, list->count, list->count + 1,
		       sizeof *list->item) < 0)
		return NULL;
	struct learnt_term *added = &list->item[list->count];
	*added = (struct learnt_term){.version = 0};
	if (span_keep(&added->theme, theme, list->arena) < 0 ||
	    span_keep(&added->cue, cue, list->arena) < 0)
		return NULL;
	list->count++;
	return added;
}

static int add(void *context, const struct stored_edit *edit, struct error *err)
{
	struct learnt_list *list = context;
	json_t *value = stored_json(edit->value, JSON_OBJECT, err);
	if (!value)
		return (int)err->code;
	const enum learnt_state state =
		learnt_state_find(json_span(json_object_get(value, "state")));
	if (state == LEARNT_STATES) {
		json_decref(value);
		return error_set(err, ERROR_STORE, "this file is no store, or it is damaged", "%s",
				 "JSON");
	}
	const struct span written = json_span(json_object_get(value, "theme"));
	const struct span theme = codebook_label(list->codebook, written);
	struct learnt_term *term =
		find_or_add(list, theme, json_span(json_object_get(value, "cue")));
	bool failed = !term || span_keep(&term->written, written, list->arena) < 0;
	if (term) {
		term->state = state;
		term->weight = (float)json_integer_value(json_object_get(value, "weight"));
		term->version = edit->number;
	}
	json_decref(value);
	failed = failed || span_keep(&term->reviewer, edit->reviewer, list->arena) < 0 ||
		 span_keep(&term->edited_at, edit->edited_at, list->arena) < 0;
	return failed ? error_memory(err) : 0;
}

int learnt_load(struct learnt_list *out, struct store *store, const struct codebook *codebook,
		struct arena *keep, struct error *err)
{
	*out = (struct learnt_list){.arena = keep, .codebook = codebook};
	return store_edits_each(store, SPAN("term"), add, out, err);
}

int learnt_check(struct span cue, struct error *err)
{
	struct arena scratch = ARENA_INIT;
	struct cue parsed;
	int status = cue_parse(&parsed, cue, &scratch, err);
	arena_release(&scratch);
	if (status == 0 &&
	    (parsed.tokens || memchr(cue.at, '\t', cue.len) || memchr(cue.at, '\n', cue.len)))
		status = ERROR_CONFIG;
	if (status == ERROR_CONFIG)
		return error_set(err, ERROR_USAGE, "this can't be a term of a pack", "%.*s",
				 (int)cue.len, cue.at);
	return status;
}

static int log_edit(struct store *store, struct learnt_term *term, int64_t replaces,
		    struct arena *scratch, struct error *err)
{
	struct emitter value, target;
	emit_init(&value, scratch);
	emit_open(&value, '{');
	emit_field(&value, "theme", term->theme);
	emit_field(&value, "cue", term->cue);
	emit_field(&value, "state", span_from(state_name[term->state]));
	emit_field_number(&value, "weight", (int64_t)term->weight);
	emit_close(&value, '}');
	emit_init(&target, scratch);
	emit_open(&target, '[');
	emit_span(&target, term->theme);
	emit_span(&target, term->cue);
	emit_close(&target, ']');
	if (value.failed || target.failed)
		return error_memory(err);
	struct stored_edit edit = {
		.reviewer = term->reviewer,
		.subject = SPAN("term"),
		.target = emit_text(&target),
		.action = SPAN("change"),
		.value = emit_text(&value),
		.replaces = replaces,
	};
	const int status = store_edit_put(store, &edit, err);
	term->version = edit.number;
	return status;
}

int learnt_put(struct store *store, const struct study *study, struct learnt_term *term,
	       const struct learnt_term *before, struct arena *scratch, struct error *err)
{
	const bool was = before && before->state == LEARNT_ACCEPTED;
	const bool is = term->state == LEARNT_ACCEPTED;
	int status = store_begin(store, err);
	if (status == 0)
		status = store_reviewer_put(store, term->reviewer, err);
	if (status == 0)
		status = log_edit(store, term, before ? before->version : 0, scratch, err);
	/* The file last: a term that is in no log would be nobody's. */
	if (status == 0 && was != is)
		status = learnt_pack_add(study, is ? term->theme : before->written,
					 is ? term->weight : 0, term->cue, scratch, err);
	return store_end(store, status, err);
}
