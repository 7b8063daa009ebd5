/*
 * overview.h - a study's theme list with all that belongs to it, worked out from
 * its store: what `themes` shows and `report` writes about.
 */
#ifndef PIPELINE_REPORT_OVERVIEW_H
#define PIPELINE_REPORT_OVERVIEW_H

#include <stdio.h>

#include "corpus/arena.h"
#include "pipeline/report/collect.h"
#include "stages/content.h"
#include "stages/discover.h"
#include "stages/theme.h"

struct error;
struct language;
struct lexicon;
struct store;

struct overview {
	struct arena arena; /* owns all that follows */
	struct collected collected;
	struct content content;
	struct theme_list themes;
	struct candidate_list candidates;
};

/* Free with overview_free, after an error too. Errors as collect_study. */
int overview_make(struct overview *out, struct store *store, const struct lexicon *lexicon,
		  const struct language *language, const struct collect_options *options,
		  struct error *err);
void overview_free(struct overview *overview);

/* Whether nobody with that role is heard on a theme that others speak of often enough. */
bool overview_unheard(const struct overview *overview, const struct theme *theme, size_t role);
/* Likewise nobody of that case. */
bool overview_silent(const struct overview *overview, const struct theme *theme, size_t place);

/* Key of the message that names a spread, and its id in JSON and CSV. */
const char *overview_spread(enum spread spread);
const char *overview_spread_id(enum spread spread);

struct emitter;
/* All of it as one JSON object; a failed allocation shows in `to`. */
void overview_emit(struct emitter *to, struct overview *overview);

struct overview_show {
	size_t width; /* columns of the terminal */
	bool verbose; /* quotes too */
};

/* Writes the overview. Write errors show in `to`. Returns 0 or ERROR_MEMORY. */
typedef int overview_fn(struct overview *overview, const struct overview_show *show, FILE *to,
			struct error *err);

struct overview_format {
	const char *name; /* NULL ends the table */
	overview_fn *write;
};
extern const struct overview_format overview_formats[];

overview_fn overview_table;
overview_fn overview_json;
overview_fn overview_csv;

#endif
