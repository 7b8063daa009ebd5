#include "pipeline/recall.h"

#include <fts.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/digest.h"
#include "corpus/error.h"
#include "lexicons/pack.h"
#include "pipeline/embedded.h"
#include "pipeline/file.h"
#include "pipeline/resources.h"
#include "pipeline/run_record.h"
#include "pipeline/study.h"
#include "pipeline/version.h"

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* What a pack can be made of; a note or an editor's backup beside it makes no difference. */
static bool is_part(const char *name)
{
	static const char *const ending[] = {".yaml", ".tsv", ".model"};
	const size_t len = strlen(name);
	for (size_t i = 0; i < sizeof ending / sizeof ending[0]; i++)
		if (len > strlen(ending[i]) &&
		    strcmp(name + len - strlen(ending[i]), ending[i]) == 0)
			return true;
	return false;
}

static int add_file(struct digest *digest, const char *path, const char *name, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct span bytes;
	const int status = file_read(&bytes, path, PACK_BYTES_MOST, &arena, err);
	if (status == 0) {
		digest_add_field(digest, span_from(name));
		digest_add_field(digest, bytes);
	}
	arena_release(&arena);
	return status;
}

/* All files below the study's own packs, in the order of their names; most studies have none. */
static int add_own_packs(struct digest *digest, const struct study *study, struct arena *arena,
			 struct error *err)
{
	char *folder[] = {path_join(arena, study->root, "lexicons"), NULL};
	FTS *walk = folder[0] ? fts_open(folder, FTS_LOGICAL | FTS_NOCHDIR, by_name) : NULL;
	if (!walk)
		return error_memory(err);
	int status = 0;
	FTSENT *item;
	while (status == 0 && (item = fts_read(walk)) != NULL)
		if (item->fts_info == FTS_F && is_part(item->fts_name))
			status = add_file(digest, item->fts_path,
					  item->fts_path + strlen(study->root), err);
	(void)fts_close(walk);
	return status;
}

/* Empty where a file can't be read: whether the study uses that shows when it is loaded. */
static int make_inputs(char out[static DIGEST_TEXT], const struct study *study, bool learn,
		       int64_t decisions, struct arena *arena, struct error *err)
{
	struct digest digest;
	struct error unread = ERROR_INIT;
	const struct span libraries = version_libraries(arena);
	if (libraries.len == 0)
		return error_memory(err);
	digest_init(&digest);
	digest_add_field(&digest, version_build(arena));
	digest_add_field(&digest, libraries);
	for (const struct embedded_file *file = embedded_files; file->name; file++)
		digest_add_field(&digest, span_from(file->digest));
	digest_add_field(&digest, span_from(study->digest));
	digest_add_number(&digest, learn ? (uint64_t)decisions + 1 : 0);
	const int status = add_own_packs(&digest, study, arena, &unread);
	digest_end(&digest, out);
	if (status < 0)
		out[0] = '\0';
	return status == ERROR_MEMORY ? error_memory(err) : 0;
}

static void copy_digest(char out[static DIGEST_TEXT], struct span text)
{
	const size_t len = text.len < DIGEST_TEXT ? text.len : DIGEST_TEXT - 1;
	memcpy(out, text.at, len);
	out[len] = '\0';
}

static int take_over(struct resources *out, const struct run_record *last, struct error *err)
{
	for (size_t i = 0; i < last->parts; i++) {
		char digest[DIGEST_TEXT];
		copy_digest(digest, last->part[i].digest);
		const int status = resources_add_part(out, last->part[i].name, digest, err);
		if (status < 0)
			return status;
	}
	copy_digest(out->digest, last->resources);
	copy_digest(out->lexicon, last->lexicon);
	copy_digest(out->learnt, last->learnt);
	out->state = RESOURCES_RECALLED;
	return 0;
}

int recall_resources(struct resources *out, const struct study *study, struct store *store,
		     bool learn, int64_t decisions, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct run_record last;
	*out = (struct resources){.state = RESOURCES_NONE};
	int status = make_inputs(out->inputs, study, learn, decisions, &arena, err);
	if (status == 0)
		status = run_record_last(&last, store, &arena, err);
	if (status == 0 && last.ended && last.inputs.len > 0 &&
	    span_equal(last.inputs, span_from(out->inputs)))
		status = take_over(out, &last, err);
	arena_release(&arena);
	return status;
}
