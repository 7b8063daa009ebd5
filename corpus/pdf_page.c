#include "corpus/pdf_page.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"

enum {
	ORDERED_MOST = 600, /* lines of a page that are put in order; the work is their cube */
	SIZES_MOST = 32,    /* sizes of letters in one line */
};

/* --- lines --------------------------------------------------------------------------------- */

struct page {
	struct pdf_lines *lines;
	struct arena *arena;
	const char *text;
	PopplerRectangle *box;
	guint boxes;
	GList *attributes;
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

/* What is measured while walking along a line. */
struct measure {
	struct pdf_line line;
	double sizes[SIZES_MOST];
	size_t letters[SIZES_MOST];
	size_t count;
	size_t bold;
	size_t all;
};

static void measure_letter(struct measure *measure, const PopplerRectangle *box,
			   const PopplerTextAttributes *attributes)
{
	struct pdf_line *line = &measure->line;
	if (measure->all++ == 0) {
		line->left = box->x1;
		line->right = box->x2;
		line->top = box->y1;
		line->bottom = box->y2;
	}
	line->left = box->x1 < line->left ? box->x1 : line->left;
	line->right = box->x2 > line->right ? box->x2 : line->right;
	line->top = box->y1 < line->top ? box->y1 : line->top;
	line->bottom = box->y2 > line->bottom ? box->y2 : line->bottom;
	const double size = attributes ? attributes->font_size : box->y2 - box->y1;
	measure->bold += attributes && is_bold(attributes);
	size_t i = 0;
	while (i < measure->count && measure->sizes[i] != size)
		i++;
	if (i == SIZES_MOST)
		return;
	if (i == measure->count) {
		measure->sizes[i] = size;
		measure->letters[i] = 0;
		measure->count++;
	}
	measure->letters[i]++;
}

static int add_line(struct page *page, struct measure *measure, struct span text)
{
	struct pdf_lines *lines = page->lines;
	text = span_trim(text);
	if (text.len == 0 || measure->all == 0)
		return 0;
	char *copy = arena_copy(page->arena, text.at, text.len);
	if (!copy || arena_grow(page->arena, &lines->line, &lines->capacity, lines->count,
				lines->count + 1, sizeof *lines->line) != 0)
		return ERROR_MEMORY;
	size_t most = 0;
	for (size_t i = 1; i < measure->count; i++)
		if (measure->letters[i] > measure->letters[most])
			most = i;
	measure->line.text = (struct span){copy, text.len};
	measure->line.size = measure->sizes[most];
	measure->line.bold = measure->bold * 2 > measure->all;
	measure->line.page = page->number;
	measure->line.page_height = page->height;
	lines->line[lines->count++] = measure->line;
	return 0;
}

static int cut_lines(struct page *page)
{
	const struct span text = span_from(page->text);
	struct measure measure = {.count = 0};
	size_t begin = 0;
	size_t len;
	guint index = 0;
	for (size_t at = 0; at < text.len; at += len, index++) {
		const uint32_t code = utf8_decode(text, at, &len);
		if (code == '\n') {
			if (add_line(page, &measure, (struct span){text.at + begin, at - begin}) !=
			    0)
				return ERROR_MEMORY;
			measure = (struct measure){.count = 0};
			begin = at + 1;
		} else if (index < page->boxes && !code_is_space(code)) {
			measure_letter(&measure, &page->box[index],
				       attributes_at(page, (gint)index));
		}
	}
	return add_line(page, &measure, (struct span){text.at + begin, text.len - begin});
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

int pdf_page_lines(struct pdf_lines *lines, PopplerPage *poppler_page, unsigned number,
		   struct arena *arena)
{
	struct page page = {.lines = lines, .arena = arena, .number = number};
	const size_t first = lines->count;
	double width;
	poppler_page_get_size(poppler_page, &width, &page.height);
	char *text = poppler_page_get_text(poppler_page);
	if (!text || !poppler_page_get_text_layout(poppler_page, &page.box, &page.boxes)) {
		g_free(text);
		return 0;
	}
	GList *attributes = poppler_page_get_text_attributes(poppler_page);
	page.attributes = attributes;
	page.text = text;
	int status = utf8_valid(span_from(text)) ? cut_lines(&page) : 0;
	if (status == 0)
		status = put_in_order(lines->line + first, lines->count - first, arena);
	poppler_page_free_text_attributes(attributes);
	g_free(page.box);
	g_free(text);
	return status;
}
