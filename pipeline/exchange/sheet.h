/*
 * sheet.h - sheets of a workbook, row after row: a header that stays in view, a filter on every
 * column, widths that fit. Cells are texts or numbers and never formulas.
 */
#ifndef PIPELINE_EXCHANGE_SHEET_H
#define PIPELINE_EXCHANGE_SHEET_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <xlsxwriter.h>

#include "corpus/arena.h"
#include "corpus/text.h"

struct error;

enum sheet_limits {
	SHEET_TEXT_MOST = 32000, /* code points of a cell; the format ends at 32767 */
};
/* What stands at the end of a text that is longer than a cell can be. */
#define SHEET_MORE " […]"

struct book {
	lxw_workbook *workbook;
	lxw_format *bold;
	lxw_format *wrapped;
	lxw_format *plain;
	char path[64]; /* of the file that the library writes */
	struct arena scratch;
	bool dutch;
	bool failed; /* a sheet is full */
};

struct column {
	const char *dutch, *english;
	double width; /* characters */
	bool text;    /* long: is wrapped */
};

struct sheet {
	struct book *book;
	lxw_worksheet *worksheet;
	const struct column *column; /* ends with a NULL name */
	uint16_t columns;
	uint32_t row;
	uint16_t at; /* the next column */
};

/* Returns 0, ERROR_STORE when there is no room for a temporary file, or ERROR_MEMORY. End with
 * book_close, after an error too. */
int book_open(struct book *out, const char *language, struct error *err);
/* Ends all sheets and copies the workbook. Write errors show in `to`. */
int book_write(struct book *book, struct sheet *sheet, size_t sheets, FILE *to, struct error *err);
void book_close(struct book *book);

/* `name` holds both languages. Returns 0 or ERROR_MEMORY. */
int sheet_begin(struct sheet *out, struct book *book, const struct column *name,
		const struct column *column, struct error *err);
/* The next cell of the row under way. */
void sheet_text(struct sheet *sheet, struct span text);
void sheet_number(struct sheet *sheet, double number);
void sheet_row(struct sheet *sheet); /* the row is done */

#endif
