#include <stdio.h>
#include <string.h>

#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/report/terminal.h"
#include "pipeline/report/wishes.h"
#include "pipeline/shown.h"
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
	struct shown shown;
	struct wish_list wishes;
	int status = shown_open(&shown, options, err);
	if (status == 0)
		status = wishes_gather(&wishes, &shown.overview, shown.context.store,
				       &shown.resources.stage, err);
	if (status == 0)
		status = write_wishes(&wishes, &shown.overview, format, options, err);
	shown_close(&shown);
	return status;
}
