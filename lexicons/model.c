#include "lexicons/model.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "corpus/arena.h"
#include "corpus/error.h"

/*
 * The file: the line MAGIC; a line each for labels, rows, scale and numbers; the line `end`; then
 * the biases and the rows in binary, little-endian: feature (4 bytes), phi (4), weights (1 each).
 */
#define MAGIC "rodedraad-model 1\n"

enum {
	TAG_BITS = 8, /* of a slot; the others number the row */
	ROWS_MOST = ((1 << (32 - TAG_BITS)) - 1) / MODEL_PARTS_MOST, /* far above any real model;
						   keeps a broken file from asking for all memory */
	LABEL_BYTES = 104, /* ids of packs are up to 100 */
	LINE_BYTES = 128,
	AHEAD = 32, /* look-ups under way at a time */
};

/* The weights of its first part stand behind the last phi. */
struct entry {
	uint32_t feature;
	float phi[]; /* per part; 0: that part does not know the feature */
};

struct part {
	size_t first; /* of its scores */
	size_t labels;
	float scale;
};

struct model {
	size_t labels; /* that have names */
	char label[MODEL_LABELS_MOST][LABEL_BYTES];
	struct part part[MODEL_PARTS_MOST];
	size_t parts;
	size_t scores;
	float bias[MODEL_SCORES_MOST];
	struct model_number number[MODEL_NUMBERS_MOST];
	size_t numbers;
	size_t rows;
	size_t stride;    /* bytes of an entry */
	char *row;        /* the entries, as they come in the file */
	const char *body; /* of a part: the rows in the file's own bytes, and no entries */
	/* Open addressing. The number of the row + 1 and below it a few bits of the hash; 0: free.
	 * Most features that are asked for are not there, and cost no look at a row. */
	uint32_t *slot;
	size_t mask; /* slots - 1 */
};

static struct entry *entry_at(const struct model *model, size_t row)
{
	return (struct entry *)(void *)(model->row + row * model->stride);
}

static struct entry *row_of(const struct model *model, uint32_t slot)
{
	return entry_at(model, (slot >> TAG_BITS) - 1);
}

static int8_t *weights_of(const struct model *model, struct entry *entry)
{
	return (int8_t *)(entry->phi + model->parts);
}

static uint32_t hash_of(uint32_t feature)
{
	return feature * UINT32_C(2654435761);
}

static uint32_t tag_of(uint32_t hash)
{
	return hash >> (32 - TAG_BITS);
}

/* From place `at` on the first slot that is free or may hold what has this hash. */
static inline size_t probe(const struct model *model, uint32_t hash, size_t at)
{
	const uint32_t tag = tag_of(hash), mask = (1U << TAG_BITS) - 1;
	while (model->slot[at] != 0 && (model->slot[at] & mask) != tag)
		at = (at + 1) & model->mask;
	return at;
}

/* The entry of the feature, looked for from such a slot on; NULL: there is none. */
static inline struct entry *find_from(const struct model *model, uint32_t feature, size_t at)
{
	while (model->slot[at] != 0) {
		struct entry *entry = row_of(model, model->slot[at]);
		if (entry->feature == feature)
			return entry;
		at = probe(model, hash_of(feature), (at + 1) & model->mask);
	}
	return NULL;
}

static size_t place_of(const struct model *model, uint32_t feature)
{
	return probe(model, hash_of(feature), hash_of(feature) & model->mask);
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
		model->part[0].scale = float_from_bits(bits);
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
	model->stride =
		(sizeof(struct entry) + model->parts * sizeof(float) + model->scores + 3) / 4 * 4;
	model->row = calloc(model->rows + 1, model->stride);
	return model->row != NULL;
}

