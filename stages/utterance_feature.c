#include "stages/utterance_feature.h"

#include <string.h>

#include "corpus/document.h"
#include "lexicons/language.h"
#include "lexicons/lexicon.h"
#include "lexicons/word_class.h"
#include "stages/scan.h"
#include "stages/utterance_word.h"
#include "stages/vocabulary.h"

enum template {
	ON_WORD,
	ON_STEM,
	ON_PAIR,
	ON_FIRST,
	ON_FIRST_TWO,
	ON_FIRST_THREE,
	ON_SHAPE_FIRST,
	ON_SHAPE_TWO,
	ON_SHAPE_THREE,
	ON_SHAPE_PAIR,
	ON_LAST,
	ON_CUE,
	ON_CUE_FIRST,
	ON_CUE_NEGATED,
	ON_CUES,
	ON_CLASS,
	ON_CLASSES,
	ON_CLASS_FIRST,
	ON_SIGN,
	ON_KIND,
	ON_KIND_SIGNS,
	ON_LENGTH,
	ON_POSITION,
	ON_END,
	ON_ROUND,
	ON_ROLE,
	ON_ANNOUNCED,
	ON_ANNOUNCED_STEM,
	ON_ANNOUNCED_CUE,
	ON_ANNOUNCED_CLASS,
	ON_ANNOUNCED_SHAPE,
	ON_ANNOUNCED_KIND,
	ON_LABEL_STEM,
	ON_BEFORE, /* and the 5 behind it of an utterance's neighbour */
	ON_BEHIND = ON_BEFORE + 8,
	ON_CUE_AFTER = ON_BEHIND + 8,
	ON_CUE_LABEL,
	ON_ROLE_PERSONS,
	ON_AUDIENCES,
	ON_ROLE_WORD,
	ON_PERSONS,
	ON_ADDRESS,
	ON_ANSWER,
};

enum {
	ANNOUNCED_TOKENS_MOST = 24,
	NEAR = 12, /* utterances for which an announcement holds at most */
	SHAPES = 4,
	POSITIONS = 6,
	END_MOST = 8,
	ADDRESS_TIMES = 4,
	ANSWER_TIMES = 3,
	DOCUMENT_LEAST = 10, /* utterances; fewer are no document that has a tone */
};

struct emitter {
	struct utterance_row *out;
	const struct reading *reading;
	const struct utterance_list *list;
	size_t i;
	const struct utterance *u;
	const struct word_type *types;
};

static uint64_t join(uint64_t a, uint64_t b)
{
	return (a ^ (b << 1 | b >> 63)) * UINT64_C(0x9e3779b97f4a7c15);
}

static void emit(struct emitter *e, unsigned template, uint64_t value)
{
	uint64_t h = (value + template) * UINT64_C(0xff51afd7ed558ccd) ^
		     (template * UINT64_C(0xc4ceb9fe1a85ec53));
	h ^= h >> 33;
	h *= UINT64_C(0xc4ceb9fe1a85ec53);
	h ^= h >> 33;
	if (e->out->count < UTTERANCE_FEATURES_MOST)
		e->out->feature[e->out->count++] = (uint32_t)h;
}

static bool is_word(const struct token *token)
{
	return token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER;
}

static const struct word_type *type_of(const struct emitter *e, uint32_t token)
{
	return &e->types[e->reading->tokens->item[token].type];
}

