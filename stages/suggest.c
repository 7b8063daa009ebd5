#include "stages/suggest.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
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
#include "stages/vocabulary.h"

enum {
	TAIL_SENTENCES = 2, /* on which a story turns */
	SHOWN = 3,          /* themes below this rank get no evidence unless suggested */
	EVIDENCE_WORDS = 5, /* words of the model shown per theme */
};

#define LOG_LEAST 1e-6f
#define THRESHOLD_BALANCED 0.3f
#define EVIDENCE_LEAST 0.02f /* log-odds below which a word is not worth showing */

struct suggester {
	const struct lexicon *lexicon;
	const struct model *model[SUGGEST_HEADS];
	uint16_t *target[SUGGEST_HEADS]; /* of each label of the model; UINT16_MAX: unknown */
	struct blend blend[SUGGEST_HEADS];
	float threshold;
};

struct suggest_cache {
	struct head_cache head[SUGGEST_HEADS];
	uint32_t *seen;
	size_t types;
	uint32_t mark;
};

static enum target_kind kind_of(enum suggest_head head)
{
	switch (head) {
	case SUGGEST_KIND:
		return TARGET_KIND;
	case SUGGEST_ROLE:
		return TARGET_ROLE;
	default:
		return TARGET_THEME;
	}
}

static const char *const weight_name[BLEND_FEATURES] = {
	[BLEND_MODEL] = "blend.model",         [BLEND_STUDY] = "blend.study",
	[BLEND_POSITIVE] = "blend.positive",   [BLEND_NEGATIVE] = "blend.negative",
	[BLEND_STRONGEST] = "blend.strongest",
};

static void read_blend(struct blend *blend, const struct model *model)
{
	*blend = blend_default;
	if (!model)
		return;
	for (size_t i = 0; i < BLEND_FEATURES; i++)
		blend->weight[i] = model_number(model, weight_name[i], blend->weight[i]);
	blend->intercept = model_number(model, "curve.intercept", blend->intercept);
	blend->slope = model_number(model, "curve.slope", blend->slope);
}

/* What the model's own reports said of how often each label is put, at the lexicon's targets. */
static void read_biases(struct suggester *suggester, enum suggest_head head)
{
	const struct model *model = suggester->model[head];
	for (size_t i = 0; i < model_labels(model); i++) {
		char name[sizeof((struct model_number *)NULL)->name];
		const struct span label = model_label(model, i);
		(void)snprintf(name, sizeof name, "bias.%.*s", (int)label.len, label.at);
		const uint16_t target = suggester->target[head][i];
		if (target < BLEND_THEMES_MOST)
			suggester->blend[head].bias[target] = model_number(model, name, 0);
	}
}

static int map_labels(struct suggester *suggester, enum suggest_head head)
{
	const struct model *model = suggester->model[head];
	const size_t labels = model_labels(model);
	uint16_t *target = calloc(labels, sizeof *target);
	if (!target)
		return -1;
	for (size_t i = 0; i < labels; i++)
		target[i] = lexicon_find(suggester->lexicon, kind_of(head), model_label(model, i));
	suggester->target[head] = target;
	read_biases(suggester, head);
	return 0;
}

static float find_threshold(const struct model *model, const struct suggest_settings *settings)
{
	static const char *const name[] = {
		[SUGGEST_BALANCED] = "threshold.balanced",
		[SUGGEST_PRECISION] = "threshold.precision",
		[SUGGEST_RECALL] = "threshold.recall",
	};
	if (settings->threshold > 0)
		return settings->threshold;
	return model ? model_number(model, name[settings->balance], THRESHOLD_BALANCED)
		     : THRESHOLD_BALANCED;
}

struct suggester *suggester_new(const struct lexicon *lexicon, const struct model *const *model,
				const struct suggest_settings *settings, struct error *err)
{
	struct suggester *suggester = calloc(1, sizeof *suggester);
	if (!suggester) {
		(void)error_memory(err);
		return NULL;
	}
	suggester->lexicon = lexicon;
	suggester->threshold = find_threshold(model[SUGGEST_THEME], settings);
	if (model[SUGGEST_STUDY] && settings->threshold <= 0)
		suggester->threshold = model_number(model[SUGGEST_STUDY], "threshold.balanced",
						    suggester->threshold);
	for (int head = 0; head < SUGGEST_HEADS; head++) {
		suggester->model[head] = model[head];
		read_blend(&suggester->blend[head], model[head]);
		if (model[head] && map_labels(suggester, (enum suggest_head)head)) {
			(void)error_memory(err);
			suggester_free(suggester);
			return NULL;
		}
	}
	/* What the study's decisions say of its own figures goes before what other reports said. */
	struct blend *themes = &suggester->blend[SUGGEST_THEME];
	if (model[SUGGEST_STUDY]) {
		themes->intercept =
			model_number(model[SUGGEST_STUDY], "curve.intercept", themes->intercept);
		themes->slope = model_number(model[SUGGEST_STUDY], "curve.slope", themes->slope);
	}
	return suggester;
}

