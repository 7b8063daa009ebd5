#include "pipeline/exchange/sheet.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "corpus/error.h"

int book_open(struct book *out, const char *language, struct error *err)
{
	*out = (struct book){.dutch = strncmp(language, "nl", 2) == 0};
	(void)snprintf(out->path, sizeof out->path, "/tmp/rodedraad-XXXXXX");
	const int file = mkstemp(out->path);
	if (file < 0) {
		out->path[0] = '\0';
		return error_set(err, ERROR_STORE, "can't write this file", "/tmp: %s",
				 strerror(errno));
	}
	(void)close(file);
	/* Rows go to the disk as they come. */
	lxw_workbook_options options = {.constant_memory = LXW_TRUE};
	out->workbook = workbook_new_opt(out->path, &options);
	if (!out->workbook)
		return error_memory(err);
	out->bold = workbook_add_format(out->workbook);
	out->wrapped = workbook_add_format(out->workbook);
	out->plain = workbook_add_format(out->workbook);
	if (!out->bold || !out->wrapped || !out->plain)
		return error_memory(err);
	format_set_bold(out->bold);
	format_set_bottom(out->bold, LXW_BORDER_THIN);
	format_set_text_wrap(out->wrapped);
	format_set_align(out->wrapped, LXW_ALIGN_VERTICAL_TOP);
	format_set_align(out->plain, LXW_ALIGN_VERTICAL_TOP);
	/* The same workbook each time: the date of its making is fixed. */
	lxw_doc_properties properties = {.created = 1577836800};
	return workbook_set_properties(out->workbook, &properties) == LXW_NO_ERROR
		       ? 0
		       : error_memory(err);
}

void book_close(struct book *book)
{
	if (book->workbook)
		(void)workbook_close(book->workbook);
	if (book->path[0] != '\0')
		(void)unlink(book->path);
	arena_release(&book->scratch);
	*book = (struct book){.workbook = NULL};
}

static int copy_file(const char *path, FILE *to, struct error *err)
{
	enum { PIECE = 32 << 10 };
	char piece[PIECE];
	FILE *from = fopen(path, "rb");
	size_t got;
	if (!from)
		return error_set(err, ERROR_STORE, "can't write this file", "%s: %s", path,
				 strerror(errno));
	while ((got = fread(piece, 1, sizeof piece, from)) > 0)
		(void)fwrite(piece, 1, got, to);
	const bool failed = ferror(from) != 0;
	(void)fclose(from);
	return failed ? error_set(err, ERROR_STORE, "can't write this file", "%s", path) : 0;
}

int book_write(struct book *book, struct sheet *sheet, size_t sheets, FILE *to, struct error *err)
{
	for (size_t i = 0; i < sheets; i++)
		(void)worksheet_autofilter(sheet[i].worksheet, 0, 0,
					   sheet[i].row > 1 ? sheet[i].row - 1 : 1,
					   (lxw_col_t)(sheet[i].columns - 1));
	if (book->failed)
		return error_set(err, ERROR_LIMIT, "a sheet can't hold so many rows", "%d",
				 LXW_ROW_MAX);
	const lxw_error fault = workbook_close(book->workbook);
	book->workbook = NULL;
	if (fault != LXW_NO_ERROR)
		return error_set(err, ERROR_STORE, "can't write this file", "%s",
				 lxw_strerror(fault));
	return copy_file(book->path, to, err);
}

int sheet_begin(struct sheet *out, struct book *book, const struct column *name,
		const struct column *column, struct error *err)
{
	*out = (struct sheet){.book = book, .column = column, .row = 1};
	out->worksheet =
		workbook_add_worksheet(book->workbook, book->dutch ? name->dutch : name->english);
	if (!out->worksheet)
		return error_memory(err);
	for (; column[out->columns].dutch; out->columns++) {
		const struct column *c = &column[out->columns];
		(void)worksheet_set_column(out->worksheet, out->columns, out->columns, c->width,
					   c->text ? book->wrapped : book->plain);
		(void)worksheet_write_string(out->worksheet, 0, out->columns,
					     book->dutch ? c->dutch : c->english, book->bold);
	}
	worksheet_freeze_panes(out->worksheet, 1, 0);
	return 0;
}

static lxw_format *format_of(const struct sheet *sheet)
{
	return sheet->column[sheet->at].text ? sheet->book->wrapped : sheet->book->plain;
}

/* With a NUL, and the mark of more where it is too long; NULL: no memory. */
static const char *cell_text(struct sheet *sheet, struct span text)
{
	size_t end = 0, len;
	for (size_t n = 0; end < text.len && n < SHEET_TEXT_MOST; n++, end += len)
		(void)utf8_decode(text, end, &len);
	char *copy = arena_alloc(&sheet->book->scratch, end + sizeof SHEET_MORE);
	if (!copy)
		return NULL;
	memcpy(copy, text.at, end);
	memcpy(copy + end, end < text.len ? SHEET_MORE : "",
	       end < text.len ? sizeof SHEET_MORE : 1);
	return copy;
}

void sheet_text(struct sheet *sheet, struct span text)
{
	if (text.len > 0) {
		const char *copy = cell_text(sheet, text);
		if (!copy || worksheet_write_string(sheet->worksheet, sheet->row, sheet->at, copy,
						    format_of(sheet)) != LXW_NO_ERROR)
			sheet->book->failed = true;
		arena_reset(&sheet->book->scratch);
	}
	sheet->at++;
}

void sheet_number(struct sheet *sheet, double number)
{
	if (worksheet_write_number(sheet->worksheet, sheet->row, sheet->at, number,
				   format_of(sheet)) != LXW_NO_ERROR)
		sheet->book->failed = true;
	sheet->at++;
}

void sheet_row(struct sheet *sheet)
{
	sheet->row++;
	sheet->at = 0;
}
