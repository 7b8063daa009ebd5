#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/network/network_forms.h"
#include "pipeline/options.h"
#include "pipeline/report/commitments.h"
#include "pipeline/report/overview.h"
#include "pipeline/report/perspectives.h"
#include "pipeline/report/statements.h"
#include "pipeline/report/terminal.h"
#include "pipeline/shown.h"

static const struct overview_format *find_format(const struct overview_format *formats,
						 const struct options *options, struct error *err)
{
	const char *given = options->value[OPTION_FORMAT];
	const char *name = given ? given : formats[0].name;
	for (const struct overview_format *format = formats; format->name; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	char known[64] = "";
	size_t len = 0;
	for (const struct overview_format *format = formats; format->name && len < sizeof known;
	     format++)
		len += (size_t)snprintf(known + len, sizeof known - len, "%s%s",
					len > 0 ? ", " : "", format->name);
	error_set(err, ERROR_USAGE, "unknown form of output; there are these", "%s: %s", name,
		  known);
	return NULL;
}

static int write_overview(struct overview *overview, const struct overview_format *format,
			  const struct options *options, struct error *err)
{
	const struct overview_show show = {
		.width = terminal_width(),
		.verbose = options_given(options, OPTION_VERBOSE),
	};
	struct file_writer writer;
	int status = file_writer_open(&writer, options->value[OPTION_OUTPUT], err);
	if (status < 0)
		return status;
	status = format->write(overview, &show, writer.to, err);
	if (status == 0)
		return file_writer_commit(&writer, err);
	file_writer_abandon(&writer);
	return status;
}

/* The overview in one of these forms. */
static int show_overview(const struct overview_format *formats, const struct options *options,
			 struct error *err)
{
	const struct overview_format *format = find_format(formats, options, err);
	if (!format)
		return ERROR_USAGE;
	struct shown shown;
	int status = shown_open(&shown, options, err);
	if (status == 0)
		status = write_overview(&shown.overview, format, options, err);
	shown_close(&shown);
	return status;
}

int command_themes(const struct options *options, struct error *err)
{
	return show_overview(overview_formats, options, err);
}

int command_commitments(const struct options *options, struct error *err)
{
	return show_overview(commitment_formats, options, err);
}

int command_perspectives(const struct options *options, struct error *err)
{
	return show_overview(perspective_formats, options, err);
}

int command_network(const struct options *options, struct error *err)
{
	return show_overview(network_formats, options, err);
}

int command_statements(const struct options *options, struct error *err)
{
	const char *format = options->value[OPTION_FORMAT], *path = options->value[OPTION_OUTPUT];
	if (format && strcmp(format, "csv") == 0 && path && access(path, F_OK) == 0)
		return error_set(err, ERROR_USAGE,
				 "this sheet is there already, perhaps with answers; choose "
				 "another name",
				 "%s", path);
	return show_overview(statement_formats, options, err);
}
