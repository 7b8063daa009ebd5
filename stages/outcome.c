#include "stages/outcome.h"

#include "corpus/arena.h"
#include "corpus/document.h"
#include "corpus/error.h"
#include "lexicons/lexicon.h"
#include "lexicons/model.h"
#include "stages/follow_up.h"

/* Low, because what a passage shares with a promise has the last word. */
#define LEAST 0.003F
#define LEAST_WITHOUT_ROUND 0.3F

static uint16_t status_of(const struct model *model, const struct reading *reading,
			  const struct judgement *judgement, size_t i, struct utterance_row *row)
{
	float score[MODEL_LABELS_MOST];
	size_t best = 0;
	if (!model)
		return INDEX_NONE;
	utterance_features(row, UTTERANCE_VIEW_STATUS, reading, &judgement->list, i);
	utterance_score(score, model, row);
	for (size_t k = 1; k < model_labels(model); k++)
		if (score[k] > score[best])
			best = k;
	return lexicon_find(reading->lexicon, TARGET_STATUS, model_label(model, best));
}

int outcome_run(struct analysis *analysis, const struct reading *reading,
		const struct judgement *judgement, const struct utterance_models *models,
		struct arena *keep, struct arena *scratch, struct error *err)
{
	const unsigned round = follow_up_round(reading->document->metadata.round);
	const float least = round == 0 ? LEAST_WITHOUT_ROUND : LEAST;
	struct utterance_row *row = arena_alloc(scratch, sizeof(*row));
	size_t capacity = 0;
	analysis->outcome = NULL;
	analysis->outcomes = 0;
	if (!judgement->purpose || round == 1)
		return 0;
	if (!row)
		return error_memory(err);
	for (size_t i = 0; i < judgement->list.count; i++) {
		const float score = judgement->purpose[i][PURPOSE_OUTCOME];
		const struct utterance *u = &judgement->list.item[i];
		const size_t n = analysis->outcomes;
		if (score < least ||
		    (u->signs & (UTTERANCE_ASKS | UTTERANCE_ASKER | UTTERANCE_ANNOUNCES)))
			continue;
		if (arena_grow(keep, &analysis->outcome, &capacity, n, n + 1,
			       sizeof(*analysis->outcome)) < 0)
			return error_memory(err);
		analysis->outcome[analysis->outcomes++] = (struct outcome){
			.range = u->range,
			.status = status_of(models->status, reading, judgement, i, row),
			.score = score,
		};
	}
	return 0;
}
