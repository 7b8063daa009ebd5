#include "stages/recommend.h"

#include <math.h>

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "lexicons/model.h"

#define THRESHOLD 0.3F /* of a model that does not bring its own */
#define LEAST 1e-6F
#define SHARED_VOICE 1.0F /* weight of what the other advice of the document is taken for */

enum {
	THEMES_MOST = 3,
	OTHERS_LEAST = 3, /* fewer make no common voice */
};

/* Log-probabilities of the audiences of the model. */
static void score_audience(float *score, const struct model *model, const struct reading *reading,
			   const struct judgement *judgement, size_t i, struct utterance_row *row)
{
	utterance_features(row, UTTERANCE_VIEW_AUDIENCE, reading, &judgement->list, i);
	utterance_score(score, model, row);
	for (size_t k = 0; k < model_labels(model); k++)
		score[k] = logf(score[k] + LEAST);
}

/* Advice that nobody in particular gives is mostly for the same readers all through a document, so
 * what is said of the others counts. */
static int add_audiences(struct analysis *analysis, const uint32_t *utterance,
			 const struct reading *reading, const struct judgement *judgement,
			 const struct model *model, struct arena *scratch, struct error *err)
{
	const size_t count = analysis->recommendations;
	const size_t labels = model_labels(model);
	struct utterance_row *row = arena_alloc(scratch, sizeof(*row));
	float *score = arena_calloc(scratch, count * labels, sizeof(*score));
	float *sum = arena_calloc(scratch, labels, sizeof(*sum));
	size_t unsigned_ones = 0;
	if (!row || !score || !sum)
		return error_memory(err);
	for (size_t i = 0; i < count; i++) {
		score_audience(score + i * labels, model, reading, judgement, utterance[i], row);
		if (analysis->recommendation[i].speaker.len > 0)
			continue;
		unsigned_ones++;
		for (size_t k = 0; k < labels; k++)
			sum[k] += score[i * labels + k];
	}
	for (size_t i = 0; i < count; i++) {
		struct recommendation *to = &analysis->recommendation[i];
		const bool joins = to->speaker.len == 0 && unsigned_ones > OTHERS_LEAST;
		const float others = (float)(unsigned_ones - joins);
		size_t best = 0;
		float most = -INFINITY;
		for (size_t k = 0; k < labels; k++) {
			const float own = score[i * labels + k];
			const float all =
				own + (joins ? SHARED_VOICE * (sum[k] - own) / others : 0);
			if (all > most) {
				most = all;
				best = k;
			}
		}
		to->audience =
			lexicon_find(reading->lexicon, TARGET_AUDIENCE, model_label(model, best));
	}
	return 0;
}

/* The anecdote that holds the first token of the utterance. */
static uint32_t anecdote_of(const struct analysis *analysis, const struct utterance *u)
{
	size_t low = 0, high = analysis->anecdotes;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (analysis->anecdote[middle].last <= u->first)
			low = middle + 1;
		else
			high = middle;
	}
	return low < analysis->anecdotes && analysis->anecdote[low].first <= u->first
		       ? (uint32_t)low
		       : UINT32_MAX;
}

/* Themes as of an anecdote with the same words: those suggested, or else the foremost. */
static int add_themes(struct analysis *analysis, const uint32_t *utterance,
		      const struct reading *reading, const struct judgement *judgement,
		      const struct suggester *suggester, struct suggest_cache *cache,
		      struct arena *keep, struct arena *scratch, struct error *err)
{
	const size_t count = analysis->recommendations;
	struct anecdote *as = arena_calloc(scratch, count, sizeof(*as));
	uint16_t *theme = arena_calloc(keep, count * THEMES_MOST, sizeof(*theme));
	if (!as || !theme)
		return error_memory(err);
	for (size_t i = 0; i < count; i++) {
		const struct utterance *u = &judgement->list.item[utterance[i]];
		as[i] = (struct anecdote){.range = u->range, .first = u->first, .last = u->last};
	}
	struct analysis told = {.anecdote = as, .anecdotes = count};
	const int status =
		suggest_run(&told, NULL, suggester, cache, reading, scratch, scratch, err);
	for (size_t i = 0; status == 0 && i < count; i++) {
		struct recommendation *to = &analysis->recommendation[i];
		uint16_t *own = theme + i * THEMES_MOST;
		for (size_t t = 0; t < as[i].themes && to->themes < THEMES_MOST; t++)
			if (t == 0 || as[i].ranking[t].suggested)
				own[to->themes++] = as[i].ranking[t].theme;
		to->theme = own;
	}
	return status;
}

int recommend_run(struct analysis *analysis, const struct reading *reading,
		  const struct judgement *judgement, const struct utterance_models *models,
		  const struct suggester *suggester, struct suggest_cache *cache,
		  struct arena *keep, struct arena *scratch, struct error *err)
{
	analysis->recommendation = NULL;
	analysis->recommendations = 0;
	if (!judgement->purpose)
		return 0;
	const float least = model_number(models->purpose, "threshold.advice", THRESHOLD);
	uint32_t *utterance = arena_alloc(scratch, judgement->list.count * sizeof(*utterance));
	size_t capacity = 0;
	if (!utterance)
		return error_memory(err);
	for (size_t i = 0; i < judgement->list.count; i++) {
		const struct utterance *u = &judgement->list.item[i];
		const size_t n = analysis->recommendations;
		if (judgement->purpose[i][PURPOSE_ADVICE] < least)
			continue;
		if (arena_grow(keep, &analysis->recommendation, &capacity, n, n + 1,
			       sizeof(*analysis->recommendation)) < 0)
			return error_memory(err);
		analysis->recommendation[n] = (struct recommendation){
			.range = u->range,
			.audience = INDEX_NONE,
			.score = judgement->purpose[i][PURPOSE_ADVICE],
			.speaker = utterance_person(reading, u, false, scratch),
			.anecdote = anecdote_of(analysis, u),
		};
		utterance[n] = (uint32_t)i;
		analysis->recommendations++;
	}
	if (models->audience && add_audiences(analysis, utterance, reading, judgement,
					      models->audience, scratch, err) < 0)
		return ERROR_MEMORY;
	if (!suggester || analysis->recommendations == 0)
		return 0;
	return add_themes(analysis, utterance, reading, judgement, suggester, cache, keep, scratch,
			  err);
}
