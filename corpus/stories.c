#include "corpus/stories.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/error.h"
#include "corpus/metadata.h"

enum column {
	COLUMN_TEXT,
	COLUMN_ID,
	COLUMN_ROUND,
	COLUMN_TITLE,
	COLUMN_SPEAKER,
	COLUMN_ROLE,
	COLUMN_SOURCE,
	COLUMNS
};

enum {
	SAMPLE_ROWS = 200,  /* looked at to find the column of texts */
	TEXT_LEAST = 60,    /* bytes on average that make a column one of texts */
	CELLS_MOST = 16384, /* as many columns as a spreadsheet has */
};

/* Folded names, the better ones first. */
static const struct {
	const char *word;
	enum column column;
} words[] = {
	{"text", COLUMN_TEXT},
	{"tekst", COLUMN_TEXT},
	{"story", COLUMN_TEXT},
	{"verhaal", COLUMN_TEXT},
	{"anekdote", COLUMN_TEXT},
	{"anecdote", COLUMN_TEXT},
	{"story text", COLUMN_TEXT},
	{"ervaring", COLUMN_TEXT},
	{"experience", COLUMN_TEXT},
	{"antwoord", COLUMN_TEXT},
	{"answer", COLUMN_TEXT},
	{"inhoud", COLUMN_TEXT},
	{"content", COLUMN_TEXT},
	{"beschrijving", COLUMN_TEXT},
	{"description", COLUMN_TEXT},
	{"fragment", COLUMN_TEXT},
	{"citaat", COLUMN_TEXT},
	{"quote", COLUMN_TEXT},
	{"id", COLUMN_ID},
	{"nr", COLUMN_ID},
	{"nummer", COLUMN_ID},
	{"number", COLUMN_ID},
	{"code", COLUMN_ID},
	{"external_id", COLUMN_ID},
	{"story id", COLUMN_ID},
	{"round", COLUMN_ROUND},
	{"ronde", COLUMN_ROUND},
	{"title", COLUMN_TITLE},
	{"titel", COLUMN_TITLE},
	{"story title", COLUMN_TITLE},
	{"naam verhaal", COLUMN_TITLE},
	{"speaker", COLUMN_SPEAKER},
	{"spreker", COLUMN_SPEAKER},
	{"verteller", COLUMN_SPEAKER},
	{"teller", COLUMN_SPEAKER},
	{"role", COLUMN_ROLE},
	{"rol", COLUMN_ROLE},
	{"source", COLUMN_SOURCE},
	{"bron", COLUMN_SOURCE},
};

enum { WORDS = sizeof words / sizeof *words, NONE = CELLS_MOST };

struct table {
	struct builder *builder;
	struct stories_row header;
	size_t place[COLUMNS]; /* which cell; NONE if there is no such column */
	struct story *story;
	size_t stories;
	size_t capacity;
};

/* --- columns ------------------------------------------------------------------------------- */

static size_t find_column(struct table *table, enum column column)
{
	for (size_t w = 0; w < WORDS; w++) {
		if (words[w].column != column)
			continue;
		for (size_t i = 0; i < table->header.cells; i++) {
			struct span folded;
			const struct span name = span_trim(table->header.cell[i]);
			if (name.len == 0)
				continue;
			if (text_fold(&folded, name, table->builder->scratch) != 0) {
				builder_fail(table->builder, error_memory(table->builder->err));
				return NONE;
			}
			if (span_equal(folded, span_from(words[w].word)))
				return i;
		}
	}
	return NONE;
}

bool stories_is_speaker(struct span name, struct arena *scratch)
{
	struct span folded;
	if (text_fold(&folded, span_trim(name), scratch) != 0)
		return false;
	for (size_t w = 0; w < WORDS; w++)
		if (words[w].column == COLUMN_SPEAKER &&
		    span_equal(folded, span_from(words[w].word)))
			return true;
	return false;
}

/* The column with the longest contents, if they are sentences. */
static size_t longest_column(const struct stories_row *row, size_t rows, size_t columns)
{
	size_t best = NONE;
	size_t most = 0;
	const size_t sample = rows < SAMPLE_ROWS ? rows : SAMPLE_ROWS;
	for (size_t i = 0; i < columns; i++) {
		size_t bytes = 0;
		size_t filled = 0;
		for (size_t r = 0; r < sample; r++) {
			const size_t len = i < row[r].cells ? row[r].cell[i].len : 0;
			bytes += len;
			filled += len > 0;
		}
		if (filled > 0 && bytes / filled >= TEXT_LEAST && bytes > most) {
			most = bytes;
			best = i;
		}
	}
	return best;
}