void suggester_free(struct suggester *suggester)
{
	if (!suggester)
		return;
	for (int head = 0; head < SUGGEST_HEADS; head++)
		free(suggester->target[head]);
	free(suggester);
}

struct suggest_cache *suggest_cache_new(struct error *err)
{
	struct suggest_cache *cache = calloc(1, sizeof *cache);
	if (!cache)
		(void)error_memory(err);
	return cache;
}

void suggest_cache_reset(struct suggest_cache *cache)
{
	for (int head = 0; head < SUGGEST_HEADS; head++)
		head_cache_release(&cache->head[head]);
	free(cache->seen);
	cache->seen = NULL;
	cache->types = 0;
	cache->mark = 0;
}

void suggest_cache_free(struct suggest_cache *cache)
{
	if (!cache)
		return;
	suggest_cache_reset(cache);
	free(cache);
}

static int make_bag(struct bag *out, const struct suggester *suggester, struct suggest_cache *cache,
		    const struct reading *reading, uint32_t first, uint32_t last,
		    struct arena *scratch, struct error *err)
{
	const size_t types = vocabulary_count(reading->vocabulary);
	if (types > cache->types || cache->mark == UINT32_MAX) {
		free(cache->seen);
		cache->seen = calloc(types * 2, sizeof *cache->seen);
		cache->types = cache->seen ? types * 2 : 0;
		cache->mark = 0;
		if (!cache->seen)
			return error_memory(err);
	}
	const struct bag_options options = {
		.tail = TAIL_SENTENCES, .hits = reading->hits, .lexicon = reading->lexicon};
	if (bag_make(out, reading->tokens, first, last, reading->vocabulary, &options, cache->seen,
		     ++cache->mark, scratch))
		return error_memory(err);
	return head_prepare(cache->head, suggester->model, SUGGEST_HEADS, out, reading->vocabulary,
			    err);
}

static int said_before(const struct hit_list *hits, size_t from, size_t at)
{
	for (size_t i = from; i < at; i++)
		if (hits->item[i].rule == hits->item[at].rule && hits->item[i].status == HIT_COUNTS)
			return 1;
	return 0;
}

