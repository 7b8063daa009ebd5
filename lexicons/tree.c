#include "lexicons/tree.h"

#include <yaml.h>

#include "corpus/arena.h"
#include "corpus/error.h"

struct builder {
	struct arena *keep;
	struct error *err;
	struct tree *open[TREE_DEPTH_MOST];
	size_t depth;
	size_t nodes;
	struct span key; /* of the map on top, once it is read */
	bool has_key;
	unsigned key_line;
	struct tree *root;
};

const char *tree_kind_name(enum tree_kind kind)
{
	static const char *const name[] = {"a text", "a list", "a map"};
	return name[kind];
}

const struct tree *tree_get(const struct tree *map, const char *key)
{
	for (const struct tree *child = map->first; child; child = child->next)
		if (span_equal(child->key, span_from(key)))
			return child;
	return NULL;
}

static int fail(struct builder *b, yaml_mark_t mark, const char *why, const char *detail)
{
	const int code = error_set(b->err, ERROR_CONFIG, why, "%s", detail);
	error_at(b->err, "", (unsigned)mark.line + 1, (unsigned)mark.column + 1);
	return code;
}

static struct tree *top(const struct builder *b)
{
	return b->depth > 0 ? b->open[b->depth - 1] : NULL;
}

static bool waits_for_key(const struct builder *b)
{
	return top(b) && top(b)->kind == TREE_MAP && !b->has_key;
}

static void append(struct builder *b, struct tree *node)
{
	struct tree *parent = top(b);
	if (!parent) {
		b->root = node;
		return;
	}
	if (parent->kind == TREE_MAP) {
		node->key = b->key;
		node->key_line = b->key_line;
		b->has_key = false;
	}
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	parent->children++;
}

static int add(struct builder *b, enum tree_kind kind, yaml_mark_t mark, struct span scalar)
{
	if (waits_for_key(b))
		return fail(b, mark, "a key has to be a text", "");
	if (b->nodes++ >= TREE_NODES_MOST)
		return fail(b, mark, "the file has too many entries", "");
	struct tree *node = arena_calloc(b->keep, 1, sizeof *node);
	if (!node)
		return error_memory(b->err);
	node->kind = kind;
	node->line = (unsigned)mark.line + 1;
	node->column = (unsigned)mark.column + 1;
	node->scalar = scalar;
	append(b, node);
	if (kind == TREE_SCALAR)
		return 0;
	if (b->depth >= TREE_DEPTH_MOST)
		return fail(b, mark, "the file is nested too deeply", "");
	b->open[b->depth++] = node;
	return 0;
}

static int take_key(struct builder *b, yaml_mark_t mark, struct span key)
{
	if (top(b)->children >= TREE_KEYS_MOST)
		return fail(b, mark, "the map has too many keys", "");
	for (const struct tree *child = top(b)->first; child; child = child->next)
		if (span_equal(child->key, key))
			return fail(b, mark, "the same key stands here twice", key.at);
	b->key = key;
	b->key_line = (unsigned)mark.line + 1;
	b->has_key = true;
	return 0;
}

static int take_scalar(struct builder *b, const yaml_event_t *event)
{
	struct span text = {.at = (const char *)event->data.scalar.value,
			    .len = event->data.scalar.length};
	const char *copy = arena_copy(b->keep, text.at, text.len);
	if (!copy)
		return error_memory(b->err);
	text.at = copy;
	if (event->data.scalar.anchor)
		return fail(b, event->start_mark, "anchors are not allowed here", "");
	if (waits_for_key(b))
		return take_key(b, event->start_mark, text);
	return add(b, TREE_SCALAR, event->start_mark, text);
}

/* 1: the end; 0: go on; negative: an error. */
static int take(struct builder *b, const yaml_event_t *event)
{
	const struct span nothing = {NULL, 0};
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return take_scalar(b, event);
	case YAML_SEQUENCE_START_EVENT:
		return add(b, TREE_LIST, event->start_mark, nothing);
	case YAML_MAPPING_START_EVENT:
		return add(b, TREE_MAP, event->start_mark, nothing);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		b->depth--;
		return 0;
	case YAML_ALIAS_EVENT:
		return fail(b, event->start_mark,
			    "a text that begins with * has to stand in quotes",
			    (const char *)event->data.alias.anchor);
	case YAML_DOCUMENT_START_EVENT:
		return b->root ? fail(b, event->start_mark, "only one document per file", "") : 0;
	case YAML_STREAM_END_EVENT:
		return 1;
	default:
		return 0;
	}
}

/* libyaml's own words are in English and change between versions, so they are the detail. */
static int syntax_error(struct builder *b, const yaml_parser_t *parser)
{
	if (parser->error == YAML_MEMORY_ERROR)
		return error_memory(b->err);
	return fail(b, parser->problem_mark, "this is not valid YAML",
		    parser->problem ? parser->problem : "");
}

int tree_read(struct tree **out, struct span bytes, struct arena *keep, struct error *err)
{
	*out = NULL;
	struct builder b = {.keep = keep, .err = err};
	yaml_parser_t parser;
	if (!yaml_parser_initialize(&parser))
		return error_memory(err);
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes.at, bytes.len);
	int status = 0;
	while (status == 0) {
		yaml_event_t event;
		if (!yaml_parser_parse(&parser, &event)) {
			status = syntax_error(&b, &parser);
			break;
		}
		status = take(&b, &event);
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	if (status < 0)
		return status;
	*out = b.root;
	return 0;
}
