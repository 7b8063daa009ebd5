#include "pipeline/run_plan.h"

#include <string.h>

#include "corpus/error.h"
#include "pipeline/run.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/sources.h"

/* A document's shard hangs on its path alone, so that a new document moves no other. */
static bool in_shard(const char *path, const struct run_options *options)
{
	if (options->shards <= 1)
		return true;
	uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */
	for (; *path != '\0'; path++)
		h = (h ^ (unsigned char)*path) * UINT64_C(1099511628211);
	return (h >> 16) % options->shards == options->shard - 1;
}

/* `source` of what was imported; NULL for a file. */
static bool is_unchanged(const struct known_document *known, const struct study_entry *entry,
			 const struct stored_source *source, struct span made_by)
{
	if (!known || known->failed || !span_equal(span_from(known->made_by), made_by))
		return false;
	if (source)
		return strcmp(known->sha256, source->sha256) == 0;
	return entry->problem == 0 && known->modified != 0 && known->modified == entry->modified &&
	       known->size == entry->size;
}

/* Imported tables and files in one order: a merge of two lists, both in byte order. */
struct walk {
	struct study_entry *of_source; /* one for each */
	const struct stored_source *source;
	size_t sources;
	size_t next_source;
	size_t next_entry;
};

/* NULL: there is no more. */
static const struct study_entry *next_entry(const struct stored_source **imported,
					    struct walk *walk, const struct study_scan *scan)
{
	const bool more_sources = walk->next_source < walk->sources;
	const bool more_entries = walk->next_entry < scan->entries;
	if (!more_sources && !more_entries)
		return NULL;
	const struct stored_source *source = more_sources ? &walk->source[walk->next_source] : NULL;
	*imported = NULL;
	if (!source ||
	    (more_entries && strcmp(source->name, scan->entry[walk->next_entry].path) >= 0))
		return &scan->entry[walk->next_entry++];
	*imported = source;
	struct study_entry *entry = &walk->of_source[walk->next_source++];
	*entry = (struct study_entry){.path = source->name,
				      .file = source->name,
				      .round = source->round,
				      .size = source->size,
				      .imported = true};
	return entry;
}

static void plan_all(struct run_plan *plan, struct walk *walk, const struct known_documents *known,
		     struct span made_by, const struct run_options *options)
{
	const struct study_entry *entry;
	const struct stored_source *imported;
	size_t k = 0;
	while ((entry = next_entry(&imported, walk, &plan->scan)) != NULL) {
		while (k < known->count && strcmp(known->item[k].path, entry->path) < 0)
			plan->gone[plan->gone_count++] = known->item[k++].path;
		const bool is_known =
			k < known->count && strcmp(known->item[k].path, entry->path) == 0;
		const struct known_document *before = is_known ? &known->item[k++] : NULL;
		if (!in_shard(entry->path, options)) {
			/* A store that once held all and now is one shard's. */
			if (before)
				plan->gone[plan->gone_count++] = before->path;
			continue;
		}
		plan->documents++;
		if (is_unchanged(before, entry, imported, made_by)) {
			plan->unchanged++;
			continue;
		}
		plan->item[plan->items++] = (struct run_item){.entry = entry, .known = before};
		plan->bytes += entry->size;
	}
	while (k < known->count)
		plan->gone[plan->gone_count++] = known->item[k++].path;
}

int run_plan_make(struct run_plan *plan, const struct study *study, struct store *store,
		  struct span made_by, const struct run_options *options, struct error *err)
{
	int status = study_scan(&plan->scan, study, err);
	struct known_documents known = {.count = 0};
	struct walk walk = {.sources = 0};
	if (status == 0)
		status = store_known(&known, store, &plan->arena, err);
	if (status == 0)
		status = store_sources(&walk.source, &walk.sources, store, &plan->arena, err);
	if (status < 0)
		return status;
	plan->item =
		arena_calloc(&plan->arena, plan->scan.entries + walk.sources, sizeof *plan->item);
	plan->gone = arena_calloc(&plan->arena, known.count, sizeof *plan->gone);
	walk.of_source = arena_calloc(&plan->arena, walk.sources, sizeof *walk.of_source);
	if (!plan->item || !plan->gone || !walk.of_source)
		return error_memory(err);
	plan_all(plan, &walk, &known, made_by, options);
	return 0;
}

void run_plan_free(struct run_plan *plan)
{
	study_scan_free(&plan->scan);
	arena_release(&plan->arena);
}
