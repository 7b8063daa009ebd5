#include "pipeline/run_fold.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/fold_follow_up.h"
#include "pipeline/run.h"
#include "pipeline/store/decisions.h"
#include "pipeline/store/documents.h"
#include "pipeline/store/duplicates.h"
#include "pipeline/store/shapes.h"
#include "pipeline/store/store.h"
#include "stages/fingerprint.h"

/* Two reports on the same talk share phrases; a report and its second version share most. */
static const double same_report = 0.6;

/* Banding (Broder 1997; Leskovec e.a., Mining of Massive Datasets, 3.4): documents of which no
 * band is alike are never compared. 16 bands of 4 bins find a similarity of .6 with
 * 1 - (1 - .6^4)^16 = .89, and one of .8 with .9998. */
enum { BANDS = 16, BAND_BINS = FINGERPRINT_BINS / BANDS, BUCKET_MOST = 64 };

struct band {
	uint64_t hash;
	size_t document;
};

static int by_hash_then_document(const void *a, const void *b)
{
	const struct band *one = a, *two = b;
	if (one->hash != two->hash)
		return one->hash < two->hash ? -1 : 1;
	return one->document < two->document ? -1 : one->document > two->document;
}

static uint64_t band_hash(const struct fingerprint *fingerprint, size_t band)
{
	uint64_t h = UINT64_C(14695981039346656037) + band;
	for (size_t i = 0; i < BAND_BINS; i++)
		h = (h ^ fingerprint->bin[band * BAND_BINS + i]) * UINT64_C(1099511628211);
	return h;
}

/* For each document the first one in path order that it resembles; SIZE_MAX if none. */
static void compare_band(size_t *same, const struct band *band, size_t count,
			 const struct stored_signature *signature)
{
	for (size_t start = 0, end; start < count; start = end) {
		end = start + 1;
		while (end < count && band[end].hash == band[start].hash)
			end++;
		/* A larger bucket is an empty form; its first documents speak for it. */
		for (size_t i = start + 1; i < end; i++) {
			for (size_t j = start; j < i && j < start + BUCKET_MOST; j++) {
				const size_t one = band[i].document, two = band[j].document;
				if (two >= same[one])
					break;
				if (fingerprint_similarity(&signature[one].fingerprint,
							   &signature[two].fingerprint) >=
				    same_report)
					same[one] = two;
			}
		}
	}
}

static int find_duplicates(size_t *same, const struct stored_signature *signature, size_t count,
			   struct arena *arena)
{
	struct band *band = arena_calloc(arena, count, sizeof *band);
	if (!band)
		return -1;
	for (size_t i = 0; i < count; i++)
		same[i] = SIZE_MAX;
	for (size_t b = 0; b < BANDS; b++) {
		for (size_t i = 0; i < count; i++)
			band[i] = (struct band){band_hash(&signature[i].fingerprint, b), i};
		qsort(band, count, sizeof *band, by_hash_then_document);
		compare_band(same, band, count, signature);
	}
	return 0;
}

static int store_duplicates(struct store *store, const struct stored_signature *signature,
			    const size_t *same, size_t count, const struct run_listener *listener,
			    struct error *err)
{
	int status = store_duplicates_clear(store, err);
	for (size_t i = 0; i < count && status == 0; i++) {
		if (same[i] == SIZE_MAX)
			continue;
		const struct stored_signature *one = &signature[i], *two = &signature[same[i]];
		const struct run_duplicate found = {
			.path = one->path,
			.same_as = two->path,
			.similarity = fingerprint_similarity(&one->fingerprint, &two->fingerprint),
		};
		status =
			store_duplicate_put(store, one->number, two->number, found.similarity, err);
		if (status == 0 && listener && listener->duplicate)
			listener->duplicate(listener->context, &found);
	}
	return status;
}

static int fold_duplicates(struct store *store, const struct run_listener *listener,
			   struct arena *arena, struct error *err)
{
	const struct stored_signature *signature;
	size_t count;
	int status = store_signatures(&signature, &count, store, arena, err);
	if (status < 0)
		return status;
	size_t *same = arena_calloc(arena, count, sizeof *same);
	if (!same || find_duplicates(same, signature, count, arena) < 0)
		return error_memory(err);
	return store_duplicates(store, signature, same, count, listener, err);
}

int run_fold(struct store *store, const struct language *language, bool changed,
	     const struct run_listener *listener, struct error *err)
{
	struct arena arena = ARENA_INIT;
	int status = store_begin(store, err);
	if (status == 0)
		status = fold_duplicates(store, listener, &arena, err);
	if (status == 0 && changed)
		status = fold_follow_up(store, language, &arena, err);
	if (status == 0)
		status = store_shapes_apply(store, &arena, err);
	if (status == 0)
		status = store_decisions_anchor(store, &arena, err);
	status = store_end(store, status, err);
	arena_release(&arena);
	return status;
}

static int count_stray(void *context, const struct stored_decision *decision, struct error *err)
{
	(void)decision;
	(void)err;
	++*(size_t *)context;
	return 0;
}

int run_fold_stray(size_t *out, struct store *store, struct error *err)
{
	*out = 0;
	return store_decisions_stray(store, count_stray, out, err);
}

static int add_document(void *context, const struct stored_document *document, struct error *err)
{
	(void)err;
	digest_add_field(context, document->path);
	digest_add_field(context, document->sha256);
	return 0;
}

int run_fold_digest(char out[static DIGEST_TEXT], struct store *store, struct error *err)
{
	struct digest digest;
	digest_init(&digest);
	const int status = store_documents_each(store, add_document, &digest, err);
	digest_end(&digest, out);
	return status;
}
