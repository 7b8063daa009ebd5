/*
 * document.h - what a reader makes of a file: its text, cut into blocks, and
 * what the file says about itself.
 *
 * Everything in a document lives in the arena that was handed to the reader;
 * nothing is freed one by one. Offsets are bytes in `text`, half-open.
 */
#ifndef CORPUS_DOCUMENT_H
#define CORPUS_DOCUMENT_H

#include <stddef.h>
#include <stdint.h>

#include "corpus/text.h"

enum block_kind {
	BLOCK_PARAGRAPH,
	BLOCK_HEADING,
	BLOCK_QUESTION, /* an interviewer's question */
	BLOCK_TURN,     /* what one speaker says in one go */
	BLOCK_LIST_ITEM,
	BLOCK_QUOTE, /* set apart as a quotation */
	BLOCK_CAPTION,
	BLOCK_FURNITURE, /* menu, cookie line, running header, page number, pull quote */
	BLOCK_METADATA,  /* a header line such as `Datum: 2024-03-19` */
	BLOCK_STORY,     /* a story that is already cut: one anecdote, never split */
	BLOCK_KINDS
};

/*
 * A block's range has no white space at its ends; blocks stand in text order
 * and do not overlap; between two blocks there is only white space.
 * `content_start` is where the words begin: behind a list marker, a number, a
 * speaker's label or a time code. start <= content_start <= end.
 */
struct block {
	uint32_t start;
	uint32_t content_start;
	uint32_t end;
	uint8_t kind;         /* enum block_kind */
	uint8_t level;        /* heading level 1-6, list depth; else 0 */
	uint16_t page;        /* 1-based page of a PDF; else 0 */
	struct span speaker;  /* as written (`Spreker 3`); empty if none is given */
	struct span role;     /* as written behind it (`inwoner`); empty if none */
	int64_t time_ms;      /* where it begins in the recording; -1 if not known */
	int64_t time_end_ms;  /* where it ends; -1 if not known */
	struct span external; /* BLOCK_STORY: the row's own id; else empty */
};

/* Somebody who was there, from `Aanwezig:` or the study file. */
struct person {
	struct span name;
	struct span role;  /* as written: `ontwerper openbare ruimte, gemeente` */
	struct span alias; /* what the transcript calls them: `A1`, `V`; empty if it is the name */
};

/* A name and a value that the document gives, or a story's row in a table. */
struct variable {
	struct span name;
	struct span value;
};

/* Spans are empty where the document does not say. */
struct metadata {
	struct span title;
	struct span project;
	struct span round;
	struct span case_name; /* `initiatief` */
	struct span date;      /* ISO 8601 where it could be understood, else as written */
	struct span form;      /* verslag, transcript, verhaalkring, notities */
	struct span language;  /* BCP 47; empty: the study's */
	struct person *person;
	size_t persons;
	struct variable *variable; /* what has no field of its own */
	size_t variables;
};

/* Something the reader did that a person should know: text mended, an encoding guessed. */
struct note {
	const char *what; /* fixed English sentence, key in pipeline/messages.c */
	struct span detail;
	uint32_t count; /* how often; at least 1 */
};

/* What a table says of the story in one row, beside the text itself. */
struct story {
	size_t block; /* index of its BLOCK_STORY, which has id, speaker and role */
	struct span title;
	struct span round;
	struct span source;
	struct variable *variable; /* the other columns that are filled in */
	size_t variables;
};

struct document {
	struct span text;
	struct block *block;
	size_t blocks;
	struct metadata metadata;
	const char *format; /* name of the reader: "docx" */
	struct note *note;
	size_t notes;
	struct story *story; /* in text order; none unless the file is a table of stories */
	size_t stories;
};

#endif
