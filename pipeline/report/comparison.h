/*
 * comparison.h - two rounds of a study side by side, for the terminal, for other
 * programs and for the report.
 */
#ifndef PIPELINE_REPORT_COMPARISON_H
#define PIPELINE_REPORT_COMPARISON_H

#include <stdbool.h>
#include <stdio.h>

#include "pipeline/report/overview.h"
#include "stages/compare.h"

struct error;

/*
 * Compares two of the overview's rounds, of which it must have all: those of `rounds`, written
 * `A,B`; with NULL the first and the last. In the overview's arena, and to be freed with it.
 * Returns 0; ERROR_USAGE when there are no such two rounds; ERROR_MEMORY.
 */
int comparison_make(struct comparison *out, struct overview *overview, const char *rounds,
		    struct error *err);

/* Key of the message that names a verdict, and its id in JSON and CSV. */
const char *comparison_verdict(enum compare_verdict verdict);
const char *comparison_verdict_id(enum compare_verdict verdict);

/* Each warning that holds: its id, and the key of the message that says it. NULL ends them. */
struct comparison_warning {
	const char *id;
	const char *text;
};
enum { COMPARISON_WARNINGS = 5 };
void comparison_warnings(struct comparison_warning out[static COMPARISON_WARNINGS],
			 const struct comparison *comparison);

/* A sentence on the codebook's `index`th change, in the language that is set, in `keep`; empty
 * without memory. */
struct span comparison_change(const struct overview *overview, size_t index, struct arena *keep);

/* Writes the comparison. Write errors show in `to`. Returns 0 or ERROR_MEMORY. */
typedef int comparison_fn(const struct comparison *comparison, struct overview *overview,
			  const struct overview_show *show, FILE *to, struct error *err);

struct comparison_format {
	const char *name; /* NULL ends the table */
	comparison_fn *write;
};
struct emitter;
/* All of it as one JSON object; a failed allocation shows in `to`. */
void comparison_emit(struct emitter *to, const struct comparison *comparison,
		     const struct overview *overview);

extern const struct comparison_format comparison_formats[];

comparison_fn comparison_table;
comparison_fn comparison_json;
comparison_fn comparison_csv;

#endif
