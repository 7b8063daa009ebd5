#include "corpus/readers.h"

#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/encoding.h"
#include "corpus/error.h"
#include "corpus/html_rules.h"
#include "corpus/listing.h"
#include "corpus/metadata.h"

enum {
	CHARSET_PEEK = 2048, /* bytes in which a page has to say its encoding; HTML asks 1024 */
	PEEK = 1024,         /* bytes in which the first tag is looked for */
	ROW_CELL_MOST = 240, /* bytes of a cell of data; in a longer one there is text */
};

struct page {
	struct builder *builder;
	struct listing listing;
	unsigned furniture; /* elements of furniture that are open */
	unsigned quotes;    /* block quotes that are open */
	unsigned depth;
	bool verbatim; /* inside <pre> */
	bool blank;    /* white space was seen that is still to be written */
	bool has_main; /* the page says where its text is */
	bool in_main;
	bool term; /* the block under way began as a <dt> */
	bool title_seen;
};

static bool named(const xmlNode *node, const char *name)
{
	return strcasecmp((const char *)node->name, name) == 0;
}

/* --- text ---------------------------------------------------------------------------------- */

static void add_text(struct page *page, const char *text)
{
	struct builder *builder = page->builder;
	if (page->verbatim) {
		builder_add(builder, span_from(text));
		return;
	}
	while (*text) {
		const size_t blanks = strspn(text, " \t\n\r\f");
		page->blank = page->blank || blanks > 0;
		text += blanks;
		const size_t len = strcspn(text, " \t\n\r\f");
		if (len == 0)
			continue;
		if (!builder_pending(builder))
			listing_mark(&page->listing, builder);
		else if (page->blank && builder->text[builder->len - 1] != '\n')
			builder_add(builder, SPAN(" "));
		page->blank = false;
		builder_add(builder, (struct span){text, len});
		text += len;
	}
}

static void end_block(struct page *page, enum block_kind kind, unsigned level)
{
	struct builder *builder = page->builder;
	page->blank = false;
	page->term = false;
	if (!builder_pending(builder))
		return;
	if (page->furniture > 0 || (page->has_main && !page->in_main))
		builder_end(builder, BLOCK_FURNITURE, 0);
	else if (kind != BLOCK_PARAGRAPH)
		builder_end(builder, kind, level);
	else if (listing_inside(&page->listing))
		listing_end(&page->listing, builder);
	else if (page->quotes > 0)
		builder_end(builder, BLOCK_QUOTE, 0);
	else
		builder_end_lines(builder, false);
}

/* --- elements ------------------------------------------------------------------------------ */

static void walk_children(struct page *page, const xmlNode *element);

static bool has_element(const xmlNode *node, const char *const *names, int depth)
{
	for (const xmlNode *child = node->children; child && depth > 0; child = child->next) {
		if (child->type != XML_ELEMENT_NODE)
			continue;
		for (const char *const *name = names; *name; name++)
			if (named(child, *name))
				return true;
		if (has_element(child, names, depth - 1))
			return true;
	}
	return false;
}

static size_t text_bytes(const xmlNode *node, int depth)
{
	size_t bytes = 0;
	for (const xmlNode *child = node->children; child && depth > 0; child = child->next)
		bytes += child->type == XML_TEXT_NODE ? strlen((const char *)child->content)
						      : text_bytes(child, depth - 1);
	return bytes;
}

/* A row of data becomes one line with tabs; a row that lays out a page does not. */
static bool is_data_row(const xmlNode *row)
{
	static const char *const layout[] = {"table", "ul", "ol",         "h1",  "h2",
					     "h3",    "h4", "blockquote", "div", NULL};
	enum { LOOK = 8 };
	if (has_element(row, layout, LOOK))
		return false;
	for (const xmlNode *cell = row->children; cell; cell = cell->next)
		if (cell->type == XML_ELEMENT_NODE && text_bytes(cell, LOOK) > ROW_CELL_MOST)
			return false;
	return true;
}

static void walk_inside(struct page *page, const xmlNode *node)
{
	for (const xmlNode *child = node->children; child; child = child->next) {
		if (child->type == XML_TEXT_NODE)
			add_text(page, (const char *)child->content);
		else if (child->type == XML_ELEMENT_NODE && !html_hidden(child) &&
			 html_use(child) != HTML_SKIP && ++page->depth < READER_DEPTH_MOST) {
			page->blank =
				page->blank || html_use(child) == HTML_BLOCK || named(child, "br");
			walk_inside(page, child);
			page->depth--;
		}
	}
}

