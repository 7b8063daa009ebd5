#include "stages/utterance_learn.h"

#include <math.h>
#include <stdlib.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/softmax.h"

enum { WEIGHT_MOST = 127 };

/* One feature of one example. */
struct place {
	uint32_t feature;
	uint32_t example;
};

struct columns {
	uint32_t *feature; /* by rising feature */
	size_t count;
};

static int by_feature(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	if (x->feature != y->feature)
		return x->feature < y->feature ? -1 : 1;
	return (x->example > y->example) - (x->example < y->example);
}

/* The features that are in examples enough. */
static int choose(struct columns *out, const struct utterance_example *example, size_t examples,
		  unsigned least, struct arena *scratch)
{
	size_t total = 0, n = 0;
	for (size_t i = 0; i < examples; i++)
		total += example[i].features;
	struct place *place = arena_alloc(scratch, total * sizeof(*place));
	out->feature = arena_alloc(scratch, total * sizeof(*out->feature));
	if (!place || !out->feature)
		return -1;
	for (size_t i = 0; i < examples; i++)
		for (size_t f = 0; f < example[i].features; f++)
			place[n++] = (struct place){example[i].feature[f], (uint32_t)i};
	qsort(place, n, sizeof(*place), by_feature);
	out->count = 0;
	for (size_t i = 0, end; i < n; i = end) {
		unsigned seen = 1;
		for (end = i + 1; end < n && place[end].feature == place[i].feature; end++)
			seen += place[end].example != place[end - 1].example;
		if (seen >= least)
			out->feature[out->count++] = place[i].feature;
	}
	return 0;
}

/* The column of a feature; columns->count if it has none. */
static size_t column_of(const struct columns *columns, uint32_t feature)
{
	size_t low = 0, high = columns->count;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (columns->feature[middle] < feature)
			low = middle + 1;
		else
			high = middle;
	}
	return low < columns->count && columns->feature[low] == feature ? low : columns->count;
}

static int make_rows(struct sparse_rows *out, const struct columns *columns,
		     const struct utterance_example *example, size_t examples,
		     struct arena *scratch)
{
	size_t total = 0, n = 0;
	for (size_t i = 0; i < examples; i++)
		total += example[i].features;
	size_t *start = arena_alloc(scratch, (examples + 1) * sizeof(*start));
	uint32_t *column = arena_alloc(scratch, total * sizeof(*column));
	float *value = arena_alloc(scratch, total * sizeof(*value));
	if (!start || !column || !value)
		return -1;
	for (size_t i = 0; i < examples; i++) {
		start[i] = n;
		for (size_t f = 0; f < example[i].features; f++) {
			const size_t c = column_of(columns, example[i].feature[f]);
			if (c == columns->count)
				continue;
			column[n] = (uint32_t)c;
			value[n++] = 1;
		}
	}
	start[examples] = n;
	*out = (struct sparse_rows){examples, columns->count, start, column, value};
	return 0;
}

/* Weights in eight bits; a feature whose weights all round to nothing is left out. */
static int write_weights(struct span *out, const struct columns *columns, const float *weight,
			 const struct utterance_learning *options, struct arena *keep,
			 struct arena *scratch)
{
	const size_t labels = options->labels;
	struct model_row *row = arena_alloc(scratch, (columns->count + 1) * sizeof(*row));
	int8_t *bytes = arena_alloc(scratch, columns->count * labels + 1);
	if (!row || !bytes)
		return -1;
	float most = 1e-6F;
	for (size_t i = 0; i < columns->count * labels; i++)
		most = fabsf(weight[i]) > most ? fabsf(weight[i]) : most;
	const float scale = most / WEIGHT_MOST;
	size_t rows = 0;
	for (size_t i = 0; i < columns->count; i++) {
		int8_t *to = bytes + rows * labels;
		bool any = false;
		for (size_t k = 0; k < labels; k++) {
			to[k] = (int8_t)lrintf(weight[i * labels + k] / scale);
			any = any || to[k] != 0;
		}
		if (any)
			row[rows++] = (struct model_row){columns->feature[i], 1, to};
	}
	const struct model_parts parts = {
		.label = options->label,
		.labels = labels,
		.bias = weight + columns->count * labels,
		.scale = scale,
		.row = row,
		.rows = rows,
		.number = options->number,
		.numbers = options->numbers,
	};
	return model_write(out, &parts, keep);
}

int utterance_learn(struct span *out, const struct utterance_example *example, size_t examples,
		    const struct utterance_learning *options, struct arena *keep,
		    struct arena *scratch, struct error *err)
{
	struct columns columns;
	struct sparse_rows rows;
	if (examples == 0 || examples >= UINT32_MAX)
		return error_set(err, ERROR_LIMIT, "nothing to learn from", "%zu", examples);
	if (choose(&columns, example, examples, options->least, scratch) < 0 ||
	    make_rows(&rows, &columns, example, examples, scratch) < 0)
		return error_memory(err);
	uint16_t *label = arena_alloc(scratch, examples * sizeof(*label));
	float *weight =
		arena_alloc(scratch, (columns.count + 1) * options->labels * sizeof(*weight));
	if (!label || !weight)
		return error_memory(err);
	for (size_t i = 0; i < examples; i++)
		label[i] = example[i].label;
	const struct softmax_options how = {
		.labels = options->labels, .cost = options->cost, .rounds = options->rounds};
	const int status = softmax_fit(weight, &rows, label, NULL, &how, scratch, err);
	if (status < 0)
		return status;
	return write_weights(out, &columns, weight, options, keep, scratch) < 0 ? error_memory(err)
										: 0;
}
