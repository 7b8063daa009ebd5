#include "pipeline/run.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "corpus/error.h"
#include "pipeline/parallel.h"
#include "pipeline/resources.h"
#include "pipeline/run_fold.h"
#include "pipeline/run_job.h"
#include "pipeline/run_plan.h"
#include "pipeline/run_record.h"
#include "pipeline/store/runs.h"
#include "pipeline/store/snapshots.h"
#include "pipeline/store/sources.h"
#include "pipeline/store/store.h"
#include "pipeline/version.h"

struct run {
	const struct run_options *options;
	struct run_summary *summary;
	struct store *store;
	struct run_setting setting;
	struct run_plan plan;
	struct run_worker *worker;
	size_t workers;
	struct run_job *slot[2]; /* RUN_BATCH_DOCUMENTS each: by turns of the batch */
	struct run_job *batch;   /* under way */
	size_t batch_size;
	struct run_job *written; /* the one before, being written */
	size_t written_size;
	size_t *order; /* of the batch: largest first */
	int parity;
	atomic_size_t done;
	atomic_uint_least64_t bytes;
	bool folded;       /* the run before came to its end, and folded what it had read */
	atomic_int status; /* of the writer; those that read look at it meanwhile */
	struct error *err;
};

static bool is_stopped(const struct run *run)
{
	return run->options->stop && *run->options->stop;
}

static void show_progress(struct run *run, const struct run_job *job)
{
	const struct run_listener *listener = &run->options->listener;
	if (!listener->progress)
		return;
	const struct run_progress progress = {
		.done = atomic_load(&run->done),
		.documents = run->plan.items,
		.bytes_done = atomic_load(&run->bytes),
		.bytes = run->plan.bytes,
		.path = job->entry.path,
	};
	listener->progress(listener->context, &progress);
}

static void work_item(void *context, size_t item, size_t worker)
{
	struct run *run = context;
	struct run_job *job = &run->batch[item];
	if (is_stopped(run) || run->status < 0)
		return;
	if (worker == 0)
		show_progress(run, job);
	struct run_worker *own = &run->worker[worker];
	if (job->outcome == RUN_WAITING)
		run_job_do(job, &run->setting, own, &own->keep[run->parity]);
	atomic_fetch_add(&run->done, 1);
	atomic_fetch_add(&run->bytes, job->entry.size);
}

static int write_job(struct run *run, struct run_job *job)
{
	const struct run_listener *listener = &run->options->listener;
	struct run_summary *summary = run->summary;
	const struct stored_document *document = &job->rows.document;
	switch (job->outcome) {
	case RUN_WAITING:
		return 0;
	case RUN_UNCHANGED:
		summary->unchanged++;
		struct identity id;
		identity_document(&id, span_from(job->entry.path));
		return store_document_touch(run->store, span_from(id.text), document->modified,
					    document->size, run->err);
	case RUN_FAILED:
		if (job->error.code == ERROR_MEMORY)
			return error_memory(run->err);
		summary->failed++;
		if (listener->problem)
			listener->problem(listener->context, job->entry.path, &job->error);
		break;
	case RUN_DONE:
		summary->done++;
		if (listener->document)
			listener->document(listener->context, job->entry.path, job->rows.anecdotes,
					   job->document);
		break;
	}
	const int status = store_document_put(run->store, &job->rows, run->err);
	return status < 0 ? status : store_snapshot_make(run->store, document->id, run->err);
}

/* The batch before, in the order of its paths and as one transaction. */
static void write_batch(void *context)
{
	struct run *run = context;
	if (run->written_size == 0 || run->status < 0)
		return;
	int status = store_begin(run->store, run->err);
	for (size_t i = 0; i < run->written_size && status == 0; i++)
		status = write_job(run, &run->written[i]);
	status = store_end(run->store, status, run->err);
	run->status = status;
	run->written_size = 0;
}

static int larger_first(const void *a, const void *b, void *context)
{
	const struct run_job *jobs = context;
	const size_t one = *(const size_t *)a, two = *(const size_t *)b;
	if (jobs[one].entry.size != jobs[two].entry.size)
		return jobs[one].entry.size > jobs[two].entry.size ? -1 : 1;
	return one < two ? -1 : one > two;
}

static size_t next_batch(const struct run *run, size_t from)
{
	uint64_t bytes = 0;
	size_t end = from;
	while (end < run->plan.items && end - from < RUN_BATCH_DOCUMENTS) {
		bytes += run->plan.item[end].entry->size;
		if (bytes > RUN_BATCH_BYTES && end > from)
			break;
		end++;
	}
	return end - from;
}

