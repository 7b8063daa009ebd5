#include "stages/utterance_word.h"

#include "corpus/document.h"
#include "lexicons/language.h"
#include "lexicons/lexicon.h"
#include "stages/vocabulary.h"

/* Of what is no word of grammar. */
enum shape { SHAPE_NUMBER = 1, SHAPE_NAME, SHAPE_IMPERATIVE, SHAPE_ENDING = 11 };

bool utterance_is_name(const struct reading *reading, uint32_t token, bool first)
{
	const struct token *t = &reading->tokens->item[token];
	if (t->kind != TOKEN_WORD || !(t->flags & TOKEN_CAPITAL))
		return false;
	if (!first)
		return true;
	const struct span said = {reading->document->text.at + t->start, t->len};
	const struct structure *structure = reading->structure;
	for (size_t s = 0; s < structure->speakers; s++)
		if (span_starts(structure->speaker[s].name, said) ||
		    span_equal(structure->speaker[s].code, said))
			return true;
	return false;
}

/* Whether a phrase of the class `id` begins at the token. */
static bool begins_cue(const struct reading *reading, const struct utterance *u, uint32_t token,
		       struct span id)
{
	const struct hit_list *hits = reading->hits;
	for (uint32_t h = u->hit; h < u->hits && hits->item[h].first <= token; h++) {
		const struct rule *rule = lexicon_rule(reading->lexicon, hits->item[h].rule);
		if (hits->item[h].first == token && rule->target_kind == TARGET_CLASS &&
		    span_equal(lexicon_target(reading->lexicon, TARGET_CLASS, rule->target)->id,
			       id))
			return true;
	}
	return false;
}

uint64_t utterance_shape(const struct reading *reading, const struct utterance *u, uint32_t token,
			 bool first)
{
	const struct token *t = &reading->tokens->item[token];
	const struct word_type *type = vocabulary_type(reading->vocabulary, t->type);
	if (t->kind == TOKEN_NUMBER)
		return SHAPE_NUMBER;
	if (utterance_is_name(reading, token, first))
		return SHAPE_NAME;
	if (first && (begins_cue(reading, u, token, SPAN("verb.imperative")) ||
		      begins_cue(reading, u, token, SPAN("recommendation.imperative"))))
		return SHAPE_IMPERATIVE;
	return type->roles & WORD_STOP ? type->hash : (uint64_t)SHAPE_ENDING + type->ending;
}
