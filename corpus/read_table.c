#include "corpus/readers.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/encoding.h"
#include "corpus/error.h"
#include "corpus/stories.h"

enum { SNIFF_LINES = 20 }; /* records looked at to tell the separator */

/* --- cells (RFC 4180, and what spreadsheets make of it) ------------------------------------ */

struct scanner {
	struct span text;
	size_t at;
	char separator;
};

/* The end of a quoted cell whose quote stands at `at`: behind the closing quote. */
static size_t quoted_end(struct span text, size_t at)
{
	for (at++; at < text.len; at++) {
		if (text.at[at] != '"')
			continue;
		if (at + 1 < text.len && text.at[at + 1] == '"')
			at++;
		else
			return at + 1;
	}
	return at;
}

static bool ends_line(char c)
{
	return c == '\n' || c == '\r';
}

/* One cell as it stands, quotes and all; *last tells that the record ends with it. */
static struct span next_cell(struct scanner *scanner, bool *last)
{
	const struct span text = scanner->text;
	const size_t begin = scanner->at;
	size_t at = begin;
	if (at < text.len && text.at[at] == '"')
		at = quoted_end(text, at);
	while (at < text.len && text.at[at] != scanner->separator && !ends_line(text.at[at]))
		at++;
	const struct span cell = {text.at + begin, at - begin};
	*last = at >= text.len || ends_line(text.at[at]);
	if (at + 1 < text.len && text.at[at] == '\r' && text.at[at + 1] == '\n')
		at++;
	scanner->at = at < text.len ? at + 1 : at;
	return cell;
}

/* Without its quotes; a doubled quote is one. In `arena` where that changes something. */
static int unquote(struct span *cell, struct arena *arena)
{
	if (cell->len < 2 || cell->at[0] != '"')
		return 0;
	char *out = arena_alloc(arena, cell->len);
	if (!out)
		return ERROR_MEMORY;
	const size_t end = quoted_end(*cell, 0);
	size_t len = 0;
	for (size_t at = 1; at < cell->len; at++) {
		if (at == end - 1 && cell->at[at] == '"')
			continue;
		out[len++] = cell->at[at];
		if (at < end && cell->at[at] == '"')
			at++;
	}
	*cell = (struct span){out, len};
	return 0;
}

/* --- the separator ------------------------------------------------------------------------- */

/* How many cells the first records have if they all have as many, else 1. */
static size_t even_cells(struct span text, char separator)
{
	struct scanner scanner = {.text = text, .separator = separator};
	size_t first = 0;
	size_t differ = 0;
	size_t lines = 0;
	for (; lines < SNIFF_LINES && scanner.at < text.len; lines++) {
		size_t cells = 0;
		bool last = false;
		while (!last) {
			next_cell(&scanner, &last);
			cells++;
		}
		if (lines == 0)
			first = cells;
		differ += cells != first;
	}
	return differ * 4 <= lines ? first : 1;
}

static char sniff(struct span text)
{
	static const char separators[] = {',', ';', '\t', '|'};
	char best = ',';
	size_t most = 1;
	for (size_t i = 0; i < sizeof separators; i++) {
		const size_t cells = even_cells(text, separators[i]);
		if (cells > most) {
			most = cells;
			best = separators[i];
		}
	}
	return best;
}

/* --- rows ---------------------------------------------------------------------------------- */

struct rows {
	struct stories_row *row;
	size_t count;
	size_t capacity;
};

static int read_row(struct scanner *scanner, struct stories_row *row, struct arena *arena)
{
	size_t capacity = 0;
	bool last = false;
	*row = (struct stories_row){.cells = 0};
	while (!last) {
		struct span cell = next_cell(scanner, &last);
		if (unquote(&cell, arena) != 0 ||
		    arena_grow(arena, &row->cell, &capacity, row->cells, row->cells + 1,
			       sizeof *row->cell) != 0)
			return ERROR_MEMORY;
		row->cell[row->cells++] = cell;
	}
	return 0;
}

/* Excel writes `sep=;` as a first line for itself. */
static size_t separator_line(struct span text, char *separator)
{
	if (text.len < 6 || strncasecmp(text.at, "sep=", 4) != 0 || !ends_line(text.at[5]))
		return 0;
	*separator = text.at[4];
	return text.at[5] == '\r' && text.len > 6 && text.at[6] == '\n' ? 7 : 6;
}

static void read_rows(struct rows *rows, struct span text, struct builder *builder)
{
	struct scanner scanner = {.text = text};
	scanner.at = separator_line(text, &scanner.separator);
	if (scanner.at == 0)
		scanner.separator = sniff(text);
	while (scanner.at < text.len && builder->status == 0) {
		if (arena_grow(builder->scratch, &rows->row, &rows->capacity, rows->count,
			       rows->count + 1, sizeof *rows->row) != 0 ||
		    read_row(&scanner, &rows->row[rows->count], builder->scratch) != 0) {
			builder_fail(builder, error_memory(builder->err));
			return;
		}
		rows->count++;
	}
}

int read_table_fits(struct span bytes, struct span ending)
{
	const bool named = span_equal(ending, SPAN("csv")) || span_equal(ending, SPAN("tsv")) ||
			   span_equal(ending, SPAN("tab"));
	return named && encoding_is_text(bytes) ? 2 : 0;
}

int read_table(struct document *out, struct span bytes, const struct reader_options *options,
	       struct arena *keep, struct arena *scratch, struct error *err)
{
	(void)options;
	struct builder builder;
	struct rows rows = {.count = 0};
	struct span text;
	builder_init(&builder, keep, scratch, err);
	if (encoding_decode(&text, bytes, NULL, &builder) == 0)
		read_rows(&rows, text, &builder);
	return stories_read(out, rows.row, rows.count, &builder);
}
