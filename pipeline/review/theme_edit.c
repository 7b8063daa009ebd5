#include "pipeline/review/theme_edit.h"

#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/review/review.h"
#include "pipeline/store/codebook.h"
#include "pipeline/store/edits.h"

enum { ID_BYTES_MOST = 40, ID_TRIES = 1000 };

/* `elan & durf` gives `elan-durf`: letters and figures of ASCII, apart by hyphens. */
static size_t plain_id(char out[static ID_BYTES_MOST], struct span folded)
{
	size_t n = 0;
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
	struct span folded;
	if (text_fold(&folded, name, arena) < 0)
		return NULL;
	size_t len = plain_id(plain, folded);
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

const char *theme_check(const struct codebook *codebook, const struct codebook_theme *wanted)
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
	emit_field(&to, "name_nl", wanted->name_nl);
	emit_field(&to, "name_en", wanted->name_en);
	emit_field(&to, "definition", wanted->definition);
	emit_field(&to, "parent", wanted->parent);
	emit_field(&to, "into", wanted->into);
	emit_close(&to, '}');
	return to.failed ? (struct span){NULL, 0} : emit_text(&to);
}

int theme_write(struct review *review, const struct request *request, struct codebook_theme *wanted,
		const struct codebook *codebook, struct error *err)
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
	return store_edit_put(review->store, &edit, err);
}