/* What the lexicon says of each target of a kind: each rule once, however often it hits. */
static void add_lexical(float *feature, const struct reading *reading, enum target_kind kind,
			uint32_t first, uint32_t last, struct lexical *lexical)
{
	const struct hit_list *hits = reading->hits;
	const size_t targets = lexicon_count(reading->lexicon, kind);
	memset(lexical, 0, targets * sizeof *lexical);
	const size_t from = hit_list_from(hits, first);
	for (size_t i = from; i < hits->count && hits->item[i].first < last; i++) {
		const struct hit *hit = &hits->item[i];
		const struct rule *rule = lexicon_rule(reading->lexicon, hit->rule);
		if (rule->target_kind != kind || hit->status != HIT_COUNTS || hit->last > last ||
		    said_before(hits, from, i))
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

/* Log-probabilities of one model's labels, at their targets. Targets the model does not know get
 * the least of them. */
static int add_model(float *feature, const struct suggester *suggester, struct suggest_cache *cache,
		     enum suggest_head head, enum blend_feature slot, const struct bag *bag,
		     const struct reading *reading, float *norm, struct error *err)
{
	const struct model *model = suggester->model[head];
	const size_t targets = lexicon_count(suggester->lexicon, kind_of(head));
	float score[MODEL_LABELS_MOST];
	const int status =
		head_score(score, norm, model, &cache->head[head], bag, reading->vocabulary, err);
	if (status)
		return status;
	/* What the study's model adds are log-odds already. */
	const bool added = head == SUGGEST_STUDY;
	if (!added)
		softmax(score, model_labels(model));
	for (size_t t = 0; t < targets; t++)
		feature[t * BLEND_FEATURES + slot] = added ? 0 : logf(LOG_LEAST);
	for (size_t i = 0; i < model_labels(model); i++)
		if (suggester->target[head][i] != UINT16_MAX)
			feature[suggester->target[head][i] * BLEND_FEATURES + slot] =
				added ? score[i] : logf(score[i] + LOG_LEAST);
	return 0;
}

/* The features of all targets of one head; `norm` gets the length of the bag for its model. */
static int gather(float *feature, const struct suggester *suggester, struct suggest_cache *cache,
		  const struct reading *reading, uint32_t first, uint32_t last,
		  const struct bag *bag, enum suggest_head head, float *norm, struct arena *scratch,
		  struct error *err)
{
	const enum target_kind kind = kind_of(head);
	const size_t targets = lexicon_count(reading->lexicon, kind);
	struct lexical *lexical = arena_alloc(scratch, targets * sizeof *lexical);
	if (!lexical)
		return error_memory(err);
	memset(feature, 0, targets * BLEND_FEATURES * sizeof *feature);
	*norm = 1;
	add_lexical(feature, reading, kind, first, last, lexical);
	int status = 0;
	if (suggester->model[head])
		status = add_model(feature, suggester, cache, head, BLEND_MODEL, bag, reading, norm,
				   err);
	float study_norm;
	if (status == 0 && head == SUGGEST_THEME && suggester->model[SUGGEST_STUDY])
		status = add_model(feature, suggester, cache, SUGGEST_STUDY, BLEND_STUDY, bag,
				   reading, &study_norm, err);
	return status;
}

const struct blend *suggest_blend(const struct suggester *suggester, enum suggest_head head)
{
	return &suggester->blend[head];
}

int suggest_features(float *out, const struct suggester *suggester, struct suggest_cache *cache,
		     const struct reading *reading, uint32_t first, uint32_t last,
		     enum suggest_head head, struct arena *scratch, struct error *err)
{
	struct bag bag;
	float norm;
	const int status = make_bag(&bag, suggester, cache, reading, first, last, scratch, err);
	return status ? status
		      : gather(out, suggester, cache, reading, first, last, &bag, head, &norm,
			       scratch, err);
}

int suggest_roles(const float **out, const struct suggester *suggester, struct suggest_cache *cache,
		  const struct reading *reading, const struct analysis *analysis,
		  struct arena *keep, struct arena *scratch, struct error *err)
{
	*out = NULL;
	if (!suggester->model[SUGGEST_ROLE])
		return 0;
	const size_t roles = lexicon_count(suggester->lexicon, TARGET_ROLE);
	float *probability =
		arena_alloc(keep, (analysis->anecdotes * roles + 1) * sizeof *probability);
	float *feature = arena_alloc(scratch, (roles * BLEND_FEATURES + 1) * sizeof *feature);
	if (!probability || !feature)
		return error_memory(err);
	for (size_t i = 0; i < analysis->anecdotes; i++) {
		const struct anecdote *anecdote = &analysis->anecdote[i];
		const int status =
			suggest_features(feature, suggester, cache, reading, anecdote->first,
					 anecdote->last, SUGGEST_ROLE, scratch, err);
		if (status)
			return status;
		blend_apply(probability + i * roles, &suggester->blend[SUGGEST_ROLE], feature,
			    roles);
	}
	*out = probability;
	return 0;
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
static void add_rules(struct evidence_list *list, const struct reading *reading,
		      const struct blend *blend, enum target_kind kind, uint16_t target,
		      uint32_t first, uint32_t last)
{
	const struct hit_list *hits = reading->hits;
	for (size_t i = hit_list_from(hits, first); i < hits->count && hits->item[i].first < last;
	     i++) {
		const struct hit *hit = &hits->item[i];
		const struct rule *rule = lexicon_rule(reading->lexicon, hit->rule);
		if (rule->target_kind != kind || rule->target != target ||
		    hit->status != HIT_COUNTS || hit->last > last)
			continue;
		const float by = rule->weight < 0 ? blend->weight[BLEND_NEGATIVE]
						  : blend->weight[BLEND_POSITIVE];
		list->item[list->count++] = (struct evidence){
			.range = range_of(reading, hit->first, hit->last),
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
static void add_words(struct evidence_list *list, const struct reading *reading,
		      const struct model *model, const struct head_cache *cache,
		      const struct bag *bag, float scale, size_t label, uint32_t first,
		      uint32_t last)
{
	uint32_t best[EVIDENCE_WORDS];
	float heaviest[EVIDENCE_WORDS];
	size_t n = 0;
	for (size_t i = 0; i < bag->types; i++) {
		const float weight = scale * head_type_share(model, cache, bag->type[i], label);
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
		const uint32_t token = first_token(reading, first, last, best[i]);
		list->item[list->count++] = (struct evidence){
			.range = range_of(reading, token, token + 1),
			.by = SPAN("model"),
			.weight = heaviest[i],
		};
	}
}

static size_t label_of(const struct suggester *suggester, enum suggest_head head, uint16_t target)
{
	const size_t labels = model_labels(suggester->model[head]);
	size_t label = 0;
	while (label < labels && suggester->target[head][label] != target)
		label++;
	return label;
}

/* What an anecdote is judged by, gathered once for all its themes. */
struct judging {
	const struct suggester *suggester;
	struct suggest_cache *cache;
	const struct reading *reading;
	struct bag bag;
	uint32_t first;
	uint32_t last;
	size_t hits; /* at most this many rules can be evidence */
	float norm[SUGGEST_HEADS];
};

static int collect_evidence(const struct evidence **out, size_t *count,
			    const struct judging *judging, enum suggest_head head, uint16_t target,
			    struct arena *keep)
{
	const struct suggester *suggester = judging->suggester;
	struct evidence_list list = {
		.item = arena_alloc(keep, (judging->hits + EVIDENCE_WORDS) * sizeof *list.item),
	};
	if (!list.item)
		return -1;
	add_rules(&list, judging->reading, &suggester->blend[head], kind_of(head), target,
		  judging->first, judging->last);
	const struct model *model = suggester->model[head];
	const size_t label = model ? label_of(suggester, head, target) : 0;
	if (model && label < model_labels(model))
		add_words(&list, judging->reading, model, &judging->cache->head[head],
			  &judging->bag,
			  suggester->blend[head].weight[BLEND_MODEL] / judging->norm[head], label,
			  judging->first, judging->last);
	qsort(list.item, list.count, sizeof *list.item, heavier_first);
	*out = list.item;
	*count = list.count;
	return 0;
}

static size_t count_hits(const struct judging *judging, enum target_kind kind)
{
	const struct hit_list *hits = judging->reading->hits;
	size_t count = 0;
	for (size_t i = hit_list_from(hits, judging->first);
	     i < hits->count && hits->item[i].first < judging->last; i++)
		count += lexicon_rule(judging->reading->lexicon, hits->item[i].rule)->target_kind ==
			 kind;
	return count;
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
	judging->hits = count_hits(judging, TARGET_THEME);
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
	judging->hits = count_hits(judging, TARGET_KIND);
	return collect_evidence(&anecdote->kind_evidence, &anecdote->kind_evidences, judging,
				SUGGEST_KIND, (uint16_t)best, keep);
}

/* Room for features and probabilities of the head with the most targets. */
struct numbers {
	float *feature;
	float *probability;
};

static int judge(struct anecdote *anecdote, struct judging *judging, const struct numbers *numbers,
		 struct arena *keep, struct arena *scratch, struct error *err)
{
	static const enum suggest_head heads[] = {SUGGEST_THEME, SUGGEST_KIND};
	int status = make_bag(&judging->bag, judging->suggester, judging->cache, judging->reading,
			      judging->first, judging->last, scratch, err);
	for (size_t h = 0; status == 0 && h < 2; h++) {
		const enum suggest_head head = heads[h];
		const size_t targets = lexicon_count(judging->reading->lexicon, kind_of(head));
		status = gather(numbers->feature, judging->suggester, judging->cache,
				judging->reading, judging->first, judging->last, &judging->bag,
				head, &judging->norm[head], scratch, err);
		if (status)
			break;
		blend_apply(numbers->probability, &judging->suggester->blend[head],
			    numbers->feature, targets);
		if ((head == SUGGEST_THEME
			     ? rank_themes(anecdote, numbers->probability, judging, keep)
			     : choose_kind(anecdote, numbers->probability, judging, keep)))
			status = error_memory(err);
	}
	return status;
}

int suggest_run(struct analysis *analysis, const struct suggester *suggester,
		struct suggest_cache *cache, const struct reading *reading, struct arena *keep,
		struct arena *scratch, struct error *err)
{
	size_t most = lexicon_count(reading->lexicon, TARGET_THEME);
	if (lexicon_count(reading->lexicon, TARGET_KIND) > most)
		most = lexicon_count(reading->lexicon, TARGET_KIND);
	const struct numbers numbers = {
		.feature = arena_alloc(scratch, (most * BLEND_FEATURES + 1) * sizeof(float)),
		.probability = arena_alloc(scratch, (most + 1) * sizeof(float)),
	};
	if (!numbers.feature || !numbers.probability)
		return error_memory(err);
	for (size_t i = 0; i < analysis->anecdotes; i++) {
		struct anecdote *anecdote = &analysis->anecdote[i];
		struct judging judging = {
			.suggester = suggester,
			.cache = cache,
			.reading = reading,
			.first = anecdote->first,
			.last = anecdote->last,
		};
		const int status = judge(anecdote, &judging, &numbers, keep, scratch, err);
		if (status)
			return status;
	}
	return 0;
}