/* Imported tables are read here: the store belongs to this thread. */
static int load_imported(struct run *run)
{
	int status = 0;
	for (size_t i = 0; i < run->batch_size && status == 0; i++) {
		struct run_job *job = &run->batch[i];
		if (job->entry.imported && job->outcome == RUN_WAITING)
			status = store_source_bytes(&job->bytes, run->store, job->entry.path,
						    &run->worker[0].keep[run->parity], run->err);
	}
	return status;
}

static int run_batches(struct run *run)
{
	for (size_t at = 0; at < run->plan.items && run->status == 0 && !is_stopped(run);
	     at += run->batch_size) {
		run->parity ^= 1;
		for (size_t w = 0; w < run->workers; w++)
			arena_reset(&run->worker[w].keep[run->parity]);
		run->batch = run->slot[run->parity];
		run->batch_size = next_batch(run, at);
		for (size_t i = 0; i < run->batch_size; i++) {
			run_job_begin(&run->batch[i], &run->plan.item[at + i], &run->setting);
			run->order[i] = i;
		}
		qsort_r(run->order, run->batch_size, sizeof *run->order, larger_first, run->batch);
		run->status = load_imported(run);
		if (run->status < 0)
			break;
		parallel_run(run->workers, run->order, run->batch_size, work_item, write_batch,
			     run);
		run->written = run->batch;
		run->written_size = run->batch_size;
	}
	write_batch(run);
	return run->status;
}

static int remove_gone(struct run *run)
{
	if (run->plan.gone_count == 0)
		return 0;
	int status = store_begin(run->store, run->err);
	for (size_t i = 0; i < run->plan.gone_count && status == 0; i++)
		status = store_document_remove(run->store, run->plan.gone[i], run->err);
	run->summary->removed = run->plan.gone_count;
	return store_end(run->store, status, run->err);
}

static int make_workers(struct run *run)
{
	const size_t wanted = run->options->threads ? run->options->threads : 1;
	run->workers = wanted < run->plan.items ? wanted : run->plan.items;
	run->worker = calloc(run->workers + 1, sizeof *run->worker);
	run->order = calloc(RUN_BATCH_DOCUMENTS, sizeof *run->order);
	run->slot[0] = calloc(2 * RUN_BATCH_DOCUMENTS, sizeof *run->slot[0]);
	if (!run->worker)
		run->workers = 0;
	if (!run->worker || !run->order || !run->slot[0])
		return error_memory(run->err);
	run->slot[1] = run->slot[0] + RUN_BATCH_DOCUMENTS;
	return 0;
}

static int fill_workers(struct run *run, const struct resources *resources)
{
	int status = 0;
	for (size_t i = 0; i < run->workers && status == 0; i++) {
		run->worker[i].reader.sandbox = run->options->sandbox;
		status = stage_workspace_init(&run->worker[i].workspace, &resources->stage,
					      run->err);
	}
	return status;
}

static void free_workers(struct run *run)
{
	for (size_t i = 0; i < run->workers; i++) {
		struct run_worker *worker = &run->worker[i];
		run->summary->bare = run->summary->bare || worker->reader.bare;
		sandbox_reader_end(&worker->reader);
		stage_workspace_release(&worker->workspace);
		arena_release(&worker->keep[0]);
		arena_release(&worker->keep[1]);
		arena_release(&worker->bytes);
		arena_release(&worker->found);
		arena_release(&worker->scratch);
	}
	free(run->worker);
	free(run->order);
	free(run->slot[0]);
}

/* All that makes a result besides the document's own bytes. */
static int make_setting(struct run *run, const struct study *study,
			const struct resources *resources, struct stored_run *record)
{
	struct arena *arena = &run->plan.arena;
	const struct span build = version_build(arena);
	record->libraries = version_libraries(arena);
	char *made_by = arena_alloc(arena, DIGEST_TEXT);
	if (!made_by || record->libraries.len == 0)
		return error_memory(run->err);
	struct digest digest;
	digest_init(&digest);
	digest_add_field(&digest, SPAN(RODEDRAAD_VERSION));
	digest_add_field(&digest, build);
	digest_add_field(&digest, record->libraries);
	digest_add_field(&digest, span_from(resources->digest));
	digest_add_field(&digest, span_from(study->digest));
	digest_end(&digest, made_by);
	run->setting = (struct run_setting){
		.study = study,
		.made_by = span_from(made_by),
		.settled = ((int64_t)time(NULL) - RUN_SETTLE_SECONDS) * 1000000000,
	};
	struct run_record made;
	const int status = run_record_now(&made, study, resources, !run->options->no_learn,
					  run->options->decisions, arena, run->err);
	if (status < 0)
		return status;
	record->parameters =
		run_record_parameters(&made, run->options->shard, run->options->shards, arena);
	record->program = SPAN(RODEDRAAD_VERSION);
	record->lexicon = span_from(resources->lexicon);
	record->model = span_from(resources->digest);
	record->study = span_from(study->digest);
	return record->parameters.len == 0 ? error_memory(run->err) : 0;
}

