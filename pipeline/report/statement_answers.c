#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/csv.h"
#include "corpus/encoding.h"
#include "corpus/error.h"
#include "pipeline/report/statements.h"

/* Columns of the sheet, in any order. */
enum column {
	COLUMN_THEME,
	COLUMN_STATEMENT,
	COLUMN_A,
	COLUMN_B,
	COLUMN_VOTERS,
	COLUMN_MORE_A, /* these three in the order of the choices */
	COLUMN_BETWEEN,
	COLUMN_MORE_B,
	COLUMN_REMARKS,
	COLUMNS
};
static const char *const column_name[COLUMNS] = {
	"theme", "statement", "a", "b", "voters", "more_a", "between", "more_b", "remarks"};

/* Three rounded percentages may add up to a little more than a hundred. */
static const double sum_most = 101.5, all = 100;

struct sheet {
	const struct csv_rows *rows;
	size_t place[COLUMNS]; /* SIZE_MAX: not there */
	struct error *err;
};

/* What is long is no slip of the pen in a number, but perhaps somebody's story. */
static int complain(struct sheet *sheet, size_t row, const char *why, struct span detail)
{
	enum { DETAIL_MOST = 20 };
	error_set(sheet->err, ERROR_CONFIG, why, "%.*s",
		  detail.len <= DETAIL_MOST ? (int)detail.len : 0, detail.at);
	error_at(sheet->err, "", (unsigned)row + 1, 0);
	return ERROR_CONFIG;
}

static int find_columns(struct sheet *sheet)
{
	for (size_t c = 0; c < COLUMNS; c++) {
		const struct span name = span_from(column_name[c]);
		sheet->place[c] = SIZE_MAX;
		for (size_t i = 0; sheet->rows->count > 0 && i < sheet->rows->row[0].cells; i++)
			if (span_equal(span_trim(sheet->rows->row[0].cell[i]), name))
				sheet->place[c] = i;
		if (sheet->place[c] == SIZE_MAX && c != COLUMN_REMARKS && c != COLUMN_VOTERS)
			return complain(sheet, 0, "a sheet of statements needs this column", name);
	}
	return 0;
}

static struct span cell_at(const struct sheet *sheet, size_t row, enum column column)
{
	const struct stories_row *cells = &sheet->rows->row[row];
	const size_t at = sheet->place[column];
	return at < cells->cells ? span_trim(cells->cell[at]) : SPAN("");
}

/* `40`, `37,5`, `37.5 %`. False: it is none. */
static bool parse_percentage(double *out, struct span text)
{
	size_t digits = 0;
	double unit = 1;
	bool point = false;
	*out = 0;
	if (text.len > 0 && text.at[text.len - 1] == '%')
		text = span_trim((struct span){text.at, text.len - 1});
	for (size_t i = 0; i < text.len; i++) {
		const char c = text.at[i];
		if ((c == '.' || c == ',') && !point) {
			point = true;
			continue;
		}
		if (c < '0' || c > '9' || *out > all)
			return false;
		digits++;
		unit = point ? unit / 10 : 1;
		*out = point ? *out + (c - '0') * unit : *out * 10 + (c - '0');
	}
	return digits > 0 && *out <= all;
}

static int read_percentages(struct statement_answer *out, struct sheet *sheet, size_t row)
{
	double sum = 0;
	for (int i = 0; i < STATEMENT_CHOICES; i++) {
		const enum column column = (enum column)(COLUMN_MORE_A + i);
		const struct span text = cell_at(sheet, row, column);
		if (text.len == 0)
			continue;
		if (!parse_percentage(&out->percent[i], text))
			return complain(sheet, row, "a percentage is a number from 0 to 100", text);
		out->answered = true;
		sum += out->percent[i];
	}
	if (sum > sum_most)
		return complain(sheet, row,
				"the percentages of a statement add up to a hundred at most",
				out->theme);
	out->silent = sum < all ? all - sum : 0;
	return 0;
}

static int read_rows(struct statement_answers *out, struct sheet *sheet, struct arena *keep)
{
	if (sheet->rows->count > STATEMENT_ANSWERS_MOST)
		return complain(sheet, STATEMENT_ANSWERS_MOST, "a sheet has too many statements",
				SPAN(""));
	struct statement_answer *item = arena_calloc(keep, sheet->rows->count + 1, sizeof *item);
	if (!item)
		return error_memory(sheet->err);
	int status = find_columns(sheet);
	for (size_t row = 1; row < sheet->rows->count && status == 0; row++) {
		struct statement_answer *one = &item[out->count];
		*one = (struct statement_answer){
			.theme = cell_at(sheet, row, COLUMN_THEME),
			.text = cell_at(sheet, row, COLUMN_STATEMENT),
			.a = cell_at(sheet, row, COLUMN_A),
			.b = cell_at(sheet, row, COLUMN_B),
			.voters = cell_at(sheet, row, COLUMN_VOTERS),
			.remarks = cell_at(sheet, row, COLUMN_REMARKS),
		};
		if (one->text.len == 0)
			continue; /* an empty row at the end */
		status = read_percentages(one, sheet, row);
		out->count++;
		out->answered += one->answered;
	}
	out->item = item;
	return status;
}

int statement_answers_read(struct statement_answers *out, struct span bytes, struct arena *keep,
			   struct error *err)
{
	struct builder builder;
	struct span text;
	struct csv_rows rows = {.count = 0};
	struct sheet sheet = {.rows = &rows, .err = err};
	*out = (struct statement_answers){.count = 0};
	if (!encoding_is_text(bytes))
		return complain(&sheet, 0, "a sheet of statements is a table as text (CSV)",
				SPAN(""));
	builder_init(&builder, keep, keep, err);
	const int status = encoding_decode(&text, bytes, NULL, &builder);
	if (status < 0)
		return status;
	if (csv_read(&rows, text, keep) < 0)
		return error_memory(err);
	return read_rows(out, &sheet, keep);
}
