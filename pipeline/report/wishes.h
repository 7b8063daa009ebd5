/*
 * wishes.h - what the people of a study say they want to learn, can bring and hope
 * to get, per theme: what a network that learns begins with.
 *
 * Found anew in the texts of the store (stages/learning.h), with the packs of the
 * study; nothing of it is stored.
 */
#ifndef PIPELINE_REPORT_WISHES_H
#define PIPELINE_REPORT_WISHES_H

#include "pipeline/report/overview.h"
#include "stages/learning.h"

struct stage_resources;

struct wish {
	enum learning_aim aim;
	struct span text;
	struct span speaker; /* empty if not known */
	uint32_t document;   /* of the collection */
	uint32_t anecdote;   /* it stands in; COLLECTION_NONE */
	uint16_t theme[LEARNING_THEMES_MOST];
	size_t themes; /* those of the anecdote, or else those its own words make likely */
};

struct wish_list {
	const struct wish *item; /* by document, then by place */
	size_t count;
};

/* All in the arena of the overview. Returns 0, ERROR_STORE, ERROR_LIMIT or ERROR_MEMORY. */
int wishes_gather(struct wish_list *out, struct overview *overview, struct store *store,
		  const struct stage_resources *resources, struct error *err);

/* Key of the message that names an aim, and its id in JSON and CSV. */
const char *wish_aim(enum learning_aim aim);
const char *wish_aim_id(enum learning_aim aim);
/* Whether it belongs under that theme; theme INDEX_NONE: under none. */
bool wish_has_theme(const struct wish *wish, uint16_t theme);

typedef int wish_fn(const struct wish_list *wishes, struct overview *overview,
		    const struct overview_show *show, FILE *to, struct error *err);
struct wish_format {
	const char *name; /* NULL ends the table */
	wish_fn *write;
};
extern const struct wish_format wish_formats[];

#endif
