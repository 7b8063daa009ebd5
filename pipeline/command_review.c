#include <stdio.h>

#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/context.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/resources.h"
#include "pipeline/review/server.h"

static void show_link(void *context, struct span reviewer, const char *url)
{
	(void)context;
	printf("  %.*s\n    %s\n", (int)reviewer.len, reviewer.at, url);
}

static void show_ready(void *context)
{
	(void)context;
	puts(message(
		"Each link is for one person; who has it speaks in that name. Ctrl-C ends it."));
	(void)fflush(stdout);
}

int command_review(const struct options *options, struct error *err)
{
	struct context context;
	struct resources resources = {.digest = ""};
	long port;
	int status =
		options_number(&port, options, OPTION_PORT, REVIEW_PORT, 0, REVIEW_PORT_MOST, err);
	if (status < 0)
		return status;
	status = context_open(&context, options, CONTEXT_STORE, err);
	if (status == 0)
		status = resources_load(&resources, &context.study, err);
	if (status == 0) {
		printf(message("The review pages of %s:\n"), context.study.name);
		const struct review_setup setup = {
			.store = context.store,
			.study = &context.study,
			.resources = &resources,
			.port = (unsigned)port,
			.reviewer = options->reviewer,
			.reviewers = options->reviewers,
			.link = show_link,
			.ready = show_ready,
		};
		status = review_serve(&setup, err);
	}
	resources_free(&resources);
	context_close(&context);
	return status;
}
