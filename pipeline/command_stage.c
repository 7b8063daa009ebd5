#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/error.h"
#include "corpus/reader.h"
#include "pipeline/commands.h"
#include "pipeline/convert.h"
#include "pipeline/emit.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/parallel.h"
#include "pipeline/record.h"
#include "pipeline/resources.h"
#include "pipeline/run.h"
#include "pipeline/sandbox/sandbox.h"
#include "pipeline/study.h"

enum { LINES_AT_ONCE = 64 }; /* what threads share before it is written */

/* One line in, one line out; a worker writes its own slot only. */
struct slot {
	struct span line;
	struct arena keep;
	struct emitter out;
	struct error error;
};

struct filter {
	size_t stage; /* index in stage_table */
	struct slot slot[LINES_AT_ONCE];
	size_t slots;
	struct stage_workspace *workspace;
	size_t workers;
	size_t line; /* lines read before these */
	size_t failed;
	struct error *err;
};

static int filter_line(struct filter *filter, struct slot *slot, struct stage_workspace *workspace)
{
	struct document document;
	struct stage_work work;
	const char *path;
	size_t done;
	int status = record_read(&work, &document, &path, &done, slot->line, workspace, &slot->keep,
				 &slot->error);
	if (status == 0 && done != filter->stage)
		status = error_set(
			&slot->error, ERROR_INPUT, "this stage comes directly behind another one",
			"%s ← %s", stage_table[filter->stage].name,
			filter->stage > 0 ? stage_table[filter->stage - 1].name : "read");
	if (status == 0)
		status = stage_table[filter->stage].run(&work, &slot->error);
	if (status < 0)
		return status;
	record_write(&slot->out, &work, path, done + 1);
	return slot->out.failed ? error_memory(&slot->error) : 0;
}

static void filter_item(void *context, size_t item, size_t worker)
{
	struct filter *filter = context;
	struct slot *slot = &filter->slot[item];
	struct stage_workspace *workspace = &filter->workspace[worker];
	slot->error = (struct error)ERROR_INIT;
	emit_init(&slot->out, &slot->keep);
	if (filter_line(filter, slot, workspace) < 0)
		slot->out.len = 0;
	arena_reset(&workspace->scratch);
}

static void write_slots(struct filter *filter)
{
	for (size_t i = 0; i < filter->slots; i++) {
		struct slot *slot = &filter->slot[i];
		if (slot->error.code != ERROR_NONE) {
			error_at(&slot->error, "-", (unsigned)(filter->line + i + 1), 0);
			message_error(stderr, &slot->error);
			filter->failed++;
		} else {
			const struct span line = emit_text(&slot->out);
			(void)fwrite(line.at, 1, line.len, stdout);
		}
		free((char *)slot->line.at);
		slot->line = (struct span){NULL, 0};
		arena_reset(&slot->keep);
	}
	filter->line += filter->slots;
	filter->slots = 0;
}

/* false: no more lines. */
static bool read_line(struct slot *slot)
{
	char *line = NULL;
	size_t capacity = 0;
	const ssize_t len = getline(&line, &capacity, stdin);
	if (len < 0) {
		free(line);
		return false;
	}
	slot->line = (struct span){line, (size_t)len};
	return true;
}

static int filter_all(struct filter *filter)
{
	bool more = true;
	while (more) {
		while (filter->slots < LINES_AT_ONCE &&
		       (more = read_line(&filter->slot[filter->slots])))
			filter->slots++;
		parallel_run(filter->workers, NULL, filter->slots, filter_item, NULL, filter);
		write_slots(filter);
	}
	if (ferror(stdin))
		return error_set(filter->err, ERROR_STORE, "can't read the input", "%s",
				 strerror(errno));
	return filter->failed > 0 ? EXIT_PARTLY : EXIT_DONE;
}

static int run_filter(struct filter *filter, const struct stage_resources *resources)
{
	int status = 0;
	size_t made = 0;
	filter->workspace = calloc(filter->workers, sizeof *filter->workspace);
	if (!filter->workspace)
		return error_memory(filter->err);
	for (; made < filter->workers && status == 0; made++)
		status = stage_workspace_init(&filter->workspace[made], resources, filter->err);
	if (status == 0)
		status = filter_all(filter);
	for (size_t i = 0; i < made; i++)
		stage_workspace_release(&filter->workspace[i]);
	for (size_t i = 0; i < LINES_AT_ONCE; i++)
		arena_release(&filter->slot[i].keep);
	free(filter->workspace);
	return status;
}

