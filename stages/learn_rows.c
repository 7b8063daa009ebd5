#include "stages/learn_rows.h"

#include <math.h>
#include <stdlib.h>

#include "corpus/arena.h"
#include "lexicons/model.h"
#include "stages/vocabulary.h"

#define COLUMN_NONE UINT32_MAX

/* A feature that occurs: in how many examples, and which column it gets. */
struct known {
	uint32_t hash;
	uint32_t examples;  /* 0: the slot is empty */
	uint32_t last_seen; /* example + 1, so that one example counts once */
	uint32_t column;
	float phi;
	uint8_t view;
};

struct features {
	struct known *slot;
	size_t mask;
	size_t count;
};

static struct known *find(const struct features *features, uint32_t hash)
{
	size_t at = (size_t)(hash * UINT32_C(2654435761)) & features->mask;
	while (features->slot[at].examples != 0 && features->slot[at].hash != hash)
		at = (at + 1) & features->mask;
	return &features->slot[at];
}

static int grow(struct features *features, struct arena *scratch)
{
	const struct features old = *features;
	const size_t slots = old.slot ? (old.mask + 1) * 2 : 1 << 16;
	features->slot = arena_calloc(scratch, slots, sizeof *features->slot);
	if (!features->slot)
		return -1;
	features->mask = slots - 1;
	for (size_t i = 0; old.slot && i <= old.mask; i++)
		if (old.slot[i].examples != 0)
			*find(features, old.slot[i].hash) = old.slot[i];
	return 0;
}

static int count_feature(struct features *features, struct feature feature, uint32_t example,
			 struct arena *scratch)
{
	if (!features->slot || features->count > features->mask / 2)
		if (grow(features, scratch))
			return -1;
	struct known *known = find(features, feature.hash);
	if (known->examples == 0) {
		*known = (struct known){.hash = feature.hash, .view = feature.view};
		features->count++;
	}
	if (known->last_seen != example + 1) {
		known->last_seen = example + 1;
		known->examples++;
	}
	return 0;
}

static int count_example(struct features *features, const struct bag *bag, uint32_t example,
			 const struct vocabulary *vocabulary, struct arena *scratch)
{
	struct feature list[FEATURES_PER_TYPE];
	for (size_t t = 0; t < bag->types; t++) {
		const size_t n = features_of_type(list, vocabulary_type(vocabulary, bag->type[t]));
		for (size_t i = 0; i < n; i++)
			if (count_feature(features, list[i], example, scratch))
				return -1;
	}
	for (size_t i = 0; i < bag->extras; i++)
		if (count_feature(features, bag->extra[i], example, scratch))
			return -1;
	return 0;
}

static int by_hash(const void *a, const void *b)
{
	const uint32_t x = (*(struct known *const *)a)->hash, y = (*(struct known *const *)b)->hash;
	return (x > y) - (x < y);
}

/* Gives the features that count a weight and a column, in order of hash. Their list, or NULL. */
static struct known **choose(struct features *features, size_t examples,
			     const struct feature_choice *choice, size_t *chosen,
			     struct arena *scratch)
{
	struct known **list = arena_alloc(scratch, features->count * sizeof(struct known *));
	if (!list)
		return NULL;
	*chosen = 0;
	for (size_t i = 0; i <= features->mask; i++) {
		struct known *known = &features->slot[i];
		known->column = COLUMN_NONE;
		if (known->examples == 0 || choice->view_weight[known->view] <= 0 ||
		    known->examples < choice->view_least[known->view] ||
		    (choice->most > 0 && known->examples > choice->most))
			continue;
		known->phi = choice->view_weight[known->view] *
			     (float)(log((1.0 + (double)examples) / (1.0 + known->examples)) + 1);
		list[(*chosen)++] = known;
	}
	qsort(list, *chosen, sizeof(struct known *), by_hash);
	for (size_t i = 0; i < *chosen; i++)
		list[i]->column = (uint32_t)i;
	return list;
}

struct matrix {
	size_t *start;
	uint32_t *column;
	float *value;
	size_t entries;
	size_t capacity_column;
	size_t capacity_value;
};

/* Adds one feature to the row that begins at `from`; `place` says where a column stands in it. */
static int add_entry(struct matrix *matrix, uint32_t *place, uint32_t column, float value,
		     struct arena *scratch)
{
	if (place[column] != COLUMN_NONE) {
		matrix->value[place[column]] += value;
		return 0;
	}
	if (arena_grow(scratch, &matrix->column, &matrix->capacity_column, matrix->entries,
		       matrix->entries + 1, sizeof *matrix->column) ||
	    arena_grow(scratch, &matrix->value, &matrix->capacity_value, matrix->entries,
		       matrix->entries + 1, sizeof *matrix->value))
		return -1;
	place[column] = (uint32_t)matrix->entries;
	matrix->column[matrix->entries] = column;
	matrix->value[matrix->entries++] = value;
	return 0;
}