static size_t bucket(size_t count)
{
	size_t bits = 0;
	for (; count > 0 && bits < 7; count >>= 1)
		bits++;
	return bits;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void emit_words(struct emitter *e, enum utterance_view view)
{
	const struct reading *reading = e->reading;
	uint64_t before = 0, shape_before = 0;
	uint64_t first[3] = {0};
	uint64_t shape[SHAPES] = {0};
	size_t n = 0;
	for (uint32_t t = e->u->first; t < e->u->last; t++) {
		if (!is_word(&reading->tokens->item[t]))
			continue;
		const struct word_type *type = type_of(e, t);
		const bool name = utterance_is_name(reading, t, n == 0);
		const uint64_t word = name ? 2 : type->hash;
		const uint64_t form =
			n < 2 ? e->u->shape[n] : utterance_shape(reading, e->u, t, false);
		emit(e, ON_WORD, word);
		if (!name)
			emit(e, ON_STEM, type->stem_hash);
		if (n > 0) {
			emit(e, ON_PAIR, join(before, word));
			emit(e, ON_SHAPE_PAIR, join(shape_before, form));
		}
		if (n < 3)
			first[n] = word;
		if (n < SHAPES)
			shape[n] = form;
		before = word;
		shape_before = form;
		n++;
	}
	emit(e, ON_LAST, before);
	if (view == UTTERANCE_VIEW_STATUS)
		return;
	emit(e, ON_FIRST, first[0]);
	emit(e, ON_FIRST_TWO, join(first[0], first[1]));
	emit(e, ON_FIRST_THREE, join(join(first[0], first[1]), first[2]));
	emit(e, ON_SHAPE_FIRST, shape[0]);
	emit(e, ON_SHAPE_TWO, join(shape[0], shape[1]));
	emit(e, ON_SHAPE_THREE, join(join(shape[0], shape[1]), shape[2]));
}

static bool speaks_of_purpose(const struct rule *rule)
{
	return rule->target_kind != TARGET_THEME;
}

static uint64_t cue_of(const struct rule *rule)
{
	return rule->target_hash + rule->target_kind;
}

/* The word in front of the token, as far as it stands in the utterance; 0: none. */
static uint64_t word_before(const struct emitter *e, uint32_t token)
{
	while (token > e->u->first)
		if (is_word(&e->reading->tokens->item[--token]))
			return type_of(e, token)->hash;
	return 0;
}

static void emit_cues(struct emitter *e)
{
	const struct hit_list *hits = e->reading->hits;
	uint64_t before = 0;
	for (uint32_t h = e->u->hit; h < e->u->hits; h++) {
		const struct hit *hit = &hits->item[h];
		const struct rule *rule = lexicon_rule(e->reading->lexicon, hit->rule);
		if (!speaks_of_purpose(rule) || hit->status == HIT_EXCLUDED)
			continue;
		const uint64_t cue = cue_of(rule);
		emit(e, hit->status == HIT_NEGATED ? ON_CUE_NEGATED : ON_CUE, cue);
		if (hit->first <= e->u->first + 1)
			emit(e, ON_CUE_FIRST, cue);
		if (rule->target_kind == TARGET_AUDIENCE)
			emit(e, ON_CUE_AFTER, join(word_before(e, hit->first), cue));
		if (before == cue)
			emit(e, ON_CUES, cue);
		before = cue;
	}
}

static uint64_t classes_of(const struct emitter *e, uint32_t token)
{
	if (!is_word(&e->reading->tokens->item[token]))
		return 0;
	return type_of(e, token)->classes;
}

/* The number of the lowest class in the set, which is not empty. */
static unsigned lowest(uint64_t classes)
{
	return (unsigned)__builtin_ctzll(classes);
}

static void emit_classes(struct emitter *e)
{
	uint64_t seen = 0, twice = 0;
	for (uint32_t t = e->u->first; t < e->u->last; t++) {
		const uint64_t classes = classes_of(e, t);
		if (seen == 0)
			for (uint64_t rest = classes; rest; rest &= rest - 1)
				emit(e, ON_CLASS_FIRST, lowest(rest));
		twice |= seen & classes;
		seen |= classes;
	}
	for (uint64_t rest = seen; rest; rest &= rest - 1) {
		emit(e, ON_CLASS, lowest(rest));
		if (twice & (rest & -rest))
			emit(e, ON_CLASSES, lowest(rest));
	}
}

static unsigned role_of(const struct emitter *e, uint16_t speaker)
{
	const struct structure *structure = e->reading->structure;
	if (speaker == SPEAKER_NONE)
		return 0;
	const uint64_t role = structure->speaker[speaker].role_class;
	return 1U + (role & WORD_BIT(WORD_CIVIL) ? 1U : 0U) +
	       (role & WORD_BIT(WORD_INITIATOR) ? 2U : 0U) +
	       (role & WORD_BIT(WORD_GOVERNOR) ? 4U : 0U);
}

/* The number in `ronde 2` or `2`; 0 if there is none. */
static unsigned round_of(struct span round)
{
	unsigned value = 0;
	for (size_t i = 0; i < round.len; i++)
		if (round.at[i] >= '0' && round.at[i] <= '9' && value < 100)
			value = value * 10 + (unsigned)(round.at[i] - '0');
	return value;
}

static void emit_place(struct emitter *e)
{
	const struct utterance *u = e->u;
	const struct block *block = &e->reading->structure->block[u->block];
	for (unsigned s = 0; s < UTTERANCE_SIGNS; s++)
		emit(e, ON_SIGN, s * 2 + (u->signs >> s & 1));
	emit(e, ON_KIND, block->kind);
	emit(e, ON_KIND_SIGNS,
	     block->kind * 8U + (u->signs & UTTERANCE_LABELLED ? 1U : 0U) +
		     (u->signs & UTTERANCE_HEADS ? 2U : 0U) +
		     (u->signs & UTTERANCE_TAILS ? 4U : 0U));
	emit(e, ON_LENGTH, bucket(u->words));
	emit(e, ON_POSITION, e->i * POSITIONS / e->list->count);
	emit(e, ON_END, least(e->list->count - e->i, END_MOST));
	const unsigned round = round_of(e->reading->document->metadata.round);
	emit(e, ON_ROUND, (uint64_t)least(round, 2));
	emit(e, ON_ROLE, role_of(e, u->speaker));
}

/* The cues that begin in tokens [first, last), as features of `template`. */
static void emit_cues_of(struct emitter *e, unsigned template, uint32_t first, uint32_t last,
			 bool near)
{
	const struct hit_list *hits = e->reading->hits;
	for (size_t h = hit_list_from(hits, first); h < hits->count && hits->item[h].first < last;
	     h++) {
		const struct rule *rule = lexicon_rule(e->reading->lexicon, hits->item[h].rule);
		if (speaks_of_purpose(rule) && hits->item[h].status != HIT_EXCLUDED)
			emit(e, template, cue_of(rule) * 2 + near);
	}
}

/* The heading or question above, as far as it still holds. */
static void emit_announcer(struct emitter *e)
{
	const struct utterance *u = e->u;
	const uint32_t first = u->announcer;
	const uint32_t last = (uint32_t)least(u->announced, (size_t)first + ANNOUNCED_TOKENS_MOST);
	if (first == last) {
		emit(e, ON_ANNOUNCED, 100);
		return;
	}
	const bool near = u->since <= NEAR;
	const unsigned kind = e->reading->structure->block[u->block].kind;
	emit(e, ON_ANNOUNCED, bucket(u->since));
	uint64_t seen = 0;
	for (uint32_t t = first; t < last; t++) {
		if (!is_word(&e->reading->tokens->item[t]))
			continue;
		const uint64_t stem = type_of(e, t)->stem_hash;
		emit(e, ON_ANNOUNCED_STEM, stem * 2 + near);
		seen |= classes_of(e, t);
	}
	for (uint64_t rest = seen; rest; rest &= rest - 1) {
		const unsigned c = lowest(rest);
		emit(e, ON_ANNOUNCED_CLASS, c * 2U + near);
		emit(e, ON_ANNOUNCED_KIND, (c * 2U + near) * 16 + kind);
	}
	if (seen & WORD_BIT(WORD_ADVICE))
		emit(e, ON_ANNOUNCED_SHAPE, (uint64_t)near * 2 + (u->signs & UTTERANCE_LABELLED));
	emit_cues_of(e, ON_ANNOUNCED_CUE, first, last, near);
}

/* Who is addressed by name, in the label or the sentence. Said several times, so that a prior on
 * small weights does not drown what is all but certain. */
static void emit_address(struct emitter *e)
{
	static const char *const class[] = {"address.initiators", "address.organisations"};
	for (unsigned c = 0; c < 2; c++) {
		const uint16_t target =
			lexicon_find(e->reading->lexicon, TARGET_CLASS, span_from(class[c]));
		for (size_t h = hit_list_from(e->reading->hits, e->u->label); h < e->u->hits; h++) {
			const struct hit *hit = &e->reading->hits->item[h];
			const struct rule *rule = lexicon_rule(e->reading->lexicon, hit->rule);
			for (unsigned i = 0; i < ADDRESS_TIMES; i++)
				if (rule->target_kind == TARGET_CLASS && rule->target == target)
					emit(e, ON_ADDRESS, c * ADDRESS_TIMES + i);
		}
	}
}

static void emit_label(struct emitter *e)
{
	for (uint32_t t = e->u->label; t < e->u->first; t++)
		if (is_word(&e->reading->tokens->item[t]) &&
		    !utterance_is_name(e->reading, t, true))
			emit(e, ON_LABEL_STEM, type_of(e, t)->stem_hash);
	emit_cues_of(e, ON_CUE_LABEL, e->u->label, e->u->first, true);
}

/* Who gives the advice: the speaker, or the first person it names (`Esra vindt dat …`). */
static uint16_t adviser(const struct emitter *e)
{
	const struct structure *structure = e->reading->structure;
	if (e->u->speaker != SPEAKER_NONE && !structure->speaker[e->u->speaker].interviewer)
		return e->u->speaker;
	for (uint32_t t = e->u->first; t < e->u->last; t++) {
		const struct token *token = &e->reading->tokens->item[t];
		const struct span said = {e->reading->document->text.at + token->start, token->len};
		if (token->kind != TOKEN_WORD || !(token->flags & TOKEN_CAPITAL))
			continue;
		for (size_t s = 0; s < structure->speakers; s++)
			if (structure->speaker[s].listed &&
			    (span_starts(structure->speaker[s].name, said) ||
			     span_ends(structure->speaker[s].name, said)))
				return (uint16_t)s;
	}
	return SPEAKER_NONE;
}

/* Whom the document speaks of most, in halves of the logarithm of the odds. */
static size_t balance(const struct utterance_list *list)
{
	const size_t one = list->audience[0] + 1U, two = list->audience[1] + 1U;
	return one >= two ? 8 + least(bucket(one * 2 / two), 4)
			  : 8 - least(bucket(two * 2 / one), 4);
}

/* Who speaks, and whether of themselves and to whom: `laat ons tekenen` is for others. */
static void emit_persons(struct emitter *e)
{
	const uint64_t seen = e->u->classes;
	const unsigned persons = (seen & WORD_BIT(WORD_WE) ? 1U : 0U) +
				 (seen & WORD_BIT(WORD_YOU) ? 2U : 0U) +
				 (seen & WORD_BIT(WORD_FIRST) ? 4U : 0U);
	const struct structure *structure = e->reading->structure;
	const uint16_t speaker = adviser(e);
	const unsigned role = role_of(e, speaker);
	emit(e, ON_ROLE, role);
	emit(e, ON_ROLE_PERSONS, role * 8U + persons);
	emit(e, ON_ROLE_PERSONS, 1000U + persons);
	size_t at = 0;
	struct span word;
	while (speaker != SPEAKER_NONE && scan_word(&word, structure->speaker[speaker].role, &at))
		emit(e, ON_ROLE_WORD, scan_hash(word));
	if (e->list->count < DOCUMENT_LEAST)
		return;
	emit(e, ON_AUDIENCES, balance(e->list));
	emit(e, ON_AUDIENCES, 100 + balance(e->list) * 2 + (speaker == SPEAKER_NONE));
	emit(e, ON_PERSONS, bucket(structure->speakers) * 2 + (speaker == SPEAKER_NONE));
}

static void emit_neighbour(struct emitter *e, size_t i, unsigned template)
{
	const struct utterance *u = &e->list->item[i];
	const bool same = u->block == e->u->block;
	emit(e, template,
	     (e->reading->structure->block[u->block].kind * 2U + same) * 2 +
		     (u->signs & UTTERANCE_LABELLED ? 1U : 0U));
	for (uint32_t h = u->hit; h < u->hits; h++) {
		const struct hit *hit = &e->reading->hits->item[h];
		const struct rule *rule = lexicon_rule(e->reading->lexicon, hit->rule);
		if (speaks_of_purpose(rule) && hit->status != HIT_EXCLUDED)
			emit(e, template + 1, cue_of(rule) * 2 + same);
	}
	for (uint64_t rest = u->classes; rest; rest &= rest - 1)
		emit(e, template + 2, lowest(rest) * 2U + same);
	emit(e, template + 3, u->shape[0]);
	emit(e, template + 4, join(u->shape[0], u->shape[1]));
	emit(e, template + 5, bucket(u->words));
	emit(e, template + 6, u->signs & (UTTERANCE_ASKS | UTTERANCE_ANNOUNCES));
	emit(e, template + 7, u->speaker == e->u->speaker);
}

/* Which of the signs of an answer are there, taken together. */
static unsigned answer_signs(const struct emitter *e, const struct utterance *u)
{
	static const char *const class[] = {"answer.denied", "answer.limited", "answer.still",
					    "answer.done", "answer.though"};
	unsigned signs = 0;
	for (unsigned c = 0; c < sizeof class / sizeof class[0]; c++) {
		const uint16_t target =
			lexicon_find(e->reading->lexicon, TARGET_CLASS, span_from(class[c]));
		for (uint32_t h = u->hit; h < u->hits; h++) {
			const struct rule *rule =
				lexicon_rule(e->reading->lexicon, e->reading->hits->item[h].rule);
			if (rule->target_kind == TARGET_CLASS && rule->target == target)
				signs |= 1U << c;
		}
	}
	return signs;
}

static void emit_answer(struct emitter *e)
{
	const unsigned own = answer_signs(e, e->u);
	for (unsigned i = 0; i < ANSWER_TIMES; i++) {
		emit(e, ON_ANSWER, own * ANSWER_TIMES + i);
		for (unsigned c = 0; c < 5; c++)
			emit(e, ON_ANSWER, 1000 + (c * 2 + (own >> c & 1)) * ANSWER_TIMES + i);
	}
}

void utterance_features(struct utterance_row *out, enum utterance_view view,
			const struct reading *reading, const struct utterance_list *list, size_t i)
{
	struct emitter e = {
		.out = out,
		.reading = reading,
		.list = list,
		.i = i,
		.u = &list->item[i],
		.types = vocabulary_types(reading->vocabulary),
	};
	out->count = 0;
	emit_words(&e, view);
	emit_cues(&e);
	emit_classes(&e);
	if (view == UTTERANCE_VIEW_STATUS) {
		emit_answer(&e);
		return;
	}
	emit_announcer(&e);
	emit_label(&e);
	if (view == UTTERANCE_VIEW_AUDIENCE) {
		emit_persons(&e);
		emit_address(&e);
		return;
	}
	emit_place(&e);
	if (i > 0)
		emit_neighbour(&e, i - 1, ON_BEFORE);
	if (i + 1 < list->count)
		emit_neighbour(&e, i + 1, ON_BEHIND);
}
