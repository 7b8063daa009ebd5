#include <stdio.h>
#include <string.h>

#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/context.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/pseudonym/pseudonyms.h"
#include "pipeline/report/terminal.h"
#include "pipeline/report/wishes.h"
#include "pipeline/resources.h"
#include "stages/stage.h"

static const struct wish_format *find_format(const struct options *options, struct error *err)
{
	const char *name = options->value[OPTION_FORMAT];
	if (!name)
		return &wish_formats[0];
	for (const struct wish_format *format = wish_formats; format->name; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	error_set(err, ERROR_USAGE, "unknown form of output; there are these",
		  "%s: table, json, csv", name);
	return NULL;
}

static int write_wishes(const struct wish_list *wishes, struct overview *overview,
			const struct wish_format *format, const struct options *options,
			struct error *err)
{
	const struct overview_show show = {.width = terminal_width()};
	struct file_writer writer;
	int status = file_writer_open(&writer, options->value[OPTION_OUTPUT], err);
	if (status < 0)
		return status;
	status = format->write(wishes, overview, &show, writer.to, err);
	if (status == 0)
		return file_writer_commit(&writer, err);
	file_writer_abandon(&writer);
	return status;
}

int command_questions(const struct options *options, struct error *err)
{
	const struct wish_format *format = find_format(options, err);
	if (!format)
		return ERROR_USAGE;
	struct context context;
	struct wish_list wishes;
	struct resources resources = {.arena = ARENA_INIT};
	struct overview overview = {.arena = ARENA_INIT};
	int status = context_open(&context, options, CONTEXT_STORE, err);
	if (status == 0)
		status = pseudonyms_apply(&context, options, true, err);
	if (status == 0)
		status = resources_load(&resources, &context.study, err);
	const struct collect_options collect = {
		.round = options->value[OPTION_ROUND],
		.language = span_from(message_language()),
	};
	if (status == 0)
		status = overview_make(&overview, context.store, resources.stage.lexicon,
				       resources.stage.language, &collect, err);
	if (status == 0)
		status = wishes_gather(&wishes, &overview, context.store, &resources.stage, err);
	if (status == 0)
		status = write_wishes(&wishes, &overview, format, options, err);
	overview_free(&overview);
	resources_free(&resources);
	context_close(&context);
	return status;
}
