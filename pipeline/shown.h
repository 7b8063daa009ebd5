/*
 * shown.h - what the commands that show a study begin with: its store, as far as it may leave the
 * team, the resources, and the overview.
 */
#ifndef PIPELINE_SHOWN_H
#define PIPELINE_SHOWN_H

#include "pipeline/context.h"
#include "pipeline/report/overview.h"
#include "pipeline/resources.h"

struct error;
struct options;

struct shown {
	struct context context;
	struct resources resources;
	struct overview overview; /* of the round that --round names, if the command knows it */
};

/* Names are replaced by pseudonyms unless the options say otherwise. Returns 0 or an error; end
 * with shown_close after an error too. */
int shown_open(struct shown *out, const struct options *options, struct error *err);
void shown_close(struct shown *shown);

#endif