/* The table in which `rows` of the rows are found. */
static bool make_slots(struct model *model, size_t rows)
{
	size_t slots = 16;
	while (slots < rows + rows / 2)
		slots *= 2;
	model->mask = slots - 1;
	model->slot = calloc(slots, sizeof *model->slot);
	for (size_t i = 0; model->slot && i < rows; i++) {
		const uint32_t hash = hash_of(entry_at(model, i)->feature);
		size_t at = hash & model->mask;
		while (model->slot[at] != 0)
			at = (at + 1) & model->mask;
		model->slot[at] = (uint32_t)(i + 1) << TAG_BITS | tag_of(hash);
	}
	return model->slot != NULL;
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
		struct entry *entry = entry_at(model, i);
		entry->feature = row.feature;
		entry->phi[0] = row.phi;
		memcpy(weights_of(model, entry), row.weight, model->labels);
	}
	model->body = NULL;
	return make_slots(model, model->rows);
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
	free(model->slot);
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
		joined->part[p].scale = part[p]->part[0].scale;
		memcpy(joined->bias + joined->scores, part[p]->bias,
		       part[p]->labels * sizeof *joined->bias);
		joined->scores += (part[p]->labels + 3) / 4 * 4;
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
	if (part->body) {
		next->row = file_row(part, next->at);
	} else {
		struct entry *entry = entry_at(part, next->at);
		next->row =
			(struct model_row){entry->feature, entry->phi[0], weights_of(part, entry)};
	}
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
		struct entry *to = entry_at(joined, joined->rows++);
		to->feature = (uint32_t)feature;
		for (size_t p = 0; p < joined->parts; p++) {
			if (next[p].feature != feature)
				continue;
			to->phi[p] = next[p].row.phi;
			memcpy(weights_of(joined, to) + joined->part[p].first, next[p].row.weight,
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
			if (make_slots(joined, joined->rows))
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
	struct entry *entry = entry_at(model, index);
	return (struct model_row){entry->feature, entry->phi[0], weights_of(model, entry)};
}

float model_scale(const struct model *model)
{
	return model->part[0].scale;
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

/* Adds four weights times `unit`: the same sums in the same order as one by one. */
static inline void add_four(float *score, const int8_t *weight, float unit)
{
#ifdef __SSE2__
	int32_t bytes;
	memcpy(&bytes, weight, sizeof bytes);
	__m128i four = _mm_cvtsi32_si128(bytes);
	four = _mm_unpacklo_epi8(four, four);
	four = _mm_srai_epi32(_mm_unpacklo_epi16(four, four), 24);
	const __m128 add = _mm_mul_ps(_mm_cvtepi32_ps(four), _mm_set1_ps(unit));
	_mm_storeu_ps(score, _mm_add_ps(_mm_loadu_ps(score), add));
#else
	for (size_t i = 0; i < 4; i++)
		score[i] += unit * (float)weight[i];
#endif
}

static inline void add_entry(const struct model *model, struct entry *entry, float *norm2,
			     float *score)
{
	const int8_t *weight = weights_of(model, entry);
	for (size_t p = 0; p < model->parts; p++) {
		const struct part *part = &model->part[p];
		const size_t end = part->first + part->labels;
		const float unit = entry->phi[p] * part->scale;
		norm2[p] += entry->phi[p] * entry->phi[p];
		size_t i = part->first;
		for (; i + 4 <= end; i += 4)
			add_four(score + i, weight + i, unit);
		for (; i < end; i++)
			score[i] += unit * (float)weight[i];
	}
}

int model_add(const struct model *model, uint32_t feature, float *norm2, float *score)
{
	struct entry *entry = find_from(model, feature, place_of(model, feature));
	if (!entry)
		return 0;
	add_entry(model, entry, norm2, score);
	return 1;
}

/* A few at a time: first all slots are asked for, then the rows of those that may be there. */
static void add_some(const struct model *model, const uint32_t *feature, size_t count, float *norm2,
		     float *score)
{
	size_t place[AHEAD];
	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(&model->slot[hash_of(feature[i]) & model->mask]);
	for (size_t i = 0; i < count; i++) {
		place[i] = place_of(model, feature[i]);
		if (model->slot[place[i]] != 0)
			__builtin_prefetch(row_of(model, model->slot[place[i]]));
	}
	for (size_t i = 0; i < count; i++) {
		struct entry *entry = find_from(model, feature[i], place[i]);
		if (entry)
			add_entry(model, entry, norm2, score);
	}
}

void model_add_all(const struct model *model, const uint32_t *feature, size_t count, float *norm2,
		   float *score)
{
	for (size_t i = 0; i < count; i += AHEAD)
		add_some(model, feature + i, count - i < AHEAD ? count - i : AHEAD, norm2, score);
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