static int find_stage(size_t *out, const char *name, struct error *err)
{
	enum { STAGES_MOST = 32 };
	const char *names[STAGES_MOST] = {"read"};
	size_t count = 1;
	for (; stage_table[count - 1].name && count < STAGES_MOST; count++) {
		names[count] = stage_table[count - 1].name;
		if (strcmp(name, names[count]) == 0) {
			*out = count - 1;
			return 0;
		}
	}
	const int near = options_nearest(name, names, count);
	if (near >= 0)
		return error_set(err, ERROR_USAGE, "unknown stage; did you mean this one",
				 "%s → %s", name, names[near]);
	return error_set(err, ERROR_USAGE, "unknown stage; see rodedraad stage", "%s", name);
}

static void list_stages(void)
{
	printf("%-12s %s\n", "read", "text, blocks, metadata");
	for (const struct stage *stage = stage_table; stage->name; stage++)
		printf("%-12s %s\n", stage->name, stage->adds);
}

static int read_one(const char *path, struct sandbox_reader *reader, struct arena *keep,
		    struct arena *scratch, struct error *err)
{
	struct span bytes;
	struct reader_options options = {.name = path_name(path), .language = "nl"};
	struct document document = {.format = NULL};
	int status = file_read(&bytes, path, RUN_FILE_MOST, keep, err);
	const char *foreign = status == 0 ? reader_needs_converter(bytes, &options) : NULL;
	if (foreign) {
		status = convert_file(&bytes, path, foreign, keep, err);
		options.name = "converted.docx";
	}
	if (status == 0)
		status = sandbox_read(&document, bytes, &options, reader, keep, scratch, err);
	if (status < 0)
		return status;
	const struct stage_work work = {
		.document = &document,
		.structure = {.block = document.block, .blocks = document.blocks}};
	struct emitter out;
	emit_init(&out, keep);
	record_write(&out, &work, path, 0);
	if (out.failed)
		return error_memory(err);
	const struct span line = emit_text(&out);
	(void)fwrite(line.at, 1, line.len, stdout);
	return 0;
}

static int read_files(const struct options *options, struct error *no_process)
{
	struct arena keep = ARENA_INIT, scratch = ARENA_INIT;
	struct sandbox sandbox;
	struct sandbox_reader reader = {.pid = 0};
	size_t failed = 0;
	const int status = sandbox_start_wanted(&reader.sandbox, &sandbox, options, no_process);
	if (status < 0)
		return status;
	for (size_t i = 1; i < options->arguments; i++) {
		struct error err = ERROR_INIT;
		if (read_one(options->argument[i], &reader, &keep, &scratch, &err) < 0) {
			error_at(&err, options->argument[i], 0, 0);
			message_error(stderr, &err);
			failed++;
		}
		arena_reset(&keep);
		arena_reset(&scratch);
	}
	if (reader.bare)
		sandbox_say_bare();
	sandbox_reader_end(&reader);
	sandbox_stop(reader.sandbox);
	arena_release(&keep);
	arena_release(&scratch);
	return failed > 0 ? EXIT_PARTLY : EXIT_DONE;
}

/* A stage as a filter belongs to no study folder; its pack is --pack, or the default. */
static int load_study(struct study *study, const struct options *options, struct error *err)
{
	*study = (struct study){.root = ".", .name = "", .language = "nl"};
	study->pack = arena_calloc(&study->arena, 1, sizeof *study->pack);
	if (!study->pack)
		return error_memory(err);
	study->pack[0] =
		options_given(options, OPTION_PACK) ? options->value[OPTION_PACK] : STUDY_PACK;
	study->packs = 1;
	return 0;
}

static int filter_stage(const struct options *options, size_t stage, struct error *err)
{
	long threads;
	int status =
		options_number(&threads, options, OPTION_THREADS, 1, 1, OPTIONS_THREADS_MOST, err);
	if (status < 0)
		return status;
	struct study study;
	struct resources resources = {.digest = ""};
	struct filter *filter = calloc(1, sizeof *filter);
	status = filter ? load_study(&study, options, err) : error_memory(err);
	if (status == 0)
		status = resources_load(&resources, &study, err);
	if (status == 0) {
		filter->stage = stage;
		filter->workers = (size_t)threads;
		filter->err = err;
		status = run_filter(filter, &resources.stage);
	}
	resources_free(&resources);
	if (filter)
		study_free(&study);
	free(filter);
	return status;
}

int command_stage(const struct options *options, struct error *err)
{
	if (options->arguments == 0) {
		list_stages();
		return EXIT_DONE;
	}
	if (strcmp(options->argument[0], "read") == 0)
		return read_files(options, err);
	if (options->arguments > 1)
		return error_set(err, ERROR_USAGE, "this stage reads lines from standard input",
				 "%s", options->argument[1]);
	size_t stage;
	const int status = find_stage(&stage, options->argument[0], err);
	return status < 0 ? status : filter_stage(options, stage, err);
}