static void walk_row(struct page *page, const xmlNode *row)
{
	size_t cells = 0;
	end_block(page, BLOCK_PARAGRAPH, 0);
	if (!is_data_row(row)) {
		walk_children(page, row);
		end_block(page, BLOCK_PARAGRAPH, 0);
		return;
	}
	for (const xmlNode *cell = row->children; cell; cell = cell->next) {
		if (cell->type != XML_ELEMENT_NODE || html_hidden(cell))
			continue;
		if (cells++ > 0 && builder_pending(page->builder)) {
			builder_add(page->builder, SPAN("\t"));
			page->blank = false;
		}
		walk_inside(page, cell);
	}
	end_block(page, BLOCK_PARAGRAPH, 0);
}

static void walk_list(struct page *page, const xmlNode *list)
{
	unsigned first = 1;
	for (const xmlAttr *attr = list->properties; attr; attr = attr->next)
		if (strcasecmp((const char *)attr->name, "start") == 0 && attr->children &&
		    attr->children->content)
			first = (unsigned)strtoul((const char *)attr->children->content, NULL, 10);
	end_block(page, BLOCK_PARAGRAPH, 0);
	listing_open(&page->listing, named(list, "ol"), first);
	walk_children(page, list);
	end_block(page, BLOCK_PARAGRAPH, 0);
	listing_close(&page->listing);
}

static void walk_heading(struct page *page, const xmlNode *heading)
{
	end_block(page, BLOCK_PARAGRAPH, 0);
	walk_inside(page, heading);
	page->title_seen = page->title_seen || page->furniture == 0;
	end_block(page, BLOCK_HEADING, (unsigned)(heading->name[1] - '0'));
}

