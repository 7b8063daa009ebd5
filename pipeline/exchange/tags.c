#include "pipeline/exchange/tags.h"

#include <stdint.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/csv.h"
#include "corpus/error.h"
#include "pipeline/exchange/draft.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/import_stories.h"
#include "pipeline/store/codebook.h"

enum { HEADER_MOST = 256 }; /* bytes; the columns have fixed names */

struct columns {
	size_t tag;
	size_t description;
};

static bool find_columns(struct columns *out, const struct stories_row *row)
{
	*out = (struct columns){SIZE_MAX, SIZE_MAX};
	for (size_t i = 0; i < row->cells; i++) {
		const struct span name = span_trim(row->cell[i]);
		if (span_equal(name, SPAN("tag")))
			out->tag = i;
		else if (span_equal(name, SPAN("description")))
			out->description = i;
	}
	return out->tag != SIZE_MAX && out->description != SIZE_MAX;
}

bool tags_fits(struct span bytes, const char *name)
{
	struct arena arena = ARENA_INIT;
	struct csv_rows rows;
	struct columns columns;
	(void)name;
	if (span_starts(bytes, SPAN("\xEF\xBB\xBF")))
		bytes = (struct span){bytes.at + 3, bytes.len - 3};
	const char *end = memchr(bytes.at, '\n', bytes.len < HEADER_MOST ? bytes.len : HEADER_MOST);
	const struct span header = {bytes.at, end ? (size_t)(end - bytes.at) : 0};
	const bool fits = header.len > 0 && utf8_valid(header) &&
			  csv_read(&rows, header, &arena) == 0 && rows.count > 0 &&
			  find_columns(&columns, &rows.row[0]);
	arena_release(&arena);
	return fits;
}

/* The theme whose tag is the longest beginning of this one, up to a dot. */
static size_t find_parent(const struct draft *draft, struct span tag)
{
	size_t best = SIZE_MAX, most = 0;
	for (size_t i = 0; i < draft->themes; i++) {
		const struct span one = draft->theme[i].name;
		if (one.len < tag.len && one.len > most && tag.at[one.len] == '.' &&
		    span_starts(tag, one)) {
			best = i;
			most = one.len;
		}
	}
	return best;
}

static struct span cell_at(const struct stories_row *row, size_t place)
{
	return place < row->cells ? span_trim(row->cell[place]) : SPAN("");
}

int tags_read(struct draft *draft, struct span text, struct error *err)
{
	struct csv_rows rows;
	struct columns columns;
	if (csv_read(&rows, text, draft->arena) < 0)
		return error_memory(err);
	if (rows.count == 0 || !find_columns(&columns, &rows.row[0]))
		return error_set(err, ERROR_INPUT, "this is no table of tags", "%s",
				 "tag,description");
	for (size_t i = 1; i < rows.count; i++) {
		const struct span tag = cell_at(&rows.row[i], columns.tag);
		if (tag.len == 0)
			continue;
		const size_t theme = draft_theme(draft, SPAN(""), tag);
		if (theme == SIZE_MAX)
			return error_memory(err);
		draft->theme[theme].definition = cell_at(&rows.row[i], columns.description);
	}
	for (size_t i = 0; i < draft->themes; i++)
		draft->theme[i].parent = find_parent(draft, draft->theme[i].name);
	return 0;
}

/* --- out ----------------------------------------------------------------------------------- */

/* `Regels.Vergunning`, with a stroke for a dot that is part of a name. `depth` bounds a circle. */
static size_t put_name(char *out, const struct codebook *codebook,
		       const struct codebook_theme *theme, struct span language, size_t depth)
{
	size_t len = 0;
	const struct codebook_theme *parent = codebook_resolve(codebook, theme->parent);
	if (parent && parent != theme && depth < codebook->count) {
		len = put_name(out, codebook, parent, language, depth + 1);
		if (out)
			out[len] = '.';
		len++;
	}
	const struct span name = codebook_name(theme, language);
	for (size_t i = 0; i < name.len; i++, len++)
		if (out)
			out[len] = name.at[i] == '.' ? '-' : name.at[i];
	return len;
}

int export_tags(const struct export_job *job, struct error *err)
{
	struct arena arena = ARENA_INIT;
	const struct codebook *codebook = job->codebook;
	const struct span language = span_from(job->language);
	int status = 0;
	(void)fputs("tag,description\n", job->to);
	for (size_t i = 0; i < codebook->count && status == 0; i++) {
		const struct codebook_theme *theme = &codebook->theme[i];
		if (codebook_resolve(codebook, theme->id) != theme)
			continue;
		const size_t len = put_name(NULL, codebook, theme, language, 0);
		char *name = arena_alloc(&arena, len);
		if (!name) {
			status = error_memory(err);
			break;
		}
		(void)put_name(name, codebook, theme, language, 0);
		import_stories_cell(job->to, (struct span){name, len}, ',');
		import_stories_cell(job->to, theme->definition, '\n');
	}
	arena_release(&arena);
	return status;
}
