#include "stages/segment_feature.h"

#include "corpus/document.h"

_Static_assert((unsigned)FEATURE_COUNT <= UINT16_MAX, "feature numbers are of 16 bits");

#define SEGMENT_TEMPLATE_NAME(name) #name,
static const char *const template_name[SEGMENT_TEMPLATE_COUNT] = {
	SEGMENT_TEMPLATES(SEGMENT_TEMPLATE_NAME)};

enum {
	BUCKET_MOST = 7,
	COUNT_MOST = 3,  /* more of a class tell no more */
	KIND_ASKER = 16, /* added to the kind of a block in which the interviewer speaks */
	KIND_NONE = 31,  /* before the first and behind the last block */
	POSITIONS = 5,
	TAIL_UNITS = 4,
	INTERRUPT_WORDS = 25, /* a longer turn is no interruption */
};

const char *segment_feature_name(unsigned feature, unsigned *value)
{
	if (feature >= FEATURE_FIRST_WORD) {
		*value = (feature - FEATURE_FIRST_WORD) % FEATURE_SLOTS;
		return feature < FEATURE_WORD ? "first_word" : "word";
	}
	*value = feature % FEATURE_VALUES;
	return template_name[feature / FEATURE_VALUES];
}

unsigned segment_feature_find(struct span name, unsigned value)
{
	if (span_equal(name, SPAN("word")))
		return value < FEATURE_SLOTS ? FEATURE_WORD + value : (unsigned)FEATURE_COUNT;
	if (span_equal(name, SPAN("first_word")))
		return value < FEATURE_SLOTS ? FEATURE_FIRST_WORD + value : (unsigned)FEATURE_COUNT;
	for (unsigned t = 0; t < SEGMENT_TEMPLATE_COUNT && value < FEATURE_VALUES; t++)
		if (span_equal(name, span_from(template_name[t])))
			return t * FEATURE_VALUES + value;
	return FEATURE_COUNT;
}

struct emitter {
	struct feature_row *out;
	const struct unit_list *units;
	size_t i;
	const struct unit *unit;
	const struct unit_block *block;
};

static void emit(struct emitter *e, enum segment_template template, size_t value)
{
	if (e->out->count == FEATURES_MOST)
		return;
	if (value >= FEATURE_VALUES)
		value = FEATURE_VALUES - 1;
	e->out->id[e->out->count++] = (uint16_t)((size_t) template * FEATURE_VALUES + value);
}

