#include "stages/segment_model.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"

#define MODEL_HEADER "rodedraad segment model 1"

enum { NUMBER_MOST = 24 }; /* digits */

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

void segment_steps(double step[SEGMENT_STEPS], const double sum[SEGMENT_WEIGHTS])
{
	step[STEP_STAY_OUT] = 0;
	step[STEP_BEGIN] = sum[WEIGHT_INSIDE] + sum[WEIGHT_BEGIN];
	step[STEP_END] = sum[WEIGHT_END];
	step[STEP_GO_ON] = sum[WEIGHT_INSIDE];
	step[STEP_RESTART] = sum[WEIGHT_INSIDE] + sum[WEIGHT_BEGIN] + sum[WEIGHT_RESTART];
}

static void unit_steps(double step[SEGMENT_STEPS], const struct segment_model *model,
		       const struct unit_list *units, size_t i)
{
	struct feature_row row;
	double sum[SEGMENT_WEIGHTS] = {0};
	segment_features(&row, units, i);
	for (size_t f = 0; f < row.count; f++)
		for (size_t w = 0; w < SEGMENT_WEIGHTS; w++)
			sum[w] += (double)model->weight[row.id[f]][w];
	segment_steps(step, sum);
}

/* The step by which each state is best reached. */
struct trace {
	uint8_t out;
	uint8_t in;
};

int segment_decode(uint8_t *label, const struct segment_model *model, const struct unit_list *units,
		   struct arena *scratch)
{
	struct trace *trace = arena_alloc(scratch, units->count * sizeof(*trace));
	if (!trace)
		return -1;
	double out = 0;
	double in = -1e9; /* nothing is inside before the first unit */
	for (size_t i = 0; i < units->count; i++) {
		double step[SEGMENT_STEPS];
		unit_steps(step, model, units, i);
		const double stay = out + step[STEP_STAY_OUT];
		const double end = in + step[STEP_END];
		const double begin = out + step[STEP_BEGIN];
		const double again = step[STEP_RESTART] > step[STEP_GO_ON] ? step[STEP_RESTART]
									   : step[STEP_GO_ON];
		trace[i].out = end > stay ? STEP_END : STEP_STAY_OUT;
		trace[i].in = STEP_BEGIN;
		if (in + again >= begin)
			trace[i].in =
				step[STEP_RESTART] > step[STEP_GO_ON] ? STEP_RESTART : STEP_GO_ON;
		out = end > stay ? end : stay;
		in = in + again >= begin ? in + again : begin;
	}
	bool inside = in > out;
	for (size_t i = units->count; i-- > 0;) {
		const uint8_t step = inside ? trace[i].in : trace[i].out;
		label[i] = !inside ? LABEL_OUT : step == STEP_GO_ON ? LABEL_INSIDE : LABEL_BEGIN;
		inside = step == STEP_END || step == STEP_GO_ON || step == STEP_RESTART;
	}
	return 0;
}
