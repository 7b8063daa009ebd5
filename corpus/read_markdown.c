#include "corpus/readers.h"

#include <md4c.h>
#include <string.h>

#include "corpus/builder.h"
#include "corpus/encoding.h"
#include "corpus/entity.h"
#include "corpus/error.h"
#include "corpus/front_matter.h"
#include "corpus/listing.h"

struct markdown {
	struct builder *builder;
	struct listing listing;
	unsigned quotes; /* block quotes that are open */
	bool header;     /* in the head of a table */
	size_t cells;    /* of the row under way */
	bool tag;        /* inside a tag of raw HTML */
};

/* --- blocks -------------------------------------------------------------------------------- */

static void end_text(struct markdown *markdown)
{
	struct builder *builder = markdown->builder;
	if (!builder_pending(builder))
		return;
	if (listing_inside(&markdown->listing))
		listing_end(&markdown->listing, builder);
	else if (markdown->quotes > 0)
		builder_end(builder, BLOCK_QUOTE, 0);
	else
		builder_end_lines(builder, true);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	struct markdown *markdown = user;
	switch (type) {
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		end_text(markdown);
		listing_open(&markdown->listing, type == MD_BLOCK_OL,
			     type == MD_BLOCK_OL ? ((MD_BLOCK_OL_DETAIL *)detail)->start : 1);
		break;
	case MD_BLOCK_LI:
		listing_item(&markdown->listing);
		break;
	case MD_BLOCK_QUOTE:
		end_text(markdown);
		markdown->quotes++;
		break;
	case MD_BLOCK_TR:
		markdown->cells = 0;
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		if (markdown->cells++ > 0)
			builder_add(markdown->builder, SPAN("\t"));
		break;
	default:
		break;
	}
	return markdown->builder->status;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
	struct markdown *markdown = user;
	struct builder *builder = markdown->builder;
	switch (type) {
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		end_text(markdown);
		listing_close(&markdown->listing);
		break;
	case MD_BLOCK_H:
		builder_end(builder, BLOCK_HEADING, ((MD_BLOCK_H_DETAIL *)detail)->level);
		break;
	case MD_BLOCK_QUOTE:
		end_text(markdown);
		markdown->quotes--;
		break;
	case MD_BLOCK_TR:
	case MD_BLOCK_CODE:
		builder_end(builder, BLOCK_PARAGRAPH, 0);
		break;
	case MD_BLOCK_LI:
	case MD_BLOCK_P:
	case MD_BLOCK_HTML:
		end_text(markdown);
		markdown->tag = false;
		break;
	default:
		break;
	}
	return builder->status;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
	(void)type;
	(void)detail;
	return ((struct markdown *)user)->builder->status;
}

/* --- text ---------------------------------------------------------------------------------- */

static void add_entity(struct builder *builder, struct span text)
{
	char decoded[4];
	size_t used;
	const size_t len = entity_decode(text, decoded, &used);
	builder_add(builder, len > 0 ? (struct span){decoded, len} : text);
}

/* Of raw HTML only what stands between the tags. */
static void add_html(struct markdown *markdown, struct span text)
{
	size_t from = 0;
	for (size_t at = 0; at <= text.len; at++) {
		const bool edge = at == text.len || text.at[at] == '<' || text.at[at] == '>';
		if (!edge)
			continue;
		if (!markdown->tag && at > from)
			builder_add(markdown->builder, (struct span){text.at + from, at - from});
		if (at < text.len)
			markdown->tag = text.at[at] == '<';
		from = at + 1;
	}
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *at, MD_SIZE size, void *user)
{
	struct markdown *markdown = user;
	struct builder *builder = markdown->builder;
	const struct span text = {at, size};
	if (type != MD_TEXT_HTML)
		listing_mark(&markdown->listing, builder);
	switch (type) {
	case MD_TEXT_NULLCHAR:
		break;
	case MD_TEXT_BR:
	case MD_TEXT_SOFTBR:
		builder_add(builder, SPAN("\n"));
		break;
	case MD_TEXT_ENTITY:
		add_entity(builder, text);
		break;
	case MD_TEXT_HTML:
		add_html(markdown, text);
		break;
	default:
		builder_add(builder, text);
		break;
	}
	return builder->status;
}

static void parse(struct builder *builder, struct span text)
{
	struct markdown markdown = {.builder = builder};
	const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |
			 MD_FLAG_NOINDENTEDCODEBLOCKS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = enter_span,
		.text = add_text,
	};
	if (text.len > TEXT_LIMIT) {
		builder_fail(builder, error_set(builder->err, ERROR_LIMIT,
						"the document is too long", "%s", "4 GB"));
		return;
	}
	if (md_parse(text.at, (MD_SIZE)text.len, &parser, &markdown) != 0)
		builder_fail(builder, error_memory(builder->err));
}

int read_markdown_fits(struct span bytes, struct span ending)
{
	const bool named = span_equal(ending, SPAN("md")) || span_equal(ending, SPAN("markdown"));
	return named && encoding_is_text(bytes) ? 2 : 0;
}

int read_markdown(struct document *out, struct span bytes, const struct reader_options *options,
		  struct arena *keep, struct arena *scratch, struct error *err)
{
	(void)options;
	struct builder builder;
	builder_init(&builder, keep, scratch, err);
	struct span text;
	if (encoding_decode(&text, bytes, NULL, &builder) == 0) {
		const size_t front = front_matter_read(&builder, text);
		text.at += front;
		text.len -= front;
		parse(&builder, text);
	}
	return builder_finish(&builder, out);
}
