#include <stdio.h>

#include "corpus/error.h"
#include "pipeline/commands.h"
#include "pipeline/context.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/resources.h"
#include "pipeline/review/server.h"
#include "pipeline/review/tls.h"

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

static int load_tls(struct tls **out, const struct options *options, struct error *err)
{
	const char *listen = options->value[OPTION_LISTEN];
	const char *certificate = options->value[OPTION_CERTIFICATE];
	const char *key = options->value[OPTION_KEY];
	char fingerprint[TLS_FINGERPRINT];
	*out = NULL;
	if (!listen && !certificate && !key)
		return 0;
	if (!listen || !certificate != !key)
		return error_set(err, ERROR_USAGE,
				 "--certificate and --key go together, and with --listen", "%s",
				 "");
	const int status =
		certificate ? tls_read(out, certificate, key, err) : tls_make(out, listen, err);
	if (status < 0)
		return status;
	tls_fingerprint(fingerprint, *out);
	if (!certificate)
		puts(message("The certificate was made for this run: a browser will warn of it. "
			     "Go on only if it shows this fingerprint."));
	printf(message("Fingerprint of the certificate (SHA-256):\n  %s\n"), fingerprint);
	return 0;
}

int command_review(const struct options *options, struct error *err)
{
	struct context context;
	struct resources resources = {.digest = ""};
	struct tls *tls = NULL;
	long port;
	int status =
		options_number(&port, options, OPTION_PORT, REVIEW_PORT, 0, REVIEW_PORT_MOST, err);
	if (status < 0)
		return status;
	status = context_open(&context, options, CONTEXT_STORE, err);
	if (status == 0)
		status = resources_load(&resources, &context.study, err);
	if (status == 0)
		status = load_tls(&tls, options, err);
	if (status == 0) {
		printf(message("The review pages of %s:\n"), context.study.name);
		const struct review_setup setup = {
			.store = context.store,
			.study = &context.study,
			.resources = &resources,
			.port = (unsigned)port,
			.listen = options->value[OPTION_LISTEN],
			.tls = tls,
			.reviewer = options->reviewer,
			.reviewers = options->reviewers,
			.link = show_link,
			.ready = show_ready,
		};
		status = review_serve(&setup, err);
	}
	tls_free(tls);
	resources_free(&resources);
	context_close(&context);
	return status;
}
