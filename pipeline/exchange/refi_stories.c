#include "pipeline/exchange/refi_stories.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/digest.h"
#include "corpus/error.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/exchange/import_stories.h"
#include "pipeline/exchange/refi_traits.h"
#include "pipeline/store/identity.h"
#include "pipeline/store/sources.h"

enum { PATH_MOST = 512 };

struct unit {
	struct range range;
	struct span text;
	struct guid guid; /* of its first selection */
};

struct cut {
	size_t selection; /* index in the source */
	struct range range;
	const struct refi_selection *from;
};

static int by_range(const void *a, const void *b)
{
	const struct cut *one = a, *two = b;
	if (one->range.start != two->range.start)
		return one->range.start < two->range.start ? -1 : 1;
	if (one->range.end != two->range.end)
		return one->range.end < two->range.end ? -1 : 1;
	return strcmp(one->from->guid.text, two->from->guid.text);
}

/* The story that a passage belongs to; they come by their beginnings, so only near ones can be. */
static struct unit *same_story(struct unit *unit, size_t units, struct range range)
{
	enum { BACK = 32 }; /* stories that lie over each other; more is no cutting up */
	for (size_t i = units; i-- > 0 && units - i <= BACK;) {
		const struct range one = unit[i].range;
		const uint32_t end = one.end < range.end ? one.end : range.end;
		const uint32_t last = one.end > range.end ? one.end : range.end;
		const uint32_t common = end > range.start ? end - range.start : 0;
		if (common > 0 && common >= (last - one.start + 1) / 2)
			return &unit[i];
	}
	return NULL;
}

struct stories {
	struct unit *unit;
	size_t units;
	size_t *place; /* for each selection */
};

static bool has_codings(const struct refi_work *work, const struct refi_source *source, size_t i)
{
	return work->refi->selection[source->first_selection + i].codings > 0;
}

static int cut_stories(struct stories *out, struct refi_work *work,
		       const struct refi_source *source, const struct range *range)
{
	const size_t count = source->selections;
	struct cut *cut = arena_calloc(work->scratch, count, sizeof *cut);
	out->unit = arena_calloc(work->scratch, count, sizeof *out->unit);
	out->place = arena_calloc(work->scratch, count, sizeof *out->place);
	size_t cuts = 0;
	if (!cut || !out->unit || !out->place)
		return error_memory(work->err);
	for (size_t i = 0; i < count; i++) {
		out->place[i] = SIZE_MAX;
		if (range[i].end > 0 && has_codings(work, source, i))
			cut[cuts++] = (struct cut){
				i, range[i], &work->refi->selection[source->first_selection + i]};
	}
	if (cuts > 1)
		qsort(cut, cuts, sizeof *cut, by_range);
	for (size_t i = 0; i < cuts; i++) {
		struct unit *unit = same_story(out->unit, out->units, cut[i].range);
		if (!unit) {
			unit = &out->unit[out->units++];
			*unit = (struct unit){.range = cut[i].range, .guid = cut[i].from->guid};
		} else if (cut[i].range.end > unit->range.end) {
			unit->range.end = cut[i].range.end;
		}
		out->place[cut[i].selection] = (size_t)(unit - out->unit);
	}
	return 0;
}

static int clean_texts(struct stories *stories, struct refi_work *work, struct span raw)
{
	for (size_t i = 0; i < stories->units; i++) {
		struct span clean;
		uint32_t mended = 0;
		if (builder_clean(&clean, span_of(raw, stories->unit[i].range), &mended,
				  work->scratch, work->scratch) != 0)
			return error_memory(work->err);
		stories->unit[i].text = span_trim(clean);
	}
	return 0;
}

/* --- the table ----------------------------------------------------------------------------- */

/* The names of the columns behind those that all have: of the traits, each once. */
static size_t column_names(struct span *name, const struct refi_traits *traits)
{
	size_t names = 0;
	for (size_t i = 0; i < traits->traits; i++) {
		size_t at = 0;
		while (at < names && !span_equal(name[at], traits->trait[i].name))
			at++;
		if (at == names)
			name[names++] = traits->trait[i].name;
	}
	return names;
}

/* What is said of the story under that name, or else of all of them. `from` is where the traits
 * of this story begin. */
static struct span value_of(const struct refi_traits *traits, size_t from, size_t story,
			    struct span name)
{
	for (size_t i = from; i < traits->traits && traits->trait[i].story == story; i++)
		if (span_equal(traits->trait[i].name, name))
			return traits->trait[i].value;
	for (size_t i = traits->traits; i-- > 0 && traits->trait[i].story == SIZE_MAX;)
		if (span_equal(traits->trait[i].name, name))
			return traits->trait[i].value;
	return SPAN("");
}

struct table {
	const struct refi_source *source;
	const struct stories *stories;
	const struct refi_traits *traits;
	struct span *name;
	size_t names;
};

