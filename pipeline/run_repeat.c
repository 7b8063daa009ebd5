#include "pipeline/run_repeat.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/digest.h"
#include "corpus/error.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/run_diff.h"
#include "pipeline/store/snapshots.h"
#include "pipeline/store/sources.h"
#include "pipeline/study.h"
#include "pipeline/study_part.h"

struct check {
	const struct study *study;
	struct study_scan scan;
	const struct stored_source *source;
	size_t sources;
	bool *used; /* per entry of the scan */
	struct store *store;
	struct arena bytes;
	FILE *to;
	size_t count;
};

static void say(struct check *check, const char *what, struct span path)
{
	check->count++;
	(void)fprintf(check->to, "  %s: ", message(what));
	/* A name may hold anything but NUL and '/'. */
	for (size_t i = 0; i < path.len; i++)
		(void)fputc((unsigned char)path.at[i] < 0x20 || path.at[i] == 0x7F ? '?'
										   : path.at[i],
			    check->to);
	(void)fputc('\n', check->to);
}

/* 1 with the bytes of a document that is there; 0; or an error. */
static int load(struct span *out, struct check *check, struct span path, struct error *err)
{
	for (size_t i = 0; i < check->scan.entries; i++) {
		const struct study_entry *entry = &check->scan.entry[i];
		struct error unread = ERROR_INIT;
		if (check->used[i] || !span_equal(span_from(entry->path), path))
			continue;
		check->used[i] = true;
		const char *file = path_join(&check->bytes, check->study->root, entry->file);
		if (!file)
			return error_memory(err);
		/* What could not be read then can't be read now; it has no bytes to differ. */
		if (study_part_read(out, entry, file, &check->bytes, &unread) < 0)
			*out = (struct span){NULL, 0};
		return 1;
	}
	for (size_t i = 0; i < check->sources; i++) {
		if (!span_equal(span_from(check->source[i].name), path))
			continue;
		const int status = store_source_bytes(out, check->store, check->source[i].name,
						      &check->bytes, err);
		return status < 0 ? status : 1;
	}
	return 0;
}

struct wanted {
	struct span path;
	struct span sha256;
};

struct wanted_list {
	struct wanted *item;
	size_t count;
	size_t capacity;
	struct arena *keep;
};

static int each_snapshot(void *context, const struct stored_snapshot *snapshot, struct error *err)
{
	struct wanted_list *list = context;
	const char *path = arena_copy(list->keep, snapshot->path.at, snapshot->path.len);
	const char *sha256 = arena_copy(list->keep, snapshot->sha256.at, snapshot->sha256.len);
	if (!path || !sha256 ||
	    arena_grow(list->keep, &list->item, &list->capacity, list->count, list->count + 1,
		       sizeof *list->item) < 0)
		return error_memory(err);
	list->item[list->count++] =
		(struct wanted){{path, snapshot->path.len}, {sha256, snapshot->sha256.len}};
	return 0;
}

static int check_document(struct check *check, const struct wanted *wanted, struct error *err)
{
	struct span bytes;
	char digest[DIGEST_TEXT] = "";
	const int found = load(&bytes, check, wanted->path, err);
	if (found < 0)
		return found;
	if (found > 0 && bytes.at)
		digest_of(digest, bytes);
	if (found == 0)
		say(check, "document that is gone", wanted->path);
	else if (!span_equal(span_from(digest), wanted->sha256))
		say(check, "document that changed", wanted->path);
	arena_reset(&check->bytes);
	return 0;
}

static int check_documents(struct check *check, int64_t run, struct arena *scratch,
			   struct error *err)
{
	struct wanted_list list = {.keep = scratch};
	int status = study_scan(&check->scan, check->study, err);
	if (status == 0)
		status = store_sources(&check->source, &check->sources, check->store, scratch, err);
	if (status == 0)
		status = store_snapshots_each(check->store, run, each_snapshot, &list, err);
	if (status < 0)
		return status;
	check->used = arena_calloc(scratch, check->scan.entries, sizeof *check->used);
	if (!check->used)
		return error_memory(err);
	for (size_t i = 0; i < list.count && status == 0; i++)
		status = check_document(check, &list.item[i], err);
	for (size_t i = 0; i < check->scan.entries && status == 0; i++)
		if (!check->used[i])
			say(check, "document that was not there then",
			    span_from(check->scan.entry[i].path));
	return status;
}

int run_repeat_check(size_t *count, const struct run_record *wanted, const struct run_record *now,
		     const struct study *study, struct store *store, FILE *to,
		     struct arena *scratch, struct error *err)
{
	const struct run_difference *difference;
	size_t differences;
	struct check check = {.study = study, .store = store, .to = to};
	if (!wanted->kept)
		return error_set(err, ERROR_USAGE, "this run is from before suggestions were kept",
				 "%lld", (long long)wanted->number);
	int status = run_record_differences(&difference, &differences, wanted, now, scratch, err);
	for (size_t i = 0; status == 0 && i < differences; i++)
		run_difference_text(&difference[i], to);
	if (status == 0)
		status = check_documents(&check, wanted->number, scratch, err);
	study_scan_free(&check.scan);
	arena_release(&check.bytes);
	*count = differences + check.count;
	return status;
}