static int find_columns(struct table *table, const struct stories_row *row, size_t rows)
{
	struct builder *builder = table->builder;
	for (int i = 0; i < COLUMNS; i++)
		table->place[i] = find_column(table, (enum column)i);
	if (table->place[COLUMN_TEXT] == NONE)
		table->place[COLUMN_TEXT] = longest_column(row, rows, table->header.cells);
	if (builder->status != 0 || table->place[COLUMN_TEXT] != NONE)
		return builder->status;
	return builder_fail(builder,
			    error_set(builder->err, ERROR_INPUT, "the table has no column of texts",
				      "%s", "text, tekst, verhaal, story"));
}

/* --- rows ---------------------------------------------------------------------------------- */

static struct span cell_at(const struct stories_row *row, size_t place)
{
	return place < row->cells ? span_trim(row->cell[place]) : SPAN("");
}

static struct span kept(struct table *table, struct span text)
{
	struct builder *builder = table->builder;
	struct span clean;
	uint32_t mended = 0;
	if (builder_clean(&clean, text, &mended, builder->scratch, builder->scratch) != 0 ||
	    !(clean.at = arena_copy(builder->keep, clean.at, clean.len))) {
		builder_fail(builder, error_memory(builder->err));
		return SPAN("");
	}
	return clean;
}

static bool is_variable(const struct table *table, size_t i)
{
	for (int c = 0; c < COLUMNS; c++)
		if (table->place[c] == i)
			return false;
	return span_trim(table->header.cell[i]).len > 0;
}

static void add_variables(struct table *table, const struct stories_row *row, struct story *story)
{
	size_t count = 0;
	const size_t cells = row->cells < table->header.cells ? row->cells : table->header.cells;
	for (size_t i = 0; i < cells; i++)
		count += is_variable(table, i) && cell_at(row, i).len > 0;
	story->variable = arena_calloc(table->builder->keep, count, sizeof *story->variable);
	if (!story->variable) {
		builder_fail(table->builder, error_memory(table->builder->err));
		return;
	}
	for (size_t i = 0; i < cells; i++) {
		if (!is_variable(table, i) || cell_at(row, i).len == 0)
			continue;
		story->variable[story->variables++] =
			(struct variable){kept(table, span_trim(table->header.cell[i])),
					  kept(table, cell_at(row, i))};
	}
}

static void add_row(struct table *table, const struct stories_row *row)
{
	struct builder *builder = table->builder;
	builder_add(builder, cell_at(row, table->place[COLUMN_TEXT]));
	struct block *block = builder_end(builder, BLOCK_STORY, 0);
	if (!block)
		return;
	const size_t index = builder->blocks - 1;
	block->external = kept(table, cell_at(row, table->place[COLUMN_ID]));
	block->speaker = kept(table, cell_at(row, table->place[COLUMN_SPEAKER]));
	block->role = kept(table, cell_at(row, table->place[COLUMN_ROLE]));
	if (arena_grow(builder->keep, &table->story, &table->capacity, table->stories,
		       table->stories + 1, sizeof *table->story) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	struct story *story = &table->story[table->stories++];
	*story = (struct story){
		.block = index,
		.title = kept(table, cell_at(row, table->place[COLUMN_TITLE])),
		.round = kept(table, cell_at(row, table->place[COLUMN_ROUND])),
		.source = kept(table, cell_at(row, table->place[COLUMN_SOURCE])),
	};
	add_variables(table, row, story);
}

/* What all rows say alike of case and date is so of the whole: a table of one report. */
static void set_common(struct table *table, const struct stories_row *row, size_t rows)
{
	struct builder *builder = table->builder;
	for (size_t i = 0; i < table->header.cells && rows > 0 && builder->status == 0; i++) {
		const struct span name = span_trim(table->header.cell[i]);
		const struct span value = cell_at(&row[0], i);
		const enum metadata_field field = metadata_field_of(name, builder->scratch);
		bool common = value.len > 0 && is_variable(table, i) &&
			      (field == FIELD_CASE || field == FIELD_DATE);
		for (size_t r = 1; r < rows && common; r++)
			common = span_equal(cell_at(&row[r], i), value);
		if (common)
			(void)metadata_set(builder, name, kept(table, value));
	}
}

int stories_read(struct document *out, const struct stories_row *row, size_t rows,
		 struct builder *builder)
{
	struct table table = {.builder = builder};
	if (builder->status != 0)
		return builder->status;
	if (rows == 0)
		return builder_fail(builder,
				    error_set(builder->err, ERROR_INPUT,
					      "there is no text in this document", "%s", ""));
	table.header = row[0];
	if (table.header.cells > CELLS_MOST)
		return builder_fail(builder,
				    error_set(builder->err, ERROR_LIMIT,
					      "the table has too many columns", "%d", CELLS_MOST));
	if (find_columns(&table, row + 1, rows - 1) != 0)
		return builder->status;
	for (size_t i = 1; i < rows && builder->status == 0; i++)
		add_row(&table, &row[i]);
	set_common(&table, row + 1, rows - 1);
	const int status = builder_finish(builder, out);
	out->story = table.story;
	out->stories = table.stories;
	return status;
}
