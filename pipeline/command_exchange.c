#include <stdio.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/context.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/store/store.h"

enum { IMPORT_BYTES_MOST = 1 << 30 }; /* a table is read whole */

int command_export(const struct options *options, struct error *err)
{
	const char *name =
		options_given(options, OPTION_FORMAT) ? options->value[OPTION_FORMAT] : "jsonl";
	const struct export_format *format = export_find(name, err);
	if (!format)
		return ERROR_USAGE;
	struct context context;
	struct file_writer writer = {.to = NULL};
	int status = context_open(&context, options, CONTEXT_STORE, err);
	if (status == 0)
		status = file_writer_open(&writer, options->value[OPTION_OUTPUT], err);
	if (status == 0) {
		status = format->write(context.store, writer.to, err);
		if (status == 0)
			status = file_writer_commit(&writer, err);
		else
			file_writer_abandon(&writer);
	}
	context_close(&context);
	return status;
}

static void show_import(const struct import_summary *summary, const char *root)
{
	if (summary->stories > 0)
		printf(message("%zu stories brought in; now type: rodedraad run %s\n"),
		       summary->stories, root);
	else
		printf(message("%zu decisions brought in\n"), summary->decisions);
}

static int import_file(struct context *context, const struct options *options,
		       struct import_summary *summary, struct arena *arena, struct error *err)
{
	const char *path = options->argument[1];
	struct span bytes;
	int status = file_read(&bytes, path, IMPORT_BYTES_MOST, arena, err);
	if (status < 0)
		return status == ERROR_MEMORY ? status : ERROR_USAGE;
	status = store_begin(context->store, err);
	if (status < 0)
		return status;
	status = import_table(summary, context->store, bytes, path_name(path),
			      context->study.language, err);
	if (status == 0)
		return store_commit(context->store, err);
	store_rollback(context->store);
	if (err)
		(void)snprintf(err->where, sizeof err->where, "%s", path);
	return status == ERROR_INPUT ? ERROR_CONFIG : status;
}

int command_import(const struct options *options, struct error *err)
{
	struct context context;
	struct arena arena = ARENA_INIT;
	struct import_summary summary = {.stories = 0};
	int status = context_open(&context, options, CONTEXT_STORE_CREATE, err);
	if (status == 0)
		status = import_file(&context, options, &summary, &arena, err);
	if (status == 0 && !options_given(options, OPTION_QUIET))
		show_import(&summary, context.study.root);
	if (status == 0 && summary.unknown > 0)
		fprintf(stderr, "rodedraad: %s: %s (%zu)\n",
			message("decisions on anecdotes that are not there were left out"),
			summary.first_unknown, summary.unknown);
	context_close(&context);
	arena_release(&arena);
	if (status < 0)
		return status;
	return summary.unknown > 0 ? EXIT_PARTLY : EXIT_DONE;
}
