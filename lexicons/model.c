#include "lexicons/model.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/model_lanes.h"
#include "corpus/large.h"

/*
 * The file: the line MAGIC; a line each for labels, rows, scale and numbers; the line `end`; then
 * the biases and the rows in binary, little-endian: feature (4 bytes), phi (4), weights (1 each).
 */
#define MAGIC "rodedraad-model 1\n"

enum {
	ROWS_MOST = (1 << 24) / MODEL_PARTS_MOST, /* far above any real model; keeps a broken file
						   * from asking for all memory */
	LABEL_BYTES = 104,                        /* ids of packs are up to 100 */
	LINE_BYTES = 128,
	AHEAD = 64,           /* look-ups under way at a time */
	NEAR_BYTES = 1 << 18, /* rows that stay in the cache between two look-ups */
};

struct part {
	size_t first; /* of its scores */
	size_t labels;
};

struct model {
	size_t labels; /* that have names */
	char label[MODEL_LABELS_MOST][LABEL_BYTES];
	struct part part[MODEL_PARTS_MOST];
	float scale[MODEL_PARTS_MOST];
	size_t parts;
	size_t scores;
	float bias[MODEL_SCORES_MOST];
	struct model_number number[MODEL_NUMBERS_MOST];
	size_t numbers;
	size_t rows;
	size_t stride;    /* bytes of a row */
	char *row;        /* of each row, by rising feature, a phi per part and then the weights */
	uint32_t *key;    /* their features, and LANES more */
	const char *body; /* of a part: the rows in the file's own bytes, and none in `row` */
	/* Where the rows of each bucket begin, and of one behind the last. The first bits of a
	 * feature are its bucket; they are as evenly spread as any, so that it holds one or two. */
	uint32_t *start;
	unsigned shift; /* of a feature, to its bucket */
};

/* Per part; 0: that part does not know the feature. */
static inline float *phis_at(const struct model *model, size_t row)
{
	return (float *)(void *)(model->row + row * model->stride);
}

static inline int8_t *weights_at(const struct model *model, size_t row)
{
	return (int8_t *)(phis_at(model, row) + model->parts);
}

static inline const uint32_t *bucket_of(const struct model *model, uint32_t feature)
{
	return model->start + (feature >> model->shift);
}

/* The row of the feature into `row`; some row or the end of them if there is none. For a model that
 * has rows. */
static inline bool find(const struct model *model, uint32_t feature, size_t *row)
{
	const uint32_t *bucket = bucket_of(model, feature);
	size_t low = bucket[0], high = bucket[1];
	while (high - low > LANES) {
		const size_t middle = low + (high - low) / 2;
		if (model->key[middle] <= feature)
			low = middle;
		else
			high = middle;
	}
	const unsigned same = lanes_compare(model->key + low, feature);
	*row = low + (unsigned)__builtin_ctz(same | 1U << LANES) % LANES;
	return same != 0;
}

/* Takes the next line off `rest` into `line`. false at the end, or when it is too long. */
static bool next_line(struct span *rest, char line[LINE_BYTES])
{
	const char *end = rest->len ? memchr(rest->at, '\n', rest->len) : NULL;
	if (!end || (size_t)(end - rest->at) >= LINE_BYTES)
		return false;
	const size_t len = (size_t)(end - rest->at);
	memcpy(line, rest->at, len);
	line[len] = '\0';
	rest->at += len + 1;
	rest->len -= len + 1;
	return true;
}

/* Numbers are written as the bits of a float, so that no locale can misread them. */
static float float_from_bits(uint32_t bits)
{
	float value;
	memcpy(&value, &bits, sizeof value);
	return value;
}

static uint32_t float_to_bits(float value)
{
	uint32_t bits;
	memcpy(&bits, &value, sizeof bits);
	return bits;
}

static bool read_header_line(struct model *model, const char *line)
{
	uint32_t bits;
	char name[32];
	if (strncmp(line, "label ", 6) == 0 && model->labels < MODEL_LABELS_MOST) {
		const size_t len = strlen(line + 6);
		if (len >= LABEL_BYTES)
			return false;
		memcpy(model->label[model->labels++], line + 6, len + 1);
		return true;
	}
	if (sscanf(line, "scale %8" SCNx32, &bits) == 1) {
		model->scale[0] = float_from_bits(bits);
		return true;
	}
	if (sscanf(line, "number %31s %8" SCNx32, name, &bits) == 2 &&
	    model->numbers < MODEL_NUMBERS_MOST) {
		struct model_number *number = &model->number[model->numbers++];
		memcpy(number->name, name, sizeof name);
		number->value = float_from_bits(bits);
		return true;
	}
	return sscanf(line, "rows %9zu", &model->rows) == 1;
}

