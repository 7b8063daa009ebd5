#include "stages/suggest.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/language.h"
#include "lexicons/lexicon.h"
#include "lexicons/model.h"
#include "stages/features.h"
#include "stages/head.h"
#include "stages/softmax.h"
#include "stages/suggester.h"
#include "stages/vocabulary.h"

enum {
	TAIL_SENTENCES = 2, /* on which a story turns */
	SHOWN = 3,          /* themes below this rank get no evidence unless suggested */
	EVIDENCE_WORDS = 5, /* words of the model shown per theme */
};

#define EVIDENCE_LEAST 0.02f /* log-odds below which a word is not worth showing */

struct suggest_cache {
	struct head_cache heads;
	uint32_t *seen;
	size_t types;
	uint32_t mark;
	struct arena scratch; /* for one stretch at a time */
};

struct suggest_cache *suggest_cache_new(struct error *err)
{
	struct suggest_cache *cache = calloc(1, sizeof *cache);
	if (!cache)
		(void)error_memory(err);
	return cache;
}

void suggest_cache_reset(struct suggest_cache *cache)
{
	head_cache_release(&cache->heads);
	free(cache->seen);
	cache->seen = NULL;
	cache->types = 0;
	cache->mark = 0;
	arena_release(&cache->scratch);
}

void suggest_cache_free(struct suggest_cache *cache)
{
	if (!cache)
		return;
	suggest_cache_reset(cache);
	free(cache);
}

/* A rule that hits and counts, for a target that is judged. */
struct said {
	const struct hit *hit;
	const struct rule *rule;
	bool again; /* the same rule came before */
};

/* What a stretch of tokens is judged by, gathered once for all heads. */
struct judging {
	const struct suggester *suggester;
	struct suggest_cache *cache;
	const struct reading *reading;
	uint32_t first;
	uint32_t last;
	struct bag bag; /* in the cache's scratch, until the next stretch is judged */
	float norm[SUGGEST_HEADS];
	float score[MODEL_SCORES_MOST]; /* of the joined models */
	struct said *said;              /* in text order; in the cache's scratch too */
	size_t saids;
};

/* Sets what is the same for all stretches; the rest is large, and filled in for each. */
static void judging_begin(struct judging *judging, const struct suggester *suggester,
			  struct suggest_cache *cache, const struct reading *reading)
{
	judging->suggester = suggester;
	judging->cache = cache;
	judging->reading = reading;
}

static int clear_seen(struct suggest_cache *cache, size_t types)
{
	if (types <= cache->types && cache->mark != UINT32_MAX)
		return 0;
	free(cache->seen);
	cache->seen = calloc(types * 2, sizeof *cache->seen);
	cache->types = cache->seen ? types * 2 : 0;
	cache->mark = 0;
	return cache->seen ? 0 : -1;
}

static bool is_judged(uint8_t kind)
{
	return kind == TARGET_THEME || kind == TARGET_KIND || kind == TARGET_ROLE;
}

static bool said_before(const struct judging *judging, const struct rule *rule)
{
	for (size_t i = 0; i < judging->saids; i++)
		if (judging->said[i].rule == rule)
			return true;
	return false;
}

/* Most rules are cues for other stages, so that those left over here are few. */
static int take_said(struct judging *judging)
{
	const struct hit_list *hits = judging->reading->hits;
	const size_t from = hit_list_from(hits, judging->first);
	const size_t to = hit_list_from(hits, judging->last);
	judging->saids = 0;
	judging->said = arena_alloc(&judging->cache->scratch, (to - from) * sizeof *judging->said);
	if (!judging->said)
		return -1;
	for (size_t i = from; i < to; i++) {
		const struct hit *hit = &hits->item[i];
		const struct rule *rule = lexicon_rule(judging->reading->lexicon, hit->rule);
		if (!is_judged(rule->target_kind) || hit->status != HIT_COUNTS ||
		    hit->last > judging->last)
			continue;
		const bool again = said_before(judging, rule);
		judging->said[judging->saids++] = (struct said){hit, rule, again};
	}
	return 0;
}

