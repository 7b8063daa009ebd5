#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/context.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/resources.h"
#include "pipeline/store/store.h"

enum { IMPORT_BYTES_MOST = 1 << 30 }; /* a table is read whole */

static int find_separator(char *out, const struct options *options, struct error *err)
{
	static const struct {
		const char *name;
		char sign;
	} known[] = {{"comma", ','}, {",", ','},    {"semicolon", ';'},
		     {";", ';'},     {"tab", '\t'}, {"\t", '\t'}};
	const char *given = options->value[OPTION_SEPARATOR];
	*out = ',';
	for (size_t i = 0; given && i < sizeof known / sizeof known[0]; i++) {
		*out = known[i].sign;
		if (strcmp(given, known[i].name) == 0)
			return 0;
	}
	return given ? error_set(err, ERROR_USAGE, "a separator is comma, semicolon or tab", "%s",
				 given)
		     : 0;
}

static int write_export(struct context *context, const struct options *options,
			const struct export_format *format, struct error *err)
{
	struct file_writer writer = {.to = NULL};
	struct resources resources = {.digest = ""};
	char separator;
	if (find_separator(&separator, options, err) < 0)
		return ERROR_USAGE;
	int status = format->needs_lexicon ? resources_load(&resources, &context->study, err) : 0;
	if (status == 0)
		status = file_writer_open(&writer, options->value[OPTION_OUTPUT], err);
	if (status == 0) {
		const struct export_job job = {
			.store = context->store,
			.lexicon = resources.stage.lexicon,
			.name = context->study.name,
			.language = context->study.language,
			.to = writer.to,
			.separator = separator,
			.with_suggestions = options_given(options, OPTION_WITH_SUGGESTIONS),
		};
		status = format->write(&job, err);
		if (status == 0)
			status = file_writer_commit(&writer, err);
		else
			file_writer_abandon(&writer);
	}
	if (format->needs_lexicon)
		resources_free(&resources);
	return status;
}

int command_export(const struct options *options, struct error *err)
{
	const char *name =
		options_given(options, OPTION_FORMAT) ? options->value[OPTION_FORMAT] : "jsonl";
	const struct export_format *format = export_find(name, err);
	if (!format)
		return ERROR_USAGE;
	if (format->is_binary && !options_given(options, OPTION_OUTPUT) && isatty(STDOUT_FILENO))
		return error_set(err, ERROR_USAGE,
				 "this form of output is no text; name a file with --output", "%s",
				 name);
	struct context context;
	int status = context_open(&context, options, CONTEXT_STORE, err);
	if (status == 0)
		status = write_export(&context, options, format, err);
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
