#include "pipeline/exchange/import_stories.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/digest.h"
#include "corpus/document.h"
#include "corpus/error.h"
#include "corpus/reader.h"
#include "pipeline/store/sources.h"

enum { PATH_MOST = 512 };

struct row {
	const struct story *story;
	const struct block *block;
	struct span report; /* what the row comes from; empty if the table does not say */
	struct span round;
};

struct table {
	const struct document *document;
	struct row *row;
	size_t rows;
	FILE *to; /* the part being written */
};

static struct span report_of(const struct story *story, const struct block *block)
{
	if (story->source.len > 0)
		return story->source;
	const char *hash = memchr(block->external.at, '#', block->external.len);
	if (block->external.len > 0 && hash && hash > block->external.at)
		return (struct span){block->external.at, (size_t)(hash - block->external.at)};
	return story->title;
}

/* By report and round; rows of one report stay in the order of the table. */
static int by_report(const void *a, const void *b)
{
	const struct row *one = a, *two = b;
	int order = span_compare(one->report, two->report);
	if (order == 0)
		order = span_compare(one->round, two->round);
	if (order == 0)
		order = one->story < two->story ? -1 : one->story > two->story;
	return order;
}

void import_stories_cell(FILE *to, struct span value, char after)
{
	(void)fputc('"', to);
	for (size_t i = 0; i < value.len; i++) {
		if (value.at[i] == '"')
			(void)fputc('"', to);
		(void)fputc(value.at[i], to);
	}
	(void)fputc('"', to);
	(void)fputc(after, to);
}

static bool is_new_name(const struct row *row, size_t rows, struct span name)
{
	for (size_t i = 0; i < rows; i++)
		for (size_t v = 0; v < row[i].story->variables; v++)
			if (span_equal(row[i].story->variable[v].name, name))
				return false;
	return true;
}

/* The values of all columns of that name, as `frustrated; supported`: a question with more than
 * one answer may have a column for each. NULL: no memory. */
static struct span variable_of(const struct story *story, struct span name, struct arena *arena)
{
	size_t size = 0, len = 0;
	for (size_t v = 0; v < story->variables; v++)
		size += story->variable[v].value.len + 2;
	char *text = arena_alloc(arena, size);
	for (size_t v = 0; v < story->variables && text; v++) {
		const struct span value = story->variable[v].value;
		if (!span_equal(story->variable[v].name, name))
			continue;
		if (len > 0) {
			memcpy(text + len, "; ", 2);
			len += 2;
		}
		memcpy(text + len, value.at, value.len);
		len += value.len;
	}
	return (struct span){text, len};
}

static bool stands_before(const struct story *story, size_t v)
{
	for (size_t i = 0; i < v; i++)
		if (span_equal(story->variable[i].name, story->variable[v].name))
			return true;
	return false;
}

/* Names of all variables, in the order in which they come up. */
static size_t gather_names(struct span *name, const struct row *row, size_t rows)
{
	size_t names = 0;
	for (size_t i = 0; i < rows; i++)
		for (size_t v = 0; v < row[i].story->variables; v++)
			if (is_new_name(row, i, row[i].story->variable[v].name) &&
			    !stands_before(row[i].story, v))
				name[names++] = row[i].story->variable[v].name;
	return names;
}

static int put_row(const struct table *table, const struct row *row, const struct span *name,
		   size_t names, struct arena *scratch)
{
	const struct block *block = row->block;
	const struct span text = {table->document->text.at + block->start,
				  block->end - block->start};
	const struct span cell[] = {block->external,   text,           row->round,
				    row->story->title, block->speaker, block->role,
				    row->story->source};
	const size_t cells = sizeof cell / sizeof cell[0];
	for (size_t i = 0; i < cells; i++)
		import_stories_cell(table->to, cell[i], i + 1 < cells || names > 0 ? ',' : '\n');
	for (size_t i = 0; i < names; i++) {
		const struct span value = variable_of(row->story, name[i], scratch);
		if (!value.at)
			return -1;
		import_stories_cell(table->to, value, i + 1 < names ? ',' : '\n');
	}
	return 0;
}