/* Tokens [first, last) of `judging`. */
static int judge_words(struct judging *judging, struct error *err)
{
	struct suggest_cache *cache = judging->cache;
	const struct reading *reading = judging->reading;
	const struct bag_options options = {
		.tail = TAIL_SENTENCES, .hits = reading->hits, .lexicon = reading->lexicon};
	arena_reset(&cache->scratch);
	if (clear_seen(cache, vocabulary_count(reading->vocabulary)) < 0 ||
	    bag_make(&judging->bag, reading->tokens, judging->first, judging->last,
		     reading->vocabulary, &options, cache->seen, ++cache->mark,
		     &cache->scratch) < 0 ||
	    take_said(judging) < 0)
		return error_memory(err);
	return head_score(judging->score, judging->norm, judging->suggester->joined, &cache->heads,
			  &judging->bag, reading->vocabulary, err);
}

/* What the lexicon says of each target of a kind: each rule once, however often it hits. */
static void add_lexical(float *feature, const struct judging *judging, enum target_kind kind,
			struct lexical *lexical)
{
	const size_t targets = lexicon_count(judging->reading->lexicon, kind);
	memset(lexical, 0, targets * sizeof *lexical);
	for (size_t i = 0; i < judging->saids; i++) {
		const struct rule *rule = judging->said[i].rule;
		if (rule->target_kind != kind || judging->said[i].again)
			continue;
		struct lexical *of = &lexical[rule->target];
		if (rule->weight < 0)
			of->negative += rule->weight;
		else
			of->positive += rule->weight;
		if (rule->weight > of->strongest)
			of->strongest = rule->weight;
	}
	for (size_t t = 0; t < targets; t++)
		blend_lexical(feature + t * BLEND_FEATURES, &lexical[t]);
}

/* What stands for a model's log-probability at a target that it does not know. A theme that
 * somebody made, or that another pack has, gets an even share and what the lexicon alone would add;
 * other targets get the least. */
static float unknown_to_model(const float *feature, enum suggest_head head, size_t targets)
{
	if (head != SUGGEST_THEME)
		return logf(BLEND_LEAST);
	float score = -logf((float)targets);
	for (int f = BLEND_POSITIVE; f < BLEND_FEATURES; f++)
		score += blend_default.weight[f] * feature[f];
	return score;
}

/* Log-probabilities of one model's labels, at their targets; after add_lexical. */
static void add_model(float *feature, struct judging *judging, enum suggest_head head,
		      enum blend_feature slot)
{
	const struct suggester *suggester = judging->suggester;
	const size_t targets = lexicon_count(suggester->lexicon, suggester_kind(head));
	const size_t labels = model_part_labels(suggester->joined, head);
	float *score = judging->score + model_part_first(suggester->joined, head);
	/* What the study's model adds are log-odds already. */
	const bool added = head == SUGGEST_STUDY;
	if (!added)
		softmax(score, labels);
	for (size_t t = 0; t < targets; t++) {
		float *of = feature + t * BLEND_FEATURES;
		of[slot] = added ? 0 : unknown_to_model(of, head, targets);
	}
	for (size_t i = 0; i < labels; i++)
		if (suggester->target[head][i] != UINT16_MAX)
			feature[suggester->target[head][i] * BLEND_FEATURES + slot] =
				added ? score[i] : logf(score[i] + BLEND_LEAST);
}

/* The features of all targets of one head; once per head and stretch. */
static int gather(float *feature, struct judging *judging, enum suggest_head head,
		  struct error *err)
{
	const struct suggester *suggester = judging->suggester;
	const enum target_kind kind = suggester_kind(head);
	const size_t targets = lexicon_count(judging->reading->lexicon, kind);
	struct lexical *lexical = arena_alloc(&judging->cache->scratch, targets * sizeof *lexical);
	if (!lexical)
		return error_memory(err);
	memset(feature, 0, targets * BLEND_FEATURES * sizeof *feature);
	add_lexical(feature, judging, kind, lexical);
	if (suggester->model[head])
		add_model(feature, judging, head, BLEND_MODEL);
	if (head == SUGGEST_THEME && suggester->model[SUGGEST_STUDY])
		add_model(feature, judging, SUGGEST_STUDY, BLEND_STUDY);
	return 0;
}

