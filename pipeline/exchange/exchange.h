/*
 * exchange.h - the forms in which a study is handed on, and in which stories and
 * decisions come in. To add a form of output: a file NAME.c with a function of
 * type export_fn and a row in exchange.c.
 */
#ifndef PIPELINE_EXCHANGE_EXCHANGE_H
#define PIPELINE_EXCHANGE_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "corpus/text.h"

struct error;
struct lexicon;
struct store;

struct export_job {
	struct store *store;
	const struct lexicon *lexicon; /* NULL unless the form asks for it */
	const char *name;              /* of the study */
	const char *language;          /* of the study: "nl" or "en" */
	FILE *to;
	char separator;        /* of a table as text; 0: a comma */
	bool with_suggestions; /* hand on what nobody has looked at, where it is left out */
};

/* Writes the whole study. The same study gives the same bytes. Write errors show in `to`. */
typedef int export_fn(const struct export_job *job, struct error *err);

struct export_format {
	const char *name; /* NULL ends the table */
	export_fn *write;
	bool needs_lexicon;
	bool is_binary; /* not for a terminal */
};
extern const struct export_format export_formats[];

/* NULL with `err` (the nearest name, or all of them) if there is none of that name. */
const struct export_format *export_find(const char *name, struct error *err);

export_fn export_jsonl;
export_fn export_csv;
export_fn export_qdc;
export_fn export_qdpx;

struct import_summary {
	size_t stories;         /* brought in */
	size_t decisions;       /* brought in */
	size_t unknown;         /* decisions on an anecdote that is not there */
	char first_unknown[64]; /* its id */
};

/*
 * A table: decisions if it has a column `reviewer` and one of ids, else stories.
 * Stories replace those of an earlier table of the same name; they are cut up by
 * the next run. Returns 0; ERROR_INPUT with what is wrong with the table (nothing
 * is then brought in); ERROR_STORE; ERROR_MEMORY.
 */
int import_table(struct import_summary *out, struct store *store, struct span bytes,
		 const char *name, const char *language, struct error *err);

#endif
