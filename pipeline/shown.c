#include "pipeline/shown.h"

#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/pseudonym/pseudonyms.h"

int shown_open(struct shown *out, const struct options *options, struct error *err)
{
	*out = (struct shown){.resources = {.arena = ARENA_INIT},
			      .overview = {.arena = ARENA_INIT}};
	int status = context_open(&out->context, options, CONTEXT_STORE, err);
	if (status == 0)
		status = pseudonyms_apply(&out->context, options, true, err);
	if (status == 0)
		status = resources_load(&out->resources, &out->context.study, err);
	if (status < 0)
		return status;
	const struct stage_resources *stage = &out->resources.stage;
	const struct collect_options collect = {
		.round = options->value[OPTION_ROUND],
		.language = span_from(message_language()), /* which the study may have set */
	};
	return overview_make(&out->overview, out->context.store, stage->lexicon, stage->language,
			     &collect, err);
}

void shown_close(struct shown *shown)
{
	overview_free(&shown->overview);
	resources_free(&shown->resources);
	context_close(&shown->context);
}
