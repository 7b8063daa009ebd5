#include <stdio.h>

#include "pipeline/commands.h"
#include "pipeline/messages.h"
#include "pipeline/options.h"
#include "pipeline/train.h"

static void show(const char *name, const struct blend_measure *measure)
{
	if (measure->examples == 0)
		return;
	printf("%-8s n %zu  P %.3f  R %.3f  F1 %.3f  %s %.3f  %s %.3f\n", name, measure->examples,
	       (double)measure->precision, (double)measure->recall, (double)measure->f1,
	       message("main label first"), (double)measure->first,
	       message("among the first three"), (double)measure->first_3);
}

int command_train(const struct options *options, struct error *err)
{
	const char *pack = options->value[OPTION_PACK];
	const char *folder = options->value[OPTION_OUTPUT];
	struct blend_measure measure[TRAIN_HEADS];
	const int status = train_models(pack ? pack : "samenwerking", "nl", options->argument,
					options->arguments, folder ? folder : ".", measure, err);
	if (status < 0)
		return status;
	puts(message("on reports that the model did not learn from:"));
	show("themes", &measure[TRAIN_THEMES]);
	show("kinds", &measure[TRAIN_KINDS]);
	show("roles", &measure[TRAIN_ROLES]);
	return EXIT_DONE;
}
