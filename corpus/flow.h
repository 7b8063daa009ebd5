/*
 * flow.h - the flow of a word processor's document: paragraphs, rows of tables,
 * text boxes inside paragraphs, and notes.
 *
 * A paragraph inside a paragraph (a text box) comes out behind it. A row with
 * short cells comes out as one line with tabs; the paragraphs of a row that
 * lays out text come out one by one. Notes come out behind the text.
 */
#ifndef CORPUS_FLOW_H
#define CORPUS_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "corpus/document.h"
#include "corpus/text.h"

struct builder;

enum { FLOW_NESTING_MOST = 16, FLOW_MARKER_MOST = 48 };

struct flow_kind {
	enum block_kind kind;
	unsigned level;
	char marker[FLOW_MARKER_MOST]; /* number or bullet with a blank behind it; may be "" */
};

struct flow_item {
	struct flow_kind kind;
	struct span text;
	size_t cell;
};

struct flow_items {
	struct flow_item *item;
	size_t count;
	size_t capacity;
};

struct flow_buffer {
	char *text;
	size_t len;
	size_t capacity;
};

struct flow {
	struct builder *builder;
	struct flow_buffer buffer[FLOW_NESTING_MOST];
	size_t depth;             /* paragraphs that are open */
	struct flow_items behind; /* text boxes of the paragraph under way */
	struct flow_items row;
	struct flow_items notes;
	unsigned tables; /* that are open */
	size_t cell;     /* of the row under way, counted from 1; 0 outside rows */
	bool layout;     /* the row holds more than data */
	bool in_note;
};

void flow_init(struct flow *flow, struct builder *builder);

void flow_begin(struct flow *flow);
void flow_add(struct flow *flow, struct span text); /* ignored outside paragraphs */
void flow_end(struct flow *flow, const struct flow_kind *kind);

void flow_begin_table(struct flow *flow);
void flow_end_table(struct flow *flow);
void flow_begin_cell(struct flow *flow);
void flow_end_row(struct flow *flow);

/* Paragraphs between these two are a foot- or endnote. */
void flow_begin_note(struct flow *flow);
void flow_end_note(struct flow *flow);

/* Writes what is still held back. */
void flow_finish(struct flow *flow);

#endif
