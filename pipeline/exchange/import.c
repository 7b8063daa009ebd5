#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/csv.h"
#include "corpus/encoding.h"
#include "corpus/error.h"
#include "pipeline/emit.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/import_stories.h"
#include "pipeline/store/decisions.h"
#include "pipeline/store/pack.h"

enum { CELLS_MOST = 1024, THEMES_MOST = 64 };

/* Columns of a table of decisions. */
enum column {
	COLUMN_EXTERNAL,
	COLUMN_ID,
	COLUMN_REVIEWER,
	COLUMN_THEMES,
	COLUMN_KIND,
	COLUMN_ROLE,
	COLUMN_DECIDED,
	COLUMNS
};
static const char *const column_name[COLUMNS] = {
	"external_id", "id", "reviewer", "themes", "kind", "speaker_role", "decided_at"};

struct import {
	struct import_summary *out;
	struct store *store;
	struct arena *arena;   /* of the whole import */
	struct arena row;      /* of the row at hand */
	size_t place[COLUMNS]; /* SIZE_MAX: not there */
	struct error *err;
};

static struct span cell_at(const struct stories_row *row, size_t place)
{
	return place < row->cells ? span_trim(row->cell[place]) : SPAN("");
}

static void find_columns(struct import *import, const struct stories_row *header)
{
	for (size_t c = 0; c < COLUMNS; c++) {
		import->place[c] = SIZE_MAX;
		for (size_t i = header->cells; i-- > 0;)
			if (span_equal(span_trim(header->cell[i]), span_from(column_name[c])))
				import->place[c] = i;
	}
}

static bool is_decisions(const struct import *import)
{
	return import->place[COLUMN_REVIEWER] != SIZE_MAX &&
	       (import->place[COLUMN_EXTERNAL] != SIZE_MAX || import->place[COLUMN_ID] != SIZE_MAX);
}

/* `regels; tijd` as ids, in their order and each once. Returns how many. */
static size_t cut_themes(struct span *out, struct span list)
{
	size_t count = 0;
	for (size_t at = 0; at <= list.len && count < THEMES_MOST;) {
		size_t end = at;
		while (end < list.len && list.at[end] != ';')
			end++;
		const struct span one = span_trim((struct span){list.at + at, end - at});
		bool again = one.len == 0;
		for (size_t i = 0; i < count && !again; i++)
			again = span_equal(out[i], one);
		if (!again)
			out[count++] = one;
		at = end + 1;
	}
	return count;
}

static bool contains(const struct span *list, size_t count, struct span one)
{
	for (size_t i = 0; i < count; i++)
		if (span_equal(list[i], one))
			return true;
	return false;
}

