#include "stages/commit.h"

#include "corpus/arena.h"
#include "corpus/error.h"
#include "lexicons/model.h"

#define THRESHOLD 0.2F /* of a model that does not bring its own */

int commit_run(struct analysis *analysis, const struct reading *reading,
	       const struct judgement *judgement, const struct utterance_models *models,
	       struct arena *keep, struct arena *scratch, struct error *err)
{
	analysis->commitment = NULL;
	analysis->commitments = 0;
	if (!judgement->purpose)
		return 0;
	const float least = model_number(models->purpose, "threshold.promise", THRESHOLD);
	size_t capacity = 0;
	for (size_t i = 0; i < judgement->list.count; i++) {
		const struct utterance *u = &judgement->list.item[i];
		const float *purpose = judgement->purpose[i];
		const size_t n = analysis->commitments;
		if (purpose[PURPOSE_PROMISE] < least ||
		    purpose[PURPOSE_PROMISE] < purpose[PURPOSE_ADVICE])
			continue;
		if (arena_grow(keep, &analysis->commitment, &capacity, n, n + 1,
			       sizeof(*analysis->commitment)) < 0)
			return error_memory(err);
		analysis->commitment[analysis->commitments++] = (struct commitment){
			.range = u->range,
			.who = utterance_person(reading, u, true, scratch),
			.score = purpose[PURPOSE_PROMISE],
		};
	}
	return 0;
}
