#include "pipeline/context.h"

#include "corpus/error.h"
#include "pipeline/file.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/store/store.h"

static int name_store(struct context *context, const struct options *options, struct error *err)
{
	struct study *study = &context->study;
	context->store_path = options_given(options, OPTION_DB)
				      ? options->value[OPTION_DB]
				      : path_join(&study->arena, study->root, STUDY_STORE);
	return context->store_path ? 0 : error_memory(err);
}

int context_open(struct context *out, const struct options *options, enum context_need need,
		 struct error *err)
{
	*out = (struct context){.store = NULL};
	int status = study_load(&out->study, options->argument[0], err);
	if (status < 0)
		return status;
	if (!options_given(options, OPTION_LANG))
		(void)message_language_set(out->study.language);
	status = name_store(out, options, err);
	if (status == 0 && need != CONTEXT_STUDY)
		status = store_open(&out->store, out->store_path,
				    need == CONTEXT_STORE ? STORE_EXISTING : STORE_CREATE, err);
	return status;
}

void context_close(struct context *context)
{
	store_close(context->store);
	study_free(&context->study);
}
