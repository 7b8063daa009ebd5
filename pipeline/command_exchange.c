#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/context.h"
#include "pipeline/exchange/exchange.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/pseudonym/pseudonyms.h"
#include "pipeline/resources.h"
#include "pipeline/sandbox/sandbox.h"
#include "pipeline/store/codebook.h"
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
	struct arena arena = ARENA_INIT;
	struct codebook codebook;
	char separator;
	if (find_separator(&separator, options, err) < 0)
		return ERROR_USAGE;
	int status = format->needs_lexicon ? resources_load(&resources, &context->study, err) : 0;
	if (status == 0)
		status = codebook_load(&codebook, context->store, resources.stage.lexicon, &arena,
				       err);
	if (status == 0)
		status = file_writer_open(&writer, options->value[OPTION_OUTPUT], err);
	if (status == 0) {
		const struct export_job job = {
			.store = context->store,
			.lexicon = resources.stage.lexicon,
			.codebook = &codebook,
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
	arena_release(&arena);
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
		status = pseudonyms_apply(&context, options, format->is_handed_on, err);
	if (status == 0)
		status = write_export(&context, options, format, err);
	context_close(&context);
	return status;
}

static void show_import(const struct import_summary *summary, const char *root)
{
	if (summary->pack.len > 0)
		printf(message("%zu themes are now a pack in %s/lexicons/%s; name it under packs: "
			       "in "
			       "rodedraad.yaml\n"),
		       summary->themes, root, summary->pack_id);
	if (summary->decisions > 0 || (summary->stories == 0 && summary->pack.len == 0))
		printf(message("%zu decisions brought in\n"), summary->decisions);
	if (summary->stories > 0)
		printf(message("%zu stories brought in; now type: rodedraad run %s\n"),
		       summary->stories, root);
}

/* Each thing that was not taken over, with the first of its kind. */
static bool show_losses(const struct import_summary *summary, bool quiet)
{
	bool left_out = false;
	for (size_t i = 0; i < summary->losses; i++) {
		const struct import_loss *loss = &summary->loss[i];
		left_out = left_out || loss->left_out;
		if (!quiet || loss->left_out)
			fprintf(stderr, "rodedraad: %s%s%s (%zu)\n", message(loss->what),
				loss->detail[0] != '\0' ? ": " : "", loss->detail, loss->count);
	}
	return left_out;
}

static int make_folder(const char *path, struct error *err)
{
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return 0;
	return error_set(err, ERROR_STORE, "can't make this folder", "%s: %s", path,
			 strerror(errno));
}

/* The pack that came out of somebody's codebook. One that people may have changed stays. */
static int write_pack(const struct study *study, const struct import_summary *summary,
		      struct arena *arena, struct error *err)
{
	const char *lexicons = path_join(arena, study->root, "lexicons");
	const char *folder = lexicons ? path_join(arena, lexicons, summary->pack_id) : NULL;
	const char *path = folder ? path_join(arena, folder, "pack.yaml") : NULL;
	struct span there;
	struct file_writer writer;
	if (!path)
		return error_memory(err);
	if (access(path, F_OK) == 0) {
		const int status = file_read(&there, path, IMPORT_BYTES_MOST, arena, err);
		if (status < 0 || span_equal(there, summary->pack))
			return status;
		return error_set(err, ERROR_CONFIG,
				 "there is another pack of this name; rename one of the two", "%s",
				 path);
	}
	int status = make_folder(lexicons, err);
	if (status == 0)
		status = make_folder(folder, err);
	if (status == 0)
		status = file_writer_open(&writer, path, err);
	if (status < 0)
		return status;
	(void)fwrite(summary->pack.at, 1, summary->pack.len, writer.to);
	return file_writer_commit(&writer, err);
}

static int read_form(struct context *context, struct import_job *job,
		     struct import_summary *summary, struct error *err)
{
	const struct import_form *form = import_find(job->bytes, job->name);
	struct resources resources = {.digest = ""};
	int status = form->needs_lexicon ? resources_load(&resources, &context->study, err) : 0;
	job->lexicon = resources.stage.lexicon;
	if (status == 0)
		status = form->read(summary, job, err);
	if (form->needs_lexicon)
		resources_free(&resources);
	if (status == 0 && summary->pack.len > 0)
		status = write_pack(&context->study, summary, job->arena, err);
	return status;
}

static int import_file(struct context *context, const struct options *options,
		       struct import_summary *summary, struct arena *arena, struct error *err)
{
	const char *path = options->argument[1];
	struct import_job job = {.store = context->store,
				 .name = path_name(path),
				 .language = context->study.language,
				 .arena = arena};
	int status = file_read(&job.bytes, path, IMPORT_BYTES_MOST, arena, err);
	if (status < 0)
		return status == ERROR_MEMORY ? status : ERROR_USAGE;
	sandbox_stay_in(context->study.root, context->store_path, options);
	status = store_begin(context->store, err);
	if (status < 0)
		return status;
	status = read_form(context, &job, summary, err);
	if (status == 0)
		return store_commit(context->store, err);
	store_rollback(context->store);
	if (err && err->where[0] == '\0')
		(void)snprintf(err->where, sizeof err->where, "%s", path);
	return status == ERROR_INPUT || status == ERROR_LIMIT ? ERROR_CONFIG : status;
}

int command_import(const struct options *options, struct error *err)
{
	struct context context;
	struct arena arena = ARENA_INIT;
	struct import_summary summary = {.stories = 0};
	const bool quiet = options_given(options, OPTION_QUIET);
	bool left_out = false;
	int status = context_open(&context, options, CONTEXT_STORE_CREATE, err);
	if (status == 0)
		status = import_file(&context, options, &summary, &arena, err);
	if (status == 0 && !quiet)
		show_import(&summary, context.study.root);
	if (status == 0)
		left_out = show_losses(&summary, quiet);
	context_close(&context);
	arena_release(&arena);
	if (status < 0)
		return status;
	return left_out ? EXIT_PARTLY : EXIT_DONE;
}
