#include "stages/segment_model.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"

#define MODEL_HEADER "rodedraad segment model 1"

enum { NUMBER_MOST = 24 }; /* digits */

static const double impossible = -1e9;

/* The next field of the line, apart by one space; false: none. */
static bool next_field(struct span *field, struct span *line)
{
	if (line->len == 0)
		return false;
	const char *space = memchr(line->at, ' ', line->len);
	*field = (struct span){line->at, space ? (size_t)(space - line->at) : line->len};
	const size_t step = field->len + (space != NULL);
	line->at += step;
	line->len -= step;
	return field->len > 0;
}

/* Decimal digits with at most one point and a sign; no locale. */
static bool read_number(double *out, struct span text)
{
	const bool minus = text.len > 0 && text.at[0] == '-';
	double value = 0;
	double scale = 0;
	if (text.len <= minus || text.len > NUMBER_MOST)
		return false;
	for (size_t i = minus; i < text.len; i++) {
		const char c = text.at[i];
		if (c == '.' && scale == 0) {
			scale = 1;
			continue;
		}
		if (c < '0' || c > '9')
			return false;
		value = value * 10 + (c - '0');
		scale *= 10;
	}
	*out = (minus ? -value : value) / (scale > 0 ? scale : 1);
	return true;
}

static bool read_line(struct segment_model *model, struct span line)
{
	struct span name;
	struct span field;
	double value;
	if (!next_field(&name, &line) || !next_field(&field, &line) ||
	    !read_number(&value, field) || value < 0 || value >= FEATURE_COUNT)
		return false;
	const unsigned feature = segment_feature_find(name, (unsigned)value);
	if (feature == FEATURE_COUNT)
		return false;
	float *weight = model->weight[feature];
	for (size_t i = 0; i < SEGMENT_WEIGHTS; i++) {
		if (!next_field(&field, &line) || !read_number(&value, field))
			return false;
		weight[i] = (float)value;
	}
	return line.len == 0;
}

struct segment_model *segment_model_new(struct span bytes, struct error *err)
{
	struct segment_model *model = calloc(1, sizeof(*model));
	if (!model) {
		error_memory(err);
		return NULL;
	}
	for (unsigned number = 1; bytes.len > 0 || number == 1; number++) {
		const char *end = bytes.len > 0 ? memchr(bytes.at, '\n', bytes.len) : NULL;
		const struct span line = {bytes.at, end ? (size_t)(end - bytes.at) : bytes.len};
		const bool good =
			number == 1 ? span_equal(line, SPAN(MODEL_HEADER)) : read_line(model, line);
		if (!good) {
			error_set(err, ERROR_CONFIG, "not a segment model", "%.*s",
				  (int)(line.len < 64 ? line.len : 64), line.len ? line.at : "");
			error_at(err, "segment model", number, 0);
			segment_model_free(model);
			return NULL;
		}
		bytes.at += line.len + (end != NULL);
		bytes.len -= line.len + (end != NULL);
	}
	return model;
}

void segment_model_free(struct segment_model *model)
{
	free(model);
}

static void add_weights(segment_sums sum, const struct segment_model *model,
			const struct unit_list *units, size_t i)
{
	struct feature_row row;
	segment_features(&row, units, i);
	for (size_t w = 0; w < SEGMENT_WEIGHTS; w++)
		sum[w] = 0;
	for (size_t f = 0; f < row.count; f++)
		for (size_t w = 0; w < SEGMENT_WEIGHTS; w++)
			sum[w] += (double)model->weight[row.id[f]][w];
}

/* The best way to come to a place between two units: from outside, or with an anecdote that ends
 * there and began at `begin`. */
struct place {
	double out;
	double in;
	double inside; /* sum of the weights for being inside of all units before */
	uint32_t begin;
};

struct decoding {
	const struct segment_model *model;
	const struct unit_list *units;
	const segment_sums *sum; /* per unit */
	double most;             /* that a stretch as a whole can add */
};

/* What the stretch as a whole adds. */
static double span_weight(const struct segment_model *model, struct span_walk *walk, size_t first)
{
	uint16_t id[SPAN_FEATURES];
	double sum = 0;
	segment_span_grow(walk, id, first);
	for (size_t f = 0; f < SPAN_FEATURES; f++)
		sum += (double)model->weight[id[f]][WEIGHT_INSIDE];
	return sum;
}

/* The most that any stretch can add: added in the same order, so that rounding can't make it less.
 */
static double greatest_span_weight(const struct segment_model *model)
{
	double sum = 0;
	for (size_t f = 0; f < SPAN_FEATURES; f++) {
		const size_t first = (size_t)segment_span_template[f] * FEATURE_VALUES;
		float most = model->weight[first][WEIGHT_INSIDE];
		for (size_t i = 1; i < FEATURE_VALUES; i++)
			if (model->weight[first + i][WEIGHT_INSIDE] > most)
				most = model->weight[first + i][WEIGHT_INSIDE];
		sum += (double)most;
	}
	return sum;
}

static void find_best_span(struct place *place, const struct decoding *decoding, size_t end)
{
	const segment_sums *sum = decoding->sum;
	const size_t least = end > SPAN_UNITS_MOST ? end - SPAN_UNITS_MOST : 0;
	struct span_walk walk = {.units = decoding->units, .last = end};
	for (size_t s = end; s-- > least;) {
		const double again = place[s].in + sum[s][WEIGHT_RESTART];
		const double units = (place[s].out >= again ? place[s].out : again) +
				     sum[s][WEIGHT_BEGIN] + place[end].inside - place[s].inside;
		/* Most beginnings are so bad that no stretch from there can be the best. */
		if (units + decoding->most <= place[end].in)
			continue;
		const double score = units + span_weight(decoding->model, &walk, s);
		if (score > place[end].in) {
			place[end].in = score;
			place[end].begin = (uint32_t)s;
		}
	}
}

/* Walks back from the end; a tie goes to staying outside. */
static void trace_back(uint8_t *label, const struct place *place, const segment_sums *sum,
		       size_t units)
{
	bool inside = place[units].in > place[units].out;
	for (size_t i = units; i > 0;) {
		if (!inside) {
			i--;
			label[i] = LABEL_OUT;
			inside = place[i].in + sum[i][WEIGHT_END] > place[i].out;
			continue;
		}
		const size_t begin = place[i].begin;
		while (--i > begin)
			label[i] = LABEL_INSIDE;
		label[i] = LABEL_BEGIN;
		inside = place[i].in + sum[i][WEIGHT_RESTART] > place[i].out;
	}
}

int segment_decode(uint8_t *label, const struct segment_model *model, const struct unit_list *units,
		   struct arena *scratch)
{
	segment_sums *sum = arena_alloc(scratch, units->count * sizeof(*sum));
	struct place *place = arena_alloc(scratch, (units->count + 1) * sizeof(*place));
	if (!sum || !place)
		return -1;
	const struct decoding decoding = {.model = model,
					  .units = units,
					  .sum = (const segment_sums *)sum,
					  .most = greatest_span_weight(model)};
	place[0] = (struct place){.in = impossible};
	for (size_t i = 0; i < units->count; i++) {
		add_weights(sum[i], model, units, i);
		const double end = place[i].in + sum[i][WEIGHT_END];
		place[i + 1] = (struct place){
			.out = place[i].out >= end ? place[i].out : end,
			.in = impossible,
			.inside = place[i].inside + sum[i][WEIGHT_INSIDE],
		};
		find_best_span(place, &decoding, i + 1);
	}
	trace_back(label, place, (const segment_sums *)sum, units->count);
	return 0;
}
