#include "pipeline/store/proposals.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/edits.h"
#include "pipeline/store/stored_json.h"

bool proposal_status_known(struct span status)
{
	static const char *const known[] = {PROPOSAL_DRAFT, PROPOSAL_DISCUSS, PROPOSAL_ADOPTED,
					    PROPOSAL_DROPPED};
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (span_equal(status, span_from(known[i])))
			return true;
	return false;
}

static int copy_field(struct span *out, const json_t *value, const char *key, struct arena *keep)
{
	return span_keep(out, json_span(json_object_get(value, key)), keep);
}

static void put_out_of_force(struct proposal_list *list, const struct proposal *by)
{
	for (size_t i = 0; i + 1 < list->count; i++)
		if (span_equal(list->item[i].audience, by->audience) &&
		    span_equal(list->item[i].theme, by->theme))
			list->item[i].holds = false;
}

static int add(void *context, const struct stored_edit *edit, struct error *err)
{
	struct proposal_list *list = context;
	if (arena_grow(list->arena, &list->item, &list->capacity, list->count, list->count + 1,
		       sizeof *list->item) < 0)
		return error_memory(err);
	json_t *value = stored_json(edit->value, JSON_OBJECT, err);
	if (!value)
		return (int)err->code;
	struct proposal *one = &list->item[list->count++];
	*one = (struct proposal){.version = edit->number, .holds = true};
	const int failed = copy_field(&one->audience, value, "audience", list->arena) < 0 ||
			   copy_field(&one->theme, value, "theme", list->arena) < 0 ||
			   copy_field(&one->text, value, "text", list->arena) < 0 ||
			   copy_field(&one->status, value, "status", list->arena) < 0 ||
			   span_keep(&one->reviewer, edit->reviewer, list->arena) < 0 ||
			   span_keep(&one->edited_at, edit->edited_at, list->arena) < 0;
	json_decref(value);
	if (failed)
		return error_memory(err);
	one->theme = codebook_label(list->codebook, one->theme);
	put_out_of_force(list, one);
	return 0;
}

int proposals_load(struct proposal_list *out, struct store *store, const struct codebook *codebook,
		   struct arena *keep, struct error *err)
{
	*out = (struct proposal_list){.arena = keep, .codebook = codebook};
	return store_edits_each(store, SPAN("draft"), add, out, err);
}

const struct proposal *proposals_find(const struct proposal_list *list, struct span audience,
				      struct span theme)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->item[i].holds && span_equal(list->item[i].audience, audience) &&
		    span_equal(list->item[i].theme, theme))
			return &list->item[i];
	return NULL;
}

int proposals_put(struct store *store, struct proposal *proposal, int64_t replaces,
		  struct arena *scratch, struct error *err)
{
	struct emitter value, target;
	emit_init(&value, scratch);
	emit_open(&value, '{');
	emit_field(&value, "audience", proposal->audience);
	emit_field(&value, "theme", proposal->theme);
	emit_field(&value, "text", proposal->text);
	emit_field(&value, "status", proposal->status);
	emit_close(&value, '}');
	emit_init(&target, scratch);
	emit_open(&target, '[');
	emit_span(&target, proposal->audience);
	emit_span(&target, proposal->theme);
	emit_close(&target, ']');
	if (value.failed || target.failed)
		return error_memory(err);
	struct stored_edit edit = {
		.reviewer = proposal->reviewer,
		.subject = SPAN("draft"),
		.target = emit_text(&target),
		.action = SPAN("change"),
		.value = emit_text(&value),
		.replaces = replaces,
	};
	const int status = store_edit_put(store, &edit, err);
	proposal->version = edit.number;
	return status;
}
