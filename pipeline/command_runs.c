#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/context.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/run_diff.h"
#include "pipeline/store/runs.h"

static int show_run(void *unused, const struct stored_run *run, struct error *err)
{
	(void)unused;
	(void)err;
	printf("%lld\t%.*s\t%.*s\t%.*s\t%llu\t%llu\t%llu\t%.12s\n", (long long)run->number,
	       (int)run->started.len, run->started.at, (int)run->outcome.len, run->outcome.at,
	       (int)run->program.len, run->program.at, (unsigned long long)run->done,
	       (unsigned long long)run->failed, (unsigned long long)run->anecdotes,
	       run->lexicon.len >= 12 ? run->lexicon.at : "-");
	return 0;
}

int command_runs(const struct options *options, struct error *err)
{
	struct context context;
	int status = context_open(&context, options, CONTEXT_STORE, err);
	if (status == 0) {
		if (!options_given(options, OPTION_QUIET))
			puts(message("run\tstarted\toutcome\tprogram\tdone\tfailed\tanecdotes\t"
				     "packs"));
		status = store_runs_each(context.store, show_run, NULL, err);
	}
	context_close(&context);
	return status;
}

/* The number of a run, as `runs` lists it. */
static int read_run(int64_t *out, const char *text, struct error *err)
{
	char *end;
	errno = 0;
	*out = strtoll(text, &end, 10);
	if (errno == 0 && end != text && *end == '\0' && *out > 0)
		return 0;
	return error_set(err, ERROR_USAGE, "there is no such run", "%s", text);
}

typedef int diff_fn(const struct run_diff *diff, FILE *to, struct error *err);

static diff_fn *find_format(const struct options *options, struct error *err)
{
	const char *name =
		options_given(options, OPTION_FORMAT) ? options->value[OPTION_FORMAT] : "table";
	if (strcmp(name, "table") == 0)
		return run_diff_text;
	if (strcmp(name, "json") == 0)
		return run_diff_json;
	error_set(err, ERROR_USAGE, "unknown form of output; there are these", "%s: %s", name,
		  "table, json");
	return NULL;
}

static int write_diff(const struct run_diff *diff, diff_fn *write, const struct options *options,
		      struct error *err)
{
	struct file_writer writer;
	int status = file_writer_open(&writer, options->value[OPTION_OUTPUT], err);
	if (status < 0)
		return status;
	status = write(diff, writer.to, err);
	if (status == 0)
		return file_writer_commit(&writer, err);
	file_writer_abandon(&writer);
	return status;
}

int command_diff(const struct options *options, struct error *err)
{
	int64_t before, after;
	diff_fn *write = find_format(options, err);
	if (!write || read_run(&before, options->argument[1], err) < 0 ||
	    read_run(&after, options->argument[2], err) < 0)
		return ERROR_USAGE;
	struct context context;
	struct run_diff diff;
	struct arena arena = ARENA_INIT;
	int status = context_open(&context, options, CONTEXT_STORE, err);
	if (status == 0)
		status = run_diff(&diff, context.store, before, after, &arena, err);
	if (status == 0)
		status = write_diff(&diff, write, options, err);
	arena_release(&arena);
	context_close(&context);
	return status;
}