static bool read_header(struct model *model, struct span *rest)
{
	char line[LINE_BYTES];
	while (next_line(rest, line)) {
		if (strcmp(line, "end") == 0)
			return model->labels > 0 && model->rows <= ROWS_MOST;
		if (!read_header_line(model, line))
			return false;
	}
	return false;
}

static uint32_t little_endian(const char *bytes)
{
	const unsigned char *b = (const unsigned char *)bytes;
	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

/* For as many rows and parts as the model says. */
static bool make_rows(struct model *model)
{
	model->stride = (model->parts * sizeof(float) + model->scores + 3) / 4 * 4;
	model->row = large_calloc(model->rows + 1, model->stride);
	model->key = calloc(model->rows + LANES, sizeof *model->key);
	return model->row && model->key;
}

/* The buckets in which the rows are found. */
static bool make_buckets(struct model *model)
{
	size_t buckets = 2, bucket = 0;
	for (model->shift = 31; buckets < model->rows; buckets *= 2)
		model->shift--;
	model->start = calloc(buckets + 1, sizeof *model->start);
	if (!model->start)
		return false;
	for (size_t i = 0; i < model->rows; i++)
		while (bucket < model->key[i] >> model->shift)
			model->start[++bucket] = (uint32_t)i;
	while (bucket < buckets)
		model->start[++bucket] = (uint32_t)model->rows;
	/* No feature but the last is found behind the last. */
	for (size_t i = 0; i < LANES && model->rows > 0; i++)
		model->key[model->rows + i] = model->key[model->rows - 1];
	return true;
}

/* As read_rows left it in the file's bytes. */
static struct model_row file_row(const struct model *model, size_t row)
{
	const char *at = model->body + row * (8 + model->labels);
	return (struct model_row){.feature = little_endian(at),
				  .phi = float_from_bits(little_endian(at + 4)),
				  .weight = (const int8_t *)at + 8};
}

/* Whether the rows are there, by rising feature. */
static bool read_rows(struct model *model, struct span rest)
{
	const size_t row_bytes = 8 + model->labels;
	uint64_t least = 0; /* that the next feature may be */
	if (rest.len != model->labels * 4 + model->rows * row_bytes)
		return false;
	for (size_t i = 0; i < model->labels; i++, rest.at += 4)
		model->bias[i] = float_from_bits(little_endian(rest.at));
	model->body = rest.at;
	for (size_t i = 0; i < model->rows; i++) {
		const struct model_row row = file_row(model, i);
		if (row.feature < least || !(row.phi > 0)) /* also refuses NaN */
			return false;
		least = (uint64_t)row.feature + 1;
	}
	return true;
}

/* From the file's bytes into entries: features are looked up in these. */
static bool take_rows(struct model *model)
{
	if (!make_rows(model))
		return false;
	for (size_t i = 0; i < model->rows; i++) {
		const struct model_row row = file_row(model, i);
		model->key[i] = row.feature;
		*phis_at(model, i) = row.phi;
		memcpy(weights_at(model, i), row.weight, model->labels);
	}
	model->body = NULL;
	return make_buckets(model);
}

static struct model *model_made(struct span bytes, bool found, struct error *err)
{
	struct model *model = calloc(1, sizeof *model);
	if (!model) {
		(void)error_memory(err);
		return NULL;
	}
	bool good = span_starts(bytes, SPAN(MAGIC));
	if (good) {
		bytes.at += sizeof MAGIC - 1;
		bytes.len -= sizeof MAGIC - 1;
		good = read_header(model, &bytes);
		model->parts = 1;
		model->part[0].labels = model->scores = model->labels;
	}
	good = good && read_rows(model, bytes);
	if (good && (!found || take_rows(model)))
		return model;
	if (good)
		(void)error_memory(err);
	else
		(void)error_set(err, ERROR_CONFIG, "not a model, or one of another version", "%s",
				"");
	model_free(model);
	return NULL;
}

struct model *model_new(struct span bytes, struct error *err)
{
	return model_made(bytes, true, err);
}

struct model *model_part(struct span bytes, struct error *err)
{
	return model_made(bytes, false, err);
}

void model_free(struct model *model)
{
	if (!model)
		return;
	free(model->start);
	free(model->key);
	free(model->row);
	free(model);
}

/* Scores of a part begin at a multiple of four, which is added to at a time. */
static void join_parts(struct model *joined, const struct model *const *part, size_t parts)
{
	joined->parts = parts;
	for (size_t p = 0; p < parts; p++) {
		joined->part[p].first = joined->scores;
		if (!part[p])
			continue;
		joined->part[p].labels = part[p]->labels;
		joined->scale[p] = part[p]->scale[0];
		memcpy(joined->bias + joined->scores, part[p]->bias,
		       part[p]->labels * sizeof *joined->bias);
		joined->scores += (part[p]->labels + LANES - 1) / LANES * LANES;
		joined->rows += part[p]->rows;
	}
}

/* What comes next in a part. */
struct coming {
	size_t at;
	uint64_t feature; /* AT_END behind the last */
	struct model_row row;
};

#define AT_END UINT64_MAX

static void look_next(struct coming *next, const struct model *part)
{
	next->feature = AT_END;
	if (!part || next->at == part->rows)
		return;
	next->row = part->body ? file_row(part, next->at) : model_row_at(part, next->at);
	next->feature = next->row.feature;
	next->at++;
}

static uint64_t lowest(const struct coming *next, size_t parts)
{
	uint64_t feature = AT_END;
	for (size_t p = 0; p < parts; p++)
		feature = next[p].feature < feature ? next[p].feature : feature;
	return feature;
}

/* Merges the rows of the parts, which all come by rising feature. */
static void join_rows(struct model *joined, const struct model *const *part)
{
	struct coming next[MODEL_PARTS_MOST] = {{.at = 0}};
	for (size_t p = 0; p < joined->parts; p++)
		look_next(&next[p], part[p]);
	joined->rows = 0;
	for (uint64_t feature; (feature = lowest(next, joined->parts)) != AT_END;) {
		const size_t row = joined->rows++;
		joined->key[row] = (uint32_t)feature;
		for (size_t p = 0; p < joined->parts; p++) {
			if (next[p].feature != feature)
				continue;
			phis_at(joined, row)[p] = next[p].row.phi;
			memcpy(weights_at(joined, row) + joined->part[p].first, next[p].row.weight,
			       part[p]->labels);
			look_next(&next[p], part[p]);
		}
	}
}

struct model *model_join(const struct model *const *part, size_t parts, struct error *err)
{
	struct model *joined = calloc(1, sizeof *joined);
	if (joined) {
		join_parts(joined, part, parts);
		if (make_rows(joined)) {
			join_rows(joined, part);
			if (make_buckets(joined))
				return joined;
		}
	}
	model_free(joined);
	(void)error_memory(err);
	return NULL;
}

size_t model_parts(const struct model *model)
{
	return model->parts;
}

size_t model_scores(const struct model *model)
{
	return model->scores;
}

size_t model_part_first(const struct model *model, size_t part)
{
	return model->part[part].first;
}

size_t model_part_labels(const struct model *model, size_t part)
{
	return model->part[part].labels;
}

size_t model_rows(const struct model *model)
{
	return model->rows;
}

struct model_row model_row_at(const struct model *model, size_t index)
{
	return (struct model_row){model->key[index], *phis_at(model, index),
				  weights_at(model, index)};
}

float model_scale(const struct model *model)
{
	return model->scale[0];
}

size_t model_labels(const struct model *model)
{
	return model->labels;
}

struct span model_label(const struct model *model, size_t index)
{
	return span_from(model->label[index]);
}

const float *model_bias(const struct model *model)
{
	return model->bias;
}

/* What the rows add to one part. Their weights are padded to whole fours, the scores need not be.
 */
static inline void add_part(const struct model *model, size_t p, const struct lanes_rows *rows,
			    float *score)
{
	const size_t phis = model->parts * sizeof(float);
	const size_t first = model->part[p].first, end = first + model->part[p].labels;
	size_t i = first;
	for (; i + 4 * LANES <= end; i += 4 * LANES)
		lanes_add_wide(score + i, rows, p, phis + i);
	for (; i + LANES <= end; i += LANES)
		lanes_add(score + i, rows, p, phis + i);
	if (i == end)
		return;
	float last[LANES] = {0};
	memcpy(last, score + i, (end - i) * sizeof *last);
	lanes_add(last, rows, p, phis + i);
	memcpy(score + i, last, (end - i) * sizeof *last);
}

_Static_assert((int)MODEL_PARTS_MOST <= (int)LANES, "a row's units are LANES numbers");

/* Adds at most AHEAD rows. */
static void add_rows(const struct model *model, const float *const *row, size_t count, float *norm2,
		     float *score)
{
	float unit[AHEAD][LANES];
	const struct lanes_rows rows = {row, (const float(*)[LANES])unit, count};
	if (model->parts == LANES) {
		lanes_units(unit, norm2, row, count, model->scale);
	} else {
		for (size_t p = 0; p < model->parts; p++) {
			float sum = norm2[p];
			for (size_t i = 0; i < count; i++) {
				unit[i][p] = row[i][p] * model->scale[p];
				sum += row[i][p] * row[i][p];
			}
			norm2[p] = sum;
		}
	}
	for (size_t p = 0; p < model->parts; p++)
		add_part(model, p, &rows, score);
}

int model_add(const struct model *model, uint32_t feature, float *norm2, float *score)
{
	size_t index;
	if (model->rows == 0 || !find(model, feature, &index))
		return 0;
	const float *row = phis_at(model, index);
	add_rows(model, &row, 1, norm2, score);
	return 1;
}

static size_t find_near(const float **row, const struct model *model, const uint32_t *feature,
			size_t count)
{
	size_t rows = 0, index;
	for (size_t i = 0; i < count; i++) {
		const bool found = find(model, feature[i], &index);
		row[rows] = phis_at(model, index);
		rows += found;
	}
	return rows;
}

/* The same, the waits for memory overlapping: first all buckets are asked for, then the keys in
 * them, then the rows. */
static size_t find_far(const float **row, const struct model *model, const uint32_t *feature,
		       size_t count)
{
	size_t rows = 0, index;
	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(bucket_of(model, feature[i]));
	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(model->key + *bucket_of(model, feature[i]));
	for (size_t i = 0; i < count; i++) {
		const bool found = find(model, feature[i], &index);
		row[rows] = phis_at(model, index);
		__builtin_prefetch(row[rows]);
		__builtin_prefetch((const char *)row[rows] + model->stride - 1);
		rows += found;
	}
	return rows;
}

void model_add_all(const struct model *model, const uint32_t *feature, size_t count, float *norm2,
		   float *score)
{
	const bool near = model->rows * model->stride <= NEAR_BYTES;
	const float *row[AHEAD];
	for (size_t n; count > 0 && model->rows > 0; feature += n, count -= n) {
		n = count < AHEAD ? count : AHEAD;
		const size_t rows =
			near ? find_near(row, model, feature, n) : find_far(row, model, feature, n);
		add_rows(model, row, rows, norm2, score);
	}
}

float model_number(const struct model *model, const char *name, float otherwise)
{
	for (size_t i = 0; i < model->numbers; i++)
		if (strcmp(model->number[i].name, name) == 0)
			return model->number[i].value;
	return otherwise;
}

static char *put32(char *at, uint32_t value)
{
	for (int shift = 0; shift < 32; shift += 8)
		*at++ = (char)(value >> shift & 0xFF);
	return at;
}

static size_t write_header(char *at, size_t room, const struct model_parts *parts)
{
	size_t used = 0;
	used += (size_t)snprintf(at, room, "%s", MAGIC);
	for (size_t i = 0; i < parts->labels; i++)
		used += (size_t)snprintf(at + used, room - used, "label %.*s\n",
					 (int)parts->label[i].len, parts->label[i].at);
	used += (size_t)snprintf(at + used, room - used, "scale %08" PRIx32 "\n",
				 float_to_bits(parts->scale));
	for (size_t i = 0; i < parts->numbers; i++)
		used += (size_t)snprintf(at + used, room - used, "number %s %08" PRIx32 "\n",
					 parts->number[i].name,
					 float_to_bits(parts->number[i].value));
	used += (size_t)snprintf(at + used, room - used, "rows %zu\nend\n", parts->rows);
	return used;
}

int model_write(struct span *out, const struct model_parts *parts, struct arena *keep)
{
	const size_t header =
		sizeof MAGIC + (parts->labels + parts->numbers + 4) * (LABEL_BYTES + 32);
	const size_t body = parts->labels * 4 + parts->rows * (8 + parts->labels);
	char *bytes = arena_alloc(keep, header + body);
	if (!bytes)
		return -1;
	char *at = bytes + write_header(bytes, header, parts);
	for (size_t i = 0; i < parts->labels; i++)
		at = put32(at, float_to_bits(parts->bias[i]));
	for (size_t i = 0; i < parts->rows; i++) {
		at = put32(at, parts->row[i].feature);
		at = put32(at, float_to_bits(parts->row[i].phi));
		memcpy(at, parts->row[i].weight, parts->labels);
		at += parts->labels;
	}
	*out = (struct span){bytes, (size_t)(at - bytes)};
	return 0;
}