/* Before people's decisions and boundaries are brought in: what the program itself suggests. */
static int take_snapshot(struct run *run)
{
	int status = store_begin(run->store, run->err);
	if (status == 0)
		status = store_snapshot_take(run->store, run->summary->number, run->err);
	return store_end(run->store, status, run->err);
}

static int end_record(struct run *run, struct stored_run *record, int outcome)
{
	const struct run_summary *summary = run->summary;
	char digest[DIGEST_TEXT] = "";
	record->outcome = outcome == ERROR_INTERRUPTED ? SPAN("interrupted")
			  : outcome < 0                ? SPAN("failed")
						       : SPAN("done");
	record->documents = summary->documents;
	record->done = summary->done;
	record->failed = summary->failed;
	record->removed = summary->removed;
	int status = run_fold_digest(digest, run->store, run->err);
	record->documents_digest = span_from(digest);
	if (status == 0)
		status = store_run_end(run->store, record, run->err);
	return status;
}

/* Runs come by rising number: the last one stays. */
static int note_outcome(void *context, const struct stored_run *run, struct error *err)
{
	(void)err;
	*(bool *)context = span_equal(run->outcome, SPAN("done"));
	return 0;
}

static bool is_changed(const struct run *run)
{
	const struct run_summary *summary = run->summary;
	return !run->folded || summary->done > 0 || summary->failed > 0 || summary->removed > 0;
}

static void look_item(void *context, size_t item, size_t worker)
{
	struct run *run = context;
	if (!is_stopped(run))
		run_job_look(&run->plan.item[item], &run->setting, &run->worker[worker]);
}

/* Whether there is more to do than to see that nothing is. */
static bool has_work(const struct run *run)
{
	size_t waiting = 0;
	for (size_t i = 0; i < run->plan.items; i++)
		waiting += !run->plan.item[i].unchanged;
	return waiting > 0 || run->plan.gone_count > 0 || !run->folded;
}

/* Finds out what is to be done, and brings in what that takes. */
static int prepare(struct run *run, const struct resources *resources)
{
	const struct run_options *options = run->options;
	int status = store_runs_each(run->store, note_outcome, &run->folded, run->err);
	if (status == 0)
		status = make_workers(run);
	if (status < 0)
		return status;
	parallel_run(run->workers, NULL, run->plan.items, look_item, NULL, run);
	if (!has_work(run))
		return 0;
	if (resources->state != RESOURCES_LOADED)
		status = options->load(options->load_context, run->err);
	return status < 0 ? status : fill_workers(run, resources);
}

static int run_planned(struct run *run, const struct resources *resources,
		       struct stored_run *record)
{
	int status = prepare(run, resources);
	if (status == 0)
		status = store_run_begin(run->store, record, run->err);
	run->summary->number = record->number;
	if (status == 0)
		status = remove_gone(run);
	if (status == 0)
		status = run_batches(run);
	if (status == 0)
		status = take_snapshot(run);
	if (status == 0 && is_stopped(run))
		status = ERROR_INTERRUPTED;
	if (status == 0)
		status = run_fold(run->store, resources->stage.language, is_changed(run),
				  &run->options->listener, run->err);
	if (status == 0)
		status = run_fold_stray(&run->summary->stray, run->store, run->err);
	if (status == ERROR_STORE || status == ERROR_MEMORY)
		return status;
	const int ended = end_record(run, record, status);
	if (status == ERROR_INTERRUPTED)
		return error_set(run->err, ERROR_INTERRUPTED,
				 "interrupted; what is done is kept, and `run` goes on from there",
				 "%s", "");
	return ended;
}

int run_study(struct run_summary *out, const struct study *study, struct store *store,
	      const struct resources *resources, const struct run_options *options,
	      struct error *err)
{
	*out = (struct run_summary){.documents = 0};
	struct run run = {.options = options, .summary = out, .store = store, .err = err};
	struct stored_run record = {.number = 0};
	int status = make_setting(&run, study, resources, &record);
	if (status == 0)
		status = run_plan_make(&run.plan, study, store, run.setting.made_by, options, err);
	if (status == 0) {
		out->documents = run.plan.documents;
		out->unchanged = run.plan.unchanged;
		status = run_planned(&run, resources, &record);
	}
	free_workers(&run);
	run_plan_free(&run.plan);
	return status;
}
