#include "corpus/pdf_page.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/pdf_rows.h"

enum {
	ORDERED_MOST = 600, /* lines of a page that are put in order; the work is their cube */
	SIZES_MOST = 64,    /* words of a line that are asked for their size */
};

static const double WORD_GAP = 0.08; /* between words, in sizes of the letters */

/* --- words --------------------------------------------------------------------------------- */

struct page {
	struct pdf_lines *lines;
	struct arena *arena;
	const char *text;
	PopplerRectangle *box;
	guint boxes;
	GList *attributes;
	struct pdf_word *word;
	size_t words;
	size_t capacity;
	unsigned number;
	double height;
};

static const PopplerTextAttributes *attributes_at(struct page *page, gint index)
{
	while (page->attributes) {
		const PopplerTextAttributes *attributes = page->attributes->data;
		if (index <= attributes->end_index)
			return index >= attributes->start_index ? attributes : NULL;
		page->attributes = page->attributes->next;
	}
	return NULL;
}

static bool is_bold(const PopplerTextAttributes *attributes)
{
	const char *name = attributes->font_name;
	return name && (strstr(name, "Bold") || strstr(name, "bold") || strstr(name, "Black") ||
			strstr(name, "Heavy"));
}

static void widen(struct pdf_word *word, const PopplerRectangle *box)
{
	word->left = box->x1 < word->left ? box->x1 : word->left;
	word->right = box->x2 > word->right ? box->x2 : word->right;
	word->top = box->y1 < word->top ? box->y1 : word->top;
	word->bottom = box->y2 > word->bottom ? box->y2 : word->bottom;
}

static int begin_word(struct page *page, const char *at, guint index)
{
	const PopplerRectangle *box = &page->box[index];
	const PopplerTextAttributes *attributes = attributes_at(page, (gint)index);
	if (arena_grow(page->arena, &page->word, &page->capacity, page->words, page->words + 1,
		       sizeof *page->word) != 0)
		return ERROR_MEMORY;
	page->word[page->words++] = (struct pdf_word){
		.text = {at, 0},
		.left = box->x1,
		.right = box->x2,
		.top = box->y1,
		.bottom = box->y2,
		.size = attributes && attributes->font_size > 0 ? attributes->font_size
								: box->y2 - box->y1,
		.bold = attributes && is_bold(attributes),
	};
	return 0;
}

static int cut_words(struct page *page)
{
	const struct span text = span_from(page->text);
	bool inside = false;
	size_t len;
	guint index = 0;
	for (size_t at = 0; at < text.len && index < page->boxes; at += len, index++) {
		if (code_is_space(utf8_decode(text, at, &len))) {
			inside = false;
			continue;
		}
		if (!inside && begin_word(page, text.at + at, index) != 0)
			return ERROR_MEMORY;
		inside = true;
		widen(&page->word[page->words - 1], &page->box[index]);
		page->word[page->words - 1].text.len += len;
	}
	return 0;
}

/* --- lines --------------------------------------------------------------------------------- */

static void measure_line(struct pdf_line *line, const struct pdf_word *word, size_t words)
{
	size_t most = 0;
	size_t bold = 0;
	size_t all = 0;
	for (size_t i = 0; i < words; i++) {
		size_t letters = 0;
		for (size_t j = 0; j < words && j < SIZES_MOST; j++)
			letters += word[j].size == word[i].size ? word[j].text.len : 0;
		if (letters > most) {
			most = letters;
			line->size = word[i].size;
		}
		all += word[i].text.len;
		bold += word[i].bold ? word[i].text.len : 0;
		line->top = i == 0 || word[i].top < line->top ? word[i].top : line->top;
		line->bottom =
			i == 0 || word[i].bottom > line->bottom ? word[i].bottom : line->bottom;
		line->right = i == 0 || word[i].right > line->right ? word[i].right : line->right;
	}
	line->left = word[0].left;
	line->bold = bold * 2 > all;
}