const struct blend *suggest_blend(const struct suggester *suggester, enum suggest_head head)
{
	return &suggester->blend[head];
}

int suggest_features(float *out, const struct suggester *suggester, struct suggest_cache *cache,
		     const struct reading *reading, uint32_t first, uint32_t last,
		     enum suggest_head head, struct error *err)
{
	struct judging judging;
	judging_begin(&judging, suggester, cache, reading);
	judging.first = first;
	judging.last = last;
	const int status = judge_words(&judging, err);
	return status < 0 ? status : gather(out, &judging, head, err);
}

struct evidence_list {
	struct evidence *item;
	size_t count;
};

static struct range range_of(const struct reading *reading, uint32_t first, uint32_t last)
{
	const struct token *item = reading->tokens->item;
	return (struct range){item[first].start, item[last - 1].start + item[last - 1].len};
}

static int heavier_first(const void *a, const void *b)
{
	const struct evidence *x = a, *y = b;
	if (x->weight != y->weight)
		return (x->weight < y->weight) - (x->weight > y->weight);
	return (x->range.start > y->range.start) - (x->range.start < y->range.start);
}

/* The rules that hit for this target, each with its share in what the lexicon adds. */
static void add_rules(struct evidence_list *list, const struct judging *judging,
		      const struct blend *blend, enum target_kind kind, uint16_t target)
{
	for (size_t i = 0; i < judging->saids; i++) {
		const struct hit *hit = judging->said[i].hit;
		const struct rule *rule = judging->said[i].rule;
		if (rule->target_kind != kind || rule->target != target)
			continue;
		const float by = rule->weight < 0 ? blend->weight[BLEND_NEGATIVE]
						  : blend->weight[BLEND_POSITIVE];
		list->item[list->count++] = (struct evidence){
			.range = range_of(judging->reading, hit->first, hit->last),
			.by = rule->name,
			.weight = by * rule->weight,
		};
	}
}

static uint32_t first_token(const struct reading *reading, uint32_t first, uint32_t last,
			    uint32_t type)
{
	while (first < last && reading->tokens->item[first].type != type)
		first++;
	return first;
}

/* Whether a reader sees why this word should count: not `over`, and not `Nummer` beside `nummer`.
 */
static bool worth_showing(const struct reading *reading, uint32_t type, const uint32_t *shown,
			  size_t count)
{
	const struct word_type *word = vocabulary_type(reading->vocabulary, type);
	if (word->roles & WORD_STOP)
		return false;
	for (size_t i = 0; i < count; i++)
		if (vocabulary_type(reading->vocabulary, shown[i])->hash == word->hash)
			return false;
	return true;
}

/* The few words that weighed most in the model's score. */
static void add_words(struct evidence_list *list, const struct judging *judging,
		      enum suggest_head head, size_t label)
{
	const struct suggester *suggester = judging->suggester;
	const struct bag *bag = &judging->bag;
	const struct reading *reading = judging->reading;
	const float scale = suggester->blend[head].weight[BLEND_MODEL] / judging->norm[head];
	const size_t score = model_part_first(suggester->joined, head) + label;
	uint32_t best[EVIDENCE_WORDS];
	float heaviest[EVIDENCE_WORDS];
	size_t n = 0;
	for (size_t i = 0; i < bag->types; i++) {
		const float weight =
			scale * head_type_share(&judging->cache->heads, bag->type[i], head, score);
		if (weight < EVIDENCE_LEAST || (n == EVIDENCE_WORDS && weight <= heaviest[n - 1]) ||
		    !worth_showing(reading, bag->type[i], best, n))
			continue;
		size_t at = n < EVIDENCE_WORDS ? n++ : n - 1;
		for (; at > 0 && heaviest[at - 1] < weight; at--) {
			best[at] = best[at - 1];
			heaviest[at] = heaviest[at - 1];
		}
		best[at] = bag->type[i];
		heaviest[at] = weight;
	}
	for (size_t i = 0; i < n; i++) {
		const uint32_t token = first_token(reading, judging->first, judging->last, best[i]);
		list->item[list->count++] = (struct evidence){
			.range = range_of(reading, token, token + 1),
			.by = SPAN("model"),
			.weight = heaviest[i],
		};
	}
}

