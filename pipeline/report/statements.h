/*
 * statements.h - statements that a group votes on, one for each theme that people tell of in two
 * ways, with a sheet for the answers and what a group filled in on it.
 *
 * A statement is a draft to change: it says that things go more often as in story A, which went
 * well, than as in story B, which got stuck.
 */
#ifndef PIPELINE_REPORT_STATEMENTS_H
#define PIPELINE_REPORT_STATEMENTS_H

#include "pipeline/report/overview.h"
#include "stages/dilemma.h"

enum {
	STATEMENT_FILE_MOST = 4 << 20, /* bytes of a sheet; people fill it in by hand */
	STATEMENT_ANSWERS_MOST = 10000,
};

/* More like A, in between, more like B. */
enum { STATEMENT_CHOICES = 3 };

/* A row of the sheet, with the texts as somebody may have changed them. */
struct statement_answer {
	struct span theme; /* id */
	struct span text;
	struct span a;
	struct span b;
	double percent[STATEMENT_CHOICES];
	double silent;       /* what is left of a hundred */
	struct span voters;  /* how many, as written; may be empty */
	struct span remarks; /* may be empty */
	bool answered;
};

struct statement_answers {
	const struct statement_answer *item;
	size_t count;
	size_t answered;
};

/* Returns 0 or ERROR_MEMORY. All in the arena of the overview. */
int statements_make(struct dilemma_list *out, struct overview *overview, struct error *err);
/* The statement of that theme; empty when memory is out. */
struct span statement_text(struct overview *overview, uint16_t theme);
/* The words that both stories have, apart by commas; empty when there are none. */
struct span statement_words(struct overview *overview, const struct dilemma *dilemma);

/* Reads a sheet. Returns 0; ERROR_CONFIG with the line and what is expected; ERROR_MEMORY. */
int statement_answers_read(struct statement_answers *out, struct span bytes, struct arena *keep,
			   struct error *err);

/* table, json, csv (the sheet), md and html (a page for each statement, to hang up). */
extern const struct overview_format statement_formats[];
overview_fn statements_table;
overview_fn statements_json;
overview_fn statements_csv;
overview_fn statements_markdown;
overview_fn statements_html;

#endif
