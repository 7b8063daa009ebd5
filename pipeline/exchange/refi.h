/*
 * refi.h - reading REFI-QDA projects and codebooks (qdasoftware.org, version 1.0) that others
 * wrote: any name space and case of GUID, `project.qde` in any case, texts inline or in files.
 *
 * Nothing is written to disk: a path in a project is only looked up among the names in its
 * archive. Spans live in the arena that was handed over.
 */
#ifndef PIPELINE_EXCHANGE_REFI_H
#define PIPELINE_EXCHANGE_REFI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "corpus/archive.h"
#include "corpus/text.h"
#include "pipeline/exchange/guid.h"

struct arena;
struct error;

enum refi_limits {
	REFI_ITEMS_MOST = 2000000, /* codings of a project; ten times the largest we know of */
};

struct refi_user {
	struct guid guid;
	struct span name;
	struct span id;
};

struct refi_code {
	struct guid guid;
	struct span name;
	struct span description;
	size_t parent; /* index; SIZE_MAX: at the top */
	bool codable;
};

struct refi_coding {
	struct guid code;
	struct guid user; /* text empty if not said */
	struct span date;
};

struct refi_selection {
	struct guid guid;
	struct span name; /* often the beginning of the quotation */
	struct span description;
	int64_t start, end; /* as its writer counted */
	struct guid user;
	struct guid note;
	struct span date;
	size_t first_coding;
	size_t codings;
};

struct refi_value {
	struct guid variable;
	struct span text;
};

struct refi_source {
	struct guid guid;
	struct span name;
	struct span path; /* `internal://…`; empty if the text is inline */
	struct span text;
	bool inline_text;
	size_t first_selection;
	size_t selections;
	size_t first_value;
	size_t values;
};

struct refi_variable {
	struct guid guid;
	struct span name;
};

struct refi_member {
	struct guid target; /* a source or a selection */
};

/* A case or a set, with what belongs to it. */
struct refi_group {
	struct guid guid;
	struct span name;
	size_t first_value;
	size_t values;
	size_t first_member;
	size_t members;
	bool used; /* something of it was taken over */
};

/* What a project holds and a study has no place for. */
enum refi_other {
	REFI_SETS, /* of codes */
	REFI_GRAPHS,
	REFI_LINKS,
	REFI_PICTURES,
	REFI_PDFS, /* whose selections are areas of a page */
	REFI_RECORDINGS,
	REFI_SOURCE_CODINGS, /* of a source as a whole */
	REFI_OTHERS
};

#define REFI_LIST(type, name)                                                                      \
	struct type *name;                                                                         \
	size_t name##s;                                                                            \
	size_t name##_capacity

struct refi {
	bool is_project; /* else a codebook */
	struct span name;
	struct span origin;
	struct guid user; /* who made it; text empty if not said */
	REFI_LIST(refi_user, user_item);
	REFI_LIST(refi_code, code);
	REFI_LIST(refi_variable, variable);
	REFI_LIST(refi_source, source);
	REFI_LIST(refi_source, note);
	REFI_LIST(refi_selection, selection);
	REFI_LIST(refi_coding, coding);
	REFI_LIST(refi_value, value);
	REFI_LIST(refi_member, member);
	REFI_LIST(refi_group, case_item);
	REFI_LIST(refi_group, set_item);
	size_t other[REFI_OTHERS];
	struct archive archive;
	bool has_archive;
};

/* Whether the bytes look like a project or a codebook: in a name space of any version, or in none
 * if the name ends like one. */
bool refi_fits(struct span bytes, const char *name);

/* `bytes` must outlive it. Returns 0; ERROR_INPUT or ERROR_LIMIT with what is wrong;
 * ERROR_MEMORY. End with refi_close, after an error too. */
int refi_open(struct refi *out, struct span bytes, struct arena *arena, struct error *err);
void refi_close(struct refi *refi);

/* Reads the XML of a project or codebook into `out`. For refi_open. */
int refi_read(struct refi *out, struct span bytes, struct arena *arena, struct error *err);

/* The text of a source or note, in UTF-8 without a byte order mark and else as it stands.
 * ERROR_INPUT if the project does not hold it. */
int refi_text(struct span *out, const struct refi *refi, const struct refi_source *source,
	      struct arena *arena, struct error *err);

/*
 * Where the selections of a source lie in its text, in bytes. How the writer counted is told from
 * the names of the selections, which are the beginnings of the quotations with many writers:
 * code points with a line end of two characters as one (the standard), as two, or units of
 * UTF-16. A range of 0 to 0 lies outside the text. `mismatches` counts names that other
 * selections show to be quotations and that are not what stands there. Returns 0 or ERROR_MEMORY.
 */
int refi_place(struct range **out, size_t *mismatches, const struct refi *refi,
	       const struct refi_source *source, struct span text, struct arena *arena,
	       struct error *err);

#endif
