#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/csv.h"
#include "corpus/encoding.h"
#include "corpus/error.h"
#include "pipeline/exchange/decide.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/import_stories.h"
#include "pipeline/store/decisions.h"

enum { CELLS_MOST = 1024 };

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
	for (size_t at = 0; at <= list.len && count < DECIDE_THEMES_MOST;) {
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

static int put_decision(struct import *import, const struct stories_row *row,
			const struct decision_target *target)
{
	struct span theme[DECIDE_THEMES_MOST];
	const struct decide decide = {
		.reviewer = cell_at(row, import->place[COLUMN_REVIEWER]),
		.decided_at = cell_at(row, import->place[COLUMN_DECIDED]),
		.theme = theme,
		.themes = cut_themes(theme, cell_at(row, import->place[COLUMN_THEMES])),
		.kind = cell_at(row, import->place[COLUMN_KIND]),
		.role = cell_at(row, import->place[COLUMN_ROLE]),
	};
	const int status = decide_put(import->store, &decide, target, &import->row, import->err);
	import->out->decisions += status == 0;
	return status;
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
		import_note(import->out, "decisions on anecdotes that are not there were left out",
			    id, 1, true);
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

int import_table(struct import_summary *out, const struct import_job *job, struct error *err)
{
	struct import import = {.out = out, .store = job->store, .arena = job->arena, .err = err};
	const int status = import_any(&import, job->bytes, job->name, job->language);
	arena_release(&import.row);
	return status;
}
