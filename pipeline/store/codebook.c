#include "pipeline/store/codebook.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "pipeline/emit.h"
#include "pipeline/store/edits.h"
#include "pipeline/store/stored_json.h"

static struct codebook_theme *add(struct codebook *codebook)
{
	if (arena_grow(codebook->arena, &codebook->theme, &codebook->capacity, codebook->count,
		       codebook->count + 1, sizeof *codebook->theme) < 0)
		return NULL;
	struct codebook_theme *theme = &codebook->theme[codebook->count++];
	*theme = (struct codebook_theme){.version = 0};
	return theme;
}

struct codebook_theme *codebook_find(const struct codebook *codebook, struct span id)
{
	for (size_t i = 0; i < codebook->count; i++)
		if (span_equal(codebook->theme[i].id, id))
			return &codebook->theme[i];
	return NULL;
}

const struct codebook_theme *codebook_resolve(const struct codebook *codebook, struct span id)
{
	const struct codebook_theme *theme = codebook_find(codebook, id);
	/* A circle of merges is refused when it is made; the bound holds in any case. */
	for (size_t i = 0; theme && theme->into.len > 0 && i < codebook->count; i++) {
		const struct codebook_theme *into = codebook_find(codebook, theme->into);
		if (!into)
			break;
		theme = into;
	}
	return theme;
}

struct span codebook_label(const struct codebook *codebook, struct span id)
{
	struct span label = id;
	for (size_t i = 0; i < codebook->count; i++) {
		const struct codebook_theme *theme = codebook_find(codebook, label);
		if (!theme || theme->into.len == 0)
			break;
		label = theme->into;
	}
	return label;
}

struct span codebook_name(const struct codebook_theme *theme, struct span language)
{
	const bool english = span_starts(language, SPAN("en"));
	const struct span name =
		english && theme->name_en.len > 0 ? theme->name_en : theme->name_nl;
	return name.len > 0 ? name : theme->id;
}

static int copy_field(struct span *out, const json_t *value, const char *key, struct arena *arena)
{
	return span_keep(out, json_span(json_object_get(value, key)), arena);
}

static int apply_edit(void *context, const struct stored_edit *edit, struct error *err)
{
	struct codebook *codebook = context;
	struct codebook_theme *theme = codebook_find(codebook, edit->target);
	if (!theme) {
		theme = add(codebook);
		if (!theme || span_keep(&theme->id, edit->target, codebook->arena) < 0)
			return error_memory(err);
		theme->added = true;
	}
	/* The study's own pack of learnt terms has themes that people added. */
	theme->added = theme->added || span_equal(edit->action, SPAN("add"));
	json_t *value = stored_json(edit->value, JSON_OBJECT, err);
	if (!value)
		return (int)err->code;
	theme->version = edit->number;
	const int failed =
		span_keep(&theme->changed_at, edit->edited_at, codebook->arena) < 0 ||
		copy_field(&theme->name_nl, value, "name_nl", codebook->arena) < 0 ||
		copy_field(&theme->name_en, value, "name_en", codebook->arena) < 0 ||
		copy_field(&theme->definition, value, "definition", codebook->arena) < 0 ||
		copy_field(&theme->parent, value, "parent", codebook->arena) < 0 ||
		copy_field(&theme->into, value, "into", codebook->arena) < 0;
	json_decref(value);
	if (theme->added && theme->added_at.len == 0)
		theme->added_at = theme->changed_at;
	return failed ? error_memory(err) : 0;
}

int codebook_packs(struct codebook *out, const struct lexicon *lexicon, struct arena *keep,
		   struct error *err)
{
	*out = (struct codebook){.arena = keep};
	for (size_t i = 0; i < lexicon_count(lexicon, TARGET_THEME); i++) {
		const struct target *target = lexicon_target(lexicon, TARGET_THEME, (uint16_t)i);
		struct codebook_theme *theme = add(out);
		if (!theme)
			return error_memory(err);
		theme->id = target->id;
		theme->name_nl = lexicon_name(target, SPAN("nl"));
		theme->name_en = lexicon_name(target, SPAN("en"));
		theme->definition = target->definition;
		if (target->parent != UINT16_MAX)
			theme->parent = lexicon_target(lexicon, TARGET_THEME, target->parent)->id;
	}
	return 0;
}

int codebook_load(struct codebook *out, struct store *store, const struct lexicon *lexicon,
		  struct arena *keep, struct error *err)
{
	*out = (struct codebook){.arena = keep};
	const int status = lexicon ? codebook_packs(out, lexicon, keep, err) : 0;
	return status < 0 ? status : store_edits_each(store, SPAN("theme"), apply_edit, out, err);
}

void codebook_emit(struct emitter *to, const struct codebook *codebook)
{
	emit_open(to, '[');
	for (size_t i = 0; i < codebook->count; i++) {
		const struct codebook_theme *theme = &codebook->theme[i];
		emit_open(to, '{');
		emit_field(to, "id", theme->id);
		emit_field(to, "nl", theme->name_nl);
		emit_field(to, "en", theme->name_en);
		emit_field(to, "definition", theme->definition);
		emit_field(to, "parent", theme->parent);
		emit_field(to, "into", theme->into);
		emit_field_number(to, "version", theme->version);
		emit_close(to, '}');
	}
	emit_close(to, ']');
}
