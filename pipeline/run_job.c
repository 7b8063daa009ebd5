#include "pipeline/run_job.h"

#include <string.h>

#include "corpus/document.h"
#include "corpus/reader.h"
#include "pipeline/convert.h"
#include "pipeline/file.h"
#include "pipeline/run_plan.h"
#include "pipeline/store/pack.h"
#include "pipeline/study_part.h"

static int load_bytes(struct run_job *job, const char *path, struct run_worker *worker)
{
	struct error *err = &job->error;
	if (job->entry.problem != 0)
		return error_set(err, ERROR_INPUT, "this file can't be read", "%s",
				 strerror(job->entry.problem));
	if (!job->entry.imported) {
		const int status =
			study_part_read(&job->bytes, &job->entry, path, &worker->bytes, err);
		if (status < 0)
			return status;
	}
	digest_of(job->sha256, job->bytes);
	return 0;
}

static int read_whole(struct document *out, struct run_job *job, const char *path,
		      struct reader_options options, struct run_worker *worker, struct arena *keep)
{
	const char *foreign = reader_needs_converter(job->bytes, &options);
	struct span bytes = job->bytes;
	if (foreign && !job->entry.imported) {
		const int status = convert_file(&bytes, path, foreign, &worker->bytes, &job->error);
		if (status < 0)
			return status;
		options.name = "converted.docx";
	}
	const int status = sandbox_read(out, bytes, &options, &worker->reader, keep,
					&worker->scratch, &job->error);
	if (status == 0 && out->stories > 0 && out->metadata.title.len == 0)
		out->metadata.title = out->story[0].title;
	return status;
}

static int read_document(struct document *out, struct run_job *job, const char *path,
			 const struct run_setting *setting, struct run_worker *worker,
			 struct arena *keep)
{
	const struct study_entry *entry = &job->entry;
	const struct reader_options options = {.name = entry->imported ? "stories.csv"
								       : path_name(entry->file),
					       .language = setting->study->language};
	int status = entry->part > 0 ? study_part_document(out, entry, job->bytes, path, &options,
							   keep, &worker->scratch, &job->error)
				     : read_whole(out, job, path, options, worker, keep);
	if (status == 0)
		status = study_apply(setting->study, entry, out, keep, &job->error);
	if (status == 0 && entry->part > 0)
		status = study_part_number(out, entry, keep, &job->error);
	return status;
}

static uint64_t count_words(const struct token_list *tokens)
{
	uint64_t words = 0;
	for (size_t i = 0; i < tokens->count; i++)
		words += tokens->item[i].kind == TOKEN_WORD || tokens->item[i].kind == TOKEN_NUMBER;
	return words;
}

static int make_rows(struct run_job *job, const struct stage_work *work, struct run_worker *worker,
		     struct arena *keep)
{
	const struct pack_input input = {
		.path = span_from(job->entry.path),
		.document = work->document,
		.block = work->structure.block,
		.blocks = work->structure.blocks,
		.analysis = &work->analysis,
		.lexicon = work->workspace->resources->lexicon,
	};
	const int status = pack_rows(&job->rows, &input, keep, &worker->scratch, &job->error);
	if (status < 0)
		return status;
	struct stored_document *document = &job->rows.document;
	document->words = count_words(&work->tokens);
	if (work->fingerprint.filled) {
		const char *bytes = arena_copy(keep, (const char *)work->fingerprint.bin,
					       sizeof work->fingerprint.bin);
		if (!bytes)
			return error_memory(&job->error);
		document->signature = (struct span){bytes, sizeof work->fingerprint.bin};
	}
	return 0;
}

static int do_job(struct run_job *job, const struct run_setting *setting, struct run_worker *worker,
		  struct arena *keep)
{
	const char *path = path_join(&worker->bytes, setting->study->root, job->entry.file);
	if (!path)
		return error_memory(&job->error);
	int status = load_bytes(job, path, worker);
	if (status < 0)
		return status;
	struct document *document = arena_calloc(keep, 1, sizeof *document);
	if (!document)
		return error_memory(&job->error);
	status = read_document(document, job, path, setting, worker, keep);
	job->bytes = (struct span){"", 0};
	arena_reset(&worker->bytes); /* the text has all that matters of them */
	if (status < 0)
		return status;
	struct stage_work work;
	stage_begin(&work, &worker->workspace, document, &worker->found);
	status = stage_document(&work, &job->error);
	if (status == 0)
		status = make_rows(job, &work, worker, keep);
	job->outcome = RUN_DONE;
	job->document = document;
	return status;
}

static void failed_rows(struct run_job *job, struct identity *id)
{
	identity_document(id, span_from(job->entry.path));
	job->rows = (struct store_rows){.document = {.id = {id->text, IDENTITY_TEXT - 1},
						     .path = span_from(job->entry.path),
						     .failed = true,
						     .round = span_from(job->entry.round),
						     .why = span_from(job->error.why),
						     .detail = span_from(job->error.detail),
						     .line = job->error.line},
					.content = {.blocks = SPAN("[]"),
						    .people = SPAN("[]"),
						    .variables = SPAN("[]"),
						    .notes = SPAN("[]")}};
}

static void note_file(struct run_job *job, const struct run_setting *setting)
{
	struct stored_document *document = &job->rows.document;
	document->sha256 = span_from(job->sha256);
	document->size = job->entry.size;
	document->modified = job->entry.modified < setting->settled ? job->entry.modified : 0;
	document->made_by = setting->made_by;
}

static void end_job(struct run_job *job, const struct run_setting *setting,
		    struct run_worker *worker)
{
	note_file(job, setting);
	job->bytes = (struct span){"", 0};
	arena_reset(&worker->bytes);
	arena_reset(&worker->found);
	arena_reset(&worker->scratch);
}

void run_job_begin(struct run_job *job, const struct run_item *item,
		   const struct run_setting *setting)
{
	*job = (struct run_job){
		.entry = *item->entry,
		.outcome = item->unchanged ? RUN_UNCHANGED : RUN_WAITING,
	};
	note_file(job, setting);
}

void run_job_look(struct run_item *item, const struct run_setting *setting,
		  struct run_worker *worker)
{
	const struct known_document *known = item->known;
	const struct study_entry *entry = item->entry;
	if (!known || known->failed || entry->imported || known->size != entry->size ||
	    !span_equal(span_from(known->made_by), setting->made_by))
		return;
	struct run_job job; /* whoever does the job meets its errors again */
	run_job_begin(&job, item, setting);
	const char *path = path_join(&worker->bytes, setting->study->root, entry->file);
	item->unchanged = path && load_bytes(&job, path, worker) == 0 &&
			  strcmp(known->sha256, job.sha256) == 0;
	end_job(&job, setting, worker);
}

void run_job_do(struct run_job *job, const struct run_setting *setting, struct run_worker *worker,
		struct arena *keep)
{
	job->sha256[0] = '\0';
	if (do_job(job, setting, worker, keep) < 0) {
		struct identity *id = arena_calloc(keep, 1, sizeof *id);
		job->outcome = RUN_FAILED;
		if (id)
			failed_rows(job, id);
		else
			job->error.code = ERROR_MEMORY;
	}
	end_job(job, setting, worker);
}
