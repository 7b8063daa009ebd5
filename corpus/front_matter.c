#include "corpus/front_matter.h"

#include <string.h>
#include <yaml.h>

#include "corpus/arena.h"
#include "corpus/builder.h"
#include "corpus/error.h"
#include "corpus/metadata.h"

enum { FRONT_MOST = 65536 }; /* bytes; more is not front matter but a document */

/* Bytes up to and with the line that ends it, and where the YAML ends. */
static size_t find_end(struct span text, size_t *yaml_end)
{
	if (!span_starts(text, SPAN("---\n")) && !span_starts(text, SPAN("---\r\n")))
		return 0;
	const size_t most = text.len < FRONT_MOST ? text.len : FRONT_MOST;
	for (size_t at = 4; at < most;) {
		const char *end = memchr(text.at + at, '\n', most - at);
		const size_t next = end ? (size_t)(end - text.at) + 1 : text.len;
		const struct span line = span_trim((struct span){text.at + at, next - at});
		if (span_equal(line, SPAN("---")) || span_equal(line, SPAN("..."))) {
			*yaml_end = at;
			return next;
		}
		at = next;
	}
	return 0;
}

static struct span scalar(const yaml_node_t *node)
{
	if (!node || node->type != YAML_SCALAR_NODE)
		return SPAN("");
	return (struct span){(const char *)node->data.scalar.value, node->data.scalar.length};
}

struct joined {
	struct builder *builder;
	char *text;
	size_t len;
	size_t capacity;
};

static void join(struct joined *joined, struct span text)
{
	struct builder *builder = joined->builder;
	if (arena_grow(builder->scratch, &joined->text, &joined->capacity, joined->len,
		       joined->len + text.len, 1) != 0) {
		builder_fail(builder, error_memory(builder->err));
		return;
	}
	if (text.len > 0)
		memcpy(joined->text + joined->len, text.at, text.len);
	joined->len += text.len;
}

/* `{naam: Fatima, rol: initiatiefnemer}` as `Fatima (initiatiefnemer)`; `{Fatima: …}` likewise. */
static void join_mapping(struct joined *joined, yaml_document_t *document, const yaml_node_t *node)
{
	const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	const ptrdiff_t pairs = node->data.mapping.pairs.top - pair;
	if (pairs < 1)
		return;
	const bool named = pairs > 1;
	const struct span name =
		scalar(yaml_document_get_node(document, named ? pair[0].value : pair[0].key));
	const struct span role =
		scalar(yaml_document_get_node(document, named ? pair[1].value : pair[0].value));
	join(joined, name);
	if (role.len == 0)
		return;
	join(joined, SPAN(" ("));
	join(joined, role);
	join(joined, SPAN(")"));
}

static struct span value_of(struct builder *builder, yaml_document_t *document,
			    const yaml_node_t *node)
{
	if (!node || node->type == YAML_SCALAR_NODE)
		return scalar(node);
	struct joined joined = {.builder = builder};
	if (node->type == YAML_MAPPING_NODE) {
		join_mapping(&joined, document, node);
		return (struct span){joined.text, joined.len};
	}
	const yaml_node_item_t *item = node->data.sequence.items.start;
	for (; item < node->data.sequence.items.top; item++) {
		const yaml_node_t *child = yaml_document_get_node(document, *item);
		if (joined.len > 0)
			join(&joined, SPAN("; "));
		if (child && child->type == YAML_MAPPING_NODE)
			join_mapping(&joined, document, child);
		else
			join(&joined, scalar(child));
	}
	return (struct span){joined.text, joined.len};
}

static bool store(struct builder *builder, yaml_document_t *document)
{
	const yaml_node_t *root = yaml_document_get_root_node(document);
	if (!root || root->type != YAML_MAPPING_NODE)
		return false;
	const yaml_node_pair_t *pair = root->data.mapping.pairs.start;
	for (; pair < root->data.mapping.pairs.top && builder->status == 0; pair++) {
		const struct span key = scalar(yaml_document_get_node(document, pair->key));
		const struct span value =
			value_of(builder, document, yaml_document_get_node(document, pair->value));
		if (utf8_valid(key) && utf8_valid(value))
			metadata_set_any(builder, key, value);
	}
	return true;
}

size_t front_matter_read(struct builder *builder, struct span text)
{
	size_t yaml_end = 0;
	const size_t end = find_end(text, &yaml_end);
	yaml_parser_t parser;
	yaml_document_t document;
	if (end == 0 || !yaml_parser_initialize(&parser))
		return 0;
	yaml_parser_set_input_string(&parser, (const unsigned char *)text.at, yaml_end);
	bool stored = false;
	if (yaml_parser_load(&parser, &document)) {
		stored = store(builder, &document);
		yaml_document_delete(&document);
	}
	yaml_parser_delete(&parser);
	return stored ? end : 0;
}
