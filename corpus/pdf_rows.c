#include "corpus/pdf_rows.h"

#include <stdlib.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/lines.h"

enum {
	GUTTER_PARTED = 4,  /* rows that go on over a gutter, at least */
	GUTTER_ROWS = 8,    /* or rows on either side of it, where columns are not in step */
	GUTTERS_MOST = 16,  /* on one page */
	GAPS_MOST = 2000,   /* looked at on one page; a page of text has a few hundred */
	GUTTER_REACH = 400, /* rows looked at on either side */
};

static const double GUTTER_WIDTH = 0.8; /* of a gutter, in sizes of the letters */
static const double ROW_PITCH = 3.0;    /* sizes between rows that belong together */

struct gutter {
	double left;
	double right;
	double top;
	double bottom;
	size_t rows_before; /* with words left of it; the columns need not be in step */
	size_t rows_behind;
	size_t rows_parted; /* with words on both sides */
};

struct sheet {
	struct pdf_word *word;
	struct pdf_run *row;
	size_t rows;
	struct gutter gutter[GUTTERS_MOST];
	size_t gutters;
};

/* --- rows ---------------------------------------------------------------------------------- */

static double middle(const struct pdf_word *word)
{
	return (word->top + word->bottom) / 2;
}

static int by_middle(const void *left, const void *right)
{
	const struct pdf_word *a = left;
	const struct pdf_word *b = right;
	if (middle(a) != middle(b))
		return middle(a) < middle(b) ? -1 : 1;
	return (a->left > b->left) - (a->left < b->left);
}

static int by_left(const void *left, const void *right)
{
	const struct pdf_word *a = left;
	const struct pdf_word *b = right;
	if (a->left != b->left)
		return a->left < b->left ? -1 : 1;
	return (a->top > b->top) - (a->top < b->top);
}

static void make_rows(struct sheet *sheet, size_t words)
{
	struct pdf_word *word = sheet->word;
	qsort(word, words, sizeof *word, by_middle);
	for (size_t first = 0; first < words;) {
		size_t end = first + 1;
		const double height = word[first].bottom - word[first].top;
		while (end < words && middle(&word[end]) - middle(&word[first]) < 0.4 * height)
			end++;
		qsort(word + first, end - first, sizeof *word, by_left);
		sheet->row[sheet->rows++] = (struct pdf_run){first, end};
		first = end;
	}
}

/* --- gutters ------------------------------------------------------------------------------- */

/*
 * Narrows the strip to what the row leaves clear; false when too little is left.
 * Of several clear parts the rightmost is taken: the lines of a column all begin
 * at its left edge, so that is where its gutter is.
 */
static bool passes(const struct sheet *sheet, size_t row, struct gutter *strip, double least)
{
	double from = strip->left;
	double left = 0;
	double right = -1;
	for (size_t i = sheet->row[row].first; i < sheet->row[row].end; i++) {
		const struct pdf_word *word = &sheet->word[i];
		const double to = word->left < strip->right ? word->left : strip->right;
		if (to - from >= least) {
			left = from;
			right = to;
		}
		from = word->right > from ? word->right : from;
	}
	if (strip->right - from >= least) {
		left = from;
		right = strip->right;
	}
	if (right < left)
		return false;
	const struct pdf_word *first = &sheet->word[sheet->row[row].first];
	const struct pdf_word *last = &sheet->word[sheet->row[row].end - 1];
	const bool before = first->right <= left;
	const bool behind = last->left >= right;
	strip->left = left;
	strip->right = right;
	strip->rows_before += before;
	strip->rows_behind += behind;
	strip->rows_parted += before && behind;
	return true;
}

/* Follows a strip from its row in one direction, as far as it stays clear. */
static void follow(const struct sheet *sheet, size_t row, int step, struct gutter *strip,
		   double size)
{
	size_t at = row;
	for (int i = 0; i < GUTTER_REACH; i++) {
		if ((step < 0 && at == 0) || (step > 0 && at + 1 >= sheet->rows))
			break;
		const size_t next = step < 0 ? at - 1 : at + 1;
		const struct pdf_word *here = &sheet->word[sheet->row[at].first];
		const struct pdf_word *there = &sheet->word[sheet->row[next].first];
		const double distance = (middle(there) - middle(here)) * step;
		if (distance > ROW_PITCH * size || !passes(sheet, next, strip, GUTTER_WIDTH * size))
			break;
		strip->top = there->top < strip->top ? there->top : strip->top;
		strip->bottom = there->bottom > strip->bottom ? there->bottom : strip->bottom;
		at = next;
	}
}

