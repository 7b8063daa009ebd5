#include "stages/explain.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "stages/vocabulary.h"

static void explain_words(struct explanation *out, const struct vocabulary *vocabulary,
			  const struct token_list *tokens)
{
	for (size_t s = 0; s < tokens->sentences; s++) {
		for (uint32_t i = tokens->sentence[s].first; i < tokens->sentence[s].last; i++) {
			const struct token *token = &tokens->item[i];
			const struct word_type *type = vocabulary_type(vocabulary, token->type);
			out->word[out->words++] = (struct explained_word){
				.range = {token->start, token->start + token->len},
				.sentence = (uint32_t)s,
				.kind = token->kind,
				.folded = type->folded,
				.stem = type->stem,
				.part = type->part,
				.parts = type->parts,
			};
		}
	}
}

/* The first hit that counts, for the same kind of target, and shares words with this one. */
static struct span find_cover(const struct lexicon *lexicon, const struct hit_list *hits,
			      const struct hit *covered)
{
	const struct rule *rule = lexicon_rule(lexicon, covered->rule);
	for (size_t i = 0; i < hits->count && hits->item[i].first < covered->last; i++) {
		const struct hit *hit = &hits->item[i];
		const struct rule *other = lexicon_rule(lexicon, hit->rule);
		if (hit->last <= covered->first || other->target_kind != rule->target_kind ||
		    (hit->status != HIT_COUNTS && hit->status != HIT_NEGATED))
			continue;
		if (rule->target_kind != TARGET_CLASS || rule->target == other->target)
			return other->name;
	}
	return (struct span){NULL, 0};
}

static void explain_hits(struct explanation *out, const struct lexicon *lexicon,
			 const struct token_list *tokens, const struct hit_list *hits)
{
	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->item[i];
		const struct rule *rule = lexicon_rule(lexicon, hit->rule);
		const struct token *last = &tokens->item[hit->last - 1];
		struct explained_hit *to = &out->hit[out->hits++];
		*to = (struct explained_hit){
			.range = {tokens->item[hit->first].start, last->start + last->len},
			.rule = rule,
			.target = lexicon_target(lexicon, (enum target_kind)rule->target_kind,
						 rule->target),
			.status = hit->status,
		};
		if (hit->status == HIT_COVERED)
			to->covered_by = find_cover(lexicon, hits, hit);
	}
}

/* Heaviest first; of equal weight in the order of the lexicon. */
static void sort_themes(struct explanation *out)
{
	for (size_t i = 1; i < out->themes; i++) {
		const struct explained_theme one = out->theme[i];
		size_t at = i;
		for (; at > 0 && out->theme[at - 1].weight < one.weight; at--)
			out->theme[at] = out->theme[at - 1];
		out->theme[at] = one;
	}
}

static void explain_themes(struct explanation *out, const struct lexicon *lexicon,
			   const struct hit_list *hits)
{
	const size_t themes = lexicon_count(lexicon, TARGET_THEME);
	for (size_t t = 0; t < themes; t++)
		out->theme[t] = (struct explained_theme){.theme = (uint16_t)t};
	for (size_t i = 0; i < hits->count; i++) {
		const struct rule *rule = lexicon_rule(lexicon, hits->item[i].rule);
		if (rule->target_kind != TARGET_THEME || hits->item[i].status != HIT_COUNTS)
			continue;
		out->theme[rule->target].weight += rule->weight;
		out->theme[rule->target].hits++;
	}
	for (size_t t = 0; t < themes; t++)
		if (out->theme[t].hits > 0)
			out->theme[out->themes++] = out->theme[t];
	sort_themes(out);
}

int explain_run(struct explanation *out, const struct lexicon *lexicon,
		const struct vocabulary *vocabulary, const struct token_list *tokens,
		const struct hit_list *hits, struct arena *keep, struct error *err)
{
	*out = (struct explanation){.words = 0};
	out->word = arena_calloc(keep, tokens->count, sizeof *out->word);
	out->hit = arena_calloc(keep, hits->count, sizeof *out->hit);
	out->theme = arena_calloc(keep, lexicon_count(lexicon, TARGET_THEME), sizeof *out->theme);
	if (!out->word || !out->hit || !out->theme)
		return error_memory(err);
	explain_words(out, vocabulary, tokens);
	explain_hits(out, lexicon, tokens, hits);
	explain_themes(out, lexicon, hits);
	return 0;
}
