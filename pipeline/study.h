/*
 * study.h - one investigation: what rodedraad.yaml says, and the documents that
 * lie in the folder.
 *
 * Strings live in the study and are freed with it. A folder without a
 * rodedraad.yaml is a study too: one round, or a round for each folder whose
 * name says so (`ronde-2`, `round 2`, `r2`).
 */
#ifndef PIPELINE_STUDY_H
#define PIPELINE_STUDY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/arena.h"
#include "corpus/digest.h"
#include "corpus/document.h"

struct error;

#define STUDY_FILE "rodedraad.yaml"
#define STUDY_STORE "rodedraad.db"
/* What a group voted on statements, filled in on the sheet that `statements` makes. */
#define STUDY_STATEMENTS "rodedraad-statements.csv"
#define STUDY_PACK "samenwerking" /* where none is named */

/* Which mistakes a suggestion should rather not make. */
enum study_preference { STUDY_BALANCE, STUDY_PRECISION, STUDY_RECALL };

struct study_person {
	const char *name;
	const char *role;      /* as written; "" if not given */
	const char *case_name; /* "" if not given */
};

struct study_people {
	struct study_person *item;
	size_t count;
};

struct study_round {
	const char *id;
	const char *name;   /* what people call it; the id if not given */
	const char *folder; /* "" if the folder's own name says it */
};

/* What the study file says of one document; "" where it says nothing. */
struct study_override {
	const char *path; /* from the study folder, with '/' */
	const char *round;
	const char *case_name;
	const char *date;
	const char *title;
	struct study_people people;
};

struct study {
	struct arena arena; /* owns all that follows */
	const char *root;   /* as the user wrote it, without a '/' at the end */
	const char *name;
	const char *language; /* "nl" or "en" */
	const char **pack;
	size_t packs;
	struct study_round *round;
	size_t rounds;
	struct study_people people;   /* roles of people all through the study */
	struct study_people expected; /* who should be heard */
	bool pseudonymise;            /* what leaves the team, unless the file says otherwise */
	const char **pseudonym;       /* names to replace beside those that are found */
	size_t pseudonyms;
	const char **keep; /* names that are no secret */
	size_t keeps;
	enum study_preference preference;
	struct study_override *override;
	size_t overrides;
	char digest[DIGEST_TEXT]; /* of rodedraad.yaml; of nothing if there is none */
};

/* One file in the folder that is to be read. */
struct study_entry {
	const char *path;  /* from the study folder, with '/': what it is called everywhere */
	const char *file;  /* what it lies in: `path`, unless this is a part of a large text */
	const char *round; /* id */
	int64_t modified;  /* bytes, name or rights: nanoseconds since 1970 */
	uint64_t from;     /* where a part begins in its file; else 0 */
	uint64_t size;     /* bytes */
	unsigned part;     /* from 1; 0: the whole file */
	int problem;       /* errno of what keeps it from being read; 0 if nothing does */
	bool imported;     /* its bytes come from the store, and its path names a table there */
};

struct study_scan {
	struct arena arena;        /* owns what the entries point to */
	struct study_entry *entry; /* from malloc */
	size_t entries;
};

enum study_limits {
	STUDY_DEPTH_MOST = 64,           /* folders in folders; a circle of links ends here */
	STUDY_FILE_MOST = 4 << 20,       /* bytes of rodedraad.yaml; people write it by hand */
	STUDY_DOCUMENTS_MOST = 10000000, /* files in a study */
};

/* Returns 0; ERROR_USAGE when `root` is no folder; ERROR_CONFIG with file, line and what is
 * expected; ERROR_MEMORY. Free with study_free, after an error too. */
int study_load(struct study *out, const char *root, struct error *err);
void study_free(struct study *study);

/* Reads a study from the bytes of a rodedraad.yaml; `where` names it in errors. For study_load
 * and for tests and fuzzing. */
int study_parse(struct study *out, struct span bytes, const char *where, struct error *err);

/* All documents of all rounds in byte order of their paths. The study's own files, hidden ones,
 * out/, lexicons/ and gold/ are left out. Returns 0, ERROR_STORE when a folder can't be listed,
 * ERROR_LIMIT or ERROR_MEMORY. Free with study_scan_free, after an error too. */
int study_scan(struct study_scan *out, const struct study *study, struct error *err);
void study_scan_free(struct study_scan *scan);

/* The round that a folder's name says: `ronde-2` gives "2"; NULL if it says none. */
const char *study_round_of_folder(struct arena *arena, const char *name);

/* Brings what the study file and the folders say of the document into its metadata: the study
 * file goes first, then the document itself, then the folder. In `keep`. 0 or ERROR_MEMORY. */
int study_apply(const struct study *study, const struct study_entry *entry,
		struct document *document, struct arena *keep, struct error *err);

/* Writes a commented rodedraad.yaml and the folder of round 1; leaves what exists alone.
 * Returns 0; ERROR_USAGE when there is a study file already; ERROR_STORE. */
int study_create(const char *root, const char *pack, const char *language, struct error *err);

#endif
