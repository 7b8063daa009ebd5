#include "pipeline/run_diff.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/store/snapshots.h"
#include "pipeline/store/stored_json.h"

/* What one run suggested for one document. */
struct snapshot {
	struct span path;
	struct span sha256;
	struct span labels;
};

struct snapshots {
	struct snapshot *item;
	size_t count;
	size_t capacity;
	struct arena *keep;
};

struct suggested {
	struct span id;
	struct span excerpt;
	struct diff_label label;
};

struct work {
	struct run_diff *out;
	struct snapshots run[DIFF_RUNS];
	struct diff_document *document;
	struct arena *keep;
};

static int each_snapshot(void *context, const struct stored_snapshot *from, struct error *err)
{
	struct snapshots *to = context;
	if (arena_grow(to->keep, &to->item, &to->capacity, to->count, to->count + 1,
		       sizeof *to->item) < 0)
		return error_memory(err);
	struct snapshot *one = &to->item[to->count++];
	if (span_keep(&one->path, from->path, to->keep) < 0 ||
	    span_keep(&one->sha256, from->sha256, to->keep) < 0 ||
	    span_keep(&one->labels, from->labels, to->keep) < 0)
		return error_memory(err);
	return 0;
}

static int text_of(struct span *out, const json_t *value, struct arena *keep)
{
	return span_keep(out, json_span(value), keep);
}

static int read_one(struct suggested *out, const json_t *list, struct arena *keep)
{
	const json_t *themes = json_array_get(list, 2);
	const size_t count = json_array_size(themes);
	struct span *theme = arena_calloc(keep, count, sizeof *theme);
	if (!theme)
		return -1;
	int failed = text_of(&out->id, json_array_get(list, 0), keep);
	failed |= text_of(&out->excerpt, json_array_get(list, 1), keep);
	failed |= text_of(&out->label.kind, json_array_get(list, 3), keep);
	failed |= text_of(&out->label.role, json_array_get(list, 4), keep);
	for (size_t i = 0; i < count; i++)
		failed |= text_of(&theme[i], json_array_get(themes, i), keep);
	out->label.there = true;
	out->label.theme = theme;
	out->label.themes = count;
	return failed;
}

/* A document that is not there has none. */
static int read_labels(struct suggested **out, size_t *count, const struct snapshot *snapshot,
		       struct arena *keep, struct error *err)
{
	*count = 0;
	json_t *list = snapshot ? stored_json(snapshot->labels, JSON_ARRAY, err) : NULL;
	if (snapshot && !list)
		return (int)err->code;
	const size_t size = json_array_size(list);
	*out = arena_calloc(keep, size, sizeof **out);
	int failed = *out ? 0 : -1;
	for (; failed == 0 && *count < size; ++*count)
		failed = read_one(&(*out)[*count], json_array_get(list, *count), keep);
	json_decref(list);
	return failed ? error_memory(err) : 0;
}

static bool same_label(const struct diff_label *a, const struct diff_label *b)
{
	if (a->there != b->there || a->themes != b->themes || !span_equal(a->kind, b->kind) ||
	    !span_equal(a->role, b->role))
		return false;
	for (size_t i = 0; i < a->themes; i++)
		if (!span_equal(a->theme[i], b->theme[i]))
			return false;
	return true;
}

/* From `at` on, where it most likely is, and then from the beginning. */
static const struct suggested *find(const struct suggested *list, size_t count, struct span id,
				    size_t at)
{
	for (size_t i = 0; i < count; i++) {
		const struct suggested *one = &list[(at + i) % count];
		if (span_equal(one->id, id))
			return one;
	}
	return NULL;
}

/* Those of the one run that the other has otherwise, or not at all. */
static void add_anecdotes(struct diff_document *to, struct diff_anecdote *list,
			  const struct suggested *own, size_t count, const struct suggested *other,
			  size_t others, int side)
{
	for (size_t i = 0; i < count; i++) {
		const struct suggested *match = find(other, others, own[i].id, i);
		/* What both have is compared once. */
		if (match && (side == DIFF_AFTER || same_label(&own[i].label, &match->label)))
			continue;
		struct diff_anecdote *one = &list[to->anecdotes++];
		one->id = own[i].id;
		one->excerpt = own[i].excerpt;
		one->label[side] = own[i].label;
		if (match)
			one->label[1 - side] = match->label;
	}
}

/* NULL where it is not there. */
static int compare_document(struct work *work, struct span path, const struct snapshot *before,
			    const struct snapshot *after, struct error *err)
{
	struct suggested *one = NULL, *two = NULL;
	size_t ones = 0, twos = 0;
	const bool same_bytes = before && after && span_equal(before->sha256, after->sha256);
	if (same_bytes && span_equal(before->labels, after->labels))
		return 0;
	int status = read_labels(&one, &ones, before, work->keep, err);
	if (status == 0)
		status = read_labels(&two, &twos, after, work->keep, err);
	if (status < 0)
		return status;
	struct diff_anecdote *list = arena_calloc(work->keep, ones + twos, sizeof *list);
	if (!list)
		return error_memory(err);
	struct diff_document *to = &work->document[work->out->documents++];
	*to = (struct diff_document){
		.path = path,
		.state = !before      ? DIFF_NEW
			 : !after     ? DIFF_GONE
			 : same_bytes ? DIFF_SAME
				      : DIFF_CHANGED,
		.anecdote = list,
	};
	add_anecdotes(to, list, one, ones, two, twos, DIFF_BEFORE);
	add_anecdotes(to, list, two, twos, one, ones, DIFF_AFTER);
	work->out->anecdotes += to->anecdotes;
	return 0;
}

/* Both lists are by path. */
static int compare_documents(struct work *work, struct error *err)
{
	const struct snapshots *one = &work->run[DIFF_BEFORE], *two = &work->run[DIFF_AFTER];
	size_t i = 0, j = 0;
	int status = 0;
	work->document = arena_calloc(work->keep, one->count + two->count, sizeof *work->document);
	if (!work->document)
		return error_memory(err);
	while (status == 0 && (i < one->count || j < two->count)) {
		const int order = i == one->count ? 1
				  : j == two->count
					  ? -1
					  : span_compare(one->item[i].path, two->item[j].path);
		status = compare_document(work, order <= 0 ? one->item[i].path : two->item[j].path,
					  order <= 0 ? &one->item[i] : NULL,
					  order >= 0 ? &two->item[j] : NULL, err);
		i += order <= 0;
		j += order >= 0;
	}
	work->out->document = work->document;
	return status;
}

static int load_run(struct work *work, int side, struct store *store, int64_t number,
		    struct error *err)
{
	struct run_record *record = &work->out->run[side];
	work->run[side].keep = work->keep;
	const int status = run_record_find(record, store, number, work->keep, err);
	if (status < 0)
		return status;
	if (!record->kept)
		return error_set(err, ERROR_USAGE, "this run is from before suggestions were kept",
				 "%lld", (long long)number);
	return store_snapshots_each(store, number, each_snapshot, &work->run[side], err);
}

int run_diff(struct run_diff *out, struct store *store, int64_t before, int64_t after,
	     struct arena *keep, struct error *err)
{
	*out = (struct run_diff){.causes = 0};
	struct work work = {.out = out, .keep = keep};
	int status = load_run(&work, DIFF_BEFORE, store, before, err);
	if (status == 0)
		status = load_run(&work, DIFF_AFTER, store, after, err);
	if (status == 0)
		status = run_record_differences(&out->cause, &out->causes, &out->run[DIFF_BEFORE],
						&out->run[DIFF_AFTER], keep, err);
	return status < 0 ? status : compare_documents(&work, err);
}
