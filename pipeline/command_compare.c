#include <string.h>

#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/context.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/pseudonym/pseudonyms.h"
#include "pipeline/report/comparison.h"
#include "pipeline/report/terminal.h"
#include "pipeline/resources.h"

static const struct comparison_format *find_format(const struct options *options, struct error *err)
{
	const char *name = options_given(options, OPTION_FORMAT) ? options->value[OPTION_FORMAT]
								 : comparison_formats[0].name;
	for (const struct comparison_format *format = comparison_formats; format->name; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	error_set(err, ERROR_USAGE, "unknown form of output; there are these", "%s: %s", name,
		  "table, json, csv");
	return NULL;
}

static int write_comparison(const struct comparison *comparison, struct overview *overview,
			    const struct comparison_format *format, const struct options *options,
			    struct error *err)
{
	const struct overview_show show = {
		.width = terminal_width(),
		.verbose = options_given(options, OPTION_VERBOSE),
	};
	struct file_writer writer;
	int status = file_writer_open(&writer, options->value[OPTION_OUTPUT], err);
	if (status < 0)
		return status;
	status = format->write(comparison, overview, &show, writer.to, err);
	if (status == 0)
		return file_writer_commit(&writer, err);
	file_writer_abandon(&writer);
	return status;
}

int command_compare(const struct options *options, struct error *err)
{
	const struct comparison_format *format = find_format(options, err);
	if (!format)
		return ERROR_USAGE;
	struct context context;
	struct resources resources = {.arena = ARENA_INIT};
	struct overview overview = {.arena = ARENA_INIT};
	struct comparison comparison;
	int status = context_open(&context, options, CONTEXT_STORE, err);
	if (status == 0)
		status = pseudonyms_apply(&context, options, true, err);
	if (status == 0)
		status = resources_load(&resources, &context.study, err);
	if (status == 0) {
		const struct collect_options collect = {.language = span_from(message_language())};
		status = overview_make(&overview, context.store, resources.stage.lexicon,
				       resources.stage.language, &collect, err);
	}
	if (status == 0)
		status =
			comparison_make(&comparison, &overview, options->value[OPTION_ROUNDS], err);
	if (status == 0)
		status = write_comparison(&comparison, &overview, format, options, err);
	overview_free(&overview);
	resources_free(&resources);
	context_close(&context);
	return status;
}
