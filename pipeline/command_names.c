#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/context.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/pseudonym/pseudonyms.h"

/* Numbers and addresses are counted and not shown: there is nothing to check but how many. */
static void write_identifiers(const struct pseudonyms *pseudonyms, FILE *to)
{
	for (int kind = 0; kind < IDENTIFIER_KINDS; kind++) {
		const struct replacement of = {.mention = PSEUDONYM_NO_MENTION,
					       .kind = (enum identifier_kind)kind};
		const struct span alias = pseudonyms_alias(pseudonyms, &of);
		if (pseudonyms->identifiers[kind] > 0)
			(void)fprintf(to, "%6u  %.*s\n", pseudonyms->identifiers[kind],
				      (int)alias.len, alias.at);
	}
}

static int write_names(const struct pseudonyms *pseudonyms, FILE *to, bool csv, struct error *err)
{
	struct arena scratch = ARENA_INIT;
	const int status = csv ? pseudonyms_write_key(pseudonyms, to, &scratch)
			       : pseudonyms_write_table(pseudonyms, to, &scratch);
	if (status == 0 && !csv)
		write_identifiers(pseudonyms, to);
	arena_release(&scratch);
	return status < 0 ? error_memory(err) : 0;
}

int command_names(const struct options *options, struct error *err)
{
	const char *format =
		options_given(options, OPTION_FORMAT) ? options->value[OPTION_FORMAT] : "table";
	const bool csv = strcmp(format, "csv") == 0;
	struct file_writer writer;
	struct context context;
	struct pseudonyms pseudonyms = {.store = NULL};
	if (!csv && strcmp(format, "table") != 0)
		return error_set(err, ERROR_USAGE, "unknown form of output; there are these",
				 "%s: table, csv", format);
	int status = context_open(&context, options, CONTEXT_STORE, err);
	if (status == 0)
		status = pseudonyms_find(&pseudonyms, context.store, &context.study, err);
	if (status == 0)
		status = file_writer_open(&writer, options->value[OPTION_OUTPUT], err);
	if (status == 0) {
		status = write_names(&pseudonyms, writer.to, csv, err);
		if (status == 0)
			status = file_writer_commit(&writer, err);
		else
			file_writer_abandon(&writer);
	}
	if (status == 0 && !csv && !options_given(options, OPTION_QUIET) &&
	    !options_given(options, OPTION_OUTPUT))
		puts(message(
			"What is no name goes under pseudonyms: keep: in rodedraad.yaml, a name "
			"that is missing under names:."));
	pseudonyms_free(&pseudonyms);
	context_close(&context);
	return status;
}
