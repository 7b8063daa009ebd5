#include "pipeline/report/page.h"

#include <stdarg.h>
#include <string.h>

#include "pipeline/report/page_style.h"

static void put_code(FILE *to, uint32_t code)
{
	char bytes[4];
	(void)fwrite(bytes, 1, utf8_encode(code, bytes), to);
}

/* XML 1.0, production 2, without the controls of C1, which no page shows. */
static uint32_t allowed(uint32_t code)
{
	const bool control =
		(code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code < 0xA0);
	return control || code == 0xFFFE || code == 0xFFFF ? 0xFFFD : code;
}

void page_xml(FILE *to, struct span text)
{
	size_t len;
	for (size_t at = 0; at < text.len; at += len) {
		const uint32_t code = allowed(utf8_decode(text, at, &len));
		switch (code) {
		case '&':
			(void)fputs("&amp;", to);
			break;
		case '<':
			(void)fputs("&lt;", to);
			break;
		case '>':
			(void)fputs("&gt;", to);
			break;
		case '"':
			(void)fputs("&quot;", to);
			break;
		case '\'':
			(void)fputs("&#39;", to);
			break;
		default:
			put_code(to, code);
		}
	}
}

/* Any sign of ASCII may have a backslash before it. Those that mean something anywhere always get
 * one; those that mean something at the start of a block, there; and so does what would end the
 * number of a list. */
static void put_markdown(struct page *page, struct span text)
{
	size_t len;
	for (size_t at = 0; at < text.len; at += len) {
		uint32_t code = allowed(utf8_decode(text, at, &len));
		if (code == '\n' || code == '\t')
			code = ' ';
		const bool digit = code >= '0' && code <= '9';
		const bool always = code < 0x80 && strchr("\\`*_{}[]<>#|!~$^&@", (int)code);
		const bool here = page->fresh && code < 0x80 && strchr("-+=:%(.)", (int)code);
		if (code != 0 && (always || here))
			(void)fputc('\\', page->to);
		put_code(page->to, code);
		page->fresh = page->fresh && digit;
	}
}

void page_text(struct page *page, struct span text)
{
	if (page->form == PAGE_HTML)
		page_xml(page->to, text);
	else
		put_markdown(page, text);
}

void page_say(struct page *page, const char *text)
{
	page_text(page, span_from(text));
}

void page_format(struct page *page, const char *format, ...)
{
	char text[512]; /* sentences of the message table with numbers in them */
	va_list values;
	va_start(values, format);
	const int len = vsnprintf(text, sizeof text, format, values);
	va_end(values);
	if (len > 0)
		page_say(page, text);
}

void page_strong(struct page *page, struct span text)
{
	(void)fputs(page->form == PAGE_HTML ? "<strong>" : "**", page->to);
	page->fresh = false;
	page_text(page, span_trim(text));
	(void)fputs(page->form == PAGE_HTML ? "</strong>" : "**", page->to);
}

void page_link(struct page *page, const char *file, const char *target, const char *text)
{
	if (page->form == PAGE_HTML)
		(void)fprintf(page->to, "<a href=\"%s#%s\">%s</a>", file, target, text);
	else
		(void)fprintf(page->to, "[%s](%s#%s)", text, file, target);
	page->fresh = false;
}

void page_begin(struct page *page, struct span title, const char *language)
{
	if (page->form == PAGE_MARKDOWN) {
		page_heading(page, 1, NULL, title);
		return;
	}
	(void)fprintf(page->to,
		      "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n"
		      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
		      "<title>",
		      language);
	page_xml(page->to, title);
	(void)fprintf(page->to, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n",
		      page_style);
	page_heading(page, 1, NULL, title);
}

void page_end(struct page *page)
{
	if (page->form == PAGE_HTML)
		(void)fputs("</main>\n</body>\n</html>\n", page->to);
}

void page_heading(struct page *page, int level, const char *id, struct span text)
{
	if (page->form == PAGE_MARKDOWN) {
		(void)fprintf(page->to, "%.*s ", level, "######");
		page->fresh = false;
		page_text(page, text);
		(void)fputs("\n\n", page->to);
		return;
	}
	(void)fprintf(page->to, "<h%d", level);
	if (id)
		(void)fprintf(page->to, " id=\"%s\"", id);
	(void)fputc('>', page->to);
	page_xml(page->to, text);
	(void)fprintf(page->to, "</h%d>\n", level);
}

