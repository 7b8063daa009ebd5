#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/resources.h"
#include "pipeline/review/api.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/edits.h"
#include "pipeline/store/store.h"

enum { ID_BYTES_MOST = 40, ID_TRIES = 1000 };

static void put(struct emitter *to, const char *key, struct span value)
{
	emit_key(to, key);
	emit_span(to, value);
}

static int emit_edit(void *context, const struct stored_edit *edit, struct error *err)
{
	struct emitter *to = context;
	(void)err;
	emit_open(to, '{');
	emit_key(to, "number");
	emit_number(to, edit->number);
	put(to, "reviewer", edit->reviewer);
	put(to, "edited_at", edit->edited_at);
	put(to, "theme", edit->target);
	put(to, "action", edit->action);
	emit_key(to, "value");
	emit_raw(to, edit->value);
	emit_close(to, '}');
	return 0;
}

int api_codebook(struct review *review, const struct request *request, struct response *out,
		 struct error *err)
{
	struct codebook codebook, packs;
	int status = codebook_load(&codebook, review->store, review->resources->stage.lexicon,
				   request->arena, err);
	if (status == 0)
		status = codebook_packs(&packs, review->resources->stage.lexicon, request->arena,
					err);
	if (status < 0)
		return status;
	struct emitter to;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	emit_key(&to, "themes");
	codebook_emit(&to, &codebook);
	emit_key(&to, "packs");
	codebook_emit(&to, &packs);
	emit_key(&to, "edits");
	emit_open(&to, '[');
	status = store_edits_each(review->store, SPAN("theme"), emit_edit, &to, err);
	emit_close(&to, ']');
	emit_close(&to, '}');
	return status < 0 ? status : respond_json(out, &to, err);
}

/* `Élan & durf` gives `elan-durf`: letters and figures of ASCII, apart by hyphens. */
static size_t plain_id(char out[static ID_BYTES_MOST], struct span name, struct arena *arena)
{
	struct span folded;
	size_t n = 0;
	if (text_fold(&folded, name, arena) < 0)
		return 0;
	for (size_t i = 0; i < folded.len && n < ID_BYTES_MOST; i++) {
		const char c = folded.at[i];
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out[n++] = c;
		else if (n > 0 && out[n - 1] != '-' && n + 1 < ID_BYTES_MOST)
			out[n++] = '-';
	}
	while (n > 0 && out[n - 1] == '-')
		n--;
	return n;
}

/* An id that no theme has yet. NULL: no memory, or a thousand themes of that name. */
static const char *new_id(const struct codebook *codebook, struct span name, struct arena *arena)
{
	char plain[ID_BYTES_MOST];
	size_t len = plain_id(plain, name, arena);
	if (len == 0) {
		memcpy(plain, "thema", 5);
		len = 5;
	}
	for (int n = 1; n <= ID_TRIES; n++) {
		char id[ID_BYTES_MOST + 8];
		(void)snprintf(id, sizeof id, n > 1 ? "%.*s-%d" : "%.*s", (int)len, plain, n);
		if (!codebook_find(codebook, span_from(id)))
			return arena_copy(arena, id, strlen(id));
	}
	return NULL;
}

/* Whether following `parent` or `into` from `start` leads back to `id`. */
static bool leads_to(const struct codebook *codebook, struct span start, struct span id, bool into)
{
	struct span at = start;
	for (size_t i = 0; at.len > 0 && i <= codebook->count; i++) {
		const struct codebook_theme *theme = codebook_find(codebook, at);
		if (span_equal(at, id))
			return true;
		at = !theme ? SPAN("") : into ? theme->into : theme->parent;
	}
	return false;
}

/* NULL, or why the change can't be made. */
static const char *check(const struct codebook *codebook, const struct codebook_theme *wanted)
{
	if (span_trim(wanted->name_nl).len == 0)
		return "a theme needs a name";
	if (wanted->name_nl.len > REQUEST_NAME_MOST || wanted->name_en.len > REQUEST_NAME_MOST ||
	    wanted->definition.len > REQUEST_NOTE_MOST)
		return "the name or definition is too long";
	if ((wanted->parent.len > 0 && !codebook_find(codebook, wanted->parent)) ||
	    (wanted->into.len > 0 && !codebook_find(codebook, wanted->into)))
		return "there is no such theme";
	if (wanted->id.len > 0 && (leads_to(codebook, wanted->parent, wanted->id, false) ||
				   leads_to(codebook, wanted->into, wanted->id, true)))
		return "a theme can't stand under itself";
	return NULL;
}

static struct span value_json(const struct codebook_theme *wanted, struct arena *arena)
{
	struct emitter to;
	emit_init(&to, arena);
	emit_open(&to, '{');
	put(&to, "name_nl", wanted->name_nl);
	put(&to, "name_en", wanted->name_en);
	put(&to, "definition", wanted->definition);
	put(&to, "parent", wanted->parent);
	put(&to, "into", wanted->into);
	emit_close(&to, '}');
	return to.failed ? (struct span){NULL, 0} : emit_text(&to);
}

static int write_theme(struct review *review, const struct request *request,
		       struct codebook_theme *wanted, const struct codebook *codebook,
		       struct error *err)
{
	const bool is_new = wanted->id.len == 0;
	if (is_new)
		wanted->id = span_from(new_id(codebook, wanted->name_nl, request->arena));
	struct stored_edit edit = {
		.reviewer = span_from(request->reviewer),
		.subject = SPAN("theme"),
		.target = wanted->id,
		.action = is_new ? SPAN("add") : SPAN("change"),
		.value = value_json(wanted, request->arena),
		.replaces = is_new ? 0 : wanted->version,
	};
	if (wanted->id.len == 0 || !edit.value.at)
		return error_memory(err);
	int status = store_begin(review->store, err);
	if (status == 0)
		status = store_edit_put(review->store, &edit, err);
	if (status == 0)
		return store_commit(review->store, err);
	store_rollback(review->store);
	return status;
}

int api_theme(struct review *review, const struct request *request, struct response *out,
	      struct error *err)
{
	struct codebook codebook;
	struct codebook_theme wanted = {
		.id = request_string(request, "id"),
		.name_nl = request_string(request, "nl"),
		.name_en = request_string(request, "en"),
		.definition = request_string(request, "definition"),
		.parent = request_string(request, "parent"),
		.into = request_string(request, "into"),
		.version = request_number(request, "version"),
	};
	int status = codebook_load(&codebook, review->store, review->resources->stage.lexicon,
				   request->arena, err);
	if (status < 0)
		return status;
	const struct codebook_theme *now =
		wanted.id.len > 0 ? codebook_find(&codebook, wanted.id) : NULL;
	if (wanted.id.len > 0 && !now)
		return respond_refusal(out, request, 404, "there is no such theme");
	if (now && now->version != wanted.version)
		return respond_refusal(out, request, 409, "somebody else changed this meanwhile");
	const char *why = check(&codebook, &wanted);
	if (why)
		return respond_refusal(out, request, 422, why);
	status = write_theme(review, request, &wanted, &codebook, err);
	if (status < 0)
		return status;
	struct emitter to;
	emit_init(&to, request->arena);
	emit_open(&to, '{');
	put(&to, "id", wanted.id);
	emit_close(&to, '}');
	return respond_json(out, &to, err);
}