/* Elements that change what a block is; true when the element is dealt with. */
static bool walk_special(struct page *page, const xmlNode *element)
{
	const char *name = (const char *)element->name;
	if ((name[0] | 0x20) == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0')
		walk_heading(page, element);
	else if (named(element, "ul") || named(element, "ol") || named(element, "dir"))
		walk_list(page, element);
	else if (named(element, "tr"))
		walk_row(page, element);
	else if (named(element, "figcaption") || named(element, "caption")) {
		end_block(page, BLOCK_PARAGRAPH, 0);
		walk_inside(page, element);
		end_block(page, BLOCK_CAPTION, 0);
	} else
		return false;
	return true;
}

static void walk_block(struct page *page, const xmlNode *element)
{
	const bool quote = named(element, "blockquote");
	const bool verbatim = page->verbatim;
	const bool in_main = page->in_main;
	/* `<dt>Datum</dt><dd>19 maart</dd>` is a line of a header. */
	if (named(element, "dd") && page->term && builder_pending(page->builder))
		builder_add(page->builder, SPAN("\t"));
	else
		end_block(page, BLOCK_PARAGRAPH, 0);
	if (named(element, "li"))
		listing_item(&page->listing);
	page->blank = false;
	page->quotes += quote;
	page->verbatim = verbatim || named(element, "pre");
	page->in_main = in_main || named(element, "main") || named(element, "article") ||
			html_attribute_is(element, "role", "main");
	walk_children(page, element);
	if (named(element, "dt"))
		page->term = true;
	else
		end_block(page, BLOCK_PARAGRAPH, 0);
	page->in_main = in_main;
	page->verbatim = verbatim;
	page->quotes -= quote;
}

static void walk_inline(struct page *page, const xmlNode *element)
{
	if (named(element, "br")) {
		page->blank = false;
		if (builder_pending(page->builder))
			builder_add(page->builder, SPAN("\n"));
		return;
	}
	const bool quote = named(element, "q");
	if (quote)
		add_text(page, "“");
	walk_children(page, element);
	if (quote) {
		page->blank = false;
		add_text(page, "”");
	}
}

static void walk(struct page *page, const xmlNode *element)
{
	if (html_hidden(element))
		return;
	switch (html_use(element)) {
	case HTML_SKIP:
		break;
	case HTML_INLINE:
		walk_inline(page, element);
		break;
	case HTML_FURNITURE:
		end_block(page, BLOCK_PARAGRAPH, 0);
		page->furniture++;
		walk_children(page, element);
		end_block(page, BLOCK_PARAGRAPH, 0);
		page->furniture--;
		break;
	case HTML_BLOCK:
		if (!walk_special(page, element))
			walk_block(page, element);
		break;
	}
}

static void walk_children(struct page *page, const xmlNode *element)
{
	if (++page->depth > READER_DEPTH_MOST)
		builder_fail(page->builder,
			     error_set(page->builder->err, ERROR_LIMIT,
				       "elements are nested too deeply", "%d", READER_DEPTH_MOST));
	for (const xmlNode *child = element->children; child && page->builder->status == 0;
	     child = child->next) {
		if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
			add_text(page, (const char *)child->content);
		else if (child->type == XML_ELEMENT_NODE)
			walk(page, child);
	}
	page->depth--;
}

/* --- the page ------------------------------------------------------------------------------ */

/* What the head says; the name of the site behind the title is not part of it. */
static void read_head(struct page *page, const xmlNode *node, unsigned depth)
{
	if (depth > READER_DEPTH_MOST)
		return;
	for (const xmlNode *child = node->children; child; child = child->next) {
		if (child->type != XML_ELEMENT_NODE)
			continue;
		if (named(child, "main") || html_attribute_is(child, "role", "main"))
			page->has_main = true;
		if (named(child, "title") && child->children && child->children->content &&
		    !page->title_seen) {
			page->title_seen = true;
			metadata_set(page->builder, SPAN("title"),
				     span_from((const char *)child->children->content));
		}
		read_head(page, child, depth + 1);
	}
}

/* charset= in the first bytes; an empty string if it is not there. */
static void find_charset(struct span bytes, char charset[32])
{
	const size_t most = bytes.len < CHARSET_PEEK ? bytes.len : CHARSET_PEEK;
	size_t len = 0;
	for (size_t at = 0; at + 8 < most; at++) {
		if (strncasecmp(bytes.at + at, "charset=", 8) != 0)
			continue;
		at += 8;
		if (bytes.at[at] == '"' || bytes.at[at] == '\'')
			at++;
		while (at < most && len < 31 && !strchr(" \"'>;/", bytes.at[at]))
			charset[len++] = bytes.at[at++];
		break;
	}
	charset[len] = '\0';
}

static void read_tree(struct builder *builder, const xmlDoc *tree)
{
	struct page page = {.builder = builder};
	const xmlNode *root = xmlDocGetRootElement(tree);
	if (!root)
		return;
	read_head(&page, root, 0);
	page.title_seen = false;
	walk(&page, root);
	end_block(&page, BLOCK_PARAGRAPH, 0);
	/* A heading of the page is a better title than what stands in the browser's bar. */
	if (page.title_seen)
		for (size_t i = 0; i < builder->blocks; i++) {
			const struct block *block = &builder->block[i];
			if (block->kind != BLOCK_HEADING || block->level > 1)
				continue;
			metadata_set(builder, SPAN("title"),
				     (struct span){builder->text + block->content_start,
						   block->end - block->content_start});
			return;
		}
}

static void parse(struct builder *builder, struct span text)
{
	if (text.len > READER_MARKUP_MOST) {
		builder_fail(builder,
			     error_set(builder->err, ERROR_LIMIT, "the web page is too big",
				       "%zu MB", READER_MARKUP_MOST >> 20));
		return;
	}
	xmlDoc *tree =
		htmlReadMemory(text.at, (int)text.len, NULL, "UTF-8",
			       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
				       HTML_PARSE_NONET | HTML_PARSE_COMPACT);
	if (!tree)
		return;
	read_tree(builder, tree);
	xmlFreeDoc(tree);
}

int read_html_fits(struct span bytes, struct span ending)
{
	static const char *const tags[] = {"<!doctype html", "<html", "<head", "<body"};
	if (!encoding_is_text(bytes))
		return 0;
	const size_t most = bytes.len < PEEK ? bytes.len : PEEK;
	for (size_t at = 0; at < most; at++)
		for (size_t i = 0; i < sizeof tags / sizeof *tags && bytes.at[at] == '<'; i++)
			if (bytes.len - at >= strlen(tags[i]) &&
			    strncasecmp(bytes.at + at, tags[i], strlen(tags[i])) == 0)
				return span_equal(ending, SPAN("md")) ? 1 : 3;
	return span_equal(ending, SPAN("html")) || span_equal(ending, SPAN("htm")) ||
			       span_equal(ending, SPAN("xhtml"))
		       ? 2
		       : 0;
}

int read_html(struct document *out, struct span bytes, const struct reader_options *options,
	      struct arena *keep, struct arena *scratch, struct error *err)
{
	(void)options;
	struct builder builder;
	builder_init(&builder, keep, scratch, err);
	char charset[32];
	find_charset(bytes, charset);
	struct span text;
	if (encoding_decode(&text, bytes, charset[0] ? charset : NULL, &builder) == 0)
		parse(&builder, text);
	return builder_finish(&builder, out);
}