/* Accepted is: the same themes as suggested, and the same kind and role where they are given. */
static bool is_as_suggested(const struct stored_decision *decision, const struct span *theme,
			    size_t themes, const struct unpacked_theme *ranking, size_t count,
			    const struct decision_target *target)
{
	size_t suggested = 0;
	for (size_t i = 0; i < count; i++) {
		if (!ranking[i].suggested)
			continue;
		suggested++;
		if (!contains(theme, themes, ranking[i].id))
			return false;
	}
	return suggested == themes &&
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

/* What the program said when the decision was taken down. */
static struct span suggested_json(const struct unpacked_theme *ranking, size_t count,
				  const struct decision_target *target, struct arena *arena)
{
	struct emitter to;
	emit_init(&to, arena);
	emit_open(&to, '{');
	emit_key(&to, "themes");
	emit_open(&to, '[');
	for (size_t i = 0; i < count; i++) {
		if (!ranking[i].suggested)
			continue;
		emit_open(&to, '[');
		emit_span(&to, ranking[i].id);
		emit_real(&to, (double)ranking[i].score, SCORE_DECIMALS);
		emit_close(&to, ']');
	}
	emit_close(&to, ']');
	emit_key(&to, "kind");
	emit_span(&to, target->kind);
	emit_key(&to, "role");
	emit_span(&to, target->role);
	emit_close(&to, '}');
	return to.failed ? (struct span){NULL, 0} : emit_text(&to);
}

static int put_decision(struct import *import, const struct stories_row *row,
			const struct decision_target *target)
{
	const struct unpacked_theme *ranking;
	size_t count;
	int status = unpack_ranking(&ranking, &count, target->ranking, &import->row, import->err);
	if (status < 0)
		return status;
	struct span theme[THEMES_MOST];
	const size_t themes = cut_themes(theme, cell_at(row, import->place[COLUMN_THEMES]));
	struct stored_decision decision = {
		.reviewer = cell_at(row, import->place[COLUMN_REVIEWER]),
		.decided_at = cell_at(row, import->place[COLUMN_DECIDED]),
		.action = SPAN("label"),
		.phase = SPAN("import"),
		.document = target->document,
		.document_sha256 = target->document_sha256,
		.anecdote = target->id,
		.quotation = target->text,
		.range = target->range,
		.themes = themes_json(theme, themes, &import->row),
		.kind = cell_at(row, import->place[COLUMN_KIND]),
		.role = cell_at(row, import->place[COLUMN_ROLE]),
		.suggested = suggested_json(ranking, count, target, &import->row),
	};
	if (!decision.themes.at || !decision.suggested.at)
		return error_memory(import->err);
	const bool same = is_as_suggested(&decision, theme, themes, ranking, count, target);
	decision.status = same ? SPAN("accepted") : SPAN("corrected");
	status = store_decision_put(import->store, &decision, import->err);
	import->out->decisions += status == 0;
	return status;
}

static void note_unknown(struct import_summary *out, struct span id)
{
	if (out->unknown++ > 0)
		return;
	const size_t most = sizeof out->first_unknown - 1;
	const size_t len = id.len < most ? id.len : most;
	memcpy(out->first_unknown, id.at, len);
	out->first_unknown[len] = '\0';
}

static int import_decision(struct import *import, const struct stories_row *row, size_t line)
{
	struct span id = cell_at(row, import->place[COLUMN_EXTERNAL]);
	if (id.len == 0)
		id = cell_at(row, import->place[COLUMN_ID]);
	if (row->cells == 1 && row->cell[0].len == 0)
		return 0;
	if (id.len == 0 || cell_at(row, import->place[COLUMN_REVIEWER]).len == 0) {
		error_set(import->err, ERROR_INPUT, "a decision needs an id and a reviewer", "%s",
			  "");
		error_at(import->err, "", (unsigned)line, 0);
		return ERROR_INPUT;
	}
	struct decision_target target;
	const int found =
		store_find_anecdote(&target, import->store, id, &import->row, import->err);
	if (found < 0)
		return found;
	if (found == 0) {
		note_unknown(import->out, id);
		return 0;
	}
	return put_decision(import, row, &target);
}

static int import_decisions(struct import *import, const struct csv_rows *rows)
{
	int status = 0;
	for (size_t i = 1; i < rows->count && status == 0; i++) {
		status = import_decision(import, &rows->row[i], i + 1);
		arena_reset(&import->row);
	}
	if (status == 0)
		status = store_decisions_anchor(import->store, &import->row, import->err);
	return status;
}

static int read_rows(struct csv_rows *rows, struct import *import, struct span bytes)
{
	struct builder builder;
	struct span text;
	builder_init(&builder, import->arena, import->arena, import->err);
	const int status = encoding_decode(&text, bytes, NULL, &builder);
	if (status < 0)
		return status;
	return csv_read(rows, text, import->arena) < 0 ? error_memory(import->err) : 0;
}

static int import_any(struct import *import, struct span bytes, const char *name,
		      const char *language)
{
	struct csv_rows rows = {.count = 0};
	if (encoding_is_text(bytes)) {
		const int status = read_rows(&rows, import, bytes);
		if (status < 0)
			return status;
	}
	if (rows.count > 0 && rows.row[0].cells <= CELLS_MOST) {
		find_columns(import, &rows.row[0]);
		if (is_decisions(import))
			return import_decisions(import, &rows);
	}
	return import_stories(&import->out->stories, import->store, bytes, name, language,
			      import->arena, &import->row, import->err);
}

int import_table(struct import_summary *out, struct store *store, struct span bytes,
		 const char *name, const char *language, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct import import = {.out = out, .store = store, .arena = &arena, .err = err};
	*out = (struct import_summary){.stories = 0};
	const int status = import_any(&import, bytes, name, language);
	arena_release(&import.row);
	arena_release(&arena);
	return status;
}
