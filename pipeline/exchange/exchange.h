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

struct arena;
struct codebook;
struct draft;
struct error;
struct lexicon;
struct store;

struct export_job {
	struct store *store;
	const struct lexicon *lexicon;   /* NULL unless the form asks for it */
	const struct codebook *codebook; /* as it stands; its changes alone without a lexicon */
	const char *name;                /* of the study */
	const char *language;            /* of the study: "nl" or "en" */
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
	bool is_binary;    /* not for a terminal */
	bool is_handed_on; /* leaves the team: without names unless somebody says otherwise */
};
extern const struct export_format export_formats[];

/* NULL with `err` (the nearest name, or all of them) if there is none of that name. */
const struct export_format *export_find(const char *name, struct error *err);

export_fn export_jsonl;
export_fn export_csv;
export_fn export_qdc;
export_fn export_qdpx;
export_fn export_xlsx;
export_fn export_tags;
export_fn export_quanteda;
export_fn export_narrafirma;
export_fn export_narrafirma_form;

/* Something that was not taken over, or that a person should know. */
struct import_loss {
	const char *what; /* fixed English sentence, key in pipeline/messages.c */
	char detail[80];  /* the first of them; may be empty */
	size_t count;
	bool left_out; /* stories, texts or decisions: the import is not whole */
};

enum { IMPORT_LOSSES_MOST = 32 }; /* more than there are sentences for it */

struct import_summary {
	size_t stories;      /* brought in */
	size_t decisions;    /* brought in */
	size_t themes;       /* in `pack` */
	struct span pack;    /* YAML of a theme pack for the study; empty if there is none */
	const char *pack_id; /* its name */
	struct import_loss loss[IMPORT_LOSSES_MOST];
	size_t losses;
};

struct import_job {
	struct store *store;
	const struct lexicon *lexicon; /* NULL unless the form asks for it */
	struct span bytes;
	const char *name; /* of the file, without folders */
	const char *language;
	struct arena *arena; /* of what is in the summary */
};

/* Fills `out`, which is empty on the way in. Inside a transaction. Returns 0; ERROR_INPUT or
 * ERROR_LIMIT with what is wrong with the file (the caller rolls back); ERROR_STORE; ERROR_MEMORY.
 */
typedef int import_fn(struct import_summary *out, const struct import_job *job, struct error *err);

struct import_form {
	bool (*fits)(struct span bytes, const char *name); /* NULL: any file; the last one */
	import_fn *read;
	bool needs_lexicon;
};

/* The form that the file has; never NULL. */
const struct import_form *import_find(struct span bytes, const char *name);

/* `Boek.QDC` ends in `.qdc`. */
bool import_name_ends(const char *name, const char *ending);

/* Counts a loss under its sentence; `detail` is kept for the first. */
void import_note(struct import_summary *out, const char *what, struct span detail, size_t count,
		 bool left_out);

/*
 * A table: decisions if it has a column `reviewer` and one of ids, else stories.
 * Stories replace those of an earlier table of the same name; they are cut up by
 * the next run.
 */
import_fn import_table;
/* A REFI-QDA project: its coders become reviewers, their codings decisions, on the anecdotes of
 * the study where it has the text, else on stories that are the coded passages. New codes become
 * a pack. A codebook becomes a pack. */
import_fn import_refi;
/* A dictionary (dictionary.h), a codebook of Taguette and the questions of a NarraFirma story
 * form become packs. */
import_fn import_dictionary;
import_fn import_tags;
import_fn import_narrafirma_form;

/* The draft as the pack of the summary, named after the file; nothing if it is empty. */
int import_draft(struct import_summary *out, const struct draft *draft, struct span name,
		 const struct import_job *job, struct error *err);

#endif
