#include "pipeline/study_yaml.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "pipeline/options.h"

int yaml_open(struct yaml_file *file, struct span bytes, const char *where, struct arena *arena,
	      struct error *err)
{
	file->where = where;
	file->arena = arena;
	file->err = err;
	yaml_parser_t parser;
	if (!yaml_parser_initialize(&parser))
		return error_memory(err);
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes.at, bytes.len);
	int status = 0;
	if (!yaml_parser_load(&parser, &file->document)) {
		if (parser.error == YAML_MEMORY_ERROR)
			status = error_memory(err);
		else
			status = error_set(err, ERROR_CONFIG, "this is not valid YAML", "%s",
					   parser.problem ? parser.problem : "");
		error_at(err, where, (unsigned)parser.problem_mark.line + 1,
			 (unsigned)parser.problem_mark.column + 1);
	}
	yaml_parser_delete(&parser);
	return status;
}

void yaml_close(struct yaml_file *file)
{
	yaml_document_delete(&file->document);
}

yaml_node_t *yaml_root(struct yaml_file *file)
{
	return yaml_document_get_root_node(&file->document);
}

int yaml_complain(struct yaml_file *file, const yaml_node_t *node, const char *expected)
{
	const int status = error_set(file->err, ERROR_CONFIG, "something else is expected here",
				     "%s", expected);
	error_at(file->err, file->where, (unsigned)node->start_mark.line + 1,
		 (unsigned)node->start_mark.column + 1);
	return status;
}

bool yaml_is_empty(const yaml_node_t *node)
{
	return !node || (node->type == YAML_SCALAR_NODE && node->data.scalar.length == 0);
}

size_t yaml_count(const yaml_node_t *node)
{
	if (!node)
		return 0;
	if (node->type == YAML_SEQUENCE_NODE)
		return (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
	if (node->type == YAML_MAPPING_NODE)
		return (size_t)(node->data.mapping.pairs.top - node->data.mapping.pairs.start);
	return 0;
}

yaml_node_t *yaml_item(struct yaml_file *file, const yaml_node_t *node, size_t i)
{
	return yaml_document_get_node(&file->document, node->data.sequence.items.start[i]);
}

void yaml_pair(struct yaml_file *file, const yaml_node_t *node, size_t i, yaml_node_t **key,
	       yaml_node_t **value)
{
	const yaml_node_pair_t *pair = &node->data.mapping.pairs.start[i];
	*key = yaml_document_get_node(&file->document, pair->key);
	*value = yaml_document_get_node(&file->document, pair->value);
}

static int unknown_key(struct yaml_file *file, const yaml_node_t *key, const char *name,
		       const struct yaml_field *field, size_t fields)
{
	enum { NAMES_MOST = 32 };
	const char *names[NAMES_MOST];
	const size_t count = fields < NAMES_MOST ? fields : NAMES_MOST;
	for (size_t i = 0; i < count; i++)
		names[i] = field[i].key;
	const int near = options_nearest(name, names, count);
	int status;
	if (near >= 0)
		status = error_set(file->err, ERROR_CONFIG, "unknown key; did you mean this one",
				   "%s → %s", name, names[near]);
	else
		status = error_set(file->err, ERROR_CONFIG, "unknown key", "%s", name);
	error_at(file->err, file->where, (unsigned)key->start_mark.line + 1,
		 (unsigned)key->start_mark.column + 1);
	return status;
}

int yaml_mapping(struct yaml_file *file, yaml_node_t *node, const struct yaml_field *field,
		 size_t fields, void *into)
{
	if (yaml_is_empty(node))
		return 0;
	if (node->type != YAML_MAPPING_NODE)
		return yaml_complain(file, node, "key: value");
	for (size_t i = 0; i < yaml_count(node); i++) {
		yaml_node_t *key, *value;
		yaml_pair(file, node, i, &key, &value);
		const char *name;
		int status = yaml_text(file, key, &name);
		if (status < 0)
			return status;
		size_t f = 0;
		while (f < fields && strcmp(field[f].key, name) != 0)
			f++;
		if (f == fields)
			return unknown_key(file, key, name, field, fields);
		if (yaml_is_empty(value))
			continue;
		status = field[f].read(file, value, into);
		if (status < 0)
			return status;
	}
	return 0;
}

int yaml_text(struct yaml_file *file, yaml_node_t *node, const char **out)
{
	if (!node || node->type != YAML_SCALAR_NODE)
		return node ? yaml_complain(file, node, "text") : error_memory(file->err);
	const struct span raw = {(const char *)node->data.scalar.value, node->data.scalar.length};
	if (memchr(raw.at, '\0', raw.len))
		return yaml_complain(file, node, "text");
	struct span nfc;
	if (text_nfc(&nfc, span_trim(raw), file->arena) < 0)
		return error_memory(file->err);
	*out = arena_copy(file->arena, nfc.at, nfc.len);
	return *out ? 0 : error_memory(file->err);
}

int yaml_flag(struct yaml_file *file, yaml_node_t *node, bool *out)
{
	static const struct {
		const char *word;
		bool value;
	} words[] = {{"true", true},   {"yes", true}, {"ja", true},   {"on", true},
		     {"false", false}, {"no", false}, {"nee", false}, {"off", false}};
	const char *text;
	const int status = yaml_text(file, node, &text);
	if (status < 0)
		return status;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strcmp(text, words[i].word) == 0) {
			*out = words[i].value;
			return 0;
		}
	}
	return yaml_complain(file, node, "true, false");
}

int yaml_texts(struct yaml_file *file, yaml_node_t *node, const char ***out, size_t *count)
{
	const bool list = node->type == YAML_SEQUENCE_NODE;
	const size_t n = list ? yaml_count(node) : 1;
	const char **text = arena_calloc(file->arena, n, sizeof *text);
	if (!text)
		return error_memory(file->err);
	for (size_t i = 0; i < n; i++) {
		const int status =
			yaml_text(file, list ? yaml_item(file, node, i) : node, &text[i]);
		if (status < 0)
			return status;
	}
	*out = text;
	*count = n;
	return 0;
}