static size_t label_of(const struct suggester *suggester, enum suggest_head head, uint16_t target)
{
	const size_t labels = model_part_labels(suggester->joined, head);
	size_t label = 0;
	while (label < labels && suggester->target[head][label] != target)
		label++;
	return label;
}

static int collect_evidence(const struct evidence **out, size_t *count,
			    const struct judging *judging, enum suggest_head head, uint16_t target,
			    struct arena *keep)
{
	const struct suggester *suggester = judging->suggester;
	struct evidence_list list = {
		.item = arena_alloc(&judging->cache->scratch,
				    (judging->saids + EVIDENCE_WORDS) * sizeof *list.item),
	};
	if (!list.item)
		return -1;
	add_rules(&list, judging, &suggester->blend[head], suggester_kind(head), target);
	const size_t label = label_of(suggester, head, target);
	if (label < model_part_labels(suggester->joined, head))
		add_words(&list, judging, head, label);
	qsort(list.item, list.count, sizeof *list.item, heavier_first);
	struct evidence *kept = arena_alloc(keep, list.count * sizeof *kept);
	if (!kept)
		return -1;
	memcpy(kept, list.item, list.count * sizeof *kept);
	*out = kept;
	*count = list.count;
	return 0;
}

static int likelier_first(const void *a, const void *b)
{
	const struct suggestion *x = a, *y = b;
	if (x->score != y->score)
		return (x->score < y->score) - (x->score > y->score);
	return (x->theme > y->theme) - (x->theme < y->theme);
}

static int rank_themes(struct anecdote *anecdote, const float *probability, struct judging *judging,
		       struct arena *keep)
{
	const size_t themes = lexicon_count(judging->reading->lexicon, TARGET_THEME);
	struct suggestion *ranking = arena_calloc(keep, themes + 1, sizeof *ranking);
	if (!ranking)
		return -1;
	for (size_t t = 0; t < themes; t++)
		ranking[t] = (struct suggestion){.theme = (uint16_t)t, .score = probability[t]};
	qsort(ranking, themes, sizeof *ranking, likelier_first);
	/* A lexicon in which nothing was found has nothing to say. */
	const bool learnt = judging->suggester->model[SUGGEST_THEME] ||
			    judging->suggester->model[SUGGEST_STUDY];
	for (size_t i = 0; i < themes; i++) {
		ranking[i].suggested = i == 0 || ranking[i].score >= judging->suggester->threshold;
		if ((i < SHOWN || ranking[i].suggested) &&
		    collect_evidence(&ranking[i].evidence, &ranking[i].evidences, judging,
				     SUGGEST_THEME, ranking[i].theme, keep))
			return -1;
		if (!learnt && ranking[i].evidences == 0)
			ranking[i].suggested = false;
	}
	anecdote->ranking = ranking;
	anecdote->themes = themes;
	return 0;
}

static int choose_kind(struct anecdote *anecdote, const float *probability, struct judging *judging,
		       struct arena *keep)
{
	const size_t kinds = lexicon_count(judging->reading->lexicon, TARGET_KIND);
	if (kinds == 0) {
		anecdote->kind = INDEX_NONE;
		return 0;
	}
	size_t best = 0;
	for (size_t k = 1; k < kinds; k++)
		if (probability[k] > probability[best])
			best = k;
	anecdote->kind = (uint16_t)best;
	anecdote->kind_score = probability[best];
	return collect_evidence(&anecdote->kind_evidence, &anecdote->kind_evidences, judging,
				SUGGEST_KIND, (uint16_t)best, keep);
}

/* Room for features and probabilities of the head with the most targets. */
struct numbers {
	float *feature;
	float *probability;
};

