#include "corpus/csv.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"

enum { SNIFF_LINES = 20 }; /* records looked at to tell the separator */

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

int csv_read(struct csv_rows *out, struct span text, struct arena *arena)
{
	struct scanner scanner = {.text = text};
	size_t capacity = 0;
	*out = (struct csv_rows){.count = 0};
	scanner.at = separator_line(text, &scanner.separator);
	if (scanner.at == 0)
		scanner.separator = sniff(text);
	while (scanner.at < text.len) {
		if (arena_grow(arena, &out->row, &capacity, out->count, out->count + 1,
			       sizeof *out->row) != 0 ||
		    read_row(&scanner, &out->row[out->count], arena) != 0)
			return ERROR_MEMORY;
		out->count++;
	}
	return 0;
}