static int add_line(struct page *page, const struct pdf_word *word, size_t words)
{
	struct pdf_lines *lines = page->lines;
	struct pdf_line line = {.page = page->number, .page_height = page->height};
	size_t bytes = 0;
	for (size_t i = 0; i < words; i++)
		bytes += word[i].text.len + 1;
	char *text = arena_alloc(page->arena, bytes);
	if (!text || arena_grow(page->arena, &lines->line, &lines->capacity, lines->count,
				lines->count + 1, sizeof *lines->line) != 0)
		return ERROR_MEMORY;
	size_t len = 0;
	for (size_t i = 0; i < words; i++) {
		/* Poppler parts what is set with wide letters, or in two fonts. */
		if (i > 0 && word[i].left - word[i - 1].right > WORD_GAP * word[i].size)
			text[len++] = ' ';
		memcpy(text + len, word[i].text.at, word[i].text.len);
		len += word[i].text.len;
	}
	line.text = (struct span){text, len};
	measure_line(&line, word, words);
	lines->line[lines->count++] = line;
	return 0;
}

static int cut_lines(struct page *page)
{
	struct pdf_run *run;
	size_t runs;
	if (cut_words(page) != 0 ||
	    pdf_rows(&run, &runs, page->word, page->words, page->arena) != 0)
		return ERROR_MEMORY;
	for (size_t i = 0; i < runs; i++)
		if (add_line(page, page->word + run[i].first, run[i].end - run[i].first) != 0)
			return ERROR_MEMORY;
	return 0;
}

/* --- reading order ------------------------------------------------------------------------- */

static bool share_column(const struct pdf_line *a, const struct pdf_line *b)
{
	return a->left < b->right && b->left < a->right;
}

static bool is_above(const struct pdf_line *a, const struct pdf_line *b)
{
	return a->top + a->bottom < b->top + b->bottom;
}

static bool goes_before(const struct pdf_line *line, size_t count, size_t a, size_t b)
{
	if (share_column(&line[a], &line[b]))
		return is_above(&line[a], &line[b]);
	if (line[a].right > line[b].left)
		return false;
	for (size_t c = 0; c < count; c++) {
		if (c == a || c == b || !share_column(&line[c], &line[a]) ||
		    !share_column(&line[c], &line[b]))
			continue;
		const bool below_a = is_above(&line[a], &line[c]);
		const bool below_b = is_above(&line[b], &line[c]);
		if (below_a != below_b)
			return below_a; /* between them: what is above it goes first */
	}
	return true;
}

/* Takes, again and again, the highest line that no line left over goes before. */
static int put_in_order(struct pdf_line *line, size_t count, struct arena *arena)
{
	if (count < 2 || count > ORDERED_MOST)
		return 0;
	unsigned *waits = arena_calloc(arena, count, sizeof *waits);
	unsigned char *before = arena_calloc(arena, count * count, 1);
	struct pdf_line *ordered = arena_alloc(arena, count * sizeof *ordered);
	if (!waits || !before || !ordered)
		return ERROR_MEMORY;
	for (size_t a = 0; a < count; a++)
		for (size_t b = 0; b < count; b++)
			if (a != b && goes_before(line, count, a, b)) {
				before[a * count + b] = 1;
				waits[b]++;
			}
	enum { TAKEN = 1 << 30 };
	for (size_t n = 0; n < count; n++) {
		size_t best = 0;
		for (size_t i = 1; i < count; i++)
			if (waits[i] < waits[best] ||
			    (waits[i] == waits[best] && is_above(&line[i], &line[best]) &&
			     share_column(&line[i], &line[best])))
				best = i;
		ordered[n] = line[best];
		waits[best] = TAKEN;
		for (size_t i = 0; i < count; i++)
			if (before[best * count + i] && waits[i] < TAKEN && waits[i] > 0)
				waits[i]--;
	}
	memcpy(line, ordered, count * sizeof *line);
	return 0;
}

int pdf_page_lines(struct pdf_lines *lines, const struct pdf_library *pdf,
		   PopplerPage *poppler_page, unsigned number, struct arena *arena)
{
	struct page page = {.lines = lines, .arena = arena, .number = number};
	const size_t first = lines->count;
	double width;
	pdf->poppler_page_get_size(poppler_page, &width, &page.height);
	char *text = pdf->poppler_page_get_text(poppler_page);
	if (!text || !pdf->poppler_page_get_text_layout(poppler_page, &page.box, &page.boxes)) {
		pdf->g_free(text);
		return 0;
	}
	GList *attributes = pdf->poppler_page_get_text_attributes(poppler_page);
	page.attributes = attributes;
	page.text = text;
	int status = utf8_valid(span_from(text)) ? cut_lines(&page) : 0;
	if (status == 0)
		status = put_in_order(lines->line + first, lines->count - first, arena);
	pdf->poppler_page_free_text_attributes(attributes);
	pdf->g_free(page.box);
	pdf->g_free(text);
	return status;
}