struct around {
	const char *before;
	const char *after;
};

static const struct around around[PAGE_BLOCKS][2] = {
	[PAGE_PARAGRAPH] = {{"", "\n\n"}, {"<p>", "</p>\n"}},
	[PAGE_NOTE] = {{"> ", "\n\n"}, {"<p class=\"note\">", "</p>\n"}},
	[PAGE_QUOTE] = {{"> ", "\n\n"}, {"<blockquote><p>", "</p></blockquote>\n"}},
	[PAGE_ITEM] = {{"- ", "\n"}, {"<li>", "</li>\n"}},
};

void page_open(struct page *page, enum page_block block)
{
	(void)fputs(around[block][page->form].before, page->to);
	page->fresh = true;
}

void page_close(struct page *page, enum page_block block)
{
	(void)fputs(around[block][page->form].after, page->to);
}

void page_list(struct page *page)
{
	(void)fputs(page->form == PAGE_HTML ? "<ul>\n" : "", page->to);
}

void page_list_end(struct page *page)
{
	(void)fputs(page->form == PAGE_HTML ? "</ul>\n" : "\n", page->to);
}

static void markdown_table(struct page *page, struct span caption, const struct span *head,
			   size_t columns, bool numbers)
{
	page_open(page, PAGE_PARAGRAPH);
	page_strong(page, caption);
	page_close(page, PAGE_PARAGRAPH);
	for (size_t i = 0; i < columns; i++) {
		(void)fputs("| ", page->to);
		page_text(page, head[i]);
		(void)fputc(' ', page->to);
	}
	(void)fputs("|\n", page->to);
	for (size_t i = 0; i < columns; i++)
		(void)fputs(i == 0 || !numbers ? "|---" : "|---:", page->to);
	(void)fputs("|\n", page->to);
}

void page_table(struct page *page, struct span caption, const struct span *head, size_t columns,
		bool numbers)
{
	if (page->form == PAGE_MARKDOWN) {
		markdown_table(page, caption, head, columns, numbers);
		return;
	}
	(void)fputs("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"", page->to);
	page_xml(page->to, caption);
	(void)fputs("\"><table>\n<caption>", page->to);
	page_xml(page->to, caption);
	(void)fputs("</caption>\n<thead><tr>", page->to);
	for (size_t i = 0; i < columns; i++) {
		(void)fputs(i == 0 || !numbers ? "<th scope=\"col\">"
					       : "<th scope=\"col\" class=\"number\">",
			    page->to);
		page_xml(page->to, head[i]);
		(void)fputs("</th>", page->to);
	}
	(void)fputs("</tr></thead>\n<tbody>\n", page->to);
}

void page_row(struct page *page)
{
	(void)fputs(page->form == PAGE_HTML ? "<tr>" : "", page->to);
}

void page_cell(struct page *page, bool first, bool number)
{
	if (page->form == PAGE_MARKDOWN)
		(void)fputs("| ", page->to);
	else
		(void)fputs(first    ? "<th scope=\"row\">"
			    : number ? "<td class=\"number\">"
				     : "<td>",
			    page->to);
	page->fresh = false;
}

void page_cell_end(struct page *page, bool first)
{
	if (page->form == PAGE_MARKDOWN)
		(void)fputc(' ', page->to);
	else
		(void)fputs(first ? "</th>" : "</td>", page->to);
}

void page_row_end(struct page *page)
{
	(void)fputs(page->form == PAGE_HTML ? "</tr>\n" : "|\n", page->to);
}

void page_table_end(struct page *page)
{
	(void)fputs(page->form == PAGE_HTML ? "</tbody>\n</table></div>\n" : "\n", page->to);
}

void page_figure(struct page *page, const char *file, struct span alternative)
{
	if (page->form == PAGE_HTML) {
		(void)fputs("<figure>\n<section>", page->to);
		return;
	}
	(void)fputs("![", page->to);
	page_text(page, alternative);
	(void)fprintf(page->to, "](%s)\n\n", file);
}

void page_figure_end(struct page *page, struct span caption)
{
	if (page->form == PAGE_HTML) {
		(void)fputs("</section>\n<figcaption>", page->to);
		page_xml(page->to, caption);
		(void)fputs("</figcaption>\n</figure>\n", page->to);
		return;
	}
	page_open(page, PAGE_PARAGRAPH);
	page_text(page, caption);
	page_close(page, PAGE_PARAGRAPH);
}