static int write_part(const struct table *table, const struct row *row, size_t rows,
		      struct arena *scratch)
{
	size_t most = 0;
	for (size_t i = 0; i < rows; i++)
		most += row[i].story->variables;
	struct span *name = arena_calloc(scratch, most, sizeof *name);
	if (!name)
		return -1;
	const size_t names = gather_names(name, row, rows);
	(void)fputs("id,text,round,title,speaker,role,source", table->to);
	(void)fputc(names > 0 ? ',' : '\n', table->to);
	for (size_t i = 0; i < names; i++)
		import_stories_cell(table->to, name[i], i + 1 < names ? ',' : '\n');
	for (size_t i = 0; i < rows; i++)
		if (put_row(table, &row[i], name, names, scratch) < 0)
			return -1;
	return 0;
}

size_t import_stories_name(char *out, size_t size, struct span name)
{
	size_t len = 0;
	for (size_t i = 0; i < name.len && len + 1 < size; i++) {
		const unsigned char c = (unsigned char)name.at[i];
		out[len++] = c == '/' || c < 0x20 || c == 0x7F ? '-' : (char)c;
	}
	while (len > 0 && len + 1 >= size && ((unsigned char)out[len - 1] & 0x80) != 0)
		len--;
	out[len] = '\0';
	return len;
}

/* `import/stories.csv/interview-3` */
static void part_path(char out[static PATH_MOST], const char *table, const struct row *row,
		      bool again)
{
	int len = snprintf(out, PATH_MOST, "import/%.200s/", table);
	if (row->report.len > 0)
		len += (int)import_stories_name(out + len, 200, row->report);
	if (row->report.len == 0 || again) {
		(void)snprintf(out + len, PATH_MOST - (size_t)len, "%sronde-",
			       row->report.len > 0 ? " " : "");
		len = (int)strlen(out);
		(void)import_stories_name(out + len, PATH_MOST - (size_t)len, row->round);
	}
}

static int store_part(struct store *store, const struct table *table, size_t from, size_t to,
		      const char *name, struct arena *scratch, struct error *err)
{
	const struct row *row = &table->row[from];
	char path[PATH_MOST], digest[DIGEST_TEXT], *bytes = NULL;
	size_t size = 0;
	struct table part = *table;
	part.to = open_memstream(&bytes, &size);
	if (!part.to)
		return error_memory(err);
	int status = write_part(&part, row, to - from, scratch) < 0 ? error_memory(err) : 0;
	if (fclose(part.to) != 0 && status == 0)
		status = error_memory(err);
	const bool again = from > 0 && span_equal(table->row[from - 1].report, row->report);
	part_path(path, name, row, again);
	const char *round = arena_copy(scratch, row->round.at, row->round.len);
	if (status == 0 && !round)
		status = error_memory(err);
	digest_of(digest, (struct span){bytes ? bytes : "", size});
	if (status == 0)
		status = store_source_put(store, path, round, (struct span){bytes, size}, digest,
					  err);
	free(bytes);
	return status;
}

static int store_parts(struct store *store, const struct table *table, const char *name,
		       struct arena *scratch, struct error *err)
{
	char prefix[PATH_MOST];
	(void)snprintf(prefix, sizeof prefix, "import/%.200s/", name);
	int status = store_sources_remove(store, prefix, err);
	for (size_t from = 0, to; from < table->rows && status == 0; from = to) {
		const struct row *row = &table->row[from];
		for (to = from + 1; to < table->rows; to++)
			if (!span_equal(table->row[to].report, row->report) ||
			    !span_equal(table->row[to].round, row->round))
				break;
		status = store_part(store, table, from, to, name, scratch, err);
	}
	return status;
}

int import_stories(size_t *stories, struct store *store, struct span bytes, const char *name,
		   const char *language, struct arena *arena, struct arena *scratch,
		   struct error *err)
{
	struct document document;
	const struct reader_options options = {.name = name, .language = language};
	const int status = reader_read(&document, bytes, &options, arena, scratch, err);
	if (status < 0)
		return status;
	if (document.stories == 0)
		return error_set(err, ERROR_INPUT, "this is no table of stories", "%s",
				 "id, text, …");
	struct table table = {.document = &document, .rows = document.stories};
	table.row = arena_calloc(arena, table.rows, sizeof *table.row);
	if (!table.row)
		return error_memory(err);
	for (size_t i = 0; i < table.rows; i++) {
		const struct story *story = &document.story[i];
		const struct block *block = &document.block[story->block];
		table.row[i] = (struct row){
			.story = story,
			.block = block,
			.report = report_of(story, block),
			.round = story->round.len > 0 ? story->round : SPAN("1"),
		};
	}
	qsort(table.row, table.rows, sizeof *table.row, by_report);
	*stories = table.rows;
	return store_parts(store, &table, name, scratch, err);
}
