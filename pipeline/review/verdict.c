#include "pipeline/review/verdict.h"

#include <stdlib.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/json.h"
#include "lexicons/lexicon.h"
#include "pipeline/resources.h"
#include "pipeline/store/labels.h"

static int by_bytes(const void *a, const void *b)
{
	return span_compare(*(const struct span *)a, *(const struct span *)b);
}

static void sort_themes(struct verdict *verdict)
{
	if (verdict->themes < 2)
		return;
	qsort(verdict->theme, verdict->themes, sizeof verdict->theme[0], by_bytes);
	size_t n = 1;
	for (size_t i = 1; i < verdict->themes; i++)
		if (!span_equal(verdict->theme[i], verdict->theme[n - 1]))
			verdict->theme[n++] = verdict->theme[i];
	verdict->themes = n;
}

static const char *read_themes(struct verdict *out, const json_t *list,
			       const struct codebook *codebook)
{
	if (json_array_size(list) > REQUEST_THEMES_MOST)
		return "too many themes for one anecdote";
	for (size_t i = 0; i < json_array_size(list); i++) {
		const struct codebook_theme *theme =
			codebook_resolve(codebook, json_span(json_array_get(list, i)));
		if (!theme)
			return "there is no such theme";
		out->theme[out->themes++] = theme->id;
	}
	sort_themes(out);
	return NULL;
}

static bool is_target(const struct review *review, enum target_kind kind, struct span id)
{
	return id.len == 0 ||
	       lexicon_find(review->resources->stage.lexicon, kind, id) != UINT16_MAX;
}

const char *verdict_read(struct verdict *out, const json_t *from, const struct review *review,
			 const struct codebook *codebook)
{
	*out = (struct verdict){
		.rejected = json_is_true(json_object_get(from, "rejected")),
		.kind = json_span(json_object_get(from, "kind")),
		.role = json_span(json_object_get(from, "role")),
		.note = json_span(json_object_get(from, "note")),
	};
	if (out->note.len > REQUEST_NOTE_MOST)
		return "the note is too long";
	if (!is_target(review, TARGET_KIND, out->kind) ||
	    !is_target(review, TARGET_ROLE, out->role))
		return "there is no such kind or role";
	return read_themes(out, json_object_get(from, "themes"), codebook);
}

/* What was suggested, as a verdict: merged themes count for what they were merged into. */
static void suggested_verdict(struct verdict *out, const struct unpacked_theme *ranking,
			      size_t count, const struct decision_target *target,
			      const struct codebook *codebook)
{
	*out = (struct verdict){.kind = target->kind, .role = target->role};
	for (size_t i = 0; i < count && out->themes < REQUEST_THEMES_MOST; i++) {
		const struct codebook_theme *theme =
			ranking[i].suggested ? codebook_resolve(codebook, ranking[i].id) : NULL;
		if (theme)
			out->theme[out->themes++] = theme->id;
	}
	sort_themes(out);
}

static bool is_same(const struct verdict *a, const struct verdict *b)
{
	if (a->themes != b->themes || !span_equal(a->kind, b->kind) ||
	    !span_equal(a->role, b->role))
		return false;
	for (size_t i = 0; i < a->themes; i++)
		if (!span_equal(a->theme[i], b->theme[i]))
			return false;
	return true;
}

static void leave_out(struct verdict *verdict, struct span theme)
{
	size_t n = 0;
	for (size_t i = 0; i < verdict->themes; i++)
		if (!span_equal(verdict->theme[i], theme))
			verdict->theme[n++] = verdict->theme[i];
	verdict->themes = n;
}

void verdict_replace(struct verdict *verdict, struct span theme, struct span by)
{
	leave_out(verdict, theme);
	if (verdict->themes < REQUEST_THEMES_MOST)
		verdict->theme[verdict->themes++] = by;
	sort_themes(verdict);
}

static int take_decision(struct verdict *out, const struct stored_decision *decision,
			 const struct codebook *codebook, struct arena *arena, struct error *err)
{
	const struct span *id;
	size_t ids;
	*out = (struct verdict){
		.rejected = span_equal(decision->status, SPAN("rejected")),
		.kind = decision->kind,
		.role = decision->role,
		.note = decision->note,
	};
	const int status = labels_ids(&id, &ids, codebook, decision->themes, arena, err);
	for (size_t i = 0; i < ids && out->themes < REQUEST_THEMES_MOST; i++)
		out->theme[out->themes++] = id[i];
	return status;
}

int verdict_now(struct verdict *out, bool *settled, struct review *review,
		const struct review_target *anecdote, struct span reviewer,
		const struct codebook *codebook, struct arena *arena, struct error *err)
{
	const struct decision_target *target = &anecdote->target;
	int status = 0;
	for (int own = 0; own < 2 && status == 0; own++) {
		struct stored_decision said = {.number = 0};
		int64_t number = 0, ignored;
		*settled = own == 0;
		status = store_standing_number(&number, review->store, anecdote->number, reviewer,
					       *settled, err);
		if (status == 0 && number > 0)
			status = store_step_get(&said, &ignored, review->store, number, arena, err);
		if (status == 0 && said.status.len > 0)
			return take_decision(out, &said, codebook, arena, err);
	}
	const struct unpacked_theme *ranking;
	size_t count;
	if (status == 0)
		status = unpack_ranking(&ranking, &count, target->ranking, arena, err);
	if (status == 0)
		suggested_verdict(out, ranking, count, target, codebook);
	return status;
}

static struct span themes_json(const struct verdict *verdict, struct arena *arena)
{
	struct emitter to;
	emit_init(&to, arena);
	emit_open(&to, '[');
	for (size_t i = 0; i < verdict->themes; i++)
		emit_span(&to, verdict->theme[i]);
	emit_close(&to, ']');
	return to.failed ? (struct span){NULL, 0} : emit_text(&to);
}

int verdict_put(struct stored_decision *out, struct review *review,
		const struct review_target *anecdote, const struct verdict *verdict,
		const struct verdict_heading *heading, const struct codebook *codebook,
		struct arena *arena, struct error *err)
{
	const struct decision_target *target = &anecdote->target;
	const struct unpacked_theme *ranking;
	struct verdict suggested, said = *verdict;
	size_t count;
	const int status = unpack_ranking(&ranking, &count, target->ranking, arena, err);
	if (status < 0)
		return status;
	suggested_verdict(&suggested, ranking, count, target, codebook);
	if (said.as_suggested) {
		said = suggested;
		said.note = verdict->note;
		leave_out(&said, verdict->without);
	}
	*out = (struct stored_decision){
		.reviewer = heading->reviewer,
		.action = heading->action,
		.phase = heading->phase,
		.status = verdict->rejected            ? SPAN("rejected")
			  : is_same(&said, &suggested) ? SPAN("accepted")
						       : SPAN("corrected"),
		.document = target->document,
		.document_sha256 = target->document_sha256,
		.anecdote = target->id,
		.quotation = target->text,
		.range = target->range,
		.themes = themes_json(&said, arena),
		.kind = said.kind,
		.role = said.role,
		.note = said.note,
		.suggested = pack_suggested(ranking, count, target->kind, target->role, arena),
		.batch = heading->batch,
	};
	if (!out->themes.at || !out->suggested.at)
		return error_memory(err);
	return store_review_put(review->store, out, anecdote->number, err);
}
