#include "pipeline/exchange/refi_study.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/error.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/store/documents.h"

static void text_digest(char out[static DIGEST_TEXT], struct span text)
{
	const struct span trimmed = span_trim(text);
	digest_of(out, (struct span){text.at, (size_t)(trimmed.at + trimmed.len - text.at)});
}

struct listing {
	struct refi_documents *out;
	const struct refi_work *work;
};

static int each_document(void *context, const struct stored_document *from, struct error *err)
{
	const struct listing *listing = context;
	struct refi_documents *out = listing->out;
	if (from->failed)
		return 0;
	if (arena_grow(listing->work->job->arena, &out->item, &out->capacity, out->count,
		       out->count + 1, sizeof *out->item) < 0)
		return error_memory(err);
	out->item[out->count++] =
		(struct refi_document){.number = from->number, .guid = guid_of("source", from->id)};
	return 0;
}

int refi_documents(struct refi_documents *out, const struct refi_work *work)
{
	struct listing listing = {out, work};
	struct store *store = work->job->store;
	*out = (struct refi_documents){.item = NULL};
	int status = store_documents_each(store, each_document, &listing, work->err);
	for (size_t i = 0; i < out->count && status == 0; i++) {
		struct stored_content content;
		status = store_content_get(&content, store, out->item[i].number, work->scratch,
					   work->err);
		if (status == 0)
			text_digest(out->item[i].digest, content.text);
		arena_reset(work->scratch);
	}
	return status;
}

const struct refi_document *refi_same(const struct refi_documents *documents,
				      const struct refi_source *source, struct span clean)
{
	char digest[DIGEST_TEXT];
	const struct refi_document *found = NULL;
	text_digest(digest, clean);
	for (size_t i = 0; i < documents->count; i++) {
		const struct refi_document *one = &documents->item[i];
		if (strcmp(one->digest, digest) != 0)
			continue;
		if (guid_equal(&one->guid, &source->guid))
			return one;
		if (!found)
			found = one;
	}
	return found;
}

/* --- from places in the raw text to places in the clean one -------------------------------- */

struct border {
	uint32_t raw;
	uint32_t *to;
};

static int by_raw(const void *a, const void *b)
{
	const struct border *one = a, *two = b;
	return one->raw < two->raw ? -1 : one->raw > two->raw;
}

/* Piece by piece, so that it takes time in step with the text's length. */
static int map_ranges(struct range *out, const struct range *range, size_t count, struct span raw,
		      struct arena *scratch)
{
	struct border *border = arena_calloc(scratch, 2 * count, sizeof *border);
	size_t from = 0, clean_len = 0;
	if (!border)
		return -1;
	for (size_t i = 0; i < count; i++) {
		border[2 * i] = (struct border){range[i].start, &out[i].start};
		border[2 * i + 1] = (struct border){range[i].end, &out[i].end};
	}
	qsort(border, 2 * count, sizeof *border, by_raw);
	for (size_t i = 0; i < 2 * count; i++) {
		struct span clean;
		uint32_t mended = 0;
		const struct span piece = {raw.at + from, border[i].raw - from};
		if (builder_clean(&clean, piece, &mended, scratch, scratch) != 0)
			return -1;
		clean_len += clean.len;
		from = border[i].raw;
		*border[i].to = (uint32_t)clean_len;
	}
	return 0;
}

/* --- anecdotes ----------------------------------------------------------------------------- */

struct anecdotes {
	struct refi_work *work;
	struct span *id;
	struct range *range;
	size_t count;
	size_t id_capacity;
	size_t range_capacity;
};

static int each_anecdote(void *context, const struct stored_anecdote *anecdote, struct error *err)
{
	struct anecdotes *list = context;
	struct arena *arena = list->work->scratch;
	const char *id = arena_copy(arena, anecdote->id.at, anecdote->id.len);
	if (!id ||
	    arena_grow(arena, &list->id, &list->id_capacity, list->count, list->count + 1,
		       sizeof *list->id) < 0 ||
	    arena_grow(arena, &list->range, &list->range_capacity, list->count, list->count + 1,
		       sizeof *list->range) < 0)
		return error_memory(err);
	list->id[list->count] = (struct span){id, anecdote->id.len};
	list->range[list->count++] = anecdote->range;
	return 0;
}

static uint32_t shared(struct range a, struct range b)
{
	const uint32_t start = a.start > b.start ? a.start : b.start;
	const uint32_t end = a.end < b.end ? a.end : b.end;
	return end > start ? end - start : 0;
}

static size_t find_place(const struct anecdotes *list, struct range range)
{
	size_t best = SIZE_MAX;
	uint32_t most = 0;
	for (size_t i = 0; i < list->count; i++) {
		const uint32_t common = shared(list->range[i], range);
		if (common > most) {
			most = common;
			best = i;
		}
	}
	if (best == SIZE_MAX)
		return best;
	const uint32_t anecdote = list->range[best].end - list->range[best].start;
	return most >= (range.end - range.start + 1) / 2 || most >= (anecdote + 1) / 2 ? best
										       : SIZE_MAX;
}

static int find_targets(struct decision_target **out, const struct anecdotes *list,
			const struct refi_work *work)
{
	struct decision_target *target = arena_calloc(work->scratch, list->count, sizeof *target);
	if (!target)
		return error_memory(work->err);
	for (size_t i = 0; i < list->count; i++) {
		const int found = store_find_anecdote(&target[i], work->job->store, list->id[i],
						      work->scratch, work->err);
		if (found < 0)
			return found;
	}
	*out = target;
	return 0;
}

int refi_on_study(struct refi_work *work, const struct refi_source *source,
		  const struct refi_document *document, struct span raw, const struct range *range)
{
	const size_t count = source->selections;
	struct anecdotes list = {.work = work};
	struct range *clean = arena_calloc(work->scratch, count, sizeof *clean);
	size_t *place = arena_calloc(work->scratch, count, sizeof *place);
	struct decision_target *target = NULL;
	if (!clean || !place || map_ranges(clean, range, count, raw, work->scratch) < 0)
		return error_memory(work->err);
	int status = store_anecdotes_each(work->job->store, document->number, each_anecdote, &list,
					  work->err);
	if (status == 0)
		status = find_targets(&target, &list, work);
	for (size_t i = 0; i < count && status == 0; i++) {
		place[i] = range[i].end > 0 ? find_place(&list, clean[i]) : SIZE_MAX;
		if (range[i].end > 0 && place[i] == SIZE_MAX)
			import_note(work->out, "passages outside any anecdote were left out",
				    source->name, 1, true);
	}
	return status == 0 ? refi_say(work, source, place, target) : status;
}
