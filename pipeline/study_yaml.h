/*
 * study_yaml.h - rodedraad.yaml as typed values: a thin layer over libyaml's
 * document tree that remembers file and line for every complaint.
 */
#ifndef PIPELINE_STUDY_YAML_H
#define PIPELINE_STUDY_YAML_H

#include <stdbool.h>
#include <stddef.h>
#include <yaml.h>

#include "corpus/text.h"

struct arena;
struct error;

struct yaml_file {
	yaml_document_t document;
	const char *where; /* names the file in errors */
	struct arena *arena;
	struct error *err;
};

/* One key of a mapping that is known, and what reads its value. */
struct yaml_field {
	const char *key;
	int (*read)(struct yaml_file *file, yaml_node_t *value, void *into);
};

/* Parses; ERROR_CONFIG with the line if it is no YAML. On 0, end with yaml_close. */
int yaml_open(struct yaml_file *file, struct span bytes, const char *where, struct arena *arena,
	      struct error *err);
void yaml_close(struct yaml_file *file);

/* NULL for an empty file. */
yaml_node_t *yaml_root(struct yaml_file *file);

/* ERROR_CONFIG at the node's line, saying what is expected there. */
int yaml_complain(struct yaml_file *file, const yaml_node_t *node, const char *expected);

/* Gives each value to the field with its key; a key that is not there is ERROR_CONFIG, and
 * the nearest known one is named. An empty node is an empty mapping. */
int yaml_mapping(struct yaml_file *file, yaml_node_t *node, const struct yaml_field *field,
		 size_t fields, void *into);

/* A scalar as text, trimmed and with a NUL behind it. */
int yaml_text(struct yaml_file *file, yaml_node_t *node, const char **out);
int yaml_flag(struct yaml_file *file, yaml_node_t *node, bool *out);
/* A sequence of scalars; a single scalar counts as a list of one. */
int yaml_texts(struct yaml_file *file, yaml_node_t *node, const char ***out, size_t *count);

bool yaml_is_empty(const yaml_node_t *node);
/* Number of items or pairs; 0 for a scalar. */
size_t yaml_count(const yaml_node_t *node);
/* Item `i` of a sequence, pair `i` of a mapping. */
yaml_node_t *yaml_item(struct yaml_file *file, const yaml_node_t *node, size_t i);
void yaml_pair(struct yaml_file *file, const yaml_node_t *node, size_t i, yaml_node_t **key,
	       yaml_node_t **value);

#endif