/* 0, 1, 2-3, 4-7, …: about the logarithm of the count. */
static size_t bucket(size_t count)
{
	size_t bits = 0;
	while (count > 0 && bits < BUCKET_MOST) {
		count >>= 1;
		bits++;
	}
	return bits;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t kind_of(const struct unit_block *block)
{
	return block->kind + (block->asker ? (size_t)KIND_ASKER : 0);
}

/* Per ten words of the block, rounded. */
static size_t rate(const struct unit_block *block, size_t count)
{
	return block->words == 0 ? 0 : least((count * 20 + block->words / 2) / block->words, 15);
}

static void emit_shape(struct emitter *e)
{
	const struct unit_block *block = e->block;
	const size_t kind = kind_of(block);
	const size_t place = e->i - block->first;
	const size_t rest = block->last - 1 - e->i;
	const size_t words = bucket(block->words);
	emit(e, FEATURE_bias, 0);
	emit(e, FEATURE_kind, kind);
	emit(e, FEATURE_style_kind, e->units->style * 32 + kind);
	emit(e, FEATURE_first, place == 0);
	if (place == 0) {
		const struct unit_block *before = block > e->units->block ? block - 1 : NULL;
		emit(e, FEATURE_first_kind, kind);
		emit(e, FEATURE_first_after, before ? kind_of(before) : (size_t)KIND_NONE);
		emit(e, FEATURE_first_words, words);
		emit(e, FEATURE_first_gap, (size_t)block->gap * 3 + e->units->style);
	} else {
		emit(e, FEATURE_inner_kind, kind);
	}
	emit(e, FEATURE_last, rest == 0);
	if (place == 0 && rest == 0)
		emit(e, FEATURE_only_kind, kind);
	emit(e, FEATURE_words, bucket(e->unit->words));
	emit(e, FEATURE_block_words, words);
	emit(e, FEATURE_block_units, least(block->last - block->first, 6));
	emit(e, FEATURE_place, least(place, 4));
	emit(e, FEATURE_rest, least(rest, 4));
}

static void emit_surroundings(struct emitter *e)
{
	const struct unit_block *block = e->block;
	emit(e, FEATURE_section, block->section);
	emit(e, FEATURE_section_words, block->section * 8U + bucket(block->words));
	emit(e, FEATURE_since, least(block->since, 4));
	emit(e, FEATURE_position, e->i * POSITIONS / e->units->count);
	if (e->i + TAIL_UNITS >= e->units->count)
		emit(e, FEATURE_tail, e->units->count - e->i);
	emit(e, FEATURE_block_past, rate(block, block->count[WORD_PAST]));
	emit(e, FEATURE_block_participle, rate(block, block->count[WORD_PARTICIPLE]));
	emit(e, FEATURE_block_person,
	     rate(block, block->count[WORD_FIRST] + block->count[WORD_WE]));
	emit(e, FEATURE_block_modal, rate(block, block->count[WORD_MODAL]));
	emit(e, FEATURE_block_general,
	     rate(block, block->count[WORD_GENERAL] + block->count[WORD_OPINION]));
	emit(e, FEATURE_block_turn,
	     least(block->count[WORD_SEQUENCE] + block->count[WORD_TURN], 7));
}

static void emit_word(struct emitter *e, unsigned base, uint32_t hash)
{
	if (e->out->count < FEATURES_MOST)
		e->out->id[e->out->count++] = (uint16_t)(base + hash % FEATURE_SLOTS);
}

static void emit_words(struct emitter *e)
{
	const struct unit *unit = e->unit;
	for (size_t s = 0; s < UNIT_SIGNS; s++)
		emit(e, unit->signs & (1U << s) ? FEATURE_sign : FEATURE_no_sign, s);
	for (size_t c = WORD_REPORTING; c < WORD_CLASSES; c++) {
		if (unit->count[c] == 0) {
			emit(e, FEATURE_no_class, c);
			continue;
		}
		emit(e, FEATURE_class, c);
		if (unit->count[c] > 1)
			emit(e, FEATURE_classes, c);
		if (unit->first_classes & WORD_BIT(c))
			emit(e, FEATURE_first_class, c);
	}
	if (unit->words > 0)
		emit_word(e, FEATURE_FIRST_WORD, unit->first_word);
	for (size_t i = 0; i < unit->plain_words; i++)
		emit_word(e, FEATURE_WORD, unit->plain[i]);
	emit(e, FEATURE_shared, least(unit->shared, 3));
	emit(e, FEATURE_new_names, least(unit->new_names, COUNT_MOST));
	emit(e, FEATURE_old_names, least(unit->old_names, COUNT_MOST));
	const bool inner = e->i > e->block->first;
	emit(e, FEATURE_bridge, least(unit->bridge, 6));
	if (inner)
		emit(e, FEATURE_bridge_inner, least(unit->bridge, 6));
	emit(e, FEATURE_opening, unit->opening + (inner ? 4U : 0U));
	if (unit->count[WORD_REPORTING] > 0)
		emit(e, FEATURE_opening_telling,
		     unit->opening + (inner ? 4U : 0U) + (unit->signs & UNIT_NAME ? 8U : 0U));
	emit(e, FEATURE_speech,
	     (unit->signs & UNIT_INSIDE ? 1U : 0U) + (unit->signs & UNIT_OPENS ? 2U : 0U) +
		     (e->units->unpunctuated ? 4U : 0U));
}

/* Somebody else's few words between two turns of one who tells. */
static void emit_interruption(struct emitter *e)
{
	const struct unit_block *block = e->block;
	const struct unit_block *end = e->units->block + e->units->blocks;
	if (block->speaker == SPEAKER_NONE)
		return;
	const struct unit_block *before = block > e->units->block ? block - 1 : NULL;
	const struct unit_block *behind = block + 1 < end ? block + 1 : NULL;
	if (before && behind && before->speaker == behind->speaker &&
	    before->speaker != block->speaker && before->speaker != SPEAKER_NONE &&
	    block->words < INTERRUPT_WORDS) {
		emit(e, FEATURE_interrupts, 0);
		emit(e, FEATURE_interrupts,
		     1U + block->asker + 2U * block->asks + 4U * before->open);
		emit(e, FEATURE_interrupt_words, bucket(block->words));
		emit(e, FEATURE_interrupt_before, bucket(before->words));
		emit(e, FEATURE_interrupt_behind, bucket(behind->words));
	}
	const struct unit_block *earlier = before && before > e->units->block ? before - 1 : NULL;
	if (e->i != block->first || !earlier || earlier->speaker != block->speaker ||
	    before->speaker == block->speaker)
		return;
	emit(e, FEATURE_resumes, 0);
	emit(e, FEATURE_resumes, 1U + before->asker + 2U * before->asks + 4U * earlier->open);
	emit(e, FEATURE_resume_words, bucket(block->words));
	emit(e, FEATURE_resume_before, bucket(earlier->words));
	emit(e, FEATURE_resume_gap, bucket(before->words));
}

static void emit_neighbour(struct emitter *e, size_t i, enum segment_template kind)
{
	const struct unit *unit = &e->units->item[i];
	const bool same = unit->block == e->unit->block;
	emit(e, kind, kind_of(&e->units->block[unit->block]) + (same ? 32U : 0U));
	for (size_t s = 0; s < UNIT_SIGNS; s++)
		if (unit->signs & (1U << s))
			emit(e, kind + 1, s);
	for (size_t c = WORD_REPORTING; c < WORD_CLASSES; c++)
		if (unit->count[c] > 0)
			emit(e, kind + 2, c + (same ? 64U : 0U));
	emit(e, kind + 3, bucket(unit->words) + (same ? 8U : 0U));
}

void segment_features(struct feature_row *out, const struct unit_list *units, size_t i)
{
	struct emitter e = {.out = out, .units = units, .i = i, .unit = &units->item[i]};
	e.block = &units->block[e.unit->block];
	out->count = 0;
	emit_shape(&e);
	emit_surroundings(&e);
	emit_words(&e);
	emit_interruption(&e);
	if (i > 0)
		emit_neighbour(&e, i - 1, FEATURE_before_kind);
	if (i + 1 < units->count)
		emit_neighbour(&e, i + 1, FEATURE_behind_kind);
}

static uint16_t span_id(enum segment_template template, size_t value)
{
	return (uint16_t)((size_t) template * FEATURE_VALUES + value);
}

/* Steps of about a quarter: 1 to 5 words, 6 to 8, ... Searched from class `from` on. */
static size_t length_class(size_t words, size_t from)
{
	static const uint16_t upto[] = {5,  8,  11,  15,  20,  26,  33,  42,  53,
					67, 84, 105, 132, 165, 210, 260, 330, 420};
	size_t class = from;
	while (class < sizeof(upto) / sizeof(upto[0]) && words > upto[class])
		class ++;
	return class;
}

const enum segment_template segment_span_template[SPAN_FEATURES] = {
	FEATURE_span_words, FEATURE_span_units, FEATURE_span_blocks, FEATURE_span_ends,
	FEATURE_span_speakers};

void segment_span_grow(struct span_walk *walk, uint16_t id[SPAN_FEATURES], size_t first)
{
	const struct unit_list *units = walk->units;
	const size_t last = walk->last;
	const uint32_t from_block = units->item[first].block;
	const uint32_t to_block = units->item[last - 1].block;
	const struct unit_block *from = &units->block[from_block];
	const struct unit_block *to = &units->block[to_block];
	const size_t blocks = least(to_block - from_block, 5);
	const size_t talk = from->speaker != SPEAKER_NONE ? 1 : 0;
	const size_t ends = (from->first == first ? 1U : 0U) + (to->last == last ? 2U : 0U);
	walk->length =
		length_class(units->words_before[last] - units->words_before[first], walk->length);
	id[0] = span_id(FEATURE_span_words, walk->length + 32 * talk);
	id[1] = span_id(FEATURE_span_units, least(last - first, 12));
	id[2] = span_id(FEATURE_span_blocks, blocks + 8 * talk + 16U * units->style);
	id[3] = span_id(FEATURE_span_ends, ends + 4 * (blocks > 0 ? 1U : 0U) + 8 * talk);
	id[4] = span_id(FEATURE_span_speakers,
			(from->speaker == to->speaker ? 1U : 0U) + 2 * talk + 4 * least(blocks, 3));
}

void segment_span_features(uint16_t id[SPAN_FEATURES], const struct unit_list *units, size_t first,
			   size_t last)
{
	struct span_walk walk = {.units = units, .last = last};
	segment_span_grow(&walk, id, first);
}
