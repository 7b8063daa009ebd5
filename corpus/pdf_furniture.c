#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "corpus/pdf_page.h"

enum { EDGE_LINES = 3, PATTERN_MOST = 120 };

static const double EDGE = 0.12;    /* part of the page's height at its top and bottom */
static const double SAME_PLACE = 4; /* points that a running header may move */

/* A line at an edge, with its digits made equal so that page numbers do not tell pages apart. */
struct edge {
	char pattern[PATTERN_MOST];
	struct pdf_line *line;
	bool at_top;
};

static void make_pattern(struct edge *edge, struct span text)
{
	size_t len = 0;
	for (size_t at = 0; at < text.len && len < PATTERN_MOST - 1; at++) {
		const bool digit = text.at[at] >= '0' && text.at[at] <= '9';
		if (digit && len > 0 && edge->pattern[len - 1] == '#')
			continue;
		edge->pattern[len++] = digit ? '#' : text.at[at];
	}
	edge->pattern[len] = '\0';
}

/* `7`, `- 7 -`, `Pagina 7 van 12`, `p. 7/12`. */
static bool is_page_number(const char *pattern)
{
	static const char *const words[] = {"pagina", "page", "blz.", "blz", "p.", "pag."};
	static const char *const joins[] = {"van", "of", "/", "-", "–", "|"};
	char tight[PATTERN_MOST] = "";
	size_t len = 0;
	for (const char *c = pattern; *c; c++)
		if (*c != ' ' && *c != '-' && *c != '|' && *c != '[' && *c != ']')
			tight[len++] = *c;
	tight[len] = '\0';
	const char *at = tight;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strncasecmp(at, words[i], strlen(words[i])) == 0) {
			at += strlen(words[i]);
			break;
		}
	if (*at++ != '#')
		return false;
	for (size_t i = 0; i < sizeof joins / sizeof *joins && *at; i++)
		if (strncasecmp(at, joins[i], strlen(joins[i])) == 0)
			return strcmp(at + strlen(joins[i]), "#") == 0;
	return *at == '\0';
}

static int by_pattern(const void *left, const void *right)
{
	const struct edge *a = left;
	const struct edge *b = right;
	const int order = strcmp(a->pattern, b->pattern);
	if (order != 0)
		return order;
	if (a->line->top != b->line->top)
		return a->line->top < b->line->top ? -1 : 1;
	return (a->line->page > b->line->page) - (a->line->page < b->line->page);
}

/* The same words at the same height on several pages. */
static void mark_repeated(struct edge *edge, size_t count, unsigned pages)
{
	/* Left and right pages may differ, and the first chapter may have another header. */
	const size_t enough = pages < 8 ? 2 : pages / 4;
	for (size_t i = 0; i < count;) {
		size_t end = i + 1;
		while (end < count && strcmp(edge[end].pattern, edge[i].pattern) == 0 &&
		       edge[end].line->top - edge[end - 1].line->top < SAME_PLACE)
			end++;
		if (end - i >= enough)
			for (size_t j = i; j < end; j++)
				edge[j].line->furniture = true;
		i = end;
	}
}

/* How many lines of the page stand nearer to its top (or bottom) than this one. */
static size_t nearer(const struct pdf_lines *lines, size_t first, size_t end,
		     const struct pdf_line *line, bool top)
{
	size_t count = 0;
	for (size_t i = first; i < end; i++)
		count += top ? lines->line[i].bottom <= line->top
			     : lines->line[i].top >= line->bottom;
	return count;
}

/* Whether most of the page is set in letters clearly larger than this line's. */
static bool is_small(const struct pdf_lines *lines, size_t first, size_t end,
		     const struct pdf_line *line)
{
	size_t larger = 0;
	size_t all = 0;
	for (size_t i = first; i < end; i++) {
		all += lines->line[i].text.len;
		larger += lines->line[i].size > 1.1 * line->size ? lines->line[i].text.len : 0;
	}
	return larger * 10 > all * 6;
}

static size_t gather(struct edge *edge, const struct pdf_lines *lines, size_t first, size_t end)
{
	size_t count = 0;
	for (size_t i = first; i < end; i++) {
		struct pdf_line *line = &lines->line[i];
		const bool top = line->bottom < line->page_height * EDGE;
		const bool bottom = line->top > line->page_height * (1 - EDGE);
		if ((!top && !bottom) || nearer(lines, first, end, line, top) >= EDGE_LINES)
			continue;
		edge[count].line = line;
		edge[count].at_top = top;
		make_pattern(&edge[count], line->text);
		/* Small print above the text is a running header; below it, a note may stand. */
		if (is_page_number(edge[count].pattern) ||
		    (top && is_small(lines, first, end, line)))
			line->furniture = true;
		count++;
	}
	return count;
}

int pdf_mark_furniture(struct pdf_lines *lines, unsigned pages, struct arena *arena)
{
	struct edge *edge = arena_alloc(arena, lines->count * sizeof *edge);
	size_t count = 0;
	if (!edge)
		return ERROR_MEMORY;
	for (size_t first = 0; first < lines->count;) {
		size_t end = first + 1;
		while (end < lines->count && lines->line[end].page == lines->line[first].page)
			end++;
		count += gather(edge + count, lines, first, end);
		first = end;
	}
	qsort(edge, count, sizeof *edge, by_pattern);
	mark_repeated(edge, count, pages);
	return 0;
}