static int add_features(struct matrix *matrix, uint32_t *place, const struct features *features,
			const struct feature *list, size_t n, float *norm2, struct arena *scratch)
{
	for (size_t i = 0; i < n; i++) {
		const struct known *known = find(features, list[i].hash);
		if (known->examples == 0 || known->column == COLUMN_NONE)
			continue;
		*norm2 += known->phi * known->phi;
		if (add_entry(matrix, place, known->column, known->phi, scratch))
			return -1;
	}
	return 0;
}

static int add_row(struct matrix *matrix, uint32_t *place, const struct features *features,
		   const struct bag *bag, const struct vocabulary *vocabulary,
		   struct arena *scratch)
{
	const size_t from = matrix->entries;
	struct feature list[FEATURES_PER_TYPE];
	float norm2 = 0;
	for (size_t t = 0; t < bag->types; t++) {
		const size_t n = features_of_type(list, vocabulary_type(vocabulary, bag->type[t]));
		if (add_features(matrix, place, features, list, n, &norm2, scratch))
			return -1;
	}
	if (add_features(matrix, place, features, bag->extra, bag->extras, &norm2, scratch))
		return -1;
	const float scale = norm2 > 0 ? 1 / sqrtf(norm2) : 0;
	for (size_t e = from; e < matrix->entries; e++) {
		matrix->value[e] *= scale;
		place[matrix->column[e]] = COLUMN_NONE;
	}
	return 0;
}

static int make_matrix(struct matrix *matrix, const struct bag *const *bag, size_t bags,
		       const struct features *features, size_t columns,
		       const struct vocabulary *vocabulary, struct arena *scratch)
{
	*matrix = (struct matrix){.start = arena_alloc(scratch, (bags + 1) * sizeof(size_t))};
	uint32_t *place = arena_alloc(scratch, (columns + 1) * sizeof *place);
	if (!matrix->start || !place)
		return -1;
	for (size_t i = 0; i < columns; i++)
		place[i] = COLUMN_NONE;
	for (size_t i = 0; i < bags; i++) {
		matrix->start[i] = matrix->entries;
		if (add_row(matrix, place, features, bag[i], vocabulary, scratch))
			return -1;
	}
	matrix->start[bags] = matrix->entries;
	return 0;
}

static int list_columns(struct learn_rows *out, struct known *const *chosen, size_t columns,
			struct arena *scratch)
{
	struct learn_column *column = arena_alloc(scratch, (columns + 1) * sizeof *column);
	if (!column)
		return -1;
	for (size_t i = 0; i < columns; i++)
		column[i] = (struct learn_column){chosen[i]->hash, chosen[i]->phi};
	out->column = column;
	return 0;
}

int learn_rows_make(struct learn_rows *out, const struct bag *const *bag, size_t bags,
		    const struct vocabulary *vocabulary, const struct feature_choice *choice,
		    struct arena *scratch)
{
	struct features features = {.slot = NULL};
	struct matrix matrix;
	size_t columns = 0;
	*out = (struct learn_rows){.column = NULL};
	for (size_t i = 0; i < bags; i++)
		if (count_example(&features, bag[i], (uint32_t)i, vocabulary, scratch))
			return -1;
	if (!features.slot)
		return 0;
	struct known **chosen = choose(&features, bags, choice, &columns, scratch);
	if (!chosen || list_columns(out, chosen, columns, scratch) ||
	    make_matrix(&matrix, bag, bags, &features, columns, vocabulary, scratch))
		return -1;
	out->rows = (struct sparse_rows){bags, columns, matrix.start, matrix.column, matrix.value};
	return 0;
}

int learn_quantise(struct model_parts *parts, const struct learn_column *column, size_t columns,
		   const float *weight, struct arena *scratch)
{
	const size_t labels = parts->labels;
	struct model_row *row = arena_alloc(scratch, (columns + 1) * sizeof *row);
	int8_t *bytes = arena_alloc(scratch, columns * labels + 1);
	if (!row || !bytes)
		return -1;
	float most = 1e-6f;
	for (size_t i = 0; i < columns * labels; i++)
		most = fabsf(weight[i]) > most ? fabsf(weight[i]) : most;
	parts->scale = most / 127;
	for (size_t i = 0; i < columns; i++) {
		row[i] = (struct model_row){column[i].hash, column[i].phi, bytes + i * labels};
		for (size_t k = 0; k < labels; k++)
			bytes[i * labels + k] =
				(int8_t)lrintf(weight[i * labels + k] / parts->scale);
	}
	parts->row = row;
	parts->rows = columns;
	return 0;
}
