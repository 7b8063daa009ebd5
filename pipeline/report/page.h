/*
 * page.h - one way to write a report, in two forms: Markdown (as pandoc and GitHub
 * read it) and HTML that is well-formed XML too.
 *
 * All text is escaped here and nowhere else. Text of a block is written on one
 * line. Write errors show in `to`.
 */
#ifndef PIPELINE_REPORT_PAGE_H
#define PIPELINE_REPORT_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "corpus/text.h"

enum page_form { PAGE_MARKDOWN, PAGE_HTML };

enum page_block {
	PAGE_PARAGRAPH,
	PAGE_NOTE, /* stands apart: what to be careful of */
	PAGE_QUOTE,
	PAGE_ITEM, /* of a list */
	PAGE_BLOCKS
};

struct page {
	FILE *to;
	enum page_form form;
	bool fresh; /* at the start of a block: signs that begin a list have to be escaped */
};

void page_begin(struct page *page, struct span title, const char *language);
void page_end(struct page *page);

/* `id` is ASCII, or NULL. */
void page_heading(struct page *page, int level, const char *id, struct span text);

void page_open(struct page *page, enum page_block block);
void page_close(struct page *page, enum page_block block);
/* A list holds items and nothing else. */
void page_list(struct page *page);
void page_list_end(struct page *page);

/* Inside a block, a cell or a heading. */
void page_text(struct page *page, struct span text);
void page_say(struct page *page, const char *text);
void page_strong(struct page *page, struct span text);
/* To the heading of id `target` in another file of the folder; `file` is "" for the same one. */
void page_link(struct page *page, const char *file, const char *target, const char *text);
void page_format(struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A table: its heads, then rows of as many cells. The first cell of a row heads it. */
/* `numbers`: all cells but the first of a row are. */
void page_table(struct page *page, struct span caption, const struct span *head, size_t columns,
		bool numbers);
void page_row(struct page *page);
void page_cell(struct page *page, bool first, bool number);
void page_cell_end(struct page *page, bool first);
void page_row_end(struct page *page);
void page_table_end(struct page *page);

/* A picture. In HTML it is drawn in its place between these two, in Markdown the file is named. */
void page_figure(struct page *page, const char *file, struct span alternative);
void page_figure_end(struct page *page, struct span caption);

/* Also for pictures: text or an attribute's value in XML. What XML can't hold becomes U+FFFD. */
void page_xml(FILE *to, struct span text);

#endif
