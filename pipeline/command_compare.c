#include <string.h>

#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/report/comparison.h"
#include "pipeline/report/terminal.h"
#include "pipeline/shown.h"

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
	struct shown shown;
	struct comparison comparison;
	int status = shown_open(&shown, options, err);
	if (status == 0)
		status = comparison_make(&comparison, &shown.overview,
					 options->value[OPTION_ROUNDS], err);
	if (status == 0)
		status = write_comparison(&comparison, &shown.overview, format, options, err);
	shown_close(&shown);
	return status;
}