static void put_rows(FILE *to, const struct table *table)
{
	size_t from = 0;
	for (size_t i = 0; i < table->stories->units; i++) {
		const struct unit *unit = &table->stories->unit[i];
		while (from < table->traits->traits && table->traits->trait[from].story < i)
			from++;
		import_stories_cell(to, span_from(unit->guid.text), ',');
		import_stories_cell(to, unit->text, ',');
		import_stories_cell(to, span_from(table->traits->round), ',');
		import_stories_cell(to, table->source->name, ',');
		import_stories_cell(to, table->source->name, table->names > 0 ? ',' : '\n');
		for (size_t n = 0; n < table->names; n++)
			import_stories_cell(to, value_of(table->traits, from, i, table->name[n]),
					    n + 1 < table->names ? ',' : '\n');
	}
}

static int write_table(struct span *out, struct refi_work *work, const struct refi_source *source,
		       const struct stories *stories, const struct refi_traits *traits)
{
	char *bytes = NULL;
	size_t size = 0;
	struct table table = {source, stories, traits, NULL, 0};
	table.name = arena_calloc(work->scratch, traits->traits, sizeof *table.name);
	FILE *to = table.name ? open_memstream(&bytes, &size) : NULL;
	if (!to)
		return error_memory(work->err);
	table.names = column_names(table.name, traits);
	(void)fputs("id,text,round,title,source", to);
	(void)fputc(table.names > 0 ? ',' : '\n', to);
	for (size_t i = 0; i < table.names; i++)
		import_stories_cell(to, table.name[i], i + 1 < table.names ? ',' : '\n');
	put_rows(to, &table);
	const int closed = fclose(to);
	const char *copy = closed == 0 ? arena_copy(work->scratch, bytes, size) : NULL;
	free(bytes);
	*out = (struct span){copy, size};
	return copy ? 0 : error_memory(work->err);
}

/* `import/project.qdpx/Interview 1`; a later source of the same name bears its number. */
static void source_path(char out[static PATH_MOST], const struct refi_work *work,
			const struct refi_source *source, size_t index)
{
	bool again = source->name.len == 0;
	for (size_t i = 0; i < index && !again; i++)
		again = span_equal(work->refi->source[i].name, source->name);
	int len = snprintf(out, PATH_MOST, "import/%.200s/", work->job->name);
	len += (int)import_stories_name(out + len, 200, source->name);
	if (again)
		(void)snprintf(out + len, PATH_MOST - (size_t)len, " (%zu)", index + 1);
}

/* --- what is said of them ------------------------------------------------------------------ */

/* The stories as the next run will name them. */
static int name_stories(struct decision_target **out, const struct stories *stories,
			const char *path, const char *digest, struct refi_work *work)
{
	struct arena *arena = work->scratch;
	struct identity *document = arena_calloc(arena, 1, sizeof *document);
	struct identity *id = arena_calloc(arena, stories->units, sizeof *id);
	struct span *text = arena_calloc(arena, stories->units, sizeof *text);
	struct decision_target *target = arena_calloc(arena, stories->units, sizeof *target);
	if (!document || !id || !text || !target)
		return error_memory(work->err);
	for (size_t i = 0; i < stories->units; i++)
		text[i] = stories->unit[i].text;
	identity_document(document, span_from(path));
	if (identity_passages(id, span_from(document->text), SPAN("anecdote"), text, stories->units,
			      arena) < 0)
		return error_memory(work->err);
	for (size_t i = 0; i < stories->units; i++)
		target[i] = (struct decision_target){
			.id = span_from(id[i].text),
			.range = {0, (uint32_t)text[i].len},
			.text = text[i],
			.ranking = SPAN("[]"),
			.document = span_from(document->text),
			.document_sha256 = span_from(digest),
		};
	*out = target;
	return 0;
}

int refi_as_stories(struct refi_work *work, const struct refi_source *source, size_t index,
		    struct span raw, const struct range *range)
{
	struct stories stories = {.unit = NULL};
	struct decision_target *target = NULL;
	struct span table = SPAN("");
	struct refi_traits traits;
	char path[PATH_MOST], digest[DIGEST_TEXT];
	int status = cut_stories(&stories, work, source, range);
	if (status < 0 || stories.units == 0)
		return status;
	status = refi_traits(&traits, work, source, stories.place);
	if (status == 0)
		status = clean_texts(&stories, work, raw);
	if (status == 0)
		status = write_table(&table, work, source, &stories, &traits);
	if (status < 0)
		return status;
	source_path(path, work, source, index);
	digest_of(digest, table);
	status = store_source_put(work->job->store, path, traits.round, table, digest, work->err);
	if (status == 0)
		status = name_stories(&target, &stories, path, digest, work);
	if (status == 0)
		status = refi_say(work, source, stories.place, target);
	work->out->stories += stories.units;
	import_note(work->out, "of texts that the study lacks, only the coded passages came in",
		    source->name, 1, false);
	return status;
}