static bool known(const struct sheet *sheet, const struct gutter *strip)
{
	for (size_t i = 0; i < sheet->gutters; i++) {
		const struct gutter *gutter = &sheet->gutter[i];
		if (strip->left < gutter->right && gutter->left < strip->right &&
		    strip->top <= gutter->bottom && gutter->top <= strip->bottom)
			return true;
	}
	return false;
}

/* A bullet or number stands apart from its words in every row, and is no column. */
static bool is_marker(const struct pdf_word *word)
{
	char buffer[16];
	if (word->text.len > 8)
		return false;
	for (size_t i = 0; i < word->text.len; i++)
		buffer[i] = word->text.at[i];
	buffer[word->text.len] = ' ';
	buffer[word->text.len + 1] = 'x';
	return lines_marker((struct span){buffer, word->text.len + 2}) > 0 ||
	       (unsigned char)word->text.at[0] == 0xEF;
}

static bool is_gutter(const struct gutter *strip)
{
	return strip->rows_parted >= GUTTER_PARTED ||
	       (strip->rows_before >= GUTTER_ROWS && strip->rows_behind >= GUTTER_ROWS);
}

static void find_gutters(struct sheet *sheet)
{
	size_t gaps = 0;
	for (size_t row = 0; row < sheet->rows; row++)
		for (size_t i = sheet->row[row].first + 1; i < sheet->row[row].end; i++) {
			const struct pdf_word *left = &sheet->word[i - 1];
			const struct pdf_word *right = &sheet->word[i];
			struct gutter strip = {left->right, right->left, left->top, left->bottom,
					       1,           1,           1};
			if (right->left - left->right < GUTTER_WIDTH * left->size ||
			    sheet->gutters == GUTTERS_MOST || gaps == GAPS_MOST ||
			    (i - 1 == sheet->row[row].first && is_marker(left)))
				continue;
			gaps++;
			follow(sheet, row, -1, &strip, left->size);
			follow(sheet, row, 1, &strip, left->size);
			if (is_gutter(&strip) && !known(sheet, &strip))
				sheet->gutter[sheet->gutters++] = strip;
		}
}

/* Rows just above and below a gutter belong to its columns too when they leave it clear. */
static bool in_gutter(const struct sheet *sheet, const struct pdf_word *left,
		      const struct pdf_word *right)
{
	for (size_t i = 0; i < sheet->gutters; i++) {
		const struct gutter *gutter = &sheet->gutter[i];
		const double centre = (gutter->left + gutter->right) / 2;
		const double margin = 2 * ROW_PITCH * left->size;
		if (left->right <= centre && right->left >= centre &&
		    right->left - left->right >= 0.5 * left->size &&
		    left->bottom > gutter->top - margin && left->top < gutter->bottom + margin)
			return true;
	}
	return false;
}

int pdf_rows(struct pdf_run **run, size_t *runs, struct pdf_word *word, size_t words,
	     struct arena *arena)
{
	struct sheet sheet = {.word = word};
	*runs = 0;
	*run = arena_alloc(arena, words * sizeof **run);
	sheet.row = arena_alloc(arena, words * sizeof *sheet.row);
	if (!*run || !sheet.row)
		return ERROR_MEMORY;
	make_rows(&sheet, words);
	find_gutters(&sheet);
	for (size_t row = 0; row < sheet.rows; row++) {
		size_t first = sheet.row[row].first;
		for (size_t i = first + 1; i < sheet.row[row].end; i++) {
			if (!in_gutter(&sheet, &word[i - 1], &word[i]))
				continue;
			(*run)[(*runs)++] = (struct pdf_run){first, i};
			first = i;
		}
		(*run)[(*runs)++] = (struct pdf_run){first, sheet.row[row].end};
	}
	return 0;
}
