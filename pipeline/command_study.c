#include <stdio.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/context.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/resources.h"
#include "pipeline/run_fold.h"
#include "pipeline/store/merge.h"
#include "pipeline/study.h"

int command_init(const struct options *options, struct error *err)
{
	const char *root = options->argument[0];
	const char *pack =
		options_given(options, OPTION_PACK) ? options->value[OPTION_PACK] : STUDY_PACK;
	const int status = study_create(root, pack, message_language(), err);
	if (status == 0 && !options_given(options, OPTION_QUIET))
		printf(message("%s is a study now: put reports in %s/ronde-1 and type: "
			       "rodedraad run %s\n"),
		       root, root, root);
	return status;
}

/* The first argument is the study, the others are stores that shards have made. */
int command_merge(const struct options *options, struct error *err)
{
	struct context context;
	int status = context_open(&context, options, CONTEXT_STORE_CREATE, err);
	for (size_t i = 1; i < options->arguments && status == 0; i++)
		status = store_merge(context.store, options->argument[i], err);
	struct resources resources = {.digest = ""};
	if (status == 0)
		status = resources_load(&resources, &context.study, err);
	if (status == 0)
		status = run_fold(context.store, resources.stage.language, true, NULL, err);
	if (status == 0)
		status = store_merge_end(context.store, err);
	resources_free(&resources);
	context_close(&context);
	return status;
}
