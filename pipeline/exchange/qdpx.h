/*
 * qdpx.h - a study as a REFI-QDA project (qdasoftware.org, version 1.0): what the files that
 * write it share.
 *
 * A passage is what one coder says of one anecdote. All passages are walked twice: once to learn
 * which coders, codes and speakers there are, which the format wants first, once to write them.
 */
#ifndef PIPELINE_EXCHANGE_QDPX_H
#define PIPELINE_EXCHANGE_QDPX_H

#include <stdbool.h>
#include <stdint.h>

#include "corpus/arena.h"
#include "pipeline/exchange/bundle.h"
#include "pipeline/exchange/codes.h"
#include "pipeline/exchange/markup.h"

struct error;
struct export_job;

/* How a coder is told from a person of the same name: `reviewer:Anna`, `settle:Anna` for what
 * all agreed on and Anna wrote down, `program:`. Also the `id` of a User. */
#define QDPX_REVIEWER "reviewer:"
#define QDPX_SETTLE "settle:"
#define QDPX_PROGRAM "program:"

struct qdpx_document {
	int64_t number;
	struct span id, path, round, case_name, date, title;
	struct span speakers; /* `Fatima; Joost`, of the anecdotes that are handed on */
};

struct qdpx_user {
	struct span key;
	struct span name;
	struct guid guid;
};

/* A selection in which somebody speaks: for the cases. */
struct qdpx_speech {
	size_t document; /* index */
	struct span speaker;
	struct guid selection;
};

struct qdpx_note {
	struct guid guid;
	struct span date;
};

struct qdpx {
	const struct export_job *job;
	struct arena arena;   /* of the whole export */
	struct arena scratch; /* of one document */
	struct markup to;
	struct bundle bundle;
	struct codes codes;
	struct qdpx_document *document;
	size_t documents, document_capacity;
	struct qdpx_user *user;
	size_t users, user_capacity;
	struct qdpx_speech *speech;
	size_t speeches, speech_capacity;
	struct qdpx_note *note;
	size_t notes, note_capacity;
};

struct qdpx_passage {
	struct span anecdote;
	struct range range; /* bytes */
	struct span text;
	struct span speaker;
	struct span user; /* key */
	struct span date; /* xsd:dateTime; empty if not known */
	struct span note;
	const size_t *code; /* indices into the codes */
	size_t codes;
};

typedef int qdpx_passage_fn(struct qdpx *q, void *context, const struct qdpx_passage *passage,
			    struct error *err);
/* All that is handed on of one document; spans live until `each` returns. Codes that the lexicon
 * lacks are added. */
int qdpx_passages(struct qdpx *q, int64_t document, qdpx_passage_fn *each, void *context,
		  struct error *err);

/* Fills documents, codes, users and speeches. */
int qdpx_gather(struct qdpx *q, struct error *err);

struct guid qdpx_user_guid(struct span key);
struct guid qdpx_selection_guid(const struct qdpx_passage *passage);
/* A date or a time as xsd:dateTime in `arena`; empty if it is neither. */
struct span qdpx_date(struct span text, struct arena *arena);

#endif
