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
#include "pipeline/store/identity.h"
#include "pipeline/store/sources.h"
#include "pipeline/study.h"

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

static struct span variable_name(const struct refi *refi, const struct refi_value *value)
{
	for (size_t i = 0; i < refi->variables; i++)
		if (guid_equal(&refi->variable[i].guid, &value->variable))
			return refi->variable[i].name;
	return SPAN("");
}

static bool is_round(struct span name, struct arena *arena)
{
	const char *slug = draft_slug(name, arena);
	return slug && (strcmp(slug, "ronde") == 0 || strcmp(slug, "round") == 0);
}

/* `2` and `Ronde 2` are round 2; without a variable of that name it is round 1. */
static const char *round_of(const struct refi_work *work, const struct refi_source *source)
{
	const struct refi *refi = work->refi;
	for (size_t i = 0; i < source->values; i++) {
		const struct refi_value *value = &refi->value[source->first_value + i];
		if (value->text.len == 0 || !is_round(variable_name(refi, value), work->scratch))
			continue;
		const char *text = arena_copy(work->scratch, value->text.at, value->text.len);
		const char *number = text ? study_round_of_folder(work->scratch, text) : NULL;
		return number ? number : text;
	}
	return "1";
}

static void put_row(FILE *to, const struct refi_work *work, const struct refi_source *source,
		    const struct unit *unit, const char *round)
{
	import_stories_cell(to, span_from(unit->guid.text), ',');
	import_stories_cell(to, unit->text, ',');
	import_stories_cell(to, span_from(round), ',');
	import_stories_cell(to, source->name, ',');
	import_stories_cell(to, source->name, source->values > 0 ? ',' : '\n');
	for (size_t i = 0; i < source->values; i++)
		import_stories_cell(to, work->refi->value[source->first_value + i].text,
				    i + 1 < source->values ? ',' : '\n');
}

static int write_table(struct span *out, struct refi_work *work, const struct refi_source *source,
		       const struct stories *stories, const char *round)
{
	char *bytes = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&bytes, &size);
	if (!to)
		return error_memory(work->err);
	(void)fputs("id,text,round,title,source", to);
	(void)fputc(source->values > 0 ? ',' : '\n', to);
	for (size_t i = 0; i < source->values; i++) {
		const struct refi_value *value = &work->refi->value[source->first_value + i];
		const struct span name = variable_name(work->refi, value);
		/* A second column of that name would not be a variable. */
		import_stories_cell(to, is_round(name, work->scratch) ? SPAN("") : name,
				    i + 1 < source->values ? ',' : '\n');
	}
	for (size_t i = 0; i < stories->units; i++)
		put_row(to, work, source, &stories->unit[i], round);
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
	char path[PATH_MOST], digest[DIGEST_TEXT];
	int status = cut_stories(&stories, work, source, range);
	if (status < 0 || stories.units == 0)
		return status;
	const char *round = round_of(work, source);
	if (!round)
		return error_memory(work->err);
	status = clean_texts(&stories, work, raw);
	if (status == 0)
		status = write_table(&table, work, source, &stories, round);
	if (status < 0)
		return status;
	source_path(path, work, source, index);
	digest_of(digest, table);
	status = store_source_put(work->job->store, path, round, table, digest, work->err);
	if (status == 0)
		status = name_stories(&target, &stories, path, digest, work);
	if (status == 0)
		status = refi_say(work, source, stories.place, target);
	work->out->stories += stories.units;
	import_note(work->out, "of texts that the study lacks, only the coded passages came in",
		    source->name, 1, false);
	return status;
}
