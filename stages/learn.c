#include "stages/learn.h"

#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/softmax.h"

static int gather_offsets(float **out, const struct example *example, size_t examples,
			  size_t labels, struct arena *scratch)
{
	float *offset = arena_alloc(scratch, examples * labels * sizeof *offset);
	if (!offset)
		return -1;
	for (size_t i = 0; i < examples; i++)
		memcpy(offset + i * labels, example[i].offset, labels * sizeof *offset);
	*out = offset;
	return 0;
}

static int fit(struct model_parts *parts, const struct example *example, size_t examples,
	       const struct learn_rows *rows, const struct learn_options *options,
	       struct arena *scratch, struct error *err)
{
	const size_t columns = rows->rows.columns, labels = options->labels;
	uint16_t *label = arena_alloc(scratch, examples * sizeof *label);
	float *weight = arena_alloc(scratch, (columns + 1) * labels * sizeof *weight);
	float *counts = arena_alloc(scratch, examples * sizeof *counts);
	if (!label || !weight || !counts)
		return error_memory(err);
	for (size_t i = 0; i < examples; i++) {
		label[i] = example[i].label;
		counts[i] = example[i].counts > 0 ? example[i].counts : 1;
	}
	float *offset = NULL;
	if (example[0].offset && gather_offsets(&offset, example, examples, labels, scratch))
		return error_memory(err);
	const struct softmax_options how = {labels, options->cost, options->rounds,
					    options->hold_bias, counts};
	const int status = softmax_fit(weight, &rows->rows, label, offset, &how, scratch, err);
	if (status)
		return status;
	parts->bias = options->bias ? options->bias : weight + columns * labels;
	return learn_quantise(parts, rows->column, columns, weight, scratch) ? error_memory(err)
									     : 0;
}

int learn_model(struct span *out, const struct example *example, size_t examples,
		const struct vocabulary *vocabulary, const struct learn_options *options,
		struct arena *keep, struct arena *scratch, struct error *err)
{
	if (examples == 0 || examples >= UINT32_MAX || options->labels > MODEL_LABELS_MOST)
		return error_set(err, ERROR_LIMIT, "nothing to learn from", "%zu", examples);
	const struct bag **bag = arena_alloc(scratch, examples * sizeof(struct bag *));
	struct learn_rows rows;
	for (size_t i = 0; bag && i < examples; i++)
		bag[i] = &example[i].bag;
	if (!bag || learn_rows_make(&rows, bag, examples, vocabulary, &options->choice, scratch))
		return error_memory(err);
	if (!rows.column)
		return error_set(err, ERROR_LIMIT, "nothing to learn from", "%s", "no words");
	struct model_parts parts = {
		.label = options->label,
		.labels = options->labels,
		.number = options->number,
		.numbers = options->numbers,
	};
	const int status = fit(&parts, example, examples, &rows, options, scratch, err);
	if (status)
		return status;
	return model_write(out, &parts, keep) ? error_memory(err) : 0;
}
