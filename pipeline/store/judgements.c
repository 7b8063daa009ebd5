#include "pipeline/store/judgements.h"

#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/store/edits.h"
#include "pipeline/store/statements.h"

static struct stored_judgement judgement_of(sqlite3_stmt *s)
{
	return (struct stored_judgement){
		.version = sqlite3_column_int64(s, 0),
		.commitment = column_span(s, 1),
		.text = column_span(s, 2),
		.status = column_span(s, 3),
		.reviewer = column_span(s, 4),
		.judged_at = column_span(s, 5),
	};
}

int store_judgement_find(struct stored_judgement *out, struct store *store, struct span commitment,
			 struct arena *keep, struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_JUDGEMENT, err);
	if (!s)
		return store_code(err);
	bind_span(s, 1, commitment);
	const int row = statement_next(store, s, err);
	if (row <= 0)
		return row;
	*out = judgement_of(s);
	struct span *const field[] = {&out->commitment, &out->text, &out->status, &out->reviewer,
				      &out->judged_at};
	int copied = 0;
	for (size_t i = 0; i < sizeof field / sizeof field[0] && copied == 0; i++)
		copied = span_keep(field[i], *field[i], keep);
	(void)sqlite3_reset(s);
	return copied < 0 ? error_memory(err) : 1;
}

int store_judgement_put(struct store *store, struct stored_judgement *judgement,
			const struct stored_judgement *replaces, struct arena *scratch,
			struct error *err)
{
	struct emitter value;
	emit_init(&value, scratch);
	emit_open(&value, '{');
	emit_field(&value, "text", replaces->text);
	emit_field(&value, "status", judgement->status);
	emit_close(&value, '}');
	if (value.failed)
		return error_memory(err);
	struct stored_edit edit = {
		.reviewer = judgement->reviewer,
		.subject = SPAN("commitment"),
		.target = judgement->commitment,
		.action = SPAN("change"),
		.value = emit_text(&value),
		.replaces = replaces->version,
	};
	const int status = store_edit_put(store, &edit, err);
	judgement->version = edit.number;
	return status;
}

int store_judgements_lost_each(struct store *store, store_judgement_fn *each, void *context,
			       struct error *err)
{
	sqlite3_stmt *s = statement_of(store, STATEMENT_JUDGEMENTS_LOST, err);
	if (!s)
		return store_code(err);
	int row = 0, status = 0;
	while (status >= 0 && (row = statement_next(store, s, err)) > 0) {
		const struct stored_judgement one = judgement_of(s);
		status = each(context, &one, err);
	}
	if (status < 0)
		(void)sqlite3_reset(s);
	return status < 0 ? status : row;
}