static int make_numbers(struct numbers *out, const struct lexicon *lexicon, struct arena *scratch)
{
	size_t most = 0;
	for (int head = 0; head < SUGGEST_HEADS; head++) {
		const size_t targets =
			lexicon_count(lexicon, suggester_kind((enum suggest_head)head));
		most = targets > most ? targets : most;
	}
	out->feature = arena_alloc(scratch, (most * BLEND_FEATURES + 1) * sizeof(float));
	out->probability = arena_alloc(scratch, (most + 1) * sizeof(float));
	return out->feature && out->probability ? 0 : -1;
}

/* How likely each target of the head is. */
static int weigh(float *probability, struct judging *judging, enum suggest_head head,
		 float *feature, struct error *err)
{
	const int status = gather(feature, judging, head, err);
	if (status == 0)
		blend_apply(probability, &judging->suggester->blend[head], feature,
			    lexicon_count(judging->reading->lexicon, suggester_kind(head)));
	return status;
}

/* `roles` may be NULL. */
static int judge(struct anecdote *anecdote, float *roles, struct judging *judging,
		 const struct numbers *numbers, struct arena *keep, struct error *err)
{
	judging->first = anecdote->first;
	judging->last = anecdote->last;
	int status = judge_words(judging, err);
	if (status == 0)
		status = weigh(numbers->probability, judging, SUGGEST_THEME, numbers->feature, err);
	if (status == 0 && rank_themes(anecdote, numbers->probability, judging, keep))
		status = error_memory(err);
	if (status == 0)
		status = weigh(numbers->probability, judging, SUGGEST_KIND, numbers->feature, err);
	if (status == 0 && choose_kind(anecdote, numbers->probability, judging, keep))
		status = error_memory(err);
	if (status == 0 && roles)
		status = weigh(roles, judging, SUGGEST_ROLE, numbers->feature, err);
	return status;
}

static int make_roles(float **out, const struct suggester *suggester,
		      const struct analysis *analysis, size_t roles, struct arena *keep)
{
	*out = NULL;
	if (!suggester->model[SUGGEST_ROLE])
		return 0;
	*out = arena_alloc(keep, (analysis->anecdotes * roles + 1) * sizeof **out);
	return *out ? 0 : -1;
}

int suggest_run(struct analysis *analysis, const float **roles, const struct suggester *suggester,
		struct suggest_cache *cache, const struct reading *reading, struct arena *keep,
		struct arena *scratch, struct error *err)
{
	const size_t count = lexicon_count(reading->lexicon, TARGET_ROLE);
	struct numbers numbers;
	float *role = NULL;
	if (make_numbers(&numbers, reading->lexicon, scratch) < 0 ||
	    (roles && make_roles(&role, suggester, analysis, count, keep) < 0))
		return error_memory(err);
	if (roles)
		*roles = role;
	struct judging judging;
	judging_begin(&judging, suggester, cache, reading);
	for (size_t i = 0; i < analysis->anecdotes; i++) {
		struct anecdote *anecdote = &analysis->anecdote[i];
		const int status = judge(anecdote, role ? role + i * count : NULL, &judging,
					 &numbers, keep, err);
		if (status)
			return status;
	}
	return 0;
}

int suggest_roles(const float **out, const struct suggester *suggester, struct suggest_cache *cache,
		  const struct reading *reading, const struct analysis *analysis,
		  struct arena *keep, struct arena *scratch, struct error *err)
{
	const size_t count = lexicon_count(reading->lexicon, TARGET_ROLE);
	struct numbers numbers;
	float *role;
	if (make_numbers(&numbers, reading->lexicon, scratch) < 0 ||
	    make_roles(&role, suggester, analysis, count, keep) < 0)
		return error_memory(err);
	*out = role;
	for (size_t i = 0; role && i < analysis->anecdotes; i++) {
		const int status = suggest_features(numbers.feature, suggester, cache, reading,
						    analysis->anecdote[i].first,
						    analysis->anecdote[i].last, SUGGEST_ROLE, err);
		if (status)
			return status;
		blend_apply(role + i * count, &suggester->blend[SUGGEST_ROLE], numbers.feature,
			    count);
	}
	return 0;
}
