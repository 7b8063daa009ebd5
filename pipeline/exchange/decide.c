#include "pipeline/exchange/decide.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/store/pack.h"

static bool contains(const struct span *list, size_t count, struct span one)
{
	for (size_t i = 0; i < count; i++)
		if (span_equal(list[i], one))
			return true;
	return false;
}

/* Accepted is: the same themes as suggested, and the same kind and role where they are given. */
static bool is_as_suggested(const struct decide *decision, const struct unpacked_theme *ranking,
			    size_t count, const struct decision_target *target)
{
	size_t suggested = 0;
	for (size_t i = 0; i < count; i++) {
		if (!ranking[i].suggested)
			continue;
		suggested++;
		if (!contains(decision->theme, decision->themes, ranking[i].id))
			return false;
	}
	return suggested == decision->themes &&
	       (decision->kind.len == 0 || span_equal(decision->kind, target->kind)) &&
	       (decision->role.len == 0 || span_equal(decision->role, target->role));
}

static struct span themes_json(const struct span *theme, size_t themes, struct arena *arena)
{
	struct emitter to;
	emit_init(&to, arena);
	emit_open(&to, '[');
	for (size_t i = 0; i < themes; i++)
		emit_span(&to, theme[i]);
	emit_close(&to, ']');
	return to.failed ? (struct span){NULL, 0} : emit_text(&to);
}

int decide_put(struct store *store, const struct decide *decide,
	       const struct decision_target *target, struct arena *scratch, struct error *err)
{
	const struct unpacked_theme *ranking;
	size_t count;
	const int status = unpack_ranking(&ranking, &count, target->ranking, scratch, err);
	if (status < 0)
		return status;
	const bool same = is_as_suggested(decide, ranking, count, target);
	struct stored_decision decision = {
		.reviewer = decide->reviewer,
		.decided_at = decide->decided_at,
		.action = decide->rejected ? SPAN("reject") : SPAN("label"),
		.phase = decide->settled ? SPAN("settle") : SPAN("import"),
		.status = decide->rejected ? SPAN("rejected")
			  : same           ? SPAN("accepted")
					   : SPAN("corrected"),
		.document = target->document,
		.document_sha256 = target->document_sha256,
		.anecdote = target->id,
		.quotation = target->text,
		.range = target->range,
		.kind = decide->kind,
		.role = decide->role,
		.note = decide->note,
		.suggested = pack_suggested(ranking, count, target->kind, target->role, scratch),
	};
	if (!decide->no_themes_said)
		decision.themes = themes_json(decide->theme, decide->themes, scratch);
	if (!decision.suggested.at || (!decide->no_themes_said && !decision.themes.at))
		return error_memory(err);
	return store_decision_put(store, &decision, err);
}
