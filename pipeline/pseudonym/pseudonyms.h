/*
 * pseudonyms.h - the names of a study and what stands for them: [ambtenaar 2], [persoon 7],
 * [telefoonnummer]. The same person is called the same in every document. The store stays as it is:
 * what is handed on is read from a copy (store/disguise.h).
 */
#ifndef PIPELINE_PSEUDONYM_PSEUDONYMS_H
#define PIPELINE_PSEUDONYM_PSEUDONYMS_H

#include <stdio.h>

#include "corpus/arena.h"
#include "pipeline/pseudonym/persons.h"
#include "pipeline/report/names.h"
#include "pipeline/store/name_edits.h"
#include "stages/identifier.h"

struct context;
struct error;
struct options;
struct store;
struct study;

/* Something found in a document's text: a name, or (PSEUDONYM_NO_MENTION) an identifier. */
enum { PSEUDONYM_NO_MENTION = UINT32_MAX };
struct replacement {
	struct range range;
	uint32_t mention;
	enum identifier_kind kind;
	int64_t shift; /* bytes by which what stands before it has grown */
};

/* What was found in one document, in text order. */
struct replaced {
	int64_t document;
	struct replacement *item;
	size_t count;
	size_t capacity;
};

struct pseudonyms {
	struct arena arena; /* owns all */
	struct arena scratch;
	struct store *store;
	const struct study *study;
	struct name_edit_list said; /* of people in the review pages: goes before the study file */
	struct mention *mention;    /* in order of documents and text */
	struct span *written;       /* per mention */
	size_t mentions, mention_capacity, written_capacity;
	struct persons persons;
	struct span *alias; /* per person */
	uint32_t identifiers[IDENTIFIER_KINDS];
	struct replaced *document; /* by number, once all are there */
	size_t documents, document_capacity;
	struct names surface; /* `12|Fatima`, `|Fatima` as written; `-1|fatima`: of paths */
	struct span *surface_alias;
	size_t surface_capacity;
	int64_t at_hand;
	struct span text;
	struct arena text_arena;
};

/* Finds all names. Borrows store and study. Returns 0 or an error; free with pseudonyms_free after
 * an error too. */
int pseudonyms_find(struct pseudonyms *out, struct store *store, const struct study *study,
		    struct error *err);
void pseudonyms_free(struct pseudonyms *pseudonyms);

/* A store to read from that has none of the names; store_close it. */
int pseudonyms_store(struct store **out, struct pseudonyms *pseudonyms, struct error *err);
/* A text that is no range of the document (0: of none in particular), with names as they are
 * written there replaced. In `keep`; `at` NULL: no memory. */
struct span pseudonyms_text(const struct pseudonyms *pseudonyms, int64_t document, struct span text,
			    struct arena *keep);

/* What stands for it in the text; lives as long as the pseudonyms. */
struct span pseudonyms_alias(const struct pseudonyms *pseudonyms, const struct replacement *of);
const struct replaced *pseudonyms_document(const struct pseudonyms *pseudonyms, int64_t document);

/* The words of what was found in a document's text; `at` NULL: no memory. They live until this is
 * asked of another document. */
struct span pseudonyms_written(struct pseudonyms *pseudonyms, int64_t document,
			       const struct replacement *of);

/* The name in lower case as a part of a path; NULL if it is nobody's. */
const struct span *pseudonyms_in_path(const struct pseudonyms *pseudonyms, struct span folded);

/* Makes the context one without names, when the options ask for it, or when the output is
 * `handed_on`: it leaves the team, and neither the options nor the study file say that names may
 * stay. Of what is handed on it says on standard error which it was. Writes the key file. */
int pseudonyms_apply(struct context *context, const struct options *options, bool handed_on,
		     struct error *err);

/* A row for each person: what stands for them, how they are written (`; ` between), how often. As
 * CSV, or in columns for people to read. -1: no memory. */
int pseudonyms_write_key(const struct pseudonyms *pseudonyms, FILE *to, struct arena *scratch);
int pseudonyms_write_table(const struct pseudonyms *pseudonyms, FILE *to, struct arena *scratch);

#endif
